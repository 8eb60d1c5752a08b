import Database
import Primitives
import Registers

/// Copies every table of an organization from one database to another of either engine, row by row, bytes
/// unchanged.
///
/// It is how a PostgreSQL organization gets into a backup (as a SQLite file) and how an organization moves.
public enum TableCopy {
    /// Copies into an empty database; returns the number of rows.
    ///
    /// - Throws: `Problem` `copy.not-empty` where the target already holds a ledger.
    @discardableResult
    public static func copy(
        from source: any DatabaseDriver, to target: any DatabaseDriver, registers: [RegisterDefinition]
    ) throws -> Int {
        try source.read { connection in
            try target.write { transaction in
                for statement in EngineSchema.statements(for: transaction.dialect) {
                    try transaction.execute(statement)
                }
                guard try LedgerReader(transaction).size == 0 else {
                    throw Problem("copy.not-empty", "移す先に既にデータがあります。空の場所を指定してください。")
                }
                try DerivedSchema.prepare(transaction, registers: registers)
                for table in EngineSchema.tableNames { try transaction.execute("DELETE FROM \(name: table)") }
                var count = 0
                for table in EngineSchema.tableNames + registers.map(\.table) {
                    count += try copy(table, columns: columns(table, registers), connection, transaction)
                }
                return count
            }
        }
    }

    private static func columns(_ table: String, _ registers: [RegisterDefinition]) -> [String] {
        guard let register = registers.first(where: { $0.table == table }) else {
            return EngineSchema.columns(of: table)
        }
        return ["from_seq", "to_seq", "id", "shape", "salt"] + register.fields.map(\.column)
    }

    private static func copy(
        _ table: String, columns: [String], _ source: any Connection, _ target: any Transaction
    ) throws -> Int {
        let names = columns.map { "\(name: $0)" as SQL }.joined(separator: ", ")
        var waiting: [SQL] = []
        var count = 0
        func flush() throws {
            guard !waiting.isEmpty else { return }
            try target.execute(
                "INSERT INTO \(name: table) (\(names)) VALUES " + waiting.joined(separator: ", "))
            waiting.removeAll(keepingCapacity: true)
        }
        try source.forEachRow("SELECT \(names) FROM \(name: table)") { row in
            let values = (0..<columns.count).map { "\(row.value($0))" as SQL }.joined(separator: ", ")
            waiting.append("(" + values + ")")
            count += 1
            if waiting.count == 16 { try flush() }
        }
        try flush()
        return count
    }
}

extension EngineSchema {
    /// The engine's tables, in the order in which they are made.
    static let tableNames: [String] = definitions.map { String($0.prefix { $0 != " " }) }

    /// The columns of an engine table, read from its definition.
    static func columns(of table: String) -> [String] {
        guard let definition = definitions.first(where: { $0.hasPrefix(table + " (") }) else { return [] }
        let inside = definition.dropFirst(table.count + 2).split(separator: ",")
        return inside.compactMap { part in
            let words = part.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, words[0] != "PRIMARY",
                words[0].allSatisfy({ $0.isLowercase || $0 == "_" }),
                ["INTEGER", "TEXT", "BLOB"].contains(words[1].trimmingSuffix(")"))
            else { return nil }
            return String(words[0])
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var copy = self
        while copy.last == character { copy.removeLast() }
        return String(copy)
    }
}
