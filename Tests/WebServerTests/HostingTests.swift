import Duties
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Office
import Primitives
import Registers
import Storage
import StorageSQLite
import Synchronization
import TestSupport
import Testing

@testable import WebServer

/// Several organizations in one server, asked as browsers and programs ask.
private final class TestHosting: Sendable {
    static let password = Secret("青い空と白い雲と緑の山と川")
    private static let content = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Content").path

    let folder = NSTemporaryDirectory() + "toride-hosting-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let hosting: Hosting
    private let heard = Openings()
    private let shipped: (catalogue: Catalogue, criteria: CriterionLibrary)
    private let opening = NIOThreadPool(numberOfThreads: 2)

    /// 甲 and 乙 by path, 丙 by host, 丁 broken; each with one site of its name.
    init(openAtOnce: Int = 8) throws {
        let shipped = (
            catalogue: try Catalogue.load(fromFolder: Self.content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: Self.content + "/criteria")
        )
        self.shipped = shipped
        opening.start()
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let configuration = SiteConfiguration(
            host: "127.0.0.1", port: 0, webFolder: Self.content + "/web", version: "0", setupToken: nil)
        let parts = HostedParts(
            configuration: configuration,
            assets: try SiteAssets(webFolder: configuration.webFolder, version: "0"),
            limits: GateLimits(hashing: 16), opening: opening, surroundings: Self.surroundings(99), log: log)
        let folder = folder
        let names = ["kou", "otsu", "hei", "tei"]
        let heard = heard
        let organizations = names.enumerated().map { index, name in
            HostedOrganization(
                name: name, place: name == "hei" ? .host("hei.example") : .path(name),
                open: {
                    heard.names.withLock { $0.append(name) }
                    guard name != "tei" else {
                        throw Problem("organization.missing", "壊れています：/secret/place")
                    }
                    return try Self.office(folder + "/" + name, seed: UInt64(index + 1), shipped)
                })
        }
        hosting = Hosting(parts, openAtOnce: openAtOnce) { organizations }
        for (index, name) in names.enumerated() where name != "tei" {
            let office = try Self.office(folder + "/" + name, seed: UInt64(100 + index), shipped)
            try office.name(organization: name + "組合", kind: .association)
            try office.createAccount(
                login: "jimu", password: Self.password, person: nil, role: .office, alsoConfigures: false,
                by: .console)
            try office.create(
                Registers.Site.register.definition, Registers.Site.register.values(Site(name: name + "庁舎")),
                by: .console)
            try office.store.close()
        }
    }

    /// Which were opened by the server, in order.
    var openings: [String] { heard.names.withLock { $0 } }

