import AuditLedger
import Database
import Registers
import Storage

/// All that somebody needs who has nothing of ours, to see that a version of a record is in a signed ledger.
public struct RecordProof: Sendable {
    /// The header as it was hashed.
    public let header: String
    public let salt: [UInt8]
    /// The version as it was hashed.
    public let body: String
    public let leaf: Digest32
    /// In the tree of the checkpoint.
    public let proof: InclusionProof
    /// A C2SP checkpoint, signed now.
    public let checkpoint: String
    /// The public halves of the ledger's keys.
    public let keys: [String]
}

extension Office {
    /// Signs the ledger as it stands and proves that the version which an entry made is in it.
    ///
    /// - Throws: `access.refused`; `access.not-found` where the entry made no version of this register.
    public func recordProof(of seq: Int, _ register: RegisterDefinition, by viewer: Viewer) throws
        -> RecordProof
    {
        try Refusal.unless(viewer, .office, .auditor)
        let note = try store.writeCheckpoint()
        return try store.database.read { connection in
            let reader = LedgerReader(connection)
            guard let kept = try VersionProofs(connection, register).kept(seq),
                let header = try connection.text("SELECT header FROM ledger_entries WHERE seq = \(seq)")
            else { throw Refusal.notFound }
            let size = try LedgerCheckpoint(parsing: note.text).size
            let tree = try reader.tree(size: size)
            return RecordProof(
                header: header, salt: kept.salt, body: String(decoding: kept.body, as: UTF8.self),
                leaf: LedgerLeaf.hash(header: Array(header.utf8), salt: kept.salt, body: kept.body),
                proof: try tree.inclusionProof(of: seq), checkpoint: note.encoded,
                keys: try connection.rows("SELECT vkey FROM ledger_keys ORDER BY from_seq, key_id") {
                    $0.text(0)
                })
        }
    }
}
