import Office
import Primitives
import Registers
import Storage
import WebPages

/// Turns a register's fields into form fields and what comes back into values.
struct RecordForm {
    /// Candidates that a link picker shows; the rest is counted.
    static let candidateLimit = 12

    let register: RegisterDefinition
    let reader: RecordReader
    let office: Office

    /// The fields with these values; errors stand at their fields, searches show their candidates.
    func fields(
        _ values: [StoredValue], typed: FormFields? = nil, problems: [Problem] = []
    ) throws -> [FormField] {
        let written = register.fields.enumerated().map { index, field in
            typed.map { $0[field.column] } ?? Self.text(values[index])
        }
        let pickers = try pickers(written, typed)
        var fields: [FormField] = []
        for (index, field) in register.fields.enumerated() where field.isTyped {
            let problem = problems.first { $0.field == field.column }
            let written = written[index]
            var shown = FormField(
                field.column, field.title, kind(field, pickers[field.column]), value: written,
                isRequired: field.isRequired, error: problem?.sentence)
            shown.hint = Self.hint(field)
            shown.mayBeEmptied = !field.isRequired
            fields.append(shown)
        }
        return fields
    }

    /// What the field means, with an example, in sight: a form of twenty fields is not filled by unfolding
    /// each.
    private static func hint(_ field: FieldDescription) -> String? {
        let example = field.example.isEmpty && field.kind == .day ? "R8.11.22、2026/11/22" : field.example
        let words = [field.hint, example.isEmpty ? "" : "例：\(example)"].filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: "　")
    }

    /// The values that a form sent; what cannot be read becomes a problem at its field.
    func values(_ fields: FormFields, over old: [StoredValue]?) -> (
        values: [StoredValue], problems: [Problem]
    ) {
        var problems: [Problem] = []
        let values = register.fields.enumerated().map { index, field -> StoredValue in
            guard field.isTyped else { return old?[index] ?? .null }
            let written = FieldChecks.cleaned(fields[field.column], keepsLines: field.kind == .longText)
            guard !written.isEmpty else { return .null }
            if let value = Self.value(written, field.kind) { return value }
            problems.append(Self.unreadable(field))
            return .null
        }
        return (values, problems)
    }

    static func unreadable(_ field: FieldDescription) -> Problem {
        let how =
            switch field.kind {
            case .day: "令和8年4月1日 や 2026-04-01 の形で入力してください。"
            case .integer: "数字だけで入力してください。"
            default: "選び直してください。"
            }
        return Problem("register.unusable", "「\(field.title)」を読み取れません。\(how)", field: field.column)
    }

    static func value(_ written: String, _ kind: FieldKind) -> StoredValue? {
        switch kind {
        case .text, .longText: return .text(written)
        case .integer:
            let digits = written.unicodeScalars.filter { $0 != "," && $0 != "，" }.compactMap { scalar in
                (0xFF10...0xFF19).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
            }
            return Int64(String(String.UnicodeScalarView(digits))).map { .integer($0) }
        case .flag: return ["true": .integer(1), "false": .integer(0)][written]
        case .day: return JapaneseEra.day(written).map { .text($0.iso) }
        case .choice(let options): return options.contains { $0.code == written } ? .text(written) : nil
        case .link: return Identifier(written).map { .text($0.text) }
        }
    }

    static func text(_ value: StoredValue) -> String {
        switch value {
        case .null: ""
        case .text(let text): text
        case .integer(let integer): String(integer)
        }
    }

    private func kind(_ field: FieldDescription, _ picker: LinkPicker?) -> FormField.Kind {
        switch field.kind {
        case .text where field.namesRequirement: .list(office.catalogue.choices)
        case .text: .text(maximumLength: FieldChecks.textLimit)
        case .longText: .longText(rows: 3)
        case .integer: .number(unit: "")
        case .flag: .yesNo
        case .day: .day
        case .choice(let options):
            options.count <= 4
                ? .choice(options.map { FormChoice($0.code, $0.title) })
                : .list(options.map { FormChoice($0.code, $0.title) })
        case .link: .link(picker ?? LinkPicker())
        }
    }

    /// What the links may be chosen from, by column: read for all of them at once.
    private func pickers(_ written: [String], _ typed: FormFields?) throws -> [String: LinkPicker] {
        var links: [(field: FieldDescription, target: RegisterDefinition, written: String)] = []
        for (field, written) in zip(register.fields, written) where !field.isHidden {
            guard case .link(let name) = field.kind, let target = AllRegisters.named(name) else { continue }
            links.append((field, target, written))
        }
        let beginnings = try reader.beginnings(
            links.map { link in
                let words = typed?["search"] == link.field.column ? Self.words(link.field, typed) : []
                return (link.target, ListQuery(words: words, limit: Self.candidateLimit))
            })
        var labels: [String: [String: String]] = [:]
        for (name, group) in Dictionary(grouping: links, by: \.target.name) {
            let ids = Set(group.map(\.written).filter { !$0.isEmpty })
            labels[name] = try reader.labels(group[0].target, ids: ids)
        }
        var pickers: [String: LinkPicker] = [:]
        for (link, beginning) in zip(links, beginnings) {
            var picker = LinkPicker(words: typed?["\(link.field.column).search"] ?? "")
            picker.chosen = labels[link.target.name]?[link.written].map {
                FormChoice(link.written, RecordText.label($0, link.target, office.catalogue))
            }
            // A short register is shown at once: a search would be one step more for nothing.
            if typed?["search"] == link.field.column || beginning.total <= Self.candidateLimit {
                picker.candidates = beginning.records.map {
                    FormChoice($0.id, RecordText.label($0.label, link.target, office.catalogue))
                }
                picker.moreCount = beginning.total - beginning.records.count
            }
            pickers[link.field.column] = picker
        }
        return pickers
    }

    private static func words(_ field: FieldDescription, _ typed: FormFields?) -> [String] {
        typed?.words("\(field.column).search") ?? []
    }
}

extension RegisterDefinition {
    /// What a yes-no field shows and sends.
    func typedFlags(_ values: [StoredValue]) -> [StoredValue] {
        zip(fields, values).map { field, value in
            guard field.kind == .flag, case .integer(let flag) = value else { return value }
            return .text(flag == 1 ? "true" : "false")
        }
    }
}
