import AuditLedger
import Database
import Primitives
import Registers

/// Feeds a stored ledger to `LedgerVerification`: every entry with its row, every node, every checkpoint,
/// on one snapshot.
public struct StoredVerification {
    private let connection: any Connection
    private let registers: [RegisterDefinition]
    private let origin: String
    /// Entries that are read at once; bounds memory, not the result.
    private static let entriesAtOnce = 4096

    /// A verification on one snapshot.
    public init(_ connection: any Connection, registers: [RegisterDefinition], origin: String) {
        self.connection = connection
        self.registers = registers
        self.origin = origin
    }

    /// Recomputes everything and compares it with what is stored and with checkpoints kept outside.
    ///
    /// - Parameters:
    ///   - outside: notes kept elsewhere, each with the name of where it was kept.
    ///   - progress: called now and then with the entries done and the entries there are.
    public func report(
        outside: [(name: String, note: String)] = [],
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws -> LedgerReport {
        let tables = try registers.map { try VersionTable(connection, $0) }
        let bounds = try connection.firstRow("SELECT MIN(seq), MAX(seq) FROM ledger_entries") { row in
            row.isNull(0) ? (0, -1) : (Int(row.integer(0)), Int(row.integer(1)))
        }
        let last = bounds?.1 ?? -1
        var verification = LedgerVerification(
            origin: origin, keys: try keys(),
            checkpoints: try checkpoints()
                + outside.map { kept in
                    StoredCheckpoint(note: kept.note, place: .outside(name: kept.name))
                })
        var start = min(0, bounds?.0 ?? 0)
        while start <= last {
            let range = start..<min(start + Self.entriesAtOnce, last + 1)
            try feed(range, tables, &verification)
            start = range.upperBound
            progress(start, last + 1)
        }
        for table in tables {
            for stray in try table.strays(connection, outside: 0..<(last + 1)) {
                verification.unclaimedRow(register: table.name, fromSeq: stray)
            }
        }
        let size = try LedgerReader(connection).size
        var report = verification.report()
        if size != report.entryCount, report.holds { report = try headDisagrees(size, report) }
        return report
    }

    /// The head is a copy of what the entries say; where it differs although they hold, the head was changed.
    private func headDisagrees(_ size: Int, _ report: LedgerReport) throws -> LedgerReport {
        throw Problem(
            "ledger.head", "履歴の先端の記録（\(size)件）が、実際の件数（\(report.entryCount)件）と違います。バックアップから戻してください。")
    }

    private func feed(
        _ range: Range<Int>, _ tables: [VersionTable], _ verification: inout LedgerVerification
    ) throws {
        var versions: [Int: VersionTable.Version] = [:]
        var doubles: [(String, Int)] = []
        for table in tables {
            try table.read(connection, range) { version in
                if versions.updateValue(version, forKey: version.fromSeq) != nil {
                    doubles.append((table.name, version.fromSeq))
                }
            }
        }
        try connection.forEachRow(
            """
            SELECT seq, header, salt, body, leaf, disposed_by FROM ledger_entries
            WHERE seq >= \(range.lowerBound) AND seq < \(range.upperBound) ORDER BY seq
            """
        ) { row in
            let seq = Int(row.integer(0))
            let version = versions.removeValue(forKey: seq)
            verification.entry(
                StoredEntry(
                    seq: seq, header: Array(row.text(1).utf8), content: content(row, version),
                    leaf: row.bytes(4),
                    row: version?.row))
        }
        for version in versions.values {
            verification.unclaimedRow(register: version.row.register, fromSeq: version.fromSeq)
        }
        for (register, fromSeq) in doubles { verification.unclaimedRow(register: register, fromSeq: fromSeq) }
        for (level, indices) in LedgerVerification.nodesCompleted(by: range) {
            try connection.forEachRow(
                """
                SELECT idx, hash FROM ledger_nodes
                WHERE level = \(level) AND idx >= \(indices.lowerBound) AND idx < \(indices.upperBound)
                """
            ) { row in
                guard let hash = Digest32(bytes: row.bytes(1)) else { return }
                verification.node(
                    MerkleNode(MerkleAddress(level: level, index: Int(row.integer(0))), hash: hash))
            }
        }
    }

    private func content(_ row: any Row, _ version: VersionTable.Version?) -> StoredEntry.Content {
        if !row.isNull(5) {
            // Where the salt was stands the digest of salt and body.
            return .disposed(
                under: Int(row.integer(5)), bodyDigest: row.isNull(2) ? nil : Digest32(bytes: row.bytes(2)))
        }
        if let version { return .kept(salt: version.salt, body: version.body) }
        guard !row.isNull(2), !row.isNull(3) else { return .missing }
        return .kept(salt: row.bytes(2), body: Array(row.text(3).utf8))
    }

    private func keys() throws -> [StoredKey] {
        try connection.rows("SELECT vkey, from_seq FROM ledger_keys ORDER BY from_seq, key_id") { row in
            StoredKey(vkey: row.text(0), fromSeq: Int(row.integer(1)))
        }
    }

    private func checkpoints() throws -> [StoredCheckpoint] {
        try connection.rows("SELECT note, size FROM ledger_checkpoints ORDER BY size, key_id") { row in
            StoredCheckpoint(note: row.text(0), place: .inside(size: Int(row.integer(1))))
        }
    }
}

/// Reads one register's version rows as the ledger hashed them: each over the columns of its own shape.
struct VersionTable {
    struct Version {
        let fromSeq: Int
        let row: StoredEntry.Row
        let salt: [UInt8]
        let body: [UInt8]
    }

