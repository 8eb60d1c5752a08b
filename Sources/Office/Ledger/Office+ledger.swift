import AuditLedger
import Database
import Primitives
import Registers
import Storage

extension Office {
    /// Recomputes the whole ledger and keeps the result for the pages that show when it was last verified.
    ///
    /// - Parameter outside: checkpoints kept elsewhere, each with the name of where it was kept.
    public func verifyLedger(
        outside: [(name: String, note: String)] = [], by viewer: Viewer,
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws -> LedgerReport {
        try Refusal.unless(viewer, .office, .auditor, .configurator)
        let report = try store.database.read { connection in
            try StoredVerification(connection, registers: store.registers, origin: store.origin)
                .report(outside: outside, progress: progress)
        }
        let at = store.surroundings.now().microseconds
        let count = report.findings.count + report.unreportedCount
        try store.database.write { transaction in
            _ = try transaction.execute(
                """
                INSERT INTO verifications (at, size, findings, summary)
                VALUES (\(at), \(report.entryCount), \(count), \(report.sentence)) ON CONFLICT (at) DO NOTHING
                """)
        }
        return report
    }

    /// What the last verification found.
    public struct LastVerification: Sendable {
        /// When it ran.
        public let at: Instant
        /// How many entries it recomputed.
        public let size: Int
        /// How many findings it had.
        public let findings: Int
        /// Its sentence in Japanese.
        public let summary: String
    }

    /// The newest verification; nil before the first.
    public func lastVerification() throws -> LastVerification? {
        try store.database.read { connection in
            try connection.firstRow(
                "SELECT at, size, findings, summary FROM verifications ORDER BY at DESC LIMIT 1"
            ) {
                LastVerification(
                    at: Instant(microseconds: $0.integer(0)), size: Int($0.integer(1)),
                    findings: Int($0.integer(2)),
                    summary: $0.text(3))
            }
        }
    }

    /// Signs the ledger as it stands; the note is to be kept elsewhere.
    public func writeCheckpoint(by viewer: Viewer) throws -> String {
        try Refusal.unless(viewer, .office, .auditor, .configurator)
        return try store.writeCheckpoint().encoded
    }

    /// The newest checkpoint's note; nil before the first.
    public func lastCheckpoint() throws -> String? {
        try store.database.read {
            try $0.text("SELECT note FROM ledger_checkpoints ORDER BY size DESC, key_id LIMIT 1")
        }
    }

    /// The proof that an entry is in the ledger as it stands: header, leaf and path, for a verifier
    /// elsewhere.
    public func inclusionProof(of seq: Int) throws -> (
        header: LeafHeader, leaf: Digest32, proof: InclusionProof
    ) {
        try store.database.read { connection in
            let reader = LedgerReader(connection)
            guard let header = try reader.header(seq),
                let bytes = try connection.firstRow(
                    "SELECT leaf FROM ledger_entries WHERE seq = \(seq)", { $0.bytes(0) }),
                let leaf = Digest32(bytes: bytes)
            else {
                throw Problem("ledger.no-entry", "その番号の記録はありません。0 から \(try reader.size - 1) までの番号を指定してください。")
            }
            return (header, leaf, try reader.tree().inclusionProof(of: seq))
        }
    }

    /// The proof that the ledger as it stands continues an earlier one of that size.
    public func consistencyProof(from earlier: Int) throws -> ConsistencyProof {
        try store.database.read { try LedgerReader($0).tree().consistencyProof(from: earlier) }
    }

    /// How many entries the ledger held at the end of a moment.
    public func ledgerSize(at moment: Instant?) throws -> Int? {
        guard let moment else { return nil }
        return try store.database.read { try LedgerReader($0).size(at: moment) }
    }
}
