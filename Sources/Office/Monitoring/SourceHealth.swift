import Database
import Primitives
import Registers
import Storage

/// How one source of logs did in a stretch of time: what came, what was lost, and for how long nothing came.
public struct SourceHealth: Sendable {
    /// The source's record.
    public let id: Identifier
    /// Its name, kind and limits.
    public let source: LogOrigin
    /// Lines received.
    public var lineCount = 0
    /// Bytes received.
    public var byteCount = 0
    /// Lines that no format understood.
    public var notUnderstood = 0
    /// Lines that could not be kept.
    public var dropped = 0
    /// The last line; nil where none came.
    public var lastAt: Instant?
    /// The longest stretch without a line; nil where there was none of a minute.
    public var longestGap: (from: Instant, to: Instant)?
    /// Lines by hour, in UTC as records write it.
    public var hours: [(hour: String, lines: Int)] = []
    /// Whether anything was expected of it at all.
    public var isExpected = true

    /// Whether it was silent for longer than its record allows; never where the record says nothing.
    public var isSilent: Bool {
        guard isExpected, let limit = source.silentAfterMinutes, let gap = longestGap else { return false }
        return gap.from.minutes(until: gap.to) >= limit
    }

    /// Whether it is silent still, at the end of the stretch.
    public func isSilentStill(at end: Instant) -> Bool {
        guard let limit = source.silentAfterMinutes, isExpected else { return false }
        return (lastAt ?? longestGap?.from ?? end).minutes(until: end) >= limit
    }

    /// The health of every source in use between two moments, by name. An hour is sealed a few minutes after
    /// its end: the stretch ends with the last hour that can be sealed by now.
    static func read(
        _ connection: any Connection, from: Instant, to: Instant, now: Instant
    ) throws -> [SourceHealth] {
        let register = LogOrigin.register
        let end = min(to, sealed(by: now))
        let (first, last) = (from.dayInJapan, to.adding(seconds: -1).dayInJapan)
        let stored = try RecordReader(connection, viewer: .console).current(register.definition).map {
            ($0.id, try register.record($0.values))
        }.filter { ($0.1.startsOn ?? last) <= last && ($0.1.endsOn ?? first) >= first }
        let unsaid = stored.filter { $0.1.startsOn == nil }.map(\.0.text)
        var beginnings: [String: Instant] = [:]
        if !unsaid.isEmpty {
            try connection.forEachRow(
                """
                SELECT source, MIN(hour) FROM \(name: LogHour.register.definition.table)
                WHERE to_seq IS NULL AND source IN (\(SQL.list(unsaid))) GROUP BY source
                """
            ) { beginnings[$0.text(0)] = LogTime.hour($0.text(1)) }
        }
        var found: [String: SourceHealth] = [:]
        var seen: [String: Instant] = [:]
        for (id, source) in stored {
            var health = SourceHealth(id: id, source: source)
            let begins = source.startsOn.map(LogTime.beginning) ?? beginnings[id.text]
            health.isExpected = (begins ?? end) < end
            seen[id.text] = max(from, begins ?? from)
            found[id.text] = health
        }
        try connection.forEachRow(
            """
            SELECT source, hour, line_count, byte_count, not_understood, dropped, first_at, last_at
            FROM \(name: LogHour.register.definition.table)
            WHERE to_seq IS NULL AND hour >= \(LogTime.text(from)) AND hour < \(LogTime.text(to))
            ORDER BY hour, id
            """
        ) { row in
            let id = row.text(0)
            guard var health = found[id], let hour = LogTime.hour(row.text(1)) else { return }
            let (lines, before) = (Int(row.integer(2)), seen[id] ?? from)
            health.lineCount += lines
            health.byteCount += Int(row.integer(3))
            health.notUnderstood += Int(row.integer(4))
            health.dropped += Int(row.integer(5))
            health.hours.append((row.text(1), lines))
            if lines > 0 {
                health.note(before, Instant(iso: row.text(6)) ?? hour)
                let last = Instant(iso: row.text(7)) ?? hour.adding(seconds: 3_600)
                health.lastAt = max(health.lastAt ?? last, last)
                seen[id] = max(before, last)
            }
            found[id] = health
        }
        for (id, begins) in seen {
            let stop = min(
                end, found[id]?.source.endsOn.map { LogTime.beginning(of: $0.adding(days: 1)) } ?? end)
            found[id]?.note(begins, stop)
        }
        return found.values.sorted { ($0.source.name, $0.id) < ($1.source.name, $1.id) }
    }

    private mutating func note(_ from: Instant, _ to: Instant) {
        let length = from.minutes(until: to)
        guard length >= 1 else { return }
        if let gap = longestGap, gap.from.minutes(until: gap.to) >= length { return }
        longestGap = (from, to)
    }

    /// Minutes after an hour's end in which the archive seals it.
    private static let sealingMinutes: Int64 = 10

    /// The end of the last hour that can be sealed by a moment.
    static func sealed(by now: Instant) -> Instant {
        let seconds = (now.microseconds / 1_000_000 - sealingMinutes * 60) / 3_600 * 3_600
        return Instant(microseconds: seconds * 1_000_000)
    }
}

extension Instant {
    /// Whole minutes from here to there; negative where it lies before.
    func minutes(until other: Instant) -> Int {
        Int((other.microseconds - microseconds) / 60_000_000)
    }
}
