import AuditLedger
import Database
import Primitives
import Registers

/// Destroys the content of records and leaves the proof.
extension ActWriter {
    /// Destroys every version of these records: salt and body of each, and with them its row. Leaf and header
    /// stay, with SHA-256(salt ‖ body) in the salt's place, and one entry of the ledger lists what was
    /// destroyed. Records that still hold are ended first.
    ///
    /// - Throws: `Problem` `ledger.dispose-damaged` where a version is not what was once signed:
    ///   destroying it would hide that.
    /// - Returns: the entry that lists them, and how many versions it lists.
    public func dispose(
        _ records: [(register: RegisterDefinition, ids: [Identifier])]
    ) throws -> (entry: Int, versionCount: Int) {
        var destroyed: [(seq: Int, digest: Digest32, register: RegisterDefinition)] = []
        for (register, ids) in records {
            let texts = ids.map(\.text)
            let current = try transaction.rows(
                """
                SELECT id, from_seq FROM \(name: register.table)
                WHERE id IN (\(SQL.list(texts))) AND to_seq IS NULL
                """
            ) { (Identifier($0.text(0)), Int($0.integer(1))) }
            try closeAll(register, current.compactMap { id, seq in id.map { ($0, expected: seq) } })
            let versions = try VersionTable(transaction, register).digests(transaction, of: texts)
            try verify(versions)
            destroyed += versions.map { ($0.seq, $0.digest, register) }
        }
        guard !destroyed.isEmpty else {
            throw Problem("ledger.dispose-nothing", "消す記録がありません。一覧を作り直してください。")
        }
        let entry = ledgerSize
        let numbers = destroyed.map(\.seq).sorted().map { CanonicalJSON.integer($0) }
        try note(DisposalBody.entryKind, .object([.init("disposed", .array(numbers))]))
        for start in stride(from: 0, to: destroyed.count, by: 256) {
            try transaction.executeAll(
                destroyed[start..<min(start + 256, destroyed.count)].flatMap { version -> [SQL] in
                    [
                        """
                        UPDATE ledger_entries SET disposed_by = \(entry), salt = \(version.digest.bytes)
                        WHERE seq = \(version.seq)
                        """,
                        "DELETE FROM \(name: version.register.table) WHERE from_seq = \(version.seq)",
                    ]
                })
        }
        for (register, _) in records { state.touch(register.name, seq: entry, added: 0) }
        return (entry, destroyed.count)
    }

    private func verify(_ versions: [(seq: Int, digest: Digest32)]) throws {
        let digests = Dictionary(versions.map { ($0.seq, $0.digest) }) { first, _ in first }
        var sound = 0
        for start in stride(from: 0, to: versions.count, by: 512) {
            let numbers = versions[start..<min(start + 512, versions.count)].map { "\($0.seq)" as SQL }
            try transaction.forEachRow(
                """
                SELECT seq, header, leaf FROM ledger_entries
                WHERE seq IN (\(numbers.joined(separator: ", "))) AND disposed_by IS NULL
                """
            ) { row in
                guard let digest = digests[Int(row.integer(0))] else { return }
                let leaf = LedgerLeaf.hash(header: Array(row.text(1).utf8), bodyDigest: digest)
                if leaf.bytes == row.bytes(2) { sound += 1 }
            }
        }
        guard sound == versions.count else {
            throw Problem(
                "ledger.dispose-damaged", "消そうとした記録が、記録台帳と合いません。何も消していません。ledger verify を実行してください。",
                detail: "\(versions.count - sound) versions")
        }
    }
}

extension VersionTable {
    /// SHA-256(salt ‖ body) of every version of these records, as their rows stand.
    func digests(_ connection: any Connection, of ids: [String]) throws -> [(seq: Int, digest: Digest32)] {
        var digests: [(Int, Digest32)] = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            let part = ids[start..<min(start + 500, ids.count)]
            try read(connection, where: "id IN (\(SQL.list(Array(part))))") { version in
                digests.append(
                    (version.fromSeq, LedgerLeaf.bodyDigest(salt: version.salt, body: version.body)))
            }
        }
        return digests
    }
}
