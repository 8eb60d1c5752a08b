import Duties
import Primitives
import Registers
import Storage
import WebPages

/// How the values of one field are read: titles of choices, names behind links, days in the era's years. Made
/// once a column, not once a cell.
enum CellReading {
    case plain
    case integer
    case flag
    case day
    case choice([ChoiceOption])
    case link(register: String)
    case requirement(Catalogue)

    init(_ field: FieldDescription, _ catalogue: Catalogue) {
        self =
            switch field.kind {
            case .text where field.namesRequirement: .requirement(catalogue)
            case .text, .longText: .plain
            case .integer: .integer
            case .flag: .flag
            case .day: .day
            case .choice(let options): .choice(options)
            case .link(let name): .link(register: name)
            }
    }

    /// What a cell shows.
    ///
    /// - Parameter label: the name behind a link; nil where it may not be seen.
    func cell(_ value: StoredValue, _ label: @autoclosure () -> String?) -> CellText {
        switch (self, value) {
        case (_, .null): return .missing
        case (.integer, .integer(let integer)): return .number(Int(integer))
        case (.day, .text(let iso)): return Day(iso: iso).map { .day($0) } ?? .text(iso)
        case (.link(let name), .text(let id)):
            guard let label = label() else { return .text(Self.unseen) }
            // What has no page of its own must not be linked as if it had.
            if name == PolicyRevision.registerName { return .link(label, .revisions) }
            return RegisterRoutes.isShown(name)
                ? .link(label, .record(register: name, id: id)) : .text(label)
        default: return .text(words(value))
        }
    }

    /// A value that is no link, in words.
    func words(_ value: StoredValue) -> String {
        switch (self, value) {
        case (.flag, .integer(let flag)): flag == 1 ? "はい" : "いいえ"
        case (.choice(let options), .text(let code)): options.first { $0.code == code }?.title ?? code
        case (.requirement(let catalogue), .text(let id)): catalogue.title(id)
        case (.day, .text(let iso)): Day(iso: iso).map { JapaneseEra.text($0) } ?? iso
        default: RecordForm.text(value)
        }
    }

    /// What stands for a record that cannot be named.
    static let unseen = "（見る権限がないか、終了した記録）"
}

/// What people read of whole records and their versions.
struct RecordText {
    private let rows: [RegisterRow]
    private let readings: [CellReading]
    private let labels: [String: [String: String]]

    /// Looks up the names behind the links of all rows, one statement for each register that is linked to.
    init(
        register: RegisterDefinition, reader: RecordReader, rows: [RegisterRow], catalogue: Catalogue
    ) throws {
        self.rows = rows
        readings = register.fields.map { CellReading($0, catalogue) }
        var ids: [String: Set<String>] = [:]
        for (index, reading) in readings.enumerated() {
            guard case .link(let name) = reading else { continue }
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

    /// One field of a record.
    func cell(_ row: Int, _ column: Int) -> CellText {
        readings[column].cell(rows[row].values[column], label(row, column))
    }

    /// A value in words, for histories and comparisons.
    func words(_ row: Int, _ column: Int) -> String {
        if case .link = readings[column], rows[row].values[column] != .null {
            return label(row, column) ?? "（終了した記録）"
        }
        return readings[column].words(rows[row].values[column])
    }

    private func label(_ row: Int, _ column: Int) -> String? {
        guard case .link(let name) = readings[column], case .text(let id) = rows[row].values[column] else {
            return nil
        }
        return labels[name]?[id]
    }

    /// What stands for a record: a choice (the role of an appointment) and a requirement read as their
    /// titles.
    static func label(_ text: String, _ register: RegisterDefinition, _ catalogue: Catalogue) -> String {
        if register.fields[0].namesRequirement { return catalogue.title(text) }
        guard case .choice(let options) = register.fields[0].kind else { return text }
        return options.first { $0.code == text }?.title ?? text
    }
}

extension Catalogue {
    /// The title of a requirement; the id itself where the catalogue no longer knows it.
    func title(_ id: String) -> String { self[RequirementID(rawValue: id)]?.title ?? id }

    /// The judged requirements to choose from, by title.
    var choices: [FormChoice] { judged.map { FormChoice($0.id.rawValue, $0.title) } }
}
