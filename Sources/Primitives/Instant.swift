/// A moment in time: microseconds since 1970-01-01T00:00:00Z. Always UTC; shown in Japan Standard Time.
public struct Instant: Hashable, Sendable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// The moment that many microseconds after the beginning of 1970, UTC.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The day in Japan (UTC+9, no summer time) at this moment.
    public var dayInJapan: Day { Day(daysSince1970: Instant.parts(secondsInJapan).days) }

    /// `2026-11-22T23:27:35.000123Z`.
    public var iso: String {
        let seconds = microseconds.flooredDivision(by: 1_000_000)
        let (days, clock) = Instant.parts(seconds)
        let fraction = Int(microseconds - seconds * 1_000_000)
        return Day(daysSince1970: days).iso + "T" + Instant.clock(clock) + "." + Day.padded(fraction, 6) + "Z"
    }

    /// `2026-11-23 08:27`, in Japan Standard Time, to the minute.
    public var textInJapan: String {
        let (days, clock) = Instant.parts(secondsInJapan)
        return Day(daysSince1970: days).iso + " " + Instant.clock(clock).prefix(5)
    }

    /// The moment written as `yyyy-mm-ddThh:mm[:ss[.fraction]]` with `Z`, `+hh:mm` or nothing (then Japan
    /// Standard Time), or `yyyy-mm-dd` alone (then the last microsecond of that day in Japan); nil for
    /// anything else.
    public init?(iso text: String) {
        guard let day = Day(iso: text.prefix(10)) else { return nil }
        let midnight = Int64(day.daysSince1970) * 86_400 - Instant.japanOffset
        let rest = text.dropFirst(10)
        if rest.isEmpty {
            self.init(microseconds: (midnight + 86_400) * 1_000_000 - 1)
            return
        }
        guard let first = rest.first, first == "T" || first == " " else { return nil }
        guard let (clock, zone) = Instant.clockAndZone(rest.dropFirst()) else { return nil }
        let utc = Int64(day.daysSince1970) * 86_400_000_000 + clock
        self.init(microseconds: utc - (zone ?? Instant.japanOffset) * 1_000_000)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// The moment `seconds` later.
    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }

    private static let japanOffset: Int64 = 9 * 3600

    private var secondsInJapan: Int64 { microseconds.flooredDivision(by: 1_000_000) + Instant.japanOffset }

    private static func parts(_ seconds: Int64) -> (days: Int, clock: Int) {
        let days = seconds.flooredDivision(by: 86_400)
        return (Int(days), Int(seconds - days * 86_400))
    }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Day.padded($0, 2) }.joined(separator: ":")
    }

    /// Microseconds since midnight, and the zone's offset in seconds where one is written.
    private static func clockAndZone(_ text: Substring) -> (Int64, Int64?)? {
        var body = text
        var zone: Int64?
        if body.last == "Z" {
            body.removeLast()
            zone = 0
        } else if let sign = body.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = body[body.index(after: sign)...].filter { $0 != ":" }
            guard digits.count == 4, let number = Int64(digits) else { return nil }
            zone = (body[sign] == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
            body = body[..<sign]
        }
        let pieces = body.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(pieces.count), let hour = Int64(pieces[0]), let minute = Int64(pieces[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        var micros: Int64 = 0
        if pieces.count == 3 {
            let halves = pieces[2].split(separator: ".", maxSplits: 1)
            guard let first = halves.first, let second = Int64(first), (0...60).contains(second) else {
                return nil
            }
            micros = second * 1_000_000
            if halves.count == 2 {
                let digits = halves[1].prefix(6)
                guard let fraction = Int64(digits + String(repeating: "0", count: 6 - digits.count)) else {
                    return nil
                }
                micros += fraction
            }
        }
        return ((hour * 3600 + minute * 60) * 1_000_000 + micros, zone)
    }
}

extension Int64 {
    /// The quotient rounded down, also below zero.
    public func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
