import Office
import Primitives
import Registers
import Storage
import WebPages

/// For which requirements a piece of evidence is used.
struct EvidenceRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/evidence/*/requirements", .signedIn, page),
            Route(.post, "/evidence/*/requirements", .signedIn, save),
        ]
    }

    private func found(_ visit: Visit) throws -> (id: Identifier, row: RegisterRow) {
        let viewer = try visit.viewer
        guard let id = Identifier(visit.values[0]),
            let row = try site.office.store.database.read({
                try RecordReader($0, viewer: viewer).row(Evidence.register.definition, id: id)
            })
        else { throw Refusal.notFound }
        guard site.office.allows(Evidence.register.definition, .write, viewer, row.values) else {
            throw Refusal.access
        }
        return (id, row)
    }

    private func page(_ visit: Visit) throws -> Reply {
        let (id, row) = try found(visit)
        let used = try site.office.requirements(of: id, for: try visit.viewer)
        let page = EvidenceUsePage(
            id: id.text, name: RecordForm.text(row.values[0]),
            requirements: site.office.catalogue.requirements.map { FormChoice($0.id.rawValue, $0.title) },
            used: used.joined(separator: ","))
        return try site.page(page, visit)
    }

    private func save(_ visit: Visit) throws -> Reply {
        let (id, _) = try found(visit)
        let result = try site.office.use(
            id, for: Set(visit.fields.all("requirements")), by: try visit.viewer)
        site.say(
            visit, Notice(.done, "証拠を使う要求事項を改めました（加えた\(result.added)件、外した\(result.removed)件）。"))
        return .redirect(Address.record(register: Evidence.registerName, id: id.text).path)
    }
}
