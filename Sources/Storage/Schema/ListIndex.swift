import Database
import Registers

/// The index by name that every register has: the order of its list, and in SQLite all that a list shows, is
/// narrowed by and asks of a viewer.
///
/// A list in another order, a count under a condition and a search read every current record. From the index
/// they read a few bytes of each, in one piece, however many versions the table holds and wherever they lie.
/// PostgreSQL takes no more than 2,704 bytes into an index row, which a few long texts would pass, and keeps
/// the pages of tables in memory: there the index holds the order alone.
enum ListIndex {
    /// `CREATE INDEX` as the declarations say.
    static func declaration(_ register: RegisterDefinition, _ dialect: Dialect) -> String {
        let columns = columns(register, dialect).map { "\"\($0)\"" }.joined(separator: ", ")
        return "CREATE INDEX \(name(register.table)) ON \(register.table) (\(columns)) WHERE to_seq IS NULL"
    }

    /// Makes the index of each register what the declarations say: another release, or a copy from another
    /// engine, may have left another one or none. An index is no data, so this asks for no backup.
    static func prepare(_ registers: [RegisterDefinition], _ transaction: any Transaction) throws {
        let sql: SQL =
            switch transaction.dialect {
            case .sqlite: "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
            case .postgresql:
                """
                SELECT indexname::text, indexdef FROM pg_indexes
                WHERE schemaname = current_schema()
                """
            }
        let stored = Dictionary(try transaction.rows(sql) { ($0.text(0), $0.text(1)) }) { first, _ in first }
        for register in registers {
            let name = name(register.table)
            let definition = stored[name]
            if let definition, self.columns(of: definition) == columns(register, transaction.dialect) {
                continue
            }
            if definition != nil { try transaction.execute(SQL(unboundText: "DROP INDEX \(name)")) }
            try transaction.execute(SQL(unboundText: declaration(register, transaction.dialect)))
        }
    }

    /// Whether `CREATE INDEX` text of the catalogue is that of such an index.
    static func isOne(_ definition: String, of table: String) -> Bool {
        definition.hasPrefix("CREATE INDEX \(name(table)) ")
    }

    private static func name(_ table: String) -> String { table + "_label" }

    private static func columns(_ register: RegisterDefinition, _ dialect: Dialect) -> [String] {
        var columns = [register.labelColumn, "id"]
        guard dialect == .sqlite else { return columns }
        // It is always NULL here, but a statement that names it would go to the table for it.
        columns.append("to_seq")
        let shown = register.fields.filter { field in
            // Long texts would make the index a second table.
            !field.isHidden && field.kind != .longText && (field.isListed || field.isSearched)
        }
        let asked = register.condition(for: .read).columns
        for column in shown.map(\.column) + asked where !columns.contains(column) { columns.append(column) }
        return columns
    }

    /// The columns in the catalogue's own words: `(name, id)`, each quoted or not.
    private static func columns(of definition: String) -> [String] {
        definition.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: ",")
            .map { String($0.filter { $0 != " " && $0 != "\"" }) }
    }
}
