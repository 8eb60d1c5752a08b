import Database
import Foundation
import Logging
import Office
import Primitives
import Registers
import Storage
import Synchronization
import WebPages

/// One organization as a site: its route table, sessions and frame.
struct Site: Sendable {
    let office: Office
    let sessions: Sessions
    let configuration: SiteConfiguration
    let log: Logger
    private let assets: SiteAssets
    private let routes: [Route]
    private let frames: FrameCache
    private let past: PastPolicies

    /// - Parameter sessions: those of an organization that was open before; nil begins without any.
    init(
        office: Office, configuration: SiteConfiguration, log: Logger, sessions: Sessions? = nil,
        assets: SiteAssets
    ) throws {
        self.office = office
        self.configuration = configuration
        self.log = log
        self.sessions = sessions ?? Sessions(surroundings: office.store.surroundings)
        self.assets = assets
        frames = FrameCache()
        past = PastPolicies()
        routes = []
    }

    private init(_ site: Site, routes: [Route]) {
        office = site.office
        configuration = site.configuration
        log = site.log
        sessions = site.sessions
        frames = site.frames
        past = site.past
        assets = site.assets
        self.routes = routes
    }

    /// The site with its table; the table's closures hold the site without one.
    func withRoutes() -> Site { Site(self, routes: RouteTable.routes(self)) }

    /// How things stood at the end of a past day; nil before the first adoption.
    func policy(atEndOf day: Day) throws -> AssessedPolicy? { try past.policy(atEndOf: day, office) }

    /// A stylesheet or script.
    func asset(_ path: String) -> Reply? { assets.reply(path) }

    /// The OpenAPI document.
    func openAPI() -> Reply {
        do { return try assets.openAPI(base: configuration.base) } catch {
            log.error("no OpenAPI document: \(error)")
            return plain(status: 500)
        }
    }

    func route(_ method: Route.Method, _ segments: [String]) -> (Route, [String])? {
        for route in routes where route.method == method {
            if let values = route.match(segments) { return (route, values) }
        }
        return nil
    }

    // MARK: One request

    /// How much a POST may send, in bytes; nil where its sender has to sign in first, and nothing is read.
    ///
    /// Strangers are read a few lines: whatever they send is held in memory before anybody has asked who they
    /// are.
    func bodyLimit(_ route: Route, values: [String], cookie: String?) -> Int? {
        if route.door.needsSignIn {
            // What was typed before a session ran out is read as well: it waits for the same person.
            guard let cookie,
                sessions.session(token: cookie)?.signedIn != nil || sessions.lapsed(token: cookie) != nil
            else { return nil }
            return route.takesFiles ? Gate.uploadLimit : Gate.formLimit
        }
        let holdsLink = configuration.setupToken.map { token in
            route.takesFiles && values.first.map { Secret($0).matches(Secret(token)) } == true
        }
        return holdsLink == true ? Gate.uploadLimit : Gate.strangerLimit
    }

    func answer(
        _ route: Route, values: [String], fields: FormFields, cookie: String?, isEncrypted: Bool,
        address: String
    ) -> Reply {
        let known = cookie.flatMap { sessions.session(token: $0) }
        if route.door.needsSignIn, known?.signedIn == nil {
            return toTheDoor(route, values, fields, cookie, isEncrypted: isEncrypted)
        }
        let session = known ?? sessions.stranger(cookie: cookie)
        let visit = Visit(
            values: values, fields: fields, session: session, person: nil, isEncrypted: isEncrypted,
            address: address)
        var reply = answer(route, visit)
        if session.token != cookie, !reply.headers.contains(where: { $0.0 == "Set-Cookie" }) {
            reply.headers.append(("Set-Cookie", self.cookie(session.token, isEncrypted: isEncrypted)))
        }
        if session.notice != nil, reply.status == 200 { sessions.update(session.token) { $0.notice = nil } }
        if !reply.headers.contains(where: { $0.0 == "Cache-Control" }) {
            reply.headers.append(("Cache-Control", "no-store"))
        }
        return reply
    }

