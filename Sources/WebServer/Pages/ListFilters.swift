import Duties
import Primitives
import Registers
import Storage
import WebPages

/// What a list can be narrowed by, beside its words: choices, and the unit.
struct ListFilters {
    let register: RegisterDefinition
    let fields: FormFields

    /// The names of what the controls send; everything else of the list has to be kept beside them.
    var names: Set<String> {
        var names: Set<String> = [ListAddress.words]
        for field in register.listedFields.map({ register.fields[$0] }) {
            switch field.kind {
            case .choice: names.insert(field.column)
            case .text where field.namesRequirement: names.insert(field.column)
            case .link(OrganizationUnit.registerName):
                names.formUnion([field.column, Self.wordsName(field)])
            default: break
            }
        }
        return names
    }

    /// The controls above the list.
    func formFields(_ reader: RecordReader, _ catalogue: Catalogue) throws -> [FormField] {
        try register.listedFields.flatMap { index -> [FormField] in
            let field = register.fields[index]
            switch field.kind {
            case .choice(let options): return [list(field, options.map { FormChoice($0.code, $0.title) })]
            case .text where field.namesRequirement: return [list(field, catalogue.choices)]
            case .link(OrganizationUnit.registerName): return try unit(field, reader)
            default: return []
            }
        }
    }

    /// Few units are chosen from; of many, a list would weigh more than all rows below it: they are found by
    /// a part of their name.
    private func unit(_ field: FieldDescription, _ reader: RecordReader) throws -> [FormField] {
        let units = OrganizationUnit.register.definition
        // Counted first: what many units are called is not asked for only to be thrown away.
        if try reader.count(units) <= RecordForm.candidateLimit {
            let few = try reader.beginnings([(units, ListQuery(limit: RecordForm.candidateLimit))])
            return [list(field, few.flatMap(\.records).map { FormChoice($0.id, $0.label) })]
        }
        let byName = FormField(
            Self.wordsName(field), "\(field.title)の名称", .text(maximumLength: 100),
            value: fields[Self.wordsName(field)])
        let chosen = fields[field.column]
        guard !chosen.isEmpty, chosen != ListOperator.missing else { return choices(field, []) + [byName] }
        let label = try reader.labels(units, ids: [chosen])[chosen] ?? CellReading.unseen
        return choices(field, [FormChoice(chosen, label)]) + [byName]
    }

    /// A list, where there is anything to choose between.
    private func choices(_ field: FieldDescription, _ choices: [FormChoice]) -> [FormField] {
        choices.isEmpty && field.isRequired ? [] : [list(field, choices)]
    }

    private func list(_ field: FieldDescription, _ choices: [FormChoice]) -> FormField {
        let all = [FormChoice("", "すべて")] + choices
        // Beside the box for a part of the name, a list without names is only about whether there is one.
        let title = choices.isEmpty ? "\(field.title)の記入" : field.title
        return FormField(
            field.column, title,
            .list(field.isRequired ? all : all + [FormChoice(ListOperator.missing, "未記入")]),
            value: fields[field.column])
    }

    private static func wordsName(_ field: FieldDescription) -> String { ListOperator.words.name(field) }
}
