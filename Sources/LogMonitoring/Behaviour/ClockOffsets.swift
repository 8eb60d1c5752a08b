/// A source whose clock does not agree with the time of receipt: its events cannot be laid beside others.
///
/// The middle of the last 31 differences counts. One line that was kept back and sent late is no wrong clock.
final class ClockOffsets: Behaviour {
    private struct Source {
        var differences: [Int32] = []
        var next = 0
        var count = 0
        var silentUntil: Int64 = .min
    }

    private let most: Int32
    private var sources: [String: Source] = [:]
    private static let kept = 31
    private static let mostSources = 10_000

    init(_ rule: BehaviourRule) { most = Int32(rule.number("most-seconds")) }

    func look(_ event: BehaviourEvent) -> [BehaviourMatch] {
        guard let time = event.time, let received = event.received else { return [] }
        let name = event.text(event.inputs.observer) ?? event.place.source
        guard sources.count < Self.mostSources || sources[name] != nil else { return [] }
        let difference = Int32(clamping: (time - received) / 1_000_000)
        var source = sources[name] ?? Source()
        sources[name] = nil
        source.count += 1
        if source.differences.count < Self.kept {
            source.differences.append(difference)
        } else {
            source.differences[source.next] = difference
            source.next = (source.next + 1) % Self.kept
        }
        defer { sources[name] = source }
        guard source.count % 8 == 0 || source.count == Self.kept, source.differences.count == Self.kept,
            received >= source.silentUntil
        else { return [] }
        let middle = source.differences.sorted()[Self.kept / 2]
        guard middle.magnitude > UInt32(most) else { return [] }
        source.silentUntil = received + 86_400_000_000
        return [
            BehaviourMatch(
                timestamp: received, fields: [MatchedField("observer.name", name)],
                details: [("offset_seconds", Double(middle))], eventCount: source.count,
                examples: [event.place])
        ]
    }
}
