import Primitives

/// Counts matches of rules over time, in the events' own time.
///
/// Memory is bounded by the number of groups. When they are used up, no group is thrown out: a flood of new
/// groups could otherwise wash away the patient attacker. Further groups share buckets, in which they are
/// counted together: such an alert may come too early and says so; it never stays away.
public final class Correlator {
    public struct Limits: Sendable {
        /// Groups of one correlation that are counted on their own.
        public var groupCount: Int
        /// Buckets that the groups beyond share.
        public var bucketCount: Int
        /// How much later than newer ones an event may come and still be counted with them.
        public var latenessMicroseconds: Int64

        public init(groupCount: Int = 100_000, bucketCount: Int = 4_096, lateness: Int64 = 600_000_000) {
            self.groupCount = groupCount
            self.bucketCount = bucketCount
            latenessMicroseconds = lateness
        }
    }

    private struct Group {
        var window = CorrelationWindow()
        var key: [String]
        /// The events of this window that an alert names.
        var examples: [EventPlace] = []
        var count = 0
    }

    private let rules: RuleSet
    private let limits: Limits
    private var groups: [[[String]: Group]]
    private var buckets: [[Int: Group]]
    private var clock: EventClock
    /// Matches without a time, which no correlation can count, by correlation.
    public private(set) var timelessCount = 0
    /// Matches that shared a bucket, because the groups were used up.
    public private(set) var sharedCount = 0

    public init(_ rules: RuleSet, limits: Limits = Limits()) {
        self.rules = rules
        self.limits = limits
        groups = Array(repeating: [:], count: rules.correlations.count)
        buckets = Array(repeating: [:], count: rules.correlations.count)
        clock = EventClock()
    }

    /// Counts a match, and returns the correlations that became true by it.
    public func add(_ match: RuleMatch, at place: EventPlace) -> [CorrelationMatch] {
        guard let numbers = rules.correlationsOfRule[match.rule] else { return [] }
        guard let time = match.timestamp?.microseconds else {
            timelessCount += 1
            return []
        }
        clock.see(time)
        var found: [CorrelationMatch] = []
        for (number, values) in zip(numbers, match.groups) {
            let about = rules.rules[match.rule].about
            found += count(number, about, time, values, [place])
        }
        return found
    }

    /// Decides what is decided when its time is over. `atEnd`: no event will come any more.
    public func decide(atEnd: Bool = false) -> [CorrelationMatch] {
        var found: [CorrelationMatch] = []
        guard atEnd || clock.settled != .min else { return [] }
        for (number, rule) in rules.correlations.enumerated() where !rule.isDecidedAtOnce {
            let due = max(clock.settled, 0) - rule.timespanMicroseconds - limits.latenessMicroseconds
            for (key, group) in groups[number] where atEnd || group.window.began < due {
                groups[number][key] = nil
                if group.window.holdsAtEnd(rule) { found.append(match(number, group, isShared: false)) }
            }
            for (bucket, group) in buckets[number] where atEnd || group.window.began < due {
                buckets[number][bucket] = nil
                if group.window.holdsAtEnd(rule) { found.append(match(number, group, isShared: true)) }
            }
        }
        return found.sorted { ($0.timestamp, $0.correlation) < ($1.timestamp, $1.correlation) }
    }

    private func count(
        _ number: Int, _ about: RuleDescription, _ time: Int64, _ values: [EventText?], _ places: [EventPlace]
    ) -> [CorrelationMatch] {
        let rule = rules.correlations[number]
        guard let slot = rule.place(of: about) else { return [] }
        let counted = rule.field == nil ? nil : values.last ?? nil
        let key = values.prefix(rule.groupBy.count).map { $0?.text.lowercased() ?? "" }
        if groups[number].count >= limits.groupCount, groups[number][key] == nil { forgetSettled(number) }
        let isShared = groups[number].count >= limits.groupCount && groups[number][key] == nil
        let bucket = isShared ? Self.bucket(key, limits.bucketCount) : 0
        var group = (isShared ? buckets[number][bucket] : groups[number][key]) ?? Group(key: key)
        if isShared { sharedCount += 1 }
        closeIfOver(&group, rule, time)
        group.count += 1
        if group.examples.count < 20 { group.examples += places }
        let isTrue = group.window.add(time, rule: slot, value: counted, rule)
        var found: [CorrelationMatch] = []
        if isTrue {
            found.append(match(number, group, isShared: isShared))
            if isShared { buckets[number][bucket] = nil } else { groups[number][key] = nil }
        } else if isShared {
            buckets[number][bucket] = group
        } else {
            groups[number][key] = group
        }
        return found.flatMap { [$0] + chained($0, number, group, time) }
    }

