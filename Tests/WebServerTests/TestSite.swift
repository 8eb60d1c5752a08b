import Database
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
import Synchronization
import TestSupport

@testable import WebServer

/// A site without a socket: requests go in at the gate and answers come out of it, on a clock that the test
/// holds.
final class TestSite: Sendable {
    static let password = Secret("青い空と白い雲と緑の山と川")
    private static let content = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Content").path

    let office: Office
    let site: WebServer.Site
    private let clock: HeldClock
    private let gate: Gate
    private let pool = NIOThreadPool(numberOfThreads: 2)

    init(setupToken: String? = nil, apiCallsPerMinute: Int = 1_000) throws {
        let clock = HeldClock()
        self.clock = clock
        let folder = NSTemporaryDirectory() + "toride-site-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let store = try OrganizationStore(
            database: try StorageEngine.sqlite.emptyDatabase(), folder: folder,
            registers: AllRegisters.definitions, surroundings: .seeded(7, now: { clock.now }))
        office = Office(
            store: store, catalogue: try Catalogue.load(fromFolder: Self.content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: Self.content + "/criteria"))
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var configuration = SiteConfiguration(
            host: "127.0.0.1", port: 0, webFolder: Self.content + "/web", version: "0",
            setupToken: setupToken)
        configuration.apiCallsPerMinute = apiCallsPerMinute
        site = try WebServer.Site(
            office: office, configuration: configuration, log: log,
            assets: SiteAssets(webFolder: configuration.webFolder, version: "0")
        ).withRoutes()
        pool.start()
        gate = Gate(site: site, reading: pool, changing: pool, slow: pool, log: log)
    }

    deinit { pool.shutdownGracefully { _ in } }

    var routes: [Route] { RouteTable.routes(site) }

    /// A signed-in session of a new account.
    func session(_ role: SoftwareRole, alsoConfigures: Bool = false) throws -> Session {
        try office.createAccount(
            login: "user-" + role.rawValue, password: Self.password, person: nil, role: role,
            alsoConfigures: alsoConfigures, by: .console)
        return site.sessions.begin(
            signedIn: try office.signIn(login: "user-" + role.rawValue, password: Self.password, from: ""))
    }

    /// An answer: status, headers and body.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, form: [String: String] = [:], session: Session? = nil
    ) async throws -> (status: Int, headers: HTTPFields, text: String, byteCount: Int) {
        var headers = HTTPFields()
        if let session { headers[.cookie] = "\(Gate.cookieName)=\(session.token)" }
        var body = ""
        if method == .post {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = form.map { name, value in
                name + "=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
            }.joined(separator: "&")
        }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
        let response = await gate.respond(to: request, peer: "192.0.2.1")
        let reader = CollectingWriter()
        try await response.body.write(reader)
        return (response.status.code, response.headers, reader.text, reader.byteCount)
    }

    /// The status of a POST with a body of its own.
    func send(_ path: String, body: RequestBody) async throws -> Int {
        var headers = HTTPFields()
        headers[.contentType] = "multipart/form-data; boundary=b"
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        return await gate.respond(to: Request(head: head, body: body), peer: "192.0.2.1").status.code
    }

    /// What a program is answered.
    func call(
        _ method: HTTPRequest.Method, _ path: String, token: String?, body: String = "",
        type: String = "application/json"
    ) async throws -> (status: Int, headers: HTTPFields, text: String) {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer " + token }
        if !body.isEmpty { headers[.contentType] = type }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: "/api/v1" + path,
            headerFields: headers)
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
        let response = await gate.respond(to: request, peer: "192.0.2.1")
        let reader = CollectingWriter()
        try await response.body.write(reader)
        return (response.status.code, response.headers, reader.text)
    }

    /// One more session of an account that `session` made.
    func sessions(of role: SoftwareRole) throws -> Session {
        site.sessions.begin(
            signedIn: try office.signIn(login: "user-" + role.rawValue, password: Self.password, from: ""))
    }

    /// The session whose cookie an answer brings.
    func session(of answer: (status: Int, headers: HTTPFields, text: String, byteCount: Int)) -> Session? {
        let cookie = answer.headers[.setCookie] ?? ""
        let token = cookie.drop { $0 != "=" }.dropFirst().prefix { $0 != ";" }
        return site.sessions.session(token: String(token))
    }

    func pass(seconds: Int64) { clock.pass(seconds: seconds) }
}

extension Route {
    /// An address that the pattern meets.
    var sample: String { "/" + pattern.map { $0 == "*" ? "x" : $0 }.joined(separator: "/") }
    var line: String { method.rawValue + " /" + pattern.joined(separator: "/") }
}

/// Stands still but for what the test adds.
private final class HeldClock: Sendable {
    private let moment = Mutex(Instant(iso: "2026-06-01T09:00") ?? Instant(microseconds: 0))

    var now: Instant { moment.withLock { $0 } }
    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

private final class CollectingWriter: ResponseBodyWriter {
    private let stored = Mutex<[UInt8]>([])
    var text: String { stored.withLock { String(decoding: $0, as: UTF8.self) } }
    var byteCount: Int { stored.withLock { $0.count } }

    func write(_ buffer: ByteBuffer) async throws {
        stored.withLock { $0 += Array(buffer.readableBytesView) }
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