    deinit {
        let opening = opening
        opening.shutdownGracefully { _ in }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func surroundings(_ seed: UInt64) -> Surroundings {
        .seeded(seed, now: { Instant(iso: "2026-06-01T09:00") ?? Instant(microseconds: 0) })
    }

    private static func office(
        _ folder: String, seed: UInt64, _ shipped: (catalogue: Catalogue, criteria: CriterionLibrary)
    ) throws -> Office {
        try DurableFile.makeFolder(folder)
        let store = try OrganizationStore(
            database: SQLiteDatabase(path: folder + "/toride.sqlite", readers: 2), folder: folder,
            registers: AllRegisters.definitions, surroundings: surroundings(seed))
        return Office(store: store, catalogue: shipped.catalogue, criteria: shipped.criteria)
    }

    func office(of name: String) throws -> Office {
        try Self.office(folder + "/" + name, seed: .random(in: 1_000...9_000), shipped)
    }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String

        /// `name=value` of the cookie it sets.
        var cookie: String? { headers[.setCookie].map { String($0.prefix { $0 != ";" }) } }

        var formToken: String {
            guard let start = text.range(of: "name=\"csrf\" value=\"") else { return "" }
            return String(text[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, host: String = "server.example", cookie: String? = nil,
        form: [String: String] = [:], bearer: String? = nil
    ) async throws -> Answer {
        var headers = HTTPFields()
        headers[.cookie] = cookie
        headers[.authorization] = bearer.map { "Bearer " + $0 }
        var body = ""
        if method == .post {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = form.map { name, value in
                name + "=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
            }.joined(separator: "&")
        }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
        let response = await hosting.respond(to: request, peer: "192.0.2.1")
        let reader = TextWriter()
        try await response.body.write(reader)
        return Answer(status: response.status.code, headers: response.headers, text: reader.text)
    }

    /// Signs in; the cookie and the token of forms.
    func signIn(_ base: String, host: String = "server.example") async throws -> (
        cookie: String, csrf: String
    ) {
        let form = try await ask(.get, base + "/sign-in", host: host)
        let answer = try await ask(
            .post, base + "/sign-in", host: host, cookie: form.cookie,
            form: ["csrf": form.formToken, "name": "jimu", "password": Self.password.revealed])
        let cookie = try #require(answer.cookie, "\(answer.status)")
        let page = try await ask(.get, base + "/account", host: host, cookie: cookie)
        return (cookie, page.formToken)
    }
}

private final class Openings: Sendable {
    let names = Mutex<[String]>([])
}

private final class TextWriter: ResponseBodyWriter {
    private let stored = Mutex<[UInt8]>([])
    var text: String { stored.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ buffer: ByteBuffer) async throws {
        stored.withLock { $0 += Array(buffer.readableBytesView) }
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite struct HostingTests {
    @Test func `each organization has its own pages, by path and by host, and every link stays in them`()
        async throws
    {
        let server = try TestHosting()
        for (base, host, name) in [
            ("/kou", "server.example", "kou"), ("/otsu", "server.example:8080", "otsu"),
            ("", "HEI.example:443", "hei"), ("", "hei.example", "hei"),
        ] {
            let session = try await server.signIn(base, host: host)
            for path in ["/", "/registers/sites", "/registers/sites/grid", "/account", "/search?q=庁舎"] {
                let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path
                let page = try await server.ask(.get, base + encoded, host: host, cookie: session.cookie)
                #expect(page.status == 200, "\(base)\(path)")
                #expect(page.text.contains(name + "組合"), "\(base)\(path)")
                let leading = page.text.matches(of: /(?:href|action|src)="(\/[^"]*)"/).map { String($0.1) }
                #expect(leading.count > 5)
                let lost = leading.filter { !$0.hasPrefix(base + "/") }
                #expect(lost.isEmpty, "\(base)\(path): \(lost)")
            }
            let list = try await server.ask(
                .get, base + "/registers/sites", host: host, cookie: session.cookie)
            #expect(list.text.contains(name + "庁舎"))
            let asset = try await server.ask(.get, base + "/assets/toride.css", host: host)
            #expect(asset.status == 200)
            let sent = try await server.ask(.get, base + "/registers", host: host)
            #expect(sent.headers[.location]?.hasPrefix(base + "/sign-in?") == true, "\(sent.headers)")
            let document = try await server.ask(.get, base + "/api/v1/openapi.json", host: host)
            #expect(document.text.contains("\"url\":\"\(base)/api/v1\""))
        }
    }

    @Test func `nothing of one organization opens another: cookie, form, token, record, account`()
        async throws
    {
        let server = try TestHosting()
        let places = [("/kou", "server.example"), ("/otsu", "server.example"), ("", "hei.example")]
        for (home, homeHost) in places {
            let own = try await server.signIn(home, host: homeHost)
            for (other, host) in places where other != home {
                // The browser would not even send it; whoever sends it all the same is a stranger.
                let page = try await server.ask(
                    .get, other + "/registers/sites", host: host, cookie: own.cookie)
                #expect(page.status == 303 && !page.text.contains("庁舎"), "\(home) → \(other)")
                let changed = try await server.ask(
                    .post, other + "/registers/sites/new", host: host, cookie: own.cookie,
                    form: ["csrf": own.csrf, "name": "よその施設"])
                #expect(changed.status == 303)
                #expect(changed.headers[.location]?.hasPrefix(other + "/sign-in") == true)
                let theirs = try await server.signIn(other, host: host)
                let forged = try await server.ask(
                    .post, other + "/registers/sites/new", host: host, cookie: theirs.cookie,
                    form: ["csrf": own.csrf, "name": "よその施設"])
                #expect(forged.status == 403, "a form of another organization's page")
                let id = try Self.site(of: home.isEmpty ? "hei" : String(home.dropFirst()), server)
                let record = try await server.ask(
                    .get, other + "/registers/sites/records/" + id, host: host, cookie: theirs.cookie)
                #expect(record.status == 404, "a record of another organization")
            }
        }
        for name in ["kou", "otsu", "hei"] {
            let office = try server.office(of: name)
            let names = try office.store.database.read { connection in
                try connection.rows("SELECT name FROM r_sites") { $0.text(0) }
            }
            #expect(names == [name + "庁舎"])
            try office.store.close()
        }
    }

    @Test func `a token for programs is good in its organization and nowhere else`() async throws {
        let server = try TestHosting()
        let office = try server.office(of: "kou")
        let signedIn = try office.signIn(login: "jimu", password: TestHosting.password, from: "")
        let secret = try office.makeToken(
            name: "試験", scope: .write, registers: [], endsOn: office.today.adding(days: 30), for: signedIn
        ).secret.revealed
        try office.store.close()
        let path = "/api/v1/registers/sites/records"
        #expect(try await server.ask(.get, "/kou" + path, bearer: secret).status == 200)
        #expect(try await server.ask(.get, "/otsu" + path, bearer: secret).status == 401)
        #expect(try await server.ask(.get, path, host: "hei.example", bearer: secret).status == 401)
    }

    @Test func `a cookie goes to its own organization's paths alone`() async throws {
        let server = try TestHosting()
        let form = try await server.ask(.get, "/kou/sign-in")
        #expect(form.headers[.setCookie]?.contains("; Path=/kou;") == true)
        let answer = try await server.ask(
            .post, "/kou/sign-in", cookie: form.cookie,
            form: ["csrf": form.formToken, "name": "jimu", "password": TestHosting.password.revealed])
        #expect(answer.headers[.setCookie]?.contains("; Path=/kou;") == true)
        let session = try await server.signIn("/kou")
        let out = try await server.ask(
            .post, "/kou/sign-out", cookie: session.cookie, form: ["csrf": session.csrf])
        let ended = try #require(out.headers[.setCookie])
        #expect(ended.contains("; Path=/kou;") && ended.contains("Max-Age=0"))
        let whole = try await server.ask(.get, "/sign-in", host: "hei.example")
        #expect(whole.headers[.setCookie]?.contains("; Path=/;") == true)
    }

    @Test func `a damaged organization is said to be one, in no detail, and takes no other down`()
        async throws
    {
        let server = try TestHosting()
        for _ in 0..<3 {
            let broken = try await server.ask(.get, "/tei/sign-in")
            #expect(broken.status == 503 && broken.text.contains("organization.missing"))
            #expect(!broken.text.contains("/secret/place"))
        }
        #expect(server.openings == ["tei"], "it is not tried again at each request")
        #expect(try await server.ask(.get, "/kou/sign-in").status == 200)
    }

    @Test func `an address of nobody tells no names`() async throws {
        let server = try TestHosting()
        for path in ["/", "/sign-in", "/api/v1/registers", "/KOU/", "/kou%2F/", "//kou/", "/../kou/"] {
            let answer = try await server.ask(.get, path)
            #expect(answer.status == 404, "\(path)")
            #expect(!answer.text.contains("組合"), "\(path)")
        }
        let elsewhere = try await server.ask(.get, "/kou/sign-in", host: "hei.example")
        #expect(elsewhere.status == 404, "a host that is somebody's is theirs whole")
    }

    @Test func `only so many stay open, and who was signed in stays so`() async throws {
        let server = try TestHosting(openAtOnce: 1)
        let kou = try await server.signIn("/kou")
        let otsu = try await server.signIn("/otsu")
        #expect(try await server.ask(.get, "/kou/registers/sites", cookie: kou.cookie).status == 200)
        #expect(try await server.ask(.get, "/otsu/registers/sites", cookie: otsu.cookie).status == 200)
        #expect(server.openings == ["kou", "otsu", "kou", "otsu"])
        await server.hosting.close()
    }

    @Test func `many who come at once open it once`() async throws {
        let server = try TestHosting()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 { group.addTask { try await server.ask(.get, "/kou/sign-in").status } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0 == 200 })
        #expect(server.openings == ["kou"])
    }

    @Test func `one organization takes no more than its part of what all share`() {
        let all = GateLimits(hashing: 8, forms: 8, uploads: 2)
        let (one, other) = (all.share(), all.share())
        #expect((0..<8).filter { _ in one.hashing.enter() }.count == 2)
        #expect(one.uploads.enter() && !one.uploads.enter() && other.uploads.enter())
        #expect(!all.uploads.enter(), "both places are taken")
        other.uploads.leave()
        #expect(all.uploads.enter())
    }

    private static func site(of name: String, _ server: TestHosting) throws -> String {
        let office = try server.office(of: name)
        defer { try? office.store.close() }
        return try office.store.database.read { try $0.text("SELECT id FROM r_sites") } ?? ""
    }
}
