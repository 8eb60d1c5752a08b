import Database
import Primitives

/// Copies every table of an organization from one database to another of either engine, as it stands: row by
/// row, bytes unchanged, whatever release made it.
///
/// It is how a PostgreSQL organization gets into a backup (as a SQLite file) and how an organization moves.
/// Columns that no declaration names any more come along: rows were signed with them.
public enum TableCopy {
    /// Copies into an empty database; returns the number of rows.
    ///
    /// - Throws: `Problem` `copy.not-empty` where the target holds a table already.
    @discardableResult
    public static func copy(from source: any DatabaseDriver, to target: any DatabaseDriver) throws -> Int {
        try source.read { connection in
            let tables = try StoredTable.all(connection)
            return try target.write { transaction in
                guard try StoredTable.names(transaction).isEmpty else {
                    throw Problem("copy.not-empty", "移す先に既にデータがあります。空の場所を指定してください。")
                }
                var count = 0
                for table in tables {
                    try transaction.execute(table.creation(for: transaction.dialect))
                    count += try copy(table, connection, transaction)
                    // The list's index is another on each engine: whoever opens the copy makes it.
                    for index in table.indexes where !ListIndex.isOne(index, of: table.name) {
                        try transaction.execute(SQL(unboundText: index))
                    }
                }
                return count
            }
        }
    }

    private static func copy(
        _ table: StoredTable, _ source: any Connection, _ target: any Transaction
    ) throws -> Int {
        let names = table.columns.map { "\(name: $0.name)" as SQL }.joined(separator: ", ")
        var waiting: [SQL] = []
        var count = 0
        func flush() throws {
            guard !waiting.isEmpty else { return }
            try target.execute(
                "INSERT INTO \(name: table.name) (\(names)) VALUES " + waiting.joined(separator: ", "))
            waiting.removeAll(keepingCapacity: true)
        }
        try source.forEachRow("SELECT \(names) FROM \(name: table.name)") { row in
            let values = (0..<table.columns.count).map { "\(row.value($0))" as SQL }.joined(separator: ", ")
            waiting.append("(" + values + ")")
            count += 1
            if waiting.count == 16 { try flush() }
        }
        try flush()
        return count
    }
}
