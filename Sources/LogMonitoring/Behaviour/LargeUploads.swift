/// More sent to the outside by one host within one hour than a working day explains.
final class LargeUploads: Behaviour {
    private struct Sum {
        var bytes = 0
        var events = 0
        var isTold = false
        var examples: [EventPlace] = []

        /// Itself, when this makes it too much for the first time.
        mutating func add(_ more: Int, _ place: EventPlace, _ limit: Int) -> Sum? {
            bytes += more
            events += 1
            if examples.count < 20 { examples.append(place) }
            guard bytes >= limit, !isTold else { return nil }
            isTold = true
            return self
        }
    }

    private struct Key: Hashable {
        let source: NetworkAddress
        /// Since 1970, on the organization's clock.
        let hour: Int
    }

    private let dayLimit: Int
    private let nightLimit: Int
    private var sums: [Key: Sum] = [:]
    private var latestHour = Int.min
    private static let most = 100_000

    init(_ rule: BehaviourRule) {
        dayLimit = Int(rule.number("megabytes")) * 1_000_000
        nightLimit = Int(rule.number("night-megabytes")) * 1_000_000
    }

    func look(_ event: BehaviourEvent) -> [BehaviourMatch] {
        guard let time = event.time, let local = event.computed.time, event.isOutbound,
            let bytes = event.number(event.inputs.sentBytes), bytes > 0, let source = event.computed.source,
            !event.isToKnown, !isInterim(event)
        else { return [] }
        let key = Key(source: source, hour: local.day * 24 + local.hour)
        if sums.count >= Self.most, sums[key] == nil { forget(key.hour) }
        // More hosts in an hour than that are no hosts; the large ones among them were there before.
        guard sums.count < Self.most || sums[key] != nil else { return [] }
        let night = event.computed.facts.facts.night
        let isNight = night.contains(local.hour) || night.contains(local.hour + 24)
        let limit = isNight ? nightLimit : dayLimit
        guard let sum = sums[key, default: Sum()].add(bytes, event.place, limit) else { return [] }
        let destination = event.text(event.inputs.domain) ?? event.text(event.inputs.destination)
        return [
            BehaviourMatch(
                timestamp: time,
                fields: [MatchedField("source.ip", event.text(event.inputs.source) ?? "")]
                    + (destination.map { [MatchedField("destination", $0)] } ?? []),
                details: [("bytes", Double(sum.bytes)), ("night", isNight ? 1 : 0)], eventCount: sum.events,
                examples: sum.examples)
        ]
    }

    /// FortiGate writes long sessions several times with the sum so far; the last line has it all.
    private func isInterim(_ event: BehaviourEvent) -> Bool { event.text(event.inputs.code) == "0000000020" }

    /// Late events are counted for two hours.
    private func forget(_ hour: Int) {
        guard hour > latestHour else { return }
        latestHour = hour
        sums = sums.filter { $0.key.hour >= latestHour - 2 }
    }
}
