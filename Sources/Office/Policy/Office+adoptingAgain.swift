import PolicyText
import Primitives
import Registers
import Storage

extension Office {
    /// The adoptions of a revision as `facts` tell them: one for each organ, the head where none is named.
    ///
    /// - Throws: `Problems` where the days cannot be right.
    static func adoptions(_ facts: AdoptionFacts, of revision: Identifier) throws -> [PolicyAdoption] {
        let isNamed = !facts.organs.isEmpty
        let adoptions = (isNamed ? facts.organs : [.head]).map { organ in
            PolicyAdoption(
                organ: organ, revision: Link(revision), decidedOn: isNamed ? facts.decidedOn : nil,
                publishedOn: facts.publishedOn, publishedAt: facts.publishedAt,
                note: isNamed ? nil : "定めた機関は不明（採用時に指定なし）")
        }
        let register = PolicyAdoption.register
        let problems = adoptions.flatMap { register.definition.validate(register.values($0)) }
        guard problems.isEmpty else { throw Problems(problems) }
        return adoptions
    }

    /// The text of the newest revision once more: another organ adopts it, or a day has become known.
    ///
    /// No second revision is made of one text: the organs that had adopted the first would seem to have
    /// adopted an older one. What is given now replaces what was recorded, what is not given stays.
    func adoptAgain(_ stored: StoredRevision, facts: AdoptionFacts, by viewer: Viewer) throws
        -> AdoptionResult
    {
        let register = PolicyAdoption.register
        let told = try Self.adoptions(facts, of: stored.id)
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: .console)
            let query = ListQuery(filters: ["revision": .text(stored.id.text)], limit: 500)
            let rows = try reader.page(register.definition, query).rows
            let recorded = try rows.map { (id: $0.id, adoption: try register.record($0.values)) }
            for each in told {
                guard let old = recorded.last(where: { $0.adoption.organ == each.organ }) else {
                    if !facts.organs.isEmpty { try writer.create(register.definition, register.values(each)) }
                    continue
                }
                let changed = PolicyAdoption(
                    organ: each.organ, revision: Link(stored.id),
                    decidedOn: each.decidedOn ?? old.adoption.decidedOn,
                    publishedOn: each.publishedOn ?? old.adoption.publishedOn,
                    publishedAt: each.publishedAt ?? old.adoption.publishedAt,
                    note: facts.organs.isEmpty ? old.adoption.note : nil)
                let values = register.values(changed)
                let problems = register.definition.validate(values)
                guard problems.isEmpty else { throw Problems(problems) }
                if values != register.values(old.adoption) {
                    try writer.change(register.definition, id: old.id, values)
                }
            }
            try Self.fill(stored, facts, writer)
        }
        let bindings = try bindings(of: stored.id)
        return AdoptionResult(
            revision: stored.id, clauseCount: PolicyDocument.read(stored.revision.text).allClauses.count,
            boundCount: 0, proposedCount: 0, keptCount: bindings.count, unknown: facts.unknown)
    }

    /// The days of the revision itself. The first decision stays: another organ may decide later.
    private static func fill(_ stored: StoredRevision, _ facts: AdoptionFacts, _ writer: ActWriter) throws {
        let old = stored.revision
        let decidedOn = old.decidedOn ?? facts.decidedOn
        let inForceOn = facts.inForceOn ?? old.inForceOn
        guard decidedOn != old.decidedOn || inForceOn != old.inForceOn else { return }
        let changed = PolicyRevision(
            title: old.title, text: old.text, fileName: old.fileName, fileHash: old.fileHash,
            decidedOn: decidedOn, inForceOn: inForceOn, note: old.note, textHash: old.textHash)
        let register = PolicyRevision.register
        try writer.change(
            register.definition, id: stored.id, register.values(changed), expected: stored.fromSeq)
    }
}
