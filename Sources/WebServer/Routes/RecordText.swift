import Primitives
import Registers
import Storage
import WebPages

/// What people read of rows: titles of choices, names behind links, days in the era's years.
struct RecordText {
    /// How a column's values are read; looked up once a column, not once a cell.
    private enum Reading {
        case plain
        case integer
        case flag
        case day
        case choice([ChoiceOption])
        case link(register: String, labels: [String: String])
    }

    private let rows: [RegisterRow]
    private let columns: [Reading]

    /// What stands for a record that cannot be named.
    static let unseen = "（見る権限がないか、終了した記録）"

    /// Looks up the names behind the links of all rows, one statement for each register that is linked to.
    init(register: RegisterDefinition, reader: RecordReader, rows: [RegisterRow]) throws {
        self.rows = rows
        let labels = try Self.labels(register, reader, rows)
        columns = register.fields.map { field in
            switch field.kind {
            case .text, .longText: .plain
            case .integer: .integer
            case .flag: .flag
            case .day: .day
            case .choice(let options): .choice(options)
            case .link(let name): .link(register: name, labels: labels[name] ?? [:])
            }
        }
    }

    private static func labels(
        _ register: RegisterDefinition, _ reader: RecordReader, _ rows: [RegisterRow]
    ) throws -> [String: [String: String]] {
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
        return labels
    }

    /// One cell of a list or one field of a record.
    func cell(_ row: Int, _ column: Int) -> CellText {
        switch (columns[column], rows[row].values[column]) {
        case (_, .null): return .missing
        case (.integer, .integer(let integer)): return .number(Int(integer))
        case (.day, .text(let iso)): return Day(iso: iso).map { .day($0) } ?? .text(iso)
        case (.link(let name, let labels), .text(let id)):
            guard let label = labels[id] else { return .text(Self.unseen) }
            return .link(label, .record(register: name, id: id))
        case (let reading, let value): return .text(Self.text(value, reading))
        }
    }

    /// A value in words, for histories and comparisons.
    func words(_ row: Int, _ column: Int) -> String {
        let value = rows[row].values[column]
        if case .link(_, let labels) = columns[column], case .text(let id) = value {
            return labels[id] ?? "（終了した記録）"
        }
        return Self.text(value, columns[column])
    }

    /// What stands for a record: a choice (the role of an appointment) reads as its title.
    static func label(_ text: String, _ register: RegisterDefinition) -> String {
        guard case .choice(let options) = register.fields[0].kind else { return text }
        return options.first { $0.code == text }?.title ?? text
    }

    private static func text(_ value: StoredValue, _ reading: Reading) -> String {
        switch (reading, value) {
        case (.flag, .integer(let flag)): flag == 1 ? "はい" : "いいえ"
        case (.choice(let options), .text(let code)): options.first { $0.code == code }?.title ?? code
        case (.day, .text(let iso)): Day(iso: iso).map { JapaneseEra.text($0) } ?? iso
        default: RecordForm.text(value)
        }
    }
}
