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
final class Sessions: Sendable {
    /// Without a request for this long, one has to sign in again: work in an office has pauses, forms keep
    /// their input.
    static let idleSeconds: Int64 = 30 * 60
    /// After this long in any case.
    static let longestSeconds: Int64 = 12 * 3600
    /// More sessions than this push out the oldest that is not signed in.
    static let limit = 20_000

    private let surroundings: Surroundings
    private let stored = Mutex<[Digest32: Session]>([:])

    init(surroundings: Surroundings) { self.surroundings = surroundings }

    /// The session of a cookie, if it still holds; marks it as seen and takes its notice away.
    func session(token: String) -> Session? {
        let now = surroundings.now()
        let key = Digest32.sha256(Array(token.utf8))
        return stored.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            let isIdle = session.seenAt.adding(seconds: Self.idleSeconds) < now
            guard !isIdle, now < session.startedAt.adding(seconds: Self.longestSeconds) else {
                sessions[key] = nil
                return nil
            }
            let shown = session
            session.seenAt = now
            sessions[key] = session
            return shown
        }
    }

    /// A new session, signed in or not.
    func begin(signedIn: SignedIn?) -> Session {
        let now = surroundings.now()
        let session = Session(
            token: Self.text(surroundings.random(32)), formToken: Self.text(surroundings.random(32)),
            signedIn: signedIn, startedAt: now, seenAt: now)
        let key = Digest32.sha256(Array(session.token.utf8))
        stored.withLock { sessions in
            if sessions.count >= Self.limit {
                let oldest = sessions.filter { $0.value.signedIn == nil }.min {
                    $0.value.seenAt < $1.value.seenAt
                }
                if let oldest { sessions[oldest.key] = nil }
            }
            sessions[key] = session
        }
        return session
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
