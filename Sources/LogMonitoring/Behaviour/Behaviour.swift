import Primitives

/// Something that is learned from many events and seen in their course, in the time of the events.
protocol Behaviour: AnyObject {
    func look(_ event: BehaviourEvent) -> [BehaviourMatch]
    /// What the moment alone decides: that something did not come.
    func decide(at moment: Int64) -> [BehaviourMatch]
}

extension Behaviour {
    func decide(at _: Int64) -> [BehaviourMatch] { [] }
}

/// One event as behaviours see it.
struct BehaviourEvent {
    let table: EventTable
    let computed: ComputedFields
    /// Microseconds since 1970; nil where the event has no time.
    let time: Int64?
    /// When it was received, where that is known.
    let received: Int64?
    let place: EventPlace

    /// Slots of the fields that behaviours look at.
    var inputs: ComputedFields.Inputs { computed.inputs }

    func number(_ slot: Int) -> Int? { computed.number(slot, table) }

    func text(_ slot: Int) -> String? { computed.text(slot, table) }

    /// Whether one of ours speaks to somebody who is none of ours.
    var isOutbound: Bool {
        switch computed.sourceZone {
        case .network, .unlisted: computed.destinationZone.map { $0 == .outside } ?? (computed.domain != nil)
        default: false
        }
    }

    /// Whether the other side is ours, approved, or named as harmless.
    var isToKnown: Bool {
        if let domain = computed.domain, domain.kind != .unknown, domain.kind != .lookalike { return true }
        return computed.destination.map(computed.facts.isKnownGood) ?? false
    }
}

/// A behaviour that was seen.
struct BehaviourMatch {
    let timestamp: Int64
    /// What the alert is about: names as rules write them.
    let fields: [MatchedField]
    /// Measures that show why.
    let details: [(name: String, number: Double)]
    let eventCount: Int
    /// The first of the events, at most twenty.
    let examples: [EventPlace]
}

extension MatchedField {
    init(_ name: String, _ text: String) {
        self.init(name: name, value: EventText(text: text, isNumber: false))
    }
}

/// The behaviours that a set of rules turns on.
final class Behaviours {
    private let all: [any Behaviour]

    /// - Parameter isWaiting: by the rule's number; such a rule sees nothing.
    init(_ rules: [BehaviourRule], _ facts: FactIndex, isWaiting: [Bool]) {
        all = rules.enumerated().map { number, rule in
            guard !isWaiting[number] else { return Nothing() }
            switch rule.kind {
            case .beaconing: return Beaconing(rule)
            case .newDomains: return NewDomains(rule)
            case .largeUpload: return LargeUploads(rule)
            case .silentSource: return SilentSources(rule, facts.facts.logSources ?? [])
            case .clockOffset: return ClockOffsets(rule)
            }
        }
    }

    private final class Nothing: Behaviour {
        func look(_: BehaviourEvent) -> [BehaviourMatch] { [] }
    }

    /// With the number of the rule.
    func look(_ event: BehaviourEvent) -> [(rule: Int, match: BehaviourMatch)] {
        var found: [(Int, BehaviourMatch)] = []
        for number in all.indices { for match in all[number].look(event) { found.append((number, match)) } }
        return found
    }

    func decide(at moment: Int64) -> [(rule: Int, match: BehaviourMatch)] {
        all.indices.flatMap { number in all[number].decide(at: moment).map { (number, $0) } }
    }
}
