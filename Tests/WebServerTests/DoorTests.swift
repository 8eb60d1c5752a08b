import HTTPTypes
import Office
import Primitives
import Registers
import Storage
import Testing
import WebPages

@testable import WebServer

/// What holds at every address of the site, taken from the table of routes itself.
@Suite struct DoorTests {
    private func ledgerSize(_ site: TestSite) throws -> Int {
        try site.office.store.database.read { try LedgerReader($0).size }
    }

    @Test func `nobody who is not signed in gets further than these addresses`() throws {
        let open = try TestSite().routes.filter { !$0.door.needsSignIn }.map(\.line).sorted()
        #expect(
            open == [
                "GET /setup/*/*", "GET /sign-in", "POST /setup/*/*", "POST /sign-in", "POST /sign-out",
            ])
    }

    @Test func `every other address sends a stranger to the door`() async throws {
        let site = try TestSite()
        for route in site.routes where route.door.needsSignIn {
            let answer = try await site.ask(
                route.method == .post ? .post : .get, route.sample)
            let sample = route.sample == "/" ? "" : "?return=" + route.sample.replacing("/", with: "%2F")
            let door = "/sign-in" + (route.method == .get ? sample : "")
            #expect(answer.status == 303 && answer.headers[.location] == door, "\(route.line)")
        }
    }

    @Test func `every POST without its token is refused and writes nothing`() async throws {
        let site = try TestSite(setupToken: "x")
        let session = try site.session(.office, alsoConfigures: true)
        let other = site.site.sessions.begin(signedIn: nil)
        let before = try ledgerSize(site)
        let posts = site.routes.filter { $0.method == .post }
        #expect(posts.count > 10)
        for route in posts {
            for form in [[:], ["csrf": ""], ["csrf": other.formToken], ["csrf": session.token]] {
                let answer = try await site.ask(.post, route.sample, form: form, session: session)
                #expect(answer.status == 403, "\(route.line) with \(form.keys.sorted())")
            }
        }
        #expect(try ledgerSize(site) == before)
        #expect(
            site.site.sessions.session(token: session.token)?.signedIn != nil, "nor is anybody signed out")
    }

    @Test func `every answer is fenced against scripts, frames and guessing of types`() async throws {
        let site = try TestSite()
        let session = try site.session(.office, alsoConfigures: true)
        let paths = site.routes.filter { $0.method == .get }.map(\.sample)
        for path in paths + [
            "/nothing-here", "/assets/toride.css", "/assets/toride.js", "/assets/grid.js",
            "/assets/grid-keys.js", "/assets/alerts.js",
            "/" + String(repeating: "a", count: 5000),
        ] {
            for visitor in [session, nil] {
                let answer = try await site.ask(.get, path, session: visitor)
                let policy = HTTPField.Name("Content-Security-Policy").flatMap { answer.headers[$0] } ?? ""
                #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                #expect(HTTPField.Name("X-Frame-Options").flatMap { answer.headers[$0] } == "DENY", "\(path)")
                #expect(answer.status < 500 || path == "/sign-in", "\(path): \(answer.status)")
                if !path.hasPrefix("/assets/"), answer.status == 200 {
                    #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
                }
            }
        }
    }

    @Test func `the link of the first start is good once`() async throws {
        let site = try TestSite(setupToken: "one-time")
        let session = site.site.sessions.begin(signedIn: nil)
        func post(_ step: Int, _ form: [String: String]) async throws -> Int {
            let form = form.merging(["csrf": session.formToken]) { $1 }
            return try await site.ask(.post, "/setup/one-time/\(step)", form: form, session: session).status
        }
        for token in ["x", "one-tim", "one-time-", "ONE-TIME"] {
            #expect(try await site.ask(.get, "/setup/\(token)/1").status == 404, "\(token)")
        }
        #expect(try await site.ask(.get, "/setup/one-time/1").status == 200)
        #expect(try await post(1, ["name": "試験組合", "kind": "association"]) == 303)
        #expect(try await post(4, ["units": "総務課"]) == 303)
        let last = [
            "person": "青木", "login": "aoki", "password": TestSite.password.revealed,
            "password-again": TestSite.password.revealed, "people": "",
        ]
        #expect(try await post(5, last) == 303)
        #expect(try site.office.needsSetup() == false)
        let size = try ledgerSize(site)
        for step in 1...5 {
            #expect(try await site.ask(.get, "/setup/one-time/\(step)").status == 404)
            #expect(try await post(step, last) == 404)
        }
        #expect(try ledgerSize(site) == size)
    }

    @Test(arguments: [
        ("192.0.2.7", [], "192.0.2.7"), ("192.0.2.7", ["198.51.100.1"], "192.0.2.7"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"), ("::1", ["2001:db8::1"], "2001:db8::1"),
        ("127.0.0.1", ["203.0.113.9, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["'; DROP TABLE x"], "127.0.0.1"), ("127.0.0.1", [""], "127.0.0.1"), ("", ["a"], ""),
    ])
    func `only a relay on this machine may say whose request it is`(
        peer: String, forwarded: [String], address: String
    ) {
        #expect(ClientAddress.of(peer: peer, forwarded: forwarded) == address)
    }
}
