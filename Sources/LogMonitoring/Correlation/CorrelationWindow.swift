/// What one group of one correlation remembers. Bounded, and nothing that still counts is ever pushed out:
/// what is dropped could not make the condition true any more, or is merged without losing its weight.
struct CorrelationWindow: Sendable {
    struct Entry: Sendable {
        var time: Int64
        /// The rule's place, the value's number or its weight; by kind.
        var value: Double
        var weight: Int
        var text: String
    }

    private(set) var entries: [Entry] = []
    /// Whether merging has made the answer an estimate that may be too high.
    private(set) var isEstimated = false
    /// When the first event of the window happened; for conditions that are decided at the end.
    private(set) var began: Int64 = .max
    private(set) var newest: Int64 = .min

    /// Values kept one by one for sums, averages and percentiles.
    static let valueLimit = 4_096

    /// Adds an event, in its place by time, and says whether the condition is now true.
    ///
    /// - Parameter slot: the rule's place among the correlation's rules.
    mutating func add(
        _ time: Int64, rule slot: Int, value: EventText?, _ correlation: CorrelationRule
    ) -> Bool {
        began = min(began, time)
        newest = max(newest, time)
        switch correlation.kind {
        case .eventCount: insert(Entry(time: time, value: 0, weight: 1, text: ""))
        case .valueCount:
            guard let value else { return false }
            insertDistinct(Entry(time: time, value: 0, weight: 1, text: value.text.lowercased()))
        case .temporal: insertDistinct(Entry(time: time, value: Double(slot), weight: 1, text: String(slot)))
        case .temporalOrdered:
            insertOrdered(Entry(time: time, value: Double(slot), weight: 1, text: String(slot)))
        case .valueSum, .valueAverage, .valuePercentile:
            guard let number = value.flatMap({ Double($0.text) }), number.isFinite else { return false }
            insert(Entry(time: time, value: number, weight: 1, text: ""))
        }
        let isTrue = correlation.isDecidedAtOnce && holdsSomewhere(around: time, correlation)
        bound(correlation)
        return isTrue
    }

    private mutating func insert(_ entry: Entry) {
        var place = entries.count
        while place > 0, entries[place - 1].time > entry.time { place -= 1 }
        entries.insert(entry, at: place)
    }

    /// Only the newest of each text: an older one is in no window that lacks the newer.
    ///
    /// For events that come late this is true from both sides only within the lateness that files have; the
    /// newer stays.
    private mutating func insertDistinct(_ entry: Entry) {
        if let old = entries.firstIndex(where: { $0.text == entry.text }) {
            if entries[old].time >= entry.time { return }
            entries.remove(at: old)
        }
        insert(entry)
    }

    /// For each place in the order the four newest times; a chain needs one of each.
    private mutating func insertOrdered(_ entry: Entry) {
        insert(entry)
        let same = entries.indices.filter { entries[$0].text == entry.text }
        if same.count > 4 { entries.remove(at: same[0]) }
    }

    /// Whether a window of the timespan that has this moment in it makes the condition true.
    private func holdsSomewhere(around time: Int64, _ correlation: CorrelationRule) -> Bool {
        let span = correlation.timespanMicroseconds
        // The largest windows that have the moment in them end at one of the entries from it on.
        for end in entries.indices where entries[end].time >= time && entries[end].time - time <= span {
            if end + 1 < entries.count, entries[end + 1].time == entries[end].time { continue }
            let first = entries.firstIndex { entries[end].time - $0.time <= span } ?? end
            if holds(entries[first...end], correlation) { return true }
        }
        return false
    }

    /// The answer over everything kept; for conditions that are decided when the time is over.
    func holdsAtEnd(_ correlation: CorrelationRule) -> Bool { holds(entries[...], correlation) }

    private func holds(_ window: ArraySlice<Entry>, _ correlation: CorrelationRule) -> Bool {
        switch correlation.kind {
        case .eventCount, .valueCount: return correlation.holds(Double(window.reduce(0) { $0 + $1.weight }))
        case .temporal: return correlation.holds(Double(Set(window.map(\.text)).count))
        case .temporalOrdered: return Self.hasChain(window, correlation.rules.count)
        case .valueSum: return correlation.holds(window.reduce(0) { $0 + $1.value * Double($1.weight) })
        case .valueAverage:
            let count = window.reduce(0) { $0 + $1.weight }
            guard count > 0 else { return false }
            return correlation.holds(window.reduce(0) { $0 + $1.value * Double($1.weight) } / Double(count))
        case .valuePercentile:
            return Self.percentile(window, correlation.percentile).map(correlation.holds) ?? false
        }
    }

    private static func hasChain(_ window: ArraySlice<Entry>, _ count: Int) -> Bool {
        var wanted = 0
        for entry in window where Int(entry.value) == wanted {
            wanted += 1
            if wanted == count { return true }
        }
        return false
    }

    /// With linear interpolation between the neighbouring values.
    private static func percentile(_ window: ArraySlice<Entry>, _ percent: Double) -> Double? {
        let values = window.flatMap { Array(repeating: $0.value, count: min($0.weight, valueLimit)) }.sorted()
        guard let last = values.last else { return nil }
        let place = percent / 100 * Double(values.count - 1)
        let lower = Int(place)
        guard lower + 1 < values.count else { return last }
        return values[lower] + (values[lower + 1] - values[lower]) * (place - Double(lower))
    }

    private mutating func bound(_ correlation: CorrelationRule) {
        switch correlation.kind {
        case .eventCount, .valueCount:
            // Of more than twice the threshold, the oldest are in no window that is not full without them;
            // where the answer comes at the end, weights are joined instead.
            let limit = correlation.isDecidedAtOnce ? max(16, correlation.threshold * 2) : Self.valueLimit
            guard entries.count > limit else { return }
            if correlation.isDecidedAtOnce { entries.removeFirst() } else { mergeOldest() }
        case .temporal, .temporalOrdered: break
        case .valueSum, .valueAverage, .valuePercentile:
            drop(before: newest - correlation.timespanMicroseconds * 2)
            if entries.count > Self.valueLimit { mergeOldest() }
        }
    }

    private mutating func drop(before time: Int64) {
        while let first = entries.first, first.time < time { entries.removeFirst() }
    }

    /// Joins the older half in pairs under the later time: they stay in the window at least as long as they
    /// would.
    private mutating func mergeOldest() {
        isEstimated = true
        let half = entries.count / 2 & ~1
        var merged: [Entry] = []
        for index in stride(from: 0, to: half, by: 2) {
            var joined = entries[index + 1]
            let weight = entries[index].weight + joined.weight
            joined.value =
                (entries[index].value * Double(entries[index].weight) + joined.value * Double(joined.weight))
                / Double(weight)
            joined.weight = weight
            merged.append(joined)
        }
        entries.replaceSubrange(0..<half, with: merged)
    }
}
