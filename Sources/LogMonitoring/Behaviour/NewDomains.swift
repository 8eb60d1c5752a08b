/// A registered name that nobody here has spoken of since the learning time began.
final class NewDomains: Behaviour {
    private let learning: Int64
    private let limit: Int
    private var known: Set<Int> = []
    private var began: Int64?

    init(_ rule: BehaviourRule) {
        learning = rule.seconds("learning-days", of: 86_400)
        limit = Int(rule.number("names"))
    }

    func look(_ event: BehaviourEvent) -> [BehaviourMatch] {
        guard let time = event.time, let domain = event.computed.domain else { return [] }
        if began == nil { began = time }
        var hasher = Hasher()
        domain.registered.withUnsafeBytes { hasher.combine(bytes: $0) }
        // When the memory is full nothing new is learned, and nothing is called new any more.
        guard known.count < limit, known.insert(hasher.finalize()).inserted, let began,
            time - began >= learning,
            domain.kind == .unknown || domain.kind == .lookalike
        else { return [] }
        let name = String(decoding: domain.registered, as: UTF8.self)
        return [
            BehaviourMatch(
                timestamp: time,
                fields: [MatchedField("toride.domain_name", name)]
                    + (event.text(event.inputs.source).map { [MatchedField("source.ip", $0)] } ?? []),
                details: [], eventCount: 1, examples: [event.place])
        ]
    }
}
