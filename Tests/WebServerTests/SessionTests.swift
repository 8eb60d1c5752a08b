import Office
import Primitives
import Registers
import Testing

@testable import WebServer

/// How long a browser is known, and what ends it.
@Suite struct SessionTests {
    @Test func `a session ends after half an hour without a request`() throws {
        let site = try TestSite()
        let sessions = site.site.sessions
        let session = try site.session(.office)
        for _ in 0..<5 {
            site.pass(seconds: Sessions.idleSeconds)
            #expect(sessions.session(token: session.token) != nil, "each request begins the time anew")
        }
        site.pass(seconds: Sessions.idleSeconds + 1)
        #expect(sessions.session(token: session.token) == nil)
        #expect(sessions.session(token: session.token) == nil)
    }

    @Test func `a session ends after twelve hours however busy it is`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        var passed: Int64 = 0
        while passed < Sessions.longestSeconds - 600 {
            site.pass(seconds: 600)
            passed += 600
            #expect(site.site.sessions.session(token: session.token) != nil, "after \(passed) s")
        }
        site.pass(seconds: 600)
        let answer = try await site.ask(.get, "/account", session: session)
        #expect(answer.status == 303 && answer.headers[.location] == "/sign-in")
    }

    @Test func `signing in takes a new session, and what was planted before it is worth nothing`()
        async throws
    {
        let site = try TestSite()
        _ = try site.session(.office)
        let planted = site.site.sessions.begin(signedIn: nil)
        let form = [
            "csrf": planted.formToken, "name": "user-office", "password": TestSite.password.revealed,
        ]
        let answer = try await site.ask(.post, "/sign-in", form: form, session: planted)
        #expect(answer.status == 303)
        let cookie = answer.headers[.setCookie] ?? ""
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        #expect(!cookie.contains(planted.token))
        #expect(site.site.sessions.session(token: planted.token) == nil)
    }

    @Test func `a new password ends the sessions elsewhere and signing out ends this one`() async throws {
        let site = try TestSite()
        let here = try site.session(.office)
        let elsewhere = site.site.sessions.begin(signedIn: here.signedIn)
        let new = "新しい海と新しい山と新しい川"
        let form = [
            "csrf": here.formToken, "current": TestSite.password.revealed, "new": new, "new-again": new,
        ]
        #expect(try await site.ask(.post, "/account/password", form: form, session: here).status == 303)
        #expect(site.site.sessions.session(token: elsewhere.token) == nil)
        #expect(try await site.ask(.get, "/account", session: here).status == 200)
        #expect(
            try await site.ask(.post, "/sign-out", form: ["csrf": here.formToken], session: here).status
                == 303)
        #expect(try await site.ask(.get, "/account", session: here).status == 303)
    }
}
