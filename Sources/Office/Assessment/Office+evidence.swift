import AuditLedger
import Primitives
import Registers
import Storage

extension Office {
    /// The piece of evidence with the same content, of those that the viewer may see; nil where there is
    /// none.
    static func evidence(
        with hash: Digest32, _ reader: RecordReader
    ) throws -> (id: Identifier, evidence: Evidence)? {
        let register = Evidence.register
        let query = ListQuery(filters: ["file_hash": .text(hash.hex)])
        guard let row = try reader.first(register.definition, query) else { return nil }
        return (row.id, try register.record(row.values))
    }

    /// Throws where a file is attached whose content stands there already as a piece of evidence.
    ///
    /// - Throws: `Problems` with `evidence.exists` at the field `evidence`; its detail is the identifier.
    func requireNewContent(_ hash: Digest32, for viewer: Viewer) throws {
        let found = try store.database.read {
            try Self.evidence(with: hash, RecordReader($0, viewer: viewer))
        }
        guard let found else { return }
        throw Problems([
            Problem(
                "evidence.exists",
                "同じ中身のファイルが、証拠「\(found.evidence.title)」として登録されています。それを使うか、別の証拠として登録するかを選んでください。",
                field: "evidence", detail: found.id.text)
        ])
    }

    /// The pieces of evidence that were linked to a requirement, as far as the reader's viewer may see them.
    public func linkedEvidence(
        _ requirement: String, _ reader: RecordReader
    ) throws -> [(id: Identifier, evidence: Evidence)] {
        let (links, register) = (EvidenceLink.register, Evidence.register)
        let ids = Set(
            try reader.page(
                links.definition, ListQuery(filters: ["requirement": .text(requirement)], limit: 200)
            ).rows.map { try links.record($0.values).evidence.id.text })
        return try reader.rows(register.definition, ids: ids).sorted { $0.id < $1.id }.map {
            ($0.id, try register.record($0.values))
        }
    }

    /// The requirements for which a piece of evidence is used, by stable id.
    public func requirements(of evidence: Identifier, for viewer: Viewer) throws -> [String] {
        let register = EvidenceLink.register
        return try store.database.read { connection in
            try RecordReader(connection, viewer: viewer).page(
                register.definition, ListQuery(filters: ["evidence": .text(evidence.text)], limit: 500)
            ).rows.map { try register.record($0.values).requirement }
        }
    }

    /// Uses a piece of evidence for these requirements and for no others; what stays is not written again.
    ///
    /// - Returns: how many were added and taken away.
    @discardableResult
    public func use(
        _ evidence: Identifier, for requirements: Set<String>, by viewer: Viewer
    ) throws -> (added: Int, removed: Int) {
        let (links, today) = (EvidenceLink.register, today)
        let known = Set(catalogue.requirements.map(\.id.rawValue))
        guard requirements.isSubset(of: known) else { throw Refusal.notFound }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let row = try reader.row(Evidence.register.definition, id: evidence) else {
                throw Refusal.notFound
            }
            guard self.allows(Evidence.register.definition, .write, viewer, row.values) else {
                throw Refusal.access
            }
            let owner = try Evidence.register.record(row.values).owner
            let old = try reader.page(
                links.definition, ListQuery(filters: ["evidence": .text(evidence.text)], limit: 500)
            ).rows
            let used = Set(try old.map { try links.record($0.values).requirement })
            let gone = try old.filter { !requirements.contains(try links.record($0.values).requirement) }
            try writer.closeAll(links.definition, gone.map { ($0.id, expected: $0.fromSeq) })
            for requirement in requirements.subtracting(used).sorted() {
                let link = EvidenceLink(
                    requirement: requirement, evidence: Link(evidence), owner: owner, linkedOn: today,
                    linkedBy: viewer.person.map { Link($0) })
                try writer.create(links.definition, links.values(link))
            }
            return (requirements.subtracting(used).count, gone.count)
        }
    }
}
