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
        #expect(answer.status == 303 && answer.headers[.location] == "/sign-in?return=%2Faccount")
    }

    @Test func `what was typed before a session ran out waits for the same person`() async throws {
        let site = try TestSite()
        let old = try site.session(.office)
        site.pass(seconds: Sessions.idleSeconds + 1)
        let typed = ["csrf": old.formToken, "name": "第二車庫"]
        let door = try await site.ask(.post, "/registers/sites/new", form: typed, session: old)
        #expect(door.status == 303 && door.headers[.location] == "/sign-in")
        let waiting = try #require(site.session(of: door))
        #expect(try await site.ask(.get, "/sign-in", session: waiting).text.contains("預かっています"))
        let inside = try await site.ask(
            .post, "/sign-in",
            form: [
                "csrf": waiting.formToken, "name": "user-office", "password": TestSite.password.revealed,
            ], session: waiting)
        #expect(inside.headers[.location] == "/resume")
        let session = try #require(site.session(of: inside))
        #expect(try await site.ask(.get, "/resume", session: session).text.contains("「施設」の内容"))
        let saved = try await site.ask(.post, "/resume", form: ["csrf": session.formToken], session: session)
        #expect(saved.headers[.location]?.hasPrefix("/registers/sites/records/") == true)
        let again = try await site.ask(.post, "/resume", form: ["csrf": session.formToken], session: session)
        #expect(again.headers[.location] == "/", "it is sent once")
    }

    @Test func `what was typed goes to nobody else, and never without its token`() async throws {
        let site = try TestSite()
        let old = try site.session(.office)
        _ = try site.session(.auditor)
        site.pass(seconds: Sessions.idleSeconds + 1)
        let door = try await site.ask(
            .post, "/registers/sites/new", form: ["csrf": old.formToken, "name": "第二車庫"], session: old)
        let waiting = try #require(site.session(of: door))
        let inside = try await site.ask(
            .post, "/sign-in",
            form: [
                "csrf": waiting.formToken, "name": "user-auditor", "password": TestSite.password.revealed,
            ], session: waiting)
        #expect(inside.headers[.location] == "/")
        #expect(site.session(of: inside)?.pending == nil)

        let forged = try site.sessions(of: .office)
        site.pass(seconds: Sessions.idleSeconds + 1)
        let refused = try await site.ask(
            .post, "/registers/sites/new", form: ["csrf": "x", "name": "第三車庫"], session: forged)
        #expect(site.session(of: refused)?.pending == nil)
    }

    @Test func `the page to sign in works again after the server was started anew`() async throws {
        let site = try TestSite()
        _ = try site.session(.office)
        let stranger = site.site.sessions.begin(signedIn: nil)
        let form = ["name": "user-office", "password": TestSite.password.revealed]
        let asked = try await site.ask(
            .post, "/sign-in", form: form.merging(["csrf": "of another run"]) { $1 }, session: stranger)
        #expect(asked.status == 403 && asked.text.contains("もう一度、パスワードを入れてください"))
        #expect(asked.text.contains("user-office") && !asked.text.contains(TestSite.password.revealed))
        let inside = try await site.ask(
            .post, "/sign-in", form: form.merging(["csrf": stranger.formToken]) { $1 }, session: stranger)
        #expect(inside.status == 303 && inside.headers[.location] == "/")
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
