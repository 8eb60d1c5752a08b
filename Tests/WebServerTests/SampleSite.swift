import Duties
import Foundation
import Logging
import Primitives
import Registers
import Storage
import Synchronization
import TestSupport

@testable import Office
@testable import WebServer

/// A site over an organization with enough in every register that no list fits on one page at a time.
struct SampleSite {
    let site: WebServer.Site
    let database: CountingDatabase
    /// A path for each pattern of a GET route that has values in it.
    let values: [String: [String]]
    private let clock: Clock
    private let accounts: [SoftwareRole: SignedIn]

    private final class Clock: Sendable {
        private let moment = Mutex(Instant(iso: "2026-06-01T09:00") ?? Instant(microseconds: 0))
        var now: Instant { moment.withLock { $0 } }
        func move(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    init(_ engine: StorageEngine) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let content = root.appending(path: "Content").path
        let clock = Clock()
        self.clock = clock
        database = CountingDatabase(try engine.emptyDatabase())
        let folder = NSTemporaryDirectory() + "toride-site-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let store = try OrganizationStore(
            database: database, folder: folder, registers: AllRegisters.definitions,
            surroundings: .seeded(3, now: { clock.now }))
        let office = Office(
            store: store, catalogue: try Catalogue.load(fromFolder: content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: content + "/criteria"))
        let filled = try SampleOrganization(office: office, content: content)
        accounts = filled.accounts
        values = filled.values
        let configuration = SiteConfiguration(
            host: "127.0.0.1", port: 0, webFolder: content + "/web", version: "test",
            setupToken: "setup-token")
        site = try WebServer.Site(
            office: office, configuration: configuration, log: Logger(label: "test"),
            assets: SiteAssets(webFolder: configuration.webFolder, version: "test")
        ).withRoutes()
    }

    /// The paths of a GET route: one for each register where the route is about registers.
    func paths(_ route: Route) -> [String] {
        let pattern = "/" + route.pattern.joined(separator: "/")
        return values[pattern] ?? (route.pattern.contains("*") ? [] : [pattern])
    }

    /// What a person with the role is answered, and how many statements that took.
    func get(_ path: String, as role: SoftwareRole) throws -> (reply: Reply, statements: Int) {
        let parts = path.split(separator: "?", maxSplits: 1)
        let segments = (parts.first ?? "").split(separator: "/").map {
            FormFields.decoded($0, plusIsBlank: false)
        }
        guard let (route, values) = site.route(.get, segments) else {
            return (site.notFound(nil), 0)
        }
        var fields = FormFields()
        if parts.count == 2 { fields.add(urlEncoded: parts[1]) }
        let session = site.sessions.begin(signedIn: accounts[role])
        defer { site.sessions.end(session.token) }
        // The second visit is counted: the first one of a session asks who its person is, and the first one
        // after a change may have to judge anew. What every page's frame shows is asked again meanwhile.
        _ = site.answer(
            route, values: values, fields: fields, cookie: session.token, isEncrypted: false,
            address: "127.0.0.1")
        clock.move(seconds: 11)
        let before = database.statementCount
        let reply = site.answer(
            route, values: values, fields: fields, cookie: session.token, isEncrypted: false,
            address: "127.0.0.1")
        return (reply, database.statementCount - before)
    }
}
