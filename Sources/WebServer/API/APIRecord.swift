import AuditLedger
import Primitives
import Registers
import Storage

extension RegisterDefinition {
    /// The fields that the API shows.
    var shownFields: [(index: Int, field: FieldDescription)] {
        fields.enumerated().filter { !$0.element.isHidden }.map { ($0.offset, $0.element) }
    }

    /// The fields that a program may set.
    var settableFields: [(index: Int, field: FieldDescription)] {
        shownFields.filter(\.field.isTyped)
    }

    /// Writes `{"id", "version", "fields"}`; others may add members in `more`.
    func write(_ row: RegisterRow, into json: inout JSONText, more: (inout JSONText) -> Void = { _ in }) {
        json.object { json in
            json.name("id")
            json.text(row.id.text)
            json.name("version")
            json.integer(Int64(row.fromSeq))
            json.name("fields")
            json.object { json in
                for (index, field) in fields.enumerated() where !field.isHidden {
                    json.name(field.column)
                    Self.write(row.values[index], field.kind, into: &json)
                }
            }
            more(&json)
        }
    }

    private static func write(_ value: StoredValue, _ kind: FieldKind, into json: inout JSONText) {
        switch value {
        case .null: json.null()
        case .text(let text): json.text(text)
        case .integer(let integer):
            if kind == .flag { json.flag(integer == 1) } else { json.integer(integer) }
        }
    }

    /// Puts what a program sent over a record's values.
    ///
    /// - Parameter sent: the member `fields`; a field that is not named keeps its value.
    /// - Throws: `Problem` for what is no object; `Problems` for unknown fields and values of another kind.
    func values(_ sent: CanonicalJSON?, over old: [StoredValue]?) throws -> [StoredValue] {
        guard case .object(let members)? = sent else {
            throw Problem("api.no-fields", "本文に、項目の組「fields」がありません。", field: "fields")
        }
        var values = old ?? fields.map { _ in .null }
        var problems: [Problem] = []
        for member in members {
            guard let index = index(of: member.name), fields[index].isTyped else {
                problems.append(
                    Problem(
                        "api.unknown-field", "「\(member.name.prefix(60))」という項目はありません。", field: member.name))
                continue
            }
            if let value = Self.value(member.value, fields[index].kind) {
                values[index] = value
            } else {
                problems.append(RecordForm.unreadable(fields[index]))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return values
    }

    private static func value(_ sent: CanonicalJSON, _ kind: FieldKind) -> StoredValue? {
        switch (kind, sent) {
        case (_, .null): .null
        case (.flag, .bool(let flag)): .integer(flag ? 1 : 0)
        case (.integer, .integer(let integer)): .integer(Int64(integer))
        case (.day, .string(let text)): Day(iso: text).map { .text($0.iso) }
        case (.choice(let options), .string(let text)):
            options.contains { $0.code == text } ? .text(text) : nil
        case (.link, .string(let text)): Identifier(text).map { .text($0.text) }
        case (.text, .string(let text)), (.longText, .string(let text)): .text(text)
        default: nil
        }
    }

    /// What a filter in the query asks of a field; an empty text asks for records without a value.
    func filter(_ written: String, _ field: FieldDescription) throws -> StoredValue {
        let written = FieldChecks.cleaned(written, keepsLines: field.kind == .longText)
        if written.isEmpty { return .null }
        let value: StoredValue? =
            switch field.kind {
            case .day: Day(iso: written).map { .text($0.iso) }
            case .integer: Int64(written).map { .integer($0) }
            default: RecordForm.value(written, field.kind)
            }
        guard let value else { throw APIProblem.parameter(field.column, "値の形を確かめてください。") }
        return value
    }
}