    /// A correlation may itself be counted by others: the groups' values are passed on under their names.
    private func chained(
        _ match: CorrelationMatch, _ number: Int, _ group: Group, _ time: Int64
    ) -> [CorrelationMatch] {
        let about = rules.correlations[number].about
        let names = rules.correlations[number].groupBy
        return rules.correlations.indices.flatMap { other -> [CorrelationMatch] in
            guard other != number, rules.correlations[other].place(of: about) != nil else { return [] }
            let values = rules.correlations[other].neededFields(of: about).map { field in
                names.firstIndex(of: field).map { EventText(text: group.key[$0], isNumber: false) }
            }
            return count(other, about, time, values, Array(group.examples.prefix(1)))
        }
    }

    /// Examples and counts are of the window that runs; a pause longer than the timespan begins a new one.
    private func closeIfOver(_ group: inout Group, _ rule: CorrelationRule, _ time: Int64) {
        guard rule.isDecidedAtOnce, group.window.newest != .min,
            time - group.window.newest > rule.timespanMicroseconds + limits.latenessMicroseconds
        else { return }
        group.examples = []
        group.count = 0
    }

    /// Groups whose last event lies behind every window that can still come.
    private func forgetSettled(_ number: Int) {
        let rule = rules.correlations[number]
        guard rule.isDecidedAtOnce, clock.settled != .min else { return }
        let due = clock.settled - rule.timespanMicroseconds - limits.latenessMicroseconds
        groups[number] = groups[number].filter { $0.value.window.newest >= due }
    }

    private func match(_ number: Int, _ group: Group, isShared: Bool) -> CorrelationMatch {
        CorrelationMatch(
            correlation: number, timestamp: Instant(microseconds: group.window.newest),
            groups: Array(zip(rules.correlations[number].groupBy, group.key)).map {
                MatchedField(name: $0.0, value: EventText(text: $0.1, isNumber: false))
            },
            eventCount: group.count, examples: group.examples,
            isEstimated: isShared || group.window.isEstimated)
    }

    private static func bucket(_ key: [String], _ count: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.joined(separator: "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(max(1, count)))
    }
}

/// Where an event was read.
public struct EventPlace: Sendable, Hashable {
    public let source: String
    /// Counted from 1.
    public let line: Int

    public init(source: String, line: Int) {
        self.source = source
        self.line = line
    }
}

/// A correlation that became true.
public struct CorrelationMatch: Sendable {
    /// Its number in `RuleSet.correlations`.
    public let correlation: Int
    /// When the last of its events happened.
    public let timestamp: Instant
    public let groups: [MatchedField]
    public let eventCount: Int
    /// The first events of it, at most twenty.
    public let examples: [EventPlace]
    /// Whether groups were counted together or values joined, so that it may be true of less than it says.
    public let isEstimated: Bool
}

/// The time that the events have reached, as far as one can rely on it.
///
/// The earliest of the last 64 events: a few with a date in the future, written by a wrong clock or by
/// somebody who wants the rest forgotten, do not move it.
struct EventClock {
    private var recent: [Int64] = []
    private var next = 0
    private static let size = 64

    mutating func see(_ time: Int64) {
        if recent.count < Self.size {
            recent.append(time)
        } else {
            recent[next] = time
            next = (next + 1) % Self.size
        }
    }

    /// `Int64.min` until enough was seen.
    var settled: Int64 { recent.count < Self.size ? .min : recent.min() ?? .min }
}
