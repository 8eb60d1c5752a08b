/// A host that reports to another at regular times, little each time, for hours: what malicious software
/// does while it waits for orders.
///
/// Memory is bounded by the number of pairs. When they are used up, pairs that have been quiet for two days
/// give way; no running one does, so that nobody can push it out by speaking to many.
final class Beaconing: Behaviour {
    private struct Pair {
        let key: Int
        let source: String
        let destination: String
        let destinationKey: Int
        var sketch = BeaconSketch()
        var examples: [EventPlace] = []
        var silentUntil: Int64 = .min
    }

    private let rule: BehaviourRule
    private let leastEvents: Int
    private let leastMicroseconds: Int64
    private let leastScore: Double
    private let leastSeconds: Double
    private let mostSources: Int
    private let limit: Int
    private var pairs: [Pair] = []
    private var places: [Int: Int] = [:]
    /// Who speaks to a destination, by their hashes; one more than counts is enough.
    private var speakers: [Int: [Int]] = [:]
    private var nextSweep = Int64.min
    /// Pairs that were not watched because there were too many.
    private(set) var unwatched = 0

    init(_ rule: BehaviourRule) {
        self.rule = rule
        leastEvents = Int(rule.number("least-events"))
        leastMicroseconds = rule.seconds("least-hours", of: 3_600)
        leastScore = rule.number("least-score")
        leastSeconds = rule.number("least-seconds")
        mostSources = Int(rule.number("most-sources"))
        limit = Int(rule.number("pairs"))
    }

    func look(_ event: BehaviourEvent) -> [BehaviourMatch] {
        guard let time = event.time, event.isOutbound, let source = event.computed.source,
            event.table.firstValue(event.computed.inputs.question) < 0, !event.isToKnown,
            !isTimeService(event)
        else { return [] }
        let destinationKey = key(of: event)
        var hasher = Hasher()
        hasher.combine(source)
        let sourceKey = hasher.finalize()
        hasher = Hasher()
        hasher.combine(sourceKey)
        hasher.combine(destinationKey)
        let key = hasher.finalize()
        if let place = places[key] { return count(place, time, event) }
        note(sourceKey, at: destinationKey)
        if pairs.count >= limit { forget(before: time) }
        guard pairs.count < limit else {
            unwatched += 1
            return []
        }
        places[key] = pairs.count
        pairs.append(
            Pair(
                key: key, source: event.text(event.inputs.source) ?? "", destination: destination(of: event),
                destinationKey: destinationKey))
        return count(pairs.count - 1, time, event)
    }

    private func count(_ place: Int, _ time: Int64, _ event: BehaviourEvent) -> [BehaviourMatch] {
        pairs[place].sketch.add(time, size: event.number(event.inputs.sentBytes))
        if pairs[place].examples.count < 20 { pairs[place].examples.append(event.place) }
        let seen = pairs[place].sketch.count
        guard seen >= leastEvents, seen % 4 == 0, time >= pairs[place].silentUntil else { return [] }
        return judged(place, time)
    }

    private func judged(_ place: Int, _ time: Int64) -> [BehaviourMatch] {
        let pair = pairs[place]
        guard pair.sketch.last - pair.sketch.first >= leastMicroseconds,
            speakers[pair.destinationKey, default: []].count <= mostSources,
            let score = pair.sketch.score(), score.total >= wantedScore(pair.sketch.count),
            score.interval >= 0.7, score.medianSeconds >= leastSeconds
        else { return [] }
        pairs[place].silentUntil = time + 86_400_000_000
        var details = [
            ("score", score.total), ("interval_seconds", score.medianSeconds),
            ("interval_score", score.interval),
            ("duration_score", score.duration),
        ]
        if let size = score.size { details.append(("size_score", size)) }
        if let evenness = score.evenness { details.append(("histogram_score", evenness)) }
        return [
            BehaviourMatch(
                timestamp: time,
                fields: [
                    MatchedField("source.ip", pair.source), MatchedField("destination", pair.destination),
                ], details: details, eventCount: pair.sketch.count, examples: pair.examples)
        ]
    }

    /// More of few events than of many: a dozen of what comes by chance looks regular now and then.
    private func wantedScore(_ count: Int) -> Double {
        min(0.97, leastScore + 0.8 / Double(count).squareRoot())
    }

    /// The name of the host where the event has it, else its address.
    private func key(of event: BehaviourEvent) -> Int {
        var hasher = Hasher()
        let name = event.table.firstValue(event.computed.inputs.domain)
        if name >= 0 {
            hasher.combine(bytes: UnsafeRawBufferPointer(event.table.raw(name)))
        } else {
            hasher.combine(event.computed.destination)
        }
        return hasher.finalize()
    }

    private func destination(of event: BehaviourEvent) -> String {
        event.text(event.inputs.domain) ?? event.text(event.inputs.destination) ?? ""
    }

    /// Asking for the time is regular and small by its nature.
    private func isTimeService(_ event: BehaviourEvent) -> Bool {
        event.number(event.inputs.port) == 123 && (event.number(event.inputs.sentBytes) ?? 0) < 1_000
    }

    private func note(_ source: Int, at destination: Int) {
        guard let known = speakers[destination] else {
            if speakers.count >= limit * 4 { return }
            speakers[destination] = [source]
            return
        }
        if known.count <= mostSources, !known.contains(source) { speakers[destination]?.append(source) }
    }

    /// At most once in an hour of the events: looking through all pairs for each new one would be slow.
    private func forget(before time: Int64) {
        guard time >= nextSweep else { return }
        nextSweep = time + 3_600_000_000
        let due = time - Int64(BeaconSketch.longest) * 3_600_000_000
        pairs.removeAll { $0.sketch.last < due }
        places = Dictionary(uniqueKeysWithValues: pairs.enumerated().map { ($1.key, $0) })
        let used = Set(pairs.map(\.destinationKey))
        speakers = speakers.filter { used.contains($0.key) }
    }
}
