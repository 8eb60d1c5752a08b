import Synchronization

/// What may wait in memory at once: each of these is a way to fill it.
struct GateLimits: Sendable {
    /// Password checks that wait or run: each takes a quarter of a second and 32 MiB.
    let hashing: Turnstile
    /// Small bodies that are being read.
    let forms: Turnstile
    /// Large bodies that are being read.
    let uploads: Turnstile

    /// Limits of a server's own.
    init(hashing: Int = 40, forms: Int = 256, uploads: Int = 4) {
        self.hashing = Turnstile(limit: hashing)
        self.forms = Turnstile(limit: forms)
        self.uploads = Turnstile(limit: uploads)
    }

    private init(within all: GateLimits) {
        hashing = Turnstile(limit: max(1, all.hashing.limit / 4), within: all.hashing)
        forms = Turnstile(limit: max(1, all.forms.limit / 4), within: all.forms)
        uploads = Turnstile(limit: max(1, all.uploads.limit / 2), within: all.uploads)
    }

    /// The limits of one organization among many: a part of what there is, so that none takes all of it.
    func share() -> GateLimits { GateLimits(within: self) }
}

/// Lets so many in at once and turns the others away.
final class Turnstile: Sendable {
    let limit: Int
    private let inside = Mutex(0)
    private let outer: Turnstile?

    /// - Parameter outer: whoever passes here passes there as well.
    init(limit: Int, within outer: Turnstile? = nil) {
        self.limit = limit
        self.outer = outer
    }

    func enter() -> Bool {
        let mayEnter = inside.withLock { inside in
            guard inside < limit else { return false }
            inside += 1
            return true
        }
        guard mayEnter, let outer, !outer.enter() else { return mayEnter }
        inside.withLock { $0 -= 1 }
        return false
    }

    func leave() {
        inside.withLock { $0 -= 1 }
        outer?.leave()
    }
}
