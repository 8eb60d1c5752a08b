import AuditLedger
import Office
import Primitives
import Registers
import Synchronization
import WebPages

/// What the server remembers of one browser between requests; gone when the server stops.
struct Session: Sendable {
    /// The cookie's value.
    let token: String
    /// Stands in every form; a change without it is refused.
    let formToken: String
    /// Nil before signing in.
    var signedIn: SignedIn?
    /// The first moment.
    let startedAt: Instant
    /// The newest moment.
    var seenAt: Instant
    /// What the last act has to say; shown once.
    var notice: Notice?
    /// What was sent just after the session before this one had run out.
    var pending: PendingForm?
    /// Up to which ledger entry the person had looked when the session first showed the home.
    var seenBefore: Int?
    /// The viewer as of this ledger entry, so that a page need not ask again.
    var viewer: CachedViewer?

    struct CachedViewer: Sendable {
        /// The newest entry of the registers that decide who a person is.
        let entry: Int
        let day: Day
        let viewer: Viewer
    }
}

/// All sessions. Cookies are looked up by their hash, so that a copy of memory gives no cookie away by
/// comparing.
///
/// Whoever is not signed in is not remembered: a flood of strangers would fill the memory, or push each other
/// out. The token of a stranger's form is made from the cookie and a key of this run, and asks nobody.
final class Sessions: Sendable {
    /// Without a request for this long, one has to sign in again: work in an office has pauses, forms keep
    /// their input.
    static let idleSeconds: Int64 = 30 * 60
    /// After this long in any case.
    static let longestSeconds: Int64 = 12 * 3600
    /// Browsers of one account at once; one more ends the session that was longest silent.
    static let limitOfAccount = 20

    /// Sessions that ran out and are remembered, so that a form sent too late is not lost.
    static let lapsedLimit = 2_000

    /// A session that ran out while somebody was signed in.
    struct Lapsed: Sendable {
        let account: Identifier
        let formToken: String
        let at: Instant
    }

    private let surroundings: Surroundings
    private let stored = Mutex<[Digest32: Session]>([:])
    private let strangersKey: [UInt8]
    private let ranOut = Mutex<[Digest32: Lapsed]>([:])

    init(surroundings: Surroundings) {
        self.surroundings = surroundings
        strangersKey = surroundings.random(32)
    }

    /// How many are remembered.
    var count: Int { stored.withLock { $0.count } }

    /// The session of a cookie, if it still holds; marks it as seen and takes its notice away.
    func session(token: String) -> Session? {
        let now = surroundings.now()
        let key = Digest32.sha256(Array(token.utf8))
        return stored.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            guard !Self.hasEnded(session, now) else {
                sessions[key] = nil
                remember(key, session, now)
                return nil
            }
            let shown = session
            session.seenAt = now
            sessions[key] = session
            return shown
        }
    }

    private func remember(_ key: Digest32, _ session: Session, _ now: Instant) {
        guard let account = session.signedIn?.account else { return }
        ranOut.withLock { lapsed in
            if lapsed.count >= Self.lapsedLimit { lapsed.removeAll() }
            lapsed[key] = Lapsed(account: account, formToken: session.formToken, at: now)
        }
    }

    /// The session of a cookie that ran out less than half a day ago.
    func lapsed(token: String) -> Lapsed? {
        let now = surroundings.now()
        let key = Digest32.sha256(Array(token.utf8))
        return ranOut.withLock { lapsed in
            guard let found = lapsed[key] else { return nil }
            return now < found.at.adding(seconds: Self.longestSeconds) ? found : nil
        }
    }

    /// Forgets a session that ran out, when what it left was taken up.
    func forgetLapsed(token: String) {
        let key = Digest32.sha256(Array(token.utf8))
        ranOut.withLock { $0[key] = nil }
    }

    /// A new session; a stranger's is not remembered.
    func begin(signedIn: SignedIn?) -> Session {
        guard let signedIn else { return stranger(cookie: nil) }
        let now = surroundings.now()
        let session = Session(
            token: Self.text(surroundings.random(32)), formToken: Self.text(surroundings.random(32)),
            signedIn: signedIn, startedAt: now, seenAt: now)
        let key = Digest32.sha256(Array(session.token.utf8))
        stored.withLock { sessions in
            for (key, session) in sessions where Self.hasEnded(session, now) {
                sessions[key] = nil
                remember(key, session, now)
            }
            let others = sessions.filter { $0.value.signedIn?.account == signedIn.account }
            let silent = others.sorted { $0.value.seenAt > $1.value.seenAt }.dropFirst(
                Self.limitOfAccount - 1)
            for (key, _) in silent { sessions[key] = nil }
            sessions[key] = session
        }
        return session
    }

    /// What there is to know of somebody who is not signed in: the cookie, if it is one that we could have
    /// given, or a new one.
    func stranger(cookie: String?) -> Session {
        let now = surroundings.now()
        let isOurs = cookie.map { $0.utf8.count == 64 && $0.utf8.allSatisfy(Self.isDigit) } ?? false
        let token = isOurs ? cookie ?? "" : Self.text(surroundings.random(32))
        // Key and token have fixed lengths, so nothing can be put behind either.
        let formToken = Digest32.sha256(strangersKey + Array(token.utf8)).hex
        return Session(token: token, formToken: formToken, signedIn: nil, startedAt: now, seenAt: now)
    }

    /// Remembers a stranger after all, for what there is to say on the next page.
    func remember(_ session: Session) {
        let key = Digest32.sha256(Array(session.token.utf8))
        stored.withLock { $0[key] = session }
    }

    private static func hasEnded(_ session: Session, _ now: Instant) -> Bool {
        session.seenAt.adding(seconds: idleSeconds) < now
            || session.startedAt.adding(seconds: longestSeconds) <= now
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// Changes what is remembered.
    func update(_ token: String, _ change: (inout Session) -> Void) {
        let key = Digest32.sha256(Array(token.utf8))
        stored.withLock { sessions in
            guard var session = sessions[key] else { return }
            change(&session)
            sessions[key] = session
        }
    }

    /// Ends a session.
    func end(_ token: String) {
        let key = Digest32.sha256(Array(token.utf8))
        stored.withLock { $0[key] = nil }
    }

    /// Ends every session of an account, as after a new password, but the one that is given.
    func end(account: Identifier, except token: String?) {
        let kept = token.map { Digest32.sha256(Array($0.utf8)) }
        stored.withLock { sessions in
            sessions = sessions.filter { $0.key == kept || $0.value.signedIn?.account != account }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
