/// A source of logs from which nothing comes any more: switched off, cut off, or filled up.
///
/// Silence is judged by the source's own time, so that reading one file after the other is no silence. It is
/// said to begin at the moment when it had lasted too long; that is the same whether somebody waited for it
/// or it was found in a file afterwards.
final class SilentSources: Behaviour {
    private struct Source {
        let first: Int64
        var last: Int64
        /// The longest pause of the time before, slowly forgotten.
        var usual: Double = 0
        var count = 1
        var isTold = false
        let declared: Int64?
        var place: EventPlace
    }

    private let least: Int64
    private let learning: Int64
    private let times: Double
    private let declared: [String: Int64]
    private var sources: [String: Source] = [:]
    /// Whether the register has the source of the event before, so that each event need not ask.
    private var lastSource: (name: String, isDeclared: Bool)?
    private static let most = 10_000

    init(_ rule: BehaviourRule, _ known: [OrganizationFacts.LogSource]) {
        least = rule.seconds("least-minutes", of: 60)
        learning = rule.seconds("learning-hours", of: 3_600)
        times = rule.number("times-usual")
        declared = Dictionary(
            known.compactMap { source in
                source.silentAfterMinutes.map { (source.name.lowercased(), Int64($0) * 60_000_000) }
            }, uniquingKeysWith: min)
    }

    func look(_ event: BehaviourEvent) -> [BehaviourMatch] {
        guard let time = event.time else { return [] }
        let name = name(of: event)
        guard var source = sources[name] else {
            if sources.count < Self.most {
                sources[name] = Source(
                    first: time, last: time, declared: declared[name.lowercased()], place: event.place)
            }
            return []
        }
        let found = source.isTold ? [] : silence(name, source, until: time)
        source.count += 1
        guard time > source.last else {
            sources[name] = source
            return []
        }
        source.usual = max(source.usual * 0.999_99, Double(time - source.last))
        source.last = time
        source.isTold = false
        source.place = event.place
        sources[name] = source
        return found
    }

    func decide(at moment: Int64) -> [BehaviourMatch] {
        sources.keys.sorted().flatMap { name -> [BehaviourMatch] in
            guard let source = sources[name], !source.isTold else { return [] }
            let found = silence(name, source, until: moment)
            if !found.isEmpty { sources[name]?.isTold = true }
            return found
        }
    }

    /// As the register names it where it does, else who wrote the record, else where it was read.
    private func name(of event: BehaviourEvent) -> String {
        if declared.isEmpty { return event.text(event.inputs.observer) ?? event.place.source }
        if lastSource?.name != event.place.source {
            let isDeclared = declared[event.place.source.lowercased()] != nil
            lastSource = (event.place.source, isDeclared)
        }
        if lastSource?.isDeclared == true { return event.place.source }
        return event.text(event.inputs.observer) ?? event.place.source
    }

    private func silence(_ name: String, _ source: Source, until moment: Int64) -> [BehaviourMatch] {
        let allowed: Int64
        if let declared = source.declared {
            allowed = declared
        } else {
            guard source.last - source.first >= learning, source.count >= 24 else { return [] }
            allowed = max(least, Int64(source.usual * times))
        }
        guard moment - source.last > allowed else { return [] }
        return [
            BehaviourMatch(
                timestamp: source.last + allowed, fields: [MatchedField("observer.name", name)],
                details: [("silent_after_minutes", Double(allowed / 60_000_000))], eventCount: source.count,
                examples: [source.place])
        ]
    }
}
