import Office
import Primitives
import Registers
import Storage
import WebPages

/// What is known of the adoption of revisions, read in one statement for all of them.
struct Editions {
    private let adoptions: [Identifier: [PolicyAdoption]]

    /// Every content role may read adoptions; who may see the page is decided before.
    init(_ office: Office) throws {
        let register = PolicyAdoption.register
        let all = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console)
                .page(register.definition, ListQuery(limit: 500)).rows.map { try register.record($0.values) }
        }
        adoptions = Dictionary(grouping: all) { $0.revision.id }
    }

    /// The days and organs of a revision, from the register of adoptions.
    func edition(_ revision: Office.StoredRevision) -> Edition {
        let adoptions = adoptions[revision.id] ?? []
        return Edition(
            organs: adoptions.map { $0.organ.title + ($0.decidedOn == nil ? "（定めた日は不明）" : "") },
            decidedOn: revision.revision.decidedOn,
            inForceOn: revision.revision.inForceOn, publishedOn: adoptions.compactMap(\.publishedOn).max(),
            publishedAt: adoptions.compactMap(\.publishedAt).first,
            digest: revision.revision.fileHash.map { String($0.prefix(16)) })
    }
}