    private func answer(_ route: Route, _ unknown: Visit) -> Reply {
        var visit = unknown
        let session = visit.session
        do {
            if let signedIn = session.signedIn {
                guard let viewer = try viewer(session, signedIn) else {
                    sessions.end(session.token)
                    return .redirect(Address.signIn.path)
                }
                visit.person = Visitor(signedIn: signedIn, viewer: viewer)
            }
            if route.method == .post {
                guard Secret(visit.fields["csrf"]).matches(Secret(session.formToken)) else {
                    return try stale(route, visit)
                }
            }
            if let (again, form) = resumed(route, visit) { return try again.answer(form) }
            return try route.answer(visit)
        } catch let problem as Problem {
            return self.problem(problem, visit, status: Self.status(problem))
        } catch let problems as Problems {
            return self.problem(problems.all[0], visit, status: 422)
        } catch {
            let isReading = route.method == .get
            let known = (error as? DatabaseError).flatMap { isReading ? $0.problemOfReading : $0.problem }
            if let known { return self.problem(known, visit, status: 503) }
            let number = office.store.surroundings.newIdentifier().text
            log.error("request failed \(number): \(error)")
            return problem(
                Problem(
                    "server.failed", "処理できませんでした。入力は保存されていません。もう一度試し、続くときは番号 \(number) を添えて設定担当に知らせてください。"),
                visit, status: 500)
        }
    }

    /// A form without its token. The page to sign in is often left open overnight: it comes back ready to
    /// use.
    private func stale(_ route: Route, _ visit: Visit) throws -> Reply {
        guard Address.signIn.path == "/" + route.pattern.joined(separator: "/") else {
            return problem(Self.staleForm, visit, status: 403)
        }
        let page = SignInPage(
            input: FormInput(visit.fields, without: ["password"]),
            problem: "画面を開いてから時間がたっていました。もう一度、パスワードを入れてください。",
            returnPath: visit.fields["return"])
        return try self.page(page, visit, status: 403)
    }

    /// Signing in leads back to where somebody wanted to go; what was typed waits for the same person.
    private func toTheDoor(
        _ route: Route, _ values: [String], _ fields: FormFields, _ cookie: String?, isEncrypted: Bool
    ) -> Reply {
        if route.method == .get {
            let path = route.path(values)
            return .redirect(Address.signIn.url(query: path == "/" ? [] : [QueryItem("return", path)]))
        }
        guard let cookie, let lapsed = sessions.lapsed(token: cookie),
            Secret(fields["csrf"]).matches(Secret(lapsed.formToken))
        else { return .redirect(Address.signIn.path) }
        sessions.forgetLapsed(token: cookie)
        let pending = PendingForm(account: lapsed.account, route: route, values: values, fields: fields)
        var session = sessions.stranger(cookie: nil)
        session.pending = pending
        session.notice = Notice(
            .caution,
            pending == nil
                ? "時間がたったため、サインインが終わっていました。書いた内容は保存されていません。サインインして、もう一度お願いします。"
                : "時間がたったため、サインインが終わっていました。書いた内容は預かっています。もう一度サインインすると、続きから送れます。")
        sessions.remember(session)
        var reply = Reply.redirect(Address.signIn.path)
        reply.headers.append(("Set-Cookie", self.cookie(session.token, isEncrypted: isEncrypted)))
        return reply
    }

    /// The form that waited, when its owner says to go on.
    private func resumed(_ route: Route, _ visit: Visit) -> (Route, Visit)? {
        guard route.method == .post, Address.resume.path == "/" + route.pattern.joined(separator: "/"),
            let pending = visit.session.pending, pending.account == visit.person?.signedIn.account,
            let (again, values) = self.route(.post, pending.segments)
        else { return nil }
        sessions.update(visit.session.token) { $0.pending = nil }
        let form = Visit(
            values: values, fields: pending.fields, session: visit.session, person: visit.person,
            isEncrypted: visit.isEncrypted, address: visit.address)
        return (again, form)
    }

    /// The viewer, asked anew only when people, units, appointments or accounts have changed or the day has.
    private func viewer(_ session: Session, _ signedIn: SignedIn) throws -> Viewer? {
        let entry = try office.store.database.read {
            try RegisterVersions.newest($0, of: Self.viewerRegisters)
        }
        if let cached = session.viewer, cached.entry == entry, cached.day == office.today {
            return cached.viewer
        }
        guard let viewer = try office.viewer(signedIn) else { return nil }
        let cached = Session.CachedViewer(entry: entry, day: office.today, viewer: viewer)
        sessions.update(session.token) { $0.viewer = cached }
        return viewer
    }

    /// What `Office.viewer` reads.
    private static let viewerRegisters = ["accounts", "people", "appointments", "organization-units"]

    /// - Parameter base: of one organization among many; no browser sends its cookie to another's pages.
    static func cookie(_ token: String, isEncrypted: Bool, base: String = "") -> String {
        "\(Gate.cookieName)=\(token); Path=\(base.isEmpty ? "/" : base); HttpOnly; SameSite=Strict"
            + (isEncrypted ? "; Secure" : "")
    }

    func cookie(_ token: String, isEncrypted: Bool) -> String {
        Self.cookie(token, isEncrypted: isEncrypted, base: configuration.base)
    }

    // MARK: Pages

