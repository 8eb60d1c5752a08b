import Database
import Foundation
import Primitives
import Registers
import Yams

/// One file of Fixtures: what the registers hold, a day, and what a criterion has to find.
///
///     base:                    # rows that every case begins with, table by table
///       people:
///         - {id: p1, name: 甲}
///     cases:
///       - name: a sentence
///         on: 2026-06-01
///         rows: {people: [{id: p1, ends_on: 2026-03-31}]}    # changes the row of the same id, or adds one
///         without: [p2]        # ids of rows to leave out
///         found: [p1 not-met left]       # subject, state, reason; in the order of subjects
///         display: action-needed         # optional: what a reader sees
struct CriterionFixture: Sendable {
    struct Case: Sendable {
        let name: String
        let on: Day
        let rows: [String: [FixtureRow]]
        let found: [String]
        let display: String?
    }

    let criterion: String
    let cases: [Case]

    struct Unreadable: Error, CustomStringConvertible { let description: String }

    /// The fixture of the criterion `vacant-roles.sql`.
    init(criterion: String) throws {
        self.criterion = criterion
        let file = criterion.replacing(".sql", with: ".yaml")
        let text = try String(contentsOfFile: CriteriaPlaces.fixtures + "/" + file, encoding: .utf8)
        guard let top = try Yams.compose(yaml: text)?.mapping, let list = top["cases"]?.sequence else {
            throw Unreadable(description: "\(file): no cases")
        }
        let base = try Self.tables(top["base"], file)
        cases = try list.map { try Self.oneCase($0, base, file) }
    }

    private static func oneCase(_ node: Node, _ base: [String: [FixtureRow]], _ file: String) throws -> Case {
        guard let name = node["name"]?.string, let on = node["on"]?.string.flatMap({ Day(iso: $0) }),
            let found = node["found"]?.sequence?.compactMap(\.string)
        else { throw Unreadable(description: "\(file): a case needs name, on and found") }
        var rows = base
        let without = Set(node["without"]?.sequence?.compactMap(\.string) ?? [])
        for (table, changes) in try tables(node["rows"], file) {
            for change in changes {
                if let place = rows[table]?.firstIndex(where: { $0.id == change.id }) {
                    rows[table]?[place].values.merge(change.values) { _, new in new }
                } else {
                    rows[table, default: []].append(change)
                }
            }
        }
        return Case(
            name: name, on: on, rows: rows.mapValues { $0.filter { !without.contains($0.id) } }, found: found,
            display: node["display"]?.string)
    }

    private static func tables(_ node: Node?, _ file: String) throws -> [String: [FixtureRow]] {
        var tables: [String: [FixtureRow]] = [:]
        for (key, value) in node?.mapping ?? [:] {
            guard let table = key.string, let list = value.sequence else { continue }
            tables[table] = try list.map { row in
                guard let mapping = row.mapping, let id = mapping["id"]?.string else {
                    throw Unreadable(description: "\(file): a row of \(table) has no id")
                }
                var values: [String: String?] = [:]
                for (column, cell) in mapping {
                    values[column.string ?? ""] = cell.null == nil ? cell.string : .some(nil)
                }
                return FixtureRow(id: id, values: values)
            }
        }
        return tables
    }
}

/// One row of a table: column → text; nil is NULL.
struct FixtureRow: Sendable {
    let id: String
    var values: [String: String?]
}

/// Plain tables with the names and columns of the criteria views.
struct CriteriaTables {
    let views: [RegisterDefinition]

    init(_ names: [String]) throws {
        views = try names.map { name in
            guard let view = AllRegisters.definitions.first(where: { $0.viewName == name }) else {
                throw CriterionFixture.Unreadable(description: "no criteria view \(name)")
            }
            return view
        }
    }

    func create(_ transaction: any Transaction) throws {
        for view in views {
            let columns = view.fields.map { field in
                "\(name: field.column) \(SQL(unboundText: field.kind.isStoredAsInteger ? "BIGINT" : "TEXT"))"
                    as SQL
            }
            try transaction.execute(
                """
                CREATE TABLE \(name: view.viewName)
                (id TEXT PRIMARY KEY, \(columns.joined(separator: ", ")))
                """
            )
        }
    }

    /// Empties the tables and fills them.
    func fill(_ rows: [String: [FixtureRow]], _ transaction: any Transaction) throws {
        for view in views {
            try transaction.execute("DELETE FROM \(name: view.viewName)")
        }
        for (table, list) in rows {
            guard let view = views.first(where: { $0.viewName == table }) else {
                throw CriterionFixture.Unreadable(description: "the criterion does not read \(table)")
            }
            for row in list { try insert(row, view, transaction) }
        }
    }

    private func insert(_ row: FixtureRow, _ view: RegisterDefinition, _ transaction: any Transaction) throws
    {
        var (columns, values): ([SQL], [SQL]) = ([], [])
        for (column, text) in row.values.sorted(by: { $0.key < $1.key }) {
            let field = view.fields.first { $0.column == column }
            guard field != nil || column == "id" else {
                throw CriterionFixture.Unreadable(description: "\(view.viewName) has no column \(column)")
            }
            try check(text, field, column)
            columns.append("\(name: column)")
            let isInteger = field?.kind.isStoredAsInteger ?? false
            values.append(isInteger ? "\(text.flatMap { Int64($0) })" : "\(text)")
        }
        try transaction.execute(
            """
            INSERT INTO \(name: view.viewName) (\(columns.joined(separator: ", ")))
            VALUES (\(values.joined(separator: ", ")))
            """)
    }

    /// A code or a day that no register could hold would make a fixture that proves nothing.
    private func check(_ text: String?, _ field: FieldDescription?, _ column: String) throws {
        guard let text, let field else { return }
        let isPossible =
            switch field.kind {
            case .choice(let options): options.contains { $0.code == text }
            case .day: Day(iso: text) != nil
            case .integer, .flag: Int64(text) != nil
            default: true
            }
        if !isPossible { throw CriterionFixture.Unreadable(description: "\(column) cannot be \(text)") }
    }
}
