import Primitives

/// How long one waits before the next try after refused sign-ins. Nobody is ever locked out: a pause grows,
/// ends, and is counted for a name at one address, so that a stranger elsewhere in the network makes only the
/// own one longer.
///
/// Counts are of this hour and the one before it, so that a full hour does not begin with a new allowance.
enum SignInPauses {
    /// Mistakes of one name at one address that cost nothing: fingers slip.
    static let freeTries = 5
    /// The longest pause of one name at one address: twelve tries an hour guess no password of twelve
    /// characters.
    static let longestSeconds = 300
    /// Refusals of one name over all addresses, or of one address over all names, before either pauses at
    /// all.
    static let crowd = 100
    /// The longest pause of that kind. It does not hold where the name has signed in before.
    static let longestCrowdSeconds = 10

    /// Refusals that a try is held against.
    struct Counts: Equatable {
        var here = 0
        var ofName = 0
        var ofAddress = 0
        /// The newest of each, in microseconds since 1970.
        var lastHere: Int64 = 0
        var lastOfName: Int64 = 0
        var lastOfAddress: Int64 = 0
        /// Whether the name has signed in from this address lately.
        var isKnownPlace = false
    }

    /// Seconds still to wait, rounded up; 0 where one may try.
    static func secondsToWait(_ counts: Counts, now: Instant) -> Int {
        var wait = left(pause(here: counts.here), since: counts.lastHere, now)
        if !counts.isKnownPlace {
            wait = max(wait, left(pause(crowd: counts.ofName), since: counts.lastOfName, now))
            wait = max(wait, left(pause(crowd: counts.ofAddress), since: counts.lastOfAddress, now))
        }
        return wait
    }

    /// 0 for the free tries, then 5, 10, 20 … seconds.
    static func pause(here refusals: Int) -> Int {
        guard refusals >= freeTries else { return 0 }
        return min(5 << min(refusals - freeTries, 10), longestSeconds)
    }

    /// 2 seconds from the hundredth on, 4 from the two hundredth …
    static func pause(crowd refusals: Int) -> Int { min(refusals / crowd * 2, longestCrowdSeconds) }

    /// Never more than the pause itself, even where the clock was set back.
    private static func left(_ pause: Int, since last: Int64, _ now: Instant) -> Int {
        let passed = max(0, now.microseconds - last)
        return max(0, pause - Int(passed / 1_000_000))
    }
}
