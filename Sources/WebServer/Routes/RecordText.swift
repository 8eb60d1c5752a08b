import Primitives
import Registers
import Storage
import WebPages

/// What people read of rows: titles of choices, names behind links, days in the era's years.
struct RecordText {
    private let register: RegisterDefinition
    private let rows: [RegisterRow]
    private let labels: [String: [String: String]]

    /// Looks up the names behind the links of all rows, one statement for each register that is linked to.
    init(register: RegisterDefinition, reader: RecordReader, rows: [RegisterRow]) throws {
        self.register = register
        self.rows = rows
        var ids: [String: Set<String>] = [:]
        for (index, field) in register.fields.enumerated() {
            guard case .link(let name) = field.kind else { continue }
            for row in rows {
                if case .text(let id) = row.values[index] { ids[name, default: []].insert(id) }
            }
        }
        var labels: [String: [String: String]] = [:]
        for (name, ids) in ids {
            if let target = AllRegisters.named(name) { labels[name] = try reader.labels(target, ids: ids) }
        }
        self.labels = labels
    }

    /// One cell of a list or one field of a record.
    func cell(_ row: Int, _ column: Int) -> CellText {
        let field = register.fields[column]
        let value = rows[row].values[column]
        switch (field.kind, value) {
        case (_, .null): return .missing
        case (.integer, .integer(let integer)): return .number(Int(integer))
        case (.day, .text(let iso)): return Day(iso: iso).map { .day($0) } ?? .text(iso)
        case (.link(let name), .text(let id)):
            guard let label = labels[name]?[id] else { return .text("（見る権限がないか、終了した記録）") }
            return .link(label, .record(register: name, id: id))
        default: return .text(text(value, field))
        }
    }

    /// A value in words, for histories and comparisons.
    func words(_ row: Int, _ column: Int) -> String {
        let field = register.fields[column]
        let value = rows[row].values[column]
        if case .link(let name) = field.kind, case .text(let id) = value {
            return labels[name]?[id] ?? "（終了した記録）"
        }
        return text(value, field)
    }

    private func text(_ value: StoredValue, _ field: FieldDescription) -> String {
        switch (field.kind, value) {
        case (.flag, .integer(let flag)): flag == 1 ? "はい" : "いいえ"
        case (.choice(let options), .text(let code)): options.first { $0.code == code }?.title ?? code
        case (.day, .text(let iso)): Day(iso: iso).map { JapaneseEra.text($0) } ?? iso
        default: RecordForm.text(value)
        }
    }
}
