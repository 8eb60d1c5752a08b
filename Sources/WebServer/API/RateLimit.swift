import Office
import Primitives
import Synchronization

/// So many calls a minute for each token: a bucket that fills steadily and holds a minute's worth.
final class RateLimit: Sendable {
    private struct Bucket {
        var calls: Double
        var at: Instant
    }

    /// Calls a minute.
    let perMinute: Int
    private let buckets = Mutex<[Identifier: Bucket]>([:])
    /// More tokens than an organization has; beyond it the full buckets are forgotten.
    private static let remembered = 10_000

    init(perMinute: Int) { self.perMinute = max(1, perMinute) }

    /// Takes one call; how many seconds to wait where there is none left, nil where it is granted.
    func secondsToWait(_ token: Identifier, at now: Instant) -> Int? {
        let full = Double(perMinute)
        return buckets.withLock { buckets in
            if buckets.count >= Self.remembered { buckets.removeAll() }
            var bucket = buckets[token] ?? Bucket(calls: full, at: now)
            let seconds = Double(max(0, now.microseconds - bucket.at.microseconds)) / 1_000_000
            bucket.calls = min(full, bucket.calls + seconds * full / 60)
            bucket.at = now
            defer { buckets[token] = bucket }
            if bucket.calls >= 1 {
                bucket.calls -= 1
                return nil
            }
            return Int(((1 - bucket.calls) * 60 / full).rounded(.up))
        }
    }
}

/// Who holds which token, asked anew only when something that decides it has changed, or the day has.
final class TokenHolders: Sendable {
    private struct Known {
        let entry: Int
        let day: Day
        let holder: TokenHolder
    }

    private let known = Mutex<[String: Known]>([:])
    /// What decides what a token may do.
    static let registers = ["api-tokens", "accounts", "people", "appointments", "organization-units"]
    private static let limit = 1_000

    /// - Parameter find: looks the token up.
    func holder(
        _ hash: String, entry: Int, day: Day, _ find: () throws -> TokenHolder?
    ) rethrows -> TokenHolder? {
        if let known = known.withLock({ $0[hash] }), known.entry == entry, known.day == day {
            return known.holder
        }
        guard let holder = try find() else { return nil }
        known.withLock { all in
            if all.count >= Self.limit { all.removeAll() }
            all[hash] = Known(entry: entry, day: day, holder: holder)
        }
        return holder
    }
}
