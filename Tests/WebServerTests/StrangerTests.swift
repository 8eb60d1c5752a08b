import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Primitives
import Registers
import Synchronization
import Testing

@testable import WebServer

/// What somebody who is not signed in may cost the others: next to nothing.
@Suite struct StrangerTests {
    /// A body that tells whether anybody asked for it.
    private final class Untouched: AsyncSequence, Sendable {
        typealias Element = ByteBuffer
        let asked = Mutex(0)

        func makeAsyncIterator() -> Iterator { Iterator(body: self) }

        struct Iterator: AsyncIteratorProtocol {
            let body: Untouched
            mutating func next() async -> ByteBuffer? {
                let count = body.asked.withLock { asked in
                    asked += 1
                    return asked
                }
                return count > 1_000 ? nil : ByteBuffer(repeating: UInt8(ascii: "a"), count: 1_024)
            }
        }
    }

    @Test func `a flood of strangers is remembered nowhere and pushes nobody out`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let form = try await site.ask(.get, "/sign-in")
        let cookie = try #require(form.headers[.setCookie]?.split(separator: ";").first)
        for _ in 0..<300 { #expect(try await site.ask(.get, "/sign-in").status == 200) }
        #expect(site.site.sessions.count == 1, "nobody but who is signed in")
        #expect(try await site.ask(.get, "/account", session: session).status == 200)
        // Whoever came before the flood still signs in with the form that was open.
        let token = try #require(form.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/)?.1)
        let stranger = site.site.sessions.stranger(
            cookie: String(cookie.dropFirst(Gate.cookieName.count + 1)))
        #expect(stranger.formToken == token)
        let sent = [
            "csrf": String(token), "name": "user-office", "password": TestSite.password.revealed,
        ]
        #expect(try await site.ask(.post, "/sign-in", form: sent, session: stranger).status == 303)
    }

    @Test func `a stranger's form belongs to one cookie, and a cookie of another make is not taken`() throws {
        let sessions = try TestSite().site.sessions
        let one = sessions.stranger(cookie: nil)
        #expect(sessions.stranger(cookie: one.token).formToken == one.formToken)
        #expect(sessions.stranger(cookie: nil).formToken != one.formToken)
        for cookie in ["", "x", String(one.token.dropLast()), one.token + "0", one.token.uppercased()] {
            #expect(sessions.stranger(cookie: cookie).token != cookie, "\(cookie)")
        }
        #expect(try TestSite().site.sessions.stranger(cookie: one.token).signedIn == nil)
    }

    @Test func `one account keeps so many browsers and no more`() throws {
        let site = try TestSite()
        let first = try site.session(.office)
        let signedIn = try #require(first.signedIn)
        for _ in 0..<(Sessions.limitOfAccount + 5) {
            site.pass(seconds: 1)
            _ = site.site.sessions.begin(signedIn: signedIn)
        }
        #expect(site.site.sessions.count == Sessions.limitOfAccount)
        #expect(site.site.sessions.session(token: first.token) == nil, "the one longest silent made room")
    }

    @Test func `nothing is read of what a stranger sends where one has to sign in`() async throws {
        let site = try TestSite(setupToken: "right")
        for route in site.routes where route.method == .post {
            let body = Untouched()
            let status = try await site.send(route.sample, body: RequestBody(asyncSequence: body))
            let kibibytes = body.asked.withLock { $0 }
            if route.door.needsSignIn {
                #expect(status == 303 && kibibytes == 0, "\(route.line)")
            } else {
                #expect(status == 413 && kibibytes <= Gate.strangerLimit / 1_024 + 1, "\(route.line)")
            }
        }
        // The holder of the link sends a policy.
        let body = Untouched()
        _ = try await site.send("/setup/right/2", body: RequestBody(asyncSequence: body))
        #expect(body.asked.withLock { $0 } == 1_001)
    }

    @Test func `an answer to HEAD has no body, which the next answer would be taken from`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        for path in ["/sign-in", "/account", "/nothing", "/assets/toride.css"] {
            let answer = try await site.ask(.head, path, session: session)
            #expect(answer.text.isEmpty, "\(path)")
        }
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/\r/evil.example",
        "/\n/evil.example", "/\r\n/evil.example", "\t//evil.example", " //evil.example",
        "javascript:alert(1)",
        "/\u{0}/evil.example", "/\u{7F}/evil.example", "",
    ])
    func `after signing in nobody is led to another site`(path: String) {
        #expect(SignInRoutes.localPath(path) == "/")
    }

    @Test func `after signing in one is led back to the page that was asked for`() {
        for path in ["/", "/registers/sites?q=%E5%BA%81&sort=name", "/policy/clauses/6(6)#a"] {
            #expect(SignInRoutes.localPath(path) == path)
        }
    }

    @Test(arguments: [
        ("127.0.0.1", "https", true), ("::1", "HTTPS", true), ("127.0.0.1", "http", false),
        ("127.0.0.1", nil, false), ("192.0.2.7", "https", false),
    ])
    func `the cookie is for encrypted lines alone where a relay on this machine encrypts`(
        peer: String, proto: String?, isEncrypted: Bool
    ) throws {
        var headers = HTTPFields()
        if let name = HTTPField.Name("X-Forwarded-Proto"), let proto { headers[name] = proto }
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers)
        let request = Request(head: head, body: .init(buffer: ByteBuffer()))
        #expect(ClientAddress.isEncrypted(request, peer: peer) == isEncrypted)
        #expect(WebServer.Site.cookie("x", isEncrypted: true).contains("; Secure"))
    }
}
