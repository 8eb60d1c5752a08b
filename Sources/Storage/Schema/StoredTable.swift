import Database
import Foundation

/// A table as the database has it, whatever release made it: read from the engine's catalogue, written in the
/// portable subset.
struct StoredTable {
    struct Column {
        let name: String
        /// `INTEGER`, `TEXT` or `BLOB`.
        let type: String
        let isRequired: Bool
    }

    let name: String
    var columns: [Column]
    var key: [String]
    /// `CREATE INDEX` statements that both engines understand.
    var indexes: [String]

    /// `CREATE TABLE` in the engine's words.
    func creation(for dialect: Dialect) -> SQL {
        let lines = columns.map { "\"\($0.name)\" \($0.type)" + ($0.isRequired ? " NOT NULL" : "") }
        let key = key.isEmpty ? [] : ["PRIMARY KEY (" + key.map { "\"\($0)\"" }.joined(separator: ", ") + ")"]
        let text = "CREATE TABLE \(name) (" + (lines + key).joined(separator: ", ") + ")"
        return SQL(unboundText: text.typed(for: dialect))
    }

    /// All tables of the organization, by name.
    static func all(_ connection: any Connection) throws -> [StoredTable] {
        switch connection.dialect {
        case .sqlite: try ofSQLite(connection)
        case .postgresql: try ofPostgreSQL(connection)
        }
    }

    /// Their names alone.
    static func names(_ connection: any Connection) throws -> Set<String> {
        let sql: SQL =
            switch connection.dialect {
            case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table'"
            case .postgresql: "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
            }
        return Set(try connection.rows(sql) { $0.text(0) })
    }

    private static func ofSQLite(_ connection: any Connection) throws -> [StoredTable] {
        let names = try connection.rows(
            """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'
            ORDER BY name
            """
        ) { $0.text(0) }
        return try names.map { name in
            let rows = try connection.rows(
                "SELECT name, type, \"notnull\", pk FROM pragma_table_info(\(name)) ORDER BY cid"
            ) { (Column(name: $0.text(0), type: $0.text(1), isRequired: $0.integer(2) == 1), $0.integer(3)) }
            let indexes = try connection.rows(
                """
                SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = \(name)
                AND sql IS NOT NULL ORDER BY name
                """
            ) { $0.text(0) }
            return StoredTable(
                name: name, columns: rows.map(\.0),
                key: rows.filter { $0.1 > 0 }.sorted { $0.1 < $1.1 }.map(\.0.name), indexes: indexes)
        }
    }

    private static func ofPostgreSQL(_ connection: any Connection) throws -> [StoredTable] {
        var tables: [String: StoredTable] = [:]
        try connection.forEachRow(
            """
            SELECT c.relname::text, a.attname::text,
                CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB'
                ELSE 'TEXT' END,
                CASE WHEN a.attnotnull THEN 1 ELSE 0 END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
            AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """
        ) { row in
            let column = Column(name: row.text(1), type: row.text(2), isRequired: row.integer(3) == 1)
            tables[row.text(0), default: StoredTable(name: row.text(0), columns: [], key: [], indexes: [])]
                .columns.append(column)
        }
        try connection.forEachRow(
            """
            SELECT tablename::text, indexname::text, indexdef FROM pg_indexes
            WHERE schemaname = current_schema() ORDER BY indexname
            """
        ) { row in
            // CREATE [UNIQUE] INDEX name ON schema.table USING btree (columns) [WHERE …]
            let (table, name, definition) = (row.text(0), row.text(1), row.text(2))
            guard let method = definition.range(of: " USING btree ") else { return }
            let rest = definition[method.upperBound...]
            if name == table + "_pkey" {
                let inside = rest.dropFirst().prefix { $0 != ")" }
                tables[table]?.key = inside.split(separator: ",").map {
                    String($0.filter { $0 != " " && $0 != "\"" })
                }
            } else {
                let unique = definition.hasPrefix("CREATE UNIQUE") ? "UNIQUE " : ""
                tables[table]?.indexes.append("CREATE \(unique)INDEX \(name) ON \(table) \(rest)")
            }
        }
        return tables.values.sorted { $0.name < $1.name }
    }
}
