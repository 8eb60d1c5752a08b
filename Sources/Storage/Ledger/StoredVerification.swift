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
        let tables = try registers.map { try VersionTable(connection, $0) }.filter {
            try $0.hasVersions(connection)
        }
        let bounds = try connection.firstRow("SELECT MIN(seq), MAX(seq) FROM ledger_entries") { row in
            row.isNull(0) ? (0, -1) : (Int(row.integer(0)), Int(row.integer(1)))
        }
        let last = bounds?.1 ?? -1
        let examination = LedgerExamination(
            LedgerVerification(
                origin: origin, keys: try keys(),
                checkpoints: try checkpoints()
                    + outside.map { kept in
                        StoredCheckpoint(note: kept.note, place: .outside(name: kept.name))
                    }))
        var start = min(0, bounds?.0 ?? 0)
        while start <= last {
            let range = start..<min(start + Self.entriesAtOnce, last + 1)
            examination.examine(try stretch(range, tables))
            start = range.upperBound
            progress(start, last + 1)
        }
        for table in tables {
            for stray in try table.strays(connection, outside: 0..<(last + 1)) {
                examination.examine(LedgerStretch(unclaimed: [(table.name, stray)]))
            }
        }
        let size = try LedgerReader(connection).size
        var report = examination.report()
        if size != report.entryCount, report.holds { report = try headDisagrees(size, report) }
        return report
    }

    /// The head is a copy of what the entries say; where it differs although they hold, the head was changed.
    private func headDisagrees(_ size: Int, _ report: LedgerReport) throws -> LedgerReport {
        throw Problem(
            "ledger.head", "履歴の先端の記録（\(size)件）が、実際の件数（\(report.entryCount)件）と違います。バックアップから戻してください。")
    }

    /// Reads a stretch of entries with their rows and the subtrees that they complete.
    private func stretch(_ range: Range<Int>, _ tables: [VersionTable]) throws -> LedgerStretch {
        var stretch = LedgerStretch()
        var versions: [Int: VersionTable.Version] = [:]
        var doubles: [(String, Int)] = []
        for table in tables {
            try table.read(connection, range) { version in
                if versions.updateValue(version, forKey: version.fromSeq) != nil {
                    doubles.append((table.name, version.fromSeq))
                }
            }
        }
        stretch.entries.reserveCapacity(range.count)
        try connection.forEachRow(
            """
            SELECT seq, header, salt, body, leaf, disposed_by FROM ledger_entries
            WHERE seq >= \(range.lowerBound) AND seq < \(range.upperBound) ORDER BY seq
            """
        ) { row in
            let seq = Int(row.integer(0))
            let version = versions.removeValue(forKey: seq)
            stretch.entries.append(
                StoredEntry(
                    seq: seq, header: Array(row.text(1).utf8), content: content(row, version),
                    leaf: row.bytes(4),
                    row: version?.row))
        }
        stretch.unclaimed = versions.values.map { ($0.row.register, $0.fromSeq) } + doubles
        for (level, indices) in LedgerVerification.nodesCompleted(by: range) {
            try connection.forEachRow(
                """
                SELECT idx, hash FROM ledger_nodes
                WHERE level = \(level) AND idx >= \(indices.lowerBound) AND idx < \(indices.upperBound)
                """
            ) { row in
                guard let hash = Digest32(bytes: row.bytes(1)) else { return }
                stretch.nodes.append(
                    MerkleNode(MerkleAddress(level: level, index: Int(row.integer(0))), hash: hash))
            }
        }
        return stretch
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
