import Duties
import Primitives
import Registers
import Storage
import WebPages

/// The controls for everything that a list may be asked.
struct ListConditionsForm {
    let address: ListAddress
    /// What was typed; also what could not be read.
    let fields: FormFields
    let words: ListWords
    let catalogue: Catalogue

    private var register: RegisterDefinition { address.register }

    var groups: [ListConditionsPage.Group] {
        register.fields.filter { !$0.isHidden }.map { field in
            ListConditionsPage.Group(
                title: field.title,
                fields: value(field) + ListOperator.all(for: field).map { control(field, $0) })
        }
    }

    /// What the field must hold, where that is asked beside words and ranges.
    private func value(_ field: FieldDescription) -> [FormField] {
        let anything = FormChoice("", "問わない")
        let chosen = fields[field.column]
        var kind: FormField.Kind?
        switch field.kind {
        case .text where field.namesRequirement: kind = .list([anything] + catalogue.choices)
        case .text: kind = .text(maximumLength: FieldChecks.textLimit)
        case .flag: kind = .list([anything, FormChoice("true", "はい"), FormChoice("false", "いいえ")])
        case .link where Identifier(chosen) != nil:
            kind = .list([anything, FormChoice(chosen, words.label(chosen) ?? CellReading.unseen)])
        case .choice, .longText, .integer, .day, .link: break
        }
        if chosen == ListOperator.missing { return [] }
        return kind.map { [shown(FormField(field.column, "ちょうどこの値", $0, value: chosen), field.column)] } ?? []
    }

    private func control(_ field: FieldDescription, _ asks: ListOperator) -> FormField {
        let name = asks.name(field)
        let typed = fields.all(name).joined(separator: ",")
        let control =
            switch asks {
            case .has: FormField(name, "含む言葉", .text(maximumLength: 100), value: typed)
            case .words: FormField(name, "名称に含む言葉", .text(maximumLength: 100), value: typed)
            case .from: range(field, name, "これから", typed)
            case .to: range(field, name, "これまで", typed)
            case .anyOf: codes(field, name, typed)
            case .state:
                FormField(
                    name, "記入",
                    .list([
                        FormChoice("", "問わない"), FormChoice("filled", "記入あり"), FormChoice("empty", "未記入"),
                    ]), value: fields[field.column] == ListOperator.missing ? "empty" : typed)
            }
        return shown(control, name)
    }

    private func range(_ field: FieldDescription, _ name: String, _ label: String, _ typed: String)
        -> FormField
    {
        guard field.kind == .day else { return FormField(name, label, .number(unit: ""), value: typed) }
        let iso = JapaneseEra.day(typed)?.iso ?? typed
        return FormField(name, label, .day, value: iso, hint: "例：R8.4.1、2026/4/1")
    }

    /// What the quick filter above a list asks is one of the several here.
    private func codes(_ field: FieldDescription, _ name: String, _ typed: String) -> FormField {
        guard case .choice(let options) = field.kind else { return FormField(name, "", .hidden) }
        let choices = options.map { FormChoice($0.code, $0.title) }
        let one = fields[field.column]
        let chosen = typed.isEmpty && one != ListOperator.missing ? one : typed
        return FormField(
            name, "次のどれか", .several(choices + [FormChoice(ListOperator.missing, "未記入")]), value: chosen)
    }

    private func shown(_ field: FormField, _ name: String) -> FormField {
        var field = field
        field.error = address.problems.first { $0.field == name }?.sentence
        return field
    }

    var order: [FormField] {
        let fields = register.fields.filter { !$0.isHidden }.map { FormChoice($0.column, $0.title) }
        return [
            FormField(
                ListAddress.sort, "並べる項目", .list([FormChoice("", "名称など、はじめの項目")] + fields),
                value: address.query.sortColumn ?? ""),
            FormField(
                ListAddress.order, "向き",
                .list([FormChoice("", "小さい順・古い順"), FormChoice("down", "大きい順・新しい順")]),
                value: address.query.descending ? "down" : ""),
        ]
    }

    var columns: FormField {
        let choices = register.fields.dropFirst().filter { !$0.isHidden }.map {
            FormChoice($0.column, $0.title)
        }
        return FormField(
            ListAddress.columns, "一覧に出す項目", .several(Array(choices)),
            value: address.shown.map { register.fields[$0].column }.joined(separator: ","))
    }
}