    /// A whole page in its frame.
    func page(_ page: some Page, _ visit: Visit, status: Int = 200, notice: Notice? = nil) throws -> Reply {
        let frame = try frame(visit, notice: notice ?? visit.session.notice)
        return .html(frame.render(page), status: status)
    }

    private func frame(_ visit: Visit, notice: Notice?) throws -> PageFrame {
        let shown = try frames.shown(office)
        var frame = PageFrame(
            organization: shown.organization, person: visit.person.map(Self.person),
            formToken: visit.session.formToken, version: configuration.version,
            ledgerState: visit.person.map { $0.viewer.seesLedger } == true ? shown.ledgerState : nil,
            notice: notice)
        frame.base = configuration.base
        return frame
    }

    /// A frame without anybody in it.
    private func emptyFrame(_ organization: String?, formToken: String = "") -> PageFrame {
        var frame = PageFrame(
            organization: organization ?? "Toride", formToken: formToken, version: configuration.version)
        frame.base = configuration.base
        return frame
    }

    private static func person(_ visitor: Visitor) -> PageFrame.Person {
        let roles = visitor.viewer.roles
        var menu: [MenuPlace] = []
        func add(_ places: [MenuPlace]) {
            for place in places where !menu.contains(place) { menu.append(place) }
        }
        if roles.contains(.office) { add(MenuPlace.office) }
        if roles.contains(.auditor) { add(MenuPlace.auditor) }
        if roles.contains(.sectionHead) { add(MenuPlace.sectionHead) }
        if roles.contains(.staff) { add(MenuPlace.staff) }
        if roles.contains(.configurator) { add(MenuPlace.configuration) }
        let names = SoftwareRole.allCases.filter(roles.contains).map(\.title)
        return PageFrame.Person(name: visitor.signedIn.name, role: names.joined(separator: "・"), menu: menu)
    }

    /// Says something at the top of the next page.
    func say(_ visit: Visit, _ notice: Notice) {
        if visit.session.signedIn == nil { sessions.remember(visit.session) }
        sessions.update(visit.session.token) { $0.notice = notice }
    }

    // MARK: What went wrong

    func problem(_ problem: Problem, _ visit: Visit, status: Int) -> Reply {
        let page = ProblemPage(status: status, code: problem.code, sentence: problem.sentence)
        if status == 503 { log.warning("\(problem.code) \(problem.detail)") }
        if let reply = try? self.page(page, visit, status: status) { return reply }
        // The frame asks the database, which may be what is missing; the sentence is needed all the more.
        let frame = emptyFrame(frames.lastShown?.organization, formToken: visit.session.formToken)
        return .html(frame.render(page), status: status)
    }

    func notFound(_ session: Session?) -> Reply {
        let page = ProblemPage(status: 404, sentence: Refusal.notFound.sentence)
        let frame = emptyFrame(
            try? frames.shown(office).organization, formToken: session?.formToken ?? "")
        return .html(frame.render(page), status: 404)
    }

    /// A bare answer for what never reaches a page.
    func plain(status: Int) -> Reply {
        .html(emptyFrame(nil).render(ProblemPage(status: status)), status: status)
    }

    private static let staleForm = Problem(
        "form.stale", "画面を開いてから時間がたったため、受け付けられませんでした。前の画面に戻り、読み込み直してから、もう一度お試しください。")

    private static func status(_ problem: Problem) -> Int {
        switch problem.code {
        case "access.refused": 403
        case "access.not-found", "register.gone": 404
        case "register.conflict": 409
        case "sign-in.too-often": 429
        case "storage.too-busy", "storage.lost", "storage.unknown", "storage.unreachable",
            "organization.moved":
            503
        default: 422
        }
    }
}

/// What every frame shows, asked once per change of the ledger's verification or the organization's name.
final class FrameCache: Sendable {
    struct Shown: Sendable {
        let organization: String
        let ledgerState: String
    }

    private let cached = Mutex<(at: Instant, shown: Shown)?>(nil)

    /// What was shown last, however old; nil before the first time.
    var lastShown: Shown? { cached.withLock { $0?.shown } }

    /// At most ten seconds old.
    func shown(_ office: Office) throws -> Shown {
        let now = office.store.surroundings.now()
        if let known = cached.withLock({ $0 }), now < known.at.adding(seconds: 10) { return known.shown }
        let last = try office.lastVerification()
        let state =
            last.map { last in
                "\(last.at.textInJapan) に \(last.size) 件を検証、"
                    + (last.findings == 0 ? "異状なし" : "問題 \(last.findings) 件")
            } ?? "まだ検証していません"
        let shown = Shown(organization: try office.profile()?.name ?? "Toride", ledgerState: state)
        cached.withLock { $0 = (now, shown) }
        return shown
    }
}
