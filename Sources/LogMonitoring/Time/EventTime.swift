import Primitives

/// When a record says it happened, and what had to be assumed to understand it.
struct EventTime {
    /// Microseconds since 1970, UTC.
    var microseconds: Int64?
    var assumptions: Assumptions = []
    /// The year that was put in, where `.year` is assumed.
    var year = 0
    /// The zone that was put in, where `.zone` is assumed: seconds east of Greenwich.
    var zone = 0

    var instant: Instant? { microseconds.map(Instant.init(microseconds:)) }

    /// In words, nil where nothing was assumed.
    var note: String? {
        guard !assumptions.isEmpty else { return nil }
        var parts: [String] = []
        if assumptions.contains(.year) { parts.append("year \(year) assumed") }
        if assumptions.contains(.malformedZone) { parts.append("the zone written could not be read") }
        if assumptions.contains(.zone) { parts.append("zone \(ZoneText.text(zone)) assumed") }
        if assumptions.contains(.doubledZone) { parts.append("two zones written, the first taken") }
        if assumptions.contains(.fromEnvelope) { parts.append("time of the syslog header") }
        if assumptions.contains(.finerThanMicroseconds) { parts.append("cut to microseconds") }
        if assumptions.contains(.dayFirst) { parts.append("day before month assumed") }
        if assumptions.contains(.monthFirst) { parts.append("month before day assumed") }
        return parts.joined(separator: "; ")
    }

    struct Assumptions: OptionSet {
        let rawValue: UInt8
        static let year = Assumptions(rawValue: 1)
        static let zone = Assumptions(rawValue: 2)
        static let malformedZone = Assumptions(rawValue: 4)
        static let doubledZone = Assumptions(rawValue: 8)
        static let fromEnvelope = Assumptions(rawValue: 16)
        static let finerThanMicroseconds = Assumptions(rawValue: 32)
        static let dayFirst = Assumptions(rawValue: 64)
        static let monthFirst = Assumptions(rawValue: 128)
    }
}

/// How times are completed where the records do not say all.
public struct TimeSettings: Sendable {
    /// Seconds east of Greenwich, for stamps without a zone. Japan where nothing else is said.
    public var zone = 9 * 3600
    /// How the year of a stamp without one is found.
    public var year: YearRule

    public init(year: YearRule) { self.year = year }

    public enum YearRule: Sendable {
        /// The latest year with which the stamp is not more than a day after this moment (the file's last
        /// change, or the moment of receipt).
        case notAfter(Instant)
        /// The year with which the stamp lies nearest to this moment.
        case nearest(Instant)
    }
}

/// `+09:00`.
enum ZoneText {
    static func text(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return (seconds < 0 ? "-" : "+") + digits(minutes / 60) + ":" + digits(minutes % 60)
    }
}
