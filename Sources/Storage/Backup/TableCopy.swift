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
            try target.write { try copy(StoredTable.all(connection), from: connection, to: $0) }
        }
    }

    /// The same inside a transaction that is open on both sides.
    ///
    /// - Parameter progress: hears the rows that were copied, after each table.
    static func copy(
        _ tables: [StoredTable], from source: any Connection, to target: any Transaction,
        progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        guard try StoredTable.names(target).isEmpty else {
            throw Problem("copy.not-empty", "移す先に既にデータがあります。空の場所を指定してください。")
        }
        var count = 0
        for table in tables {
            try target.execute(table.creation(for: target.dialect))
            count += try copy(table, source, target)
            // The list's index is another on each engine: whoever opens the copy makes it.
            for index in table.indexes where !ListIndex.isOne(index, of: table.name) {
                try target.execute(SQL(unboundText: index))
            }
            progress(count)
        }
        return count
    }

    /// Rows of one INSERT: over a network a statement costs more than a row, and many values make one slow to
    /// prepare.
    private static let rowsPerStatement = 16

    /// The rows in few statements that are prepared once; nobody waits for one before the next is sent.
    private static func copy(
        _ table: StoredTable, _ source: any Connection, _ target: any Transaction
    ) throws -> Int {
        let names = table.columns.map { "\(name: $0.name)" as SQL }.joined(separator: ", ")
        let whole = table.insertion(rows: rowsPerStatement)
        var values: [SQLValue] = []
        var count = 0
        try source.forEachRow("SELECT \(names) FROM \(name: table.name)") { row in
            for column in 0..<table.columns.count { values.append(row.value(column)) }
            count += 1
            if count.isMultiple(of: rowsPerStatement) {
                try target.enqueue([SQL(whole, values)])
                values.removeAll(keepingCapacity: true)
            }
        }
        let rest = count % rowsPerStatement
        if rest > 0 { try target.enqueue([SQL(table.insertion(rows: rest), values)]) }
        return count
    }
}

extension StoredTable {
    /// `INSERT` of so many rows, with the kind of each value, so that a NULL needs no plan of its own.
    fileprivate func insertion(rows: Int) -> StatementText {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let opening = "INSERT INTO \"\(name)\" (\(names)) VALUES ("
        let between = Array(repeating: ", ", count: columns.count - 1) + ["), ("]
        let pieces = [opening] + repeatElement(between, count: rows).joined().dropLast() + [")"]
        let kinds = columns.map { column -> StatementText.Kind in
            switch column.type {
            case "INTEGER": .integer
            case "BLOB": .bytes
            default: .text
            }
        }
        return StatementText(
            unboundPieces: pieces, kinds: Array(repeatElement(kinds, count: rows).joined()))
    }
}