    let name: String
    private let table: String
    private let columns: [(name: String, isInteger: Bool)]
    private let shapes: [Int: (shape: RowShape, places: [Int])]

    init(_ connection: any Connection, _ register: RegisterDefinition) throws {
        name = register.name
        table = register.table
        let stored = try connection.rows(
            "SELECT shape, columns FROM ledger_shapes WHERE register = \(register.name) ORDER BY shape"
        ) { (Int($0.integer(0)), ShapeText.columns($0.text(1))) }
        var columns: [(name: String, isInteger: Bool)] = []
        for (_, shape) in stored {
            for column in shape where !columns.contains(where: { $0.name == column.stored }) {
                columns.append((column.stored, column.isInteger))
            }
        }
        var shapes: [Int: (RowShape, [Int])] = [:]
        for (number, shape) in stored {
            guard shape.allSatisfy({ Self.isPlausible($0, register) }) else { continue }
            let places = shape.compactMap { column in columns.firstIndex { $0.name == column.stored } }
            shapes[number] = (try RowShape(columns: shape.map(\.name)), places)
        }
        self.columns = columns
        self.shapes = shapes
    }

    /// No signature covers the shapes. A field that people read is hashed from where they read it, or a
    /// column beside it could hold what was signed while they read something else.
    private static func isPlausible(_ column: ShapeColumn, _ register: RegisterDefinition) -> Bool {
        if column.stored == column.name { return true }
        return register.index(of: column.name) == nil && register.index(of: column.stored) != nil
    }

    func read(_ connection: any Connection, _ range: Range<Int>, _ body: (Version) -> Void) throws {
        try read(
            connection, where: "from_seq >= \(range.lowerBound) AND from_seq < \(range.upperBound)", body)
    }

    func read(_ connection: any Connection, where condition: SQL, _ body: (Version) -> Void) throws {
        guard !columns.isEmpty else { return }
        let names = columns.map { "\(name: $0.name)" as SQL }.joined(separator: ", ")
        try connection.forEachRow(
            """
            SELECT from_seq, to_seq, id, shape, salt, \(names) FROM \(name: table)
            WHERE \(condition)
            """
        ) { row in body(try version(row)) }
    }

    func strays(_ connection: any Connection, outside range: Range<Int>) throws -> [Int] {
        guard !columns.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT from_seq FROM \(name: table)
            WHERE from_seq < \(range.lowerBound) OR from_seq >= \(range.upperBound)
            """
        ) { Int($0.integer(0)) }
    }

    private func hasNothingElse(_ row: any Row, _ places: [Int]) -> Bool {
        columns.indices.allSatisfy { places.contains($0) || row.isNull($0 + 5) }
    }

    private func version(_ row: any Row) throws -> Version {
        let shape = Int(row.integer(3))
        let id = row.text(2)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        // A row of a shape that is not recorded hashes to nothing that was ever signed, and so is found; so
        // does one with a value that its shape has no place for, which pages would show all the same.
        if let known = shapes[shape], hasNothingElse(row, known.places) {
            try known.shape.write(id: id, into: &bytes) { place throws(AuditLedgerError) in
                let column = known.places[place] + 5
                if row.isNull(column) { return .null }
                return columns[known.places[place]].isInteger
                    ? .integer(Int(row.integer(column))) : .text(row.text(column))
            }
        }
        return Version(
            fromSeq: Int(row.integer(0)),
            row: StoredEntry.Row(
                register: name, record: id, shape: shape, toSeq: row.isNull(1) ? nil : Int(row.integer(1))),
            salt: row.bytes(4), body: bytes)
    }
}
