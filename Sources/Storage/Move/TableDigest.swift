import AuditLedger
import Database

/// One digest over all rows of a table in the order of its key, the same on both engines: what was copied is
/// held against what it was copied from.
enum TableDigest {
    /// Bytes of rows that are hashed at once; the limit is on memory, and both sides cut at the same row.
    private static let partBytes = 1 << 16

    static func of(_ table: StoredTable, _ connection: any Connection) throws -> Digest32 {
        let names = table.columns.map { "\(name: $0.name)" as SQL }.joined(separator: ", ")
        let order = (table.key.isEmpty ? table.columns.map(\.name) : table.key)
            .map { "\(name: $0)" as SQL }.joined(separator: ", ")
        var digest = Digest32.ofNothing
        var part: [UInt8] = []
        part.reserveCapacity(partBytes * 2)
        try connection.forEachRow("SELECT \(names) FROM \(name: table.name) ORDER BY \(order)") { row in
            for column in 0..<table.columns.count { append(row.value(column), to: &part) }
            if part.count >= partBytes {
                digest = Digest32.sha256(digest.bytes + part)
                part.removeAll(keepingCapacity: true)
            }
        }
        return Digest32.sha256(digest.bytes + part)
    }

    /// Kind, length, bytes: no two rows are written alike.
    private static func append(_ value: SQLValue, to part: inout [UInt8]) {
        func add(_ kind: Character, _ bytes: some Collection<UInt8>) {
            part.append(kind.asciiValue ?? 0)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { part.append(contentsOf: $0) }
            part.append(contentsOf: bytes)
        }
        switch value {
        case .null: add("n", [])
        case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { add("i", $0) }
        case .text(let text): add("t", text.utf8)
        case .bytes(let bytes): add("b", bytes)
        }
    }
}
