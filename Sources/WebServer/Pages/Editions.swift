import Office
import Primitives
import Registers
import Storage
import WebPages

/// What is known of the adoption of revisions.
enum Editions {
    /// The days and organs of a revision, from the register of adoptions.
    static func edition(_ revision: Office.StoredRevision, _ office: Office) throws -> Edition {
        let register = PolicyAdoption.register
        let adoptions = try office.store.database.read { connection in
            let query = ListQuery(filters: ["revision": .text(revision.id.text)], limit: 50)
            // Every content role may read adoptions; who may see the page is decided before.
            return try RecordReader(connection, viewer: .console).page(register.definition, query).rows.map {
                try register.record($0.values)
            }
        }
        return Edition(
            organs: adoptions.map(\.organ.title), decidedOn: revision.revision.decidedOn,
            inForceOn: revision.revision.inForceOn, publishedOn: adoptions.compactMap(\.publishedOn).max(),
            publishedAt: adoptions.compactMap(\.publishedAt).first,
            digest: revision.revision.fileHash.map { String($0.prefix(16)) })
    }
}
