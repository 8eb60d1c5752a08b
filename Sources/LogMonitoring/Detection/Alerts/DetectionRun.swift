import Primitives

/// Events in, alerts out: rules, correlations and behaviours, beside what the organization has on record.
public final class DetectionRun {
    public let rules: RuleSet
    public let detector: Detector
    public let correlator: Correlator
    public private(set) var alertCount = 0
    /// Rules that see nothing, because the registers they ask are not there or empty.
    public let waiting: [WaitingRule]
    /// What the registers say and nobody can read, so that it permits nothing.
    public let unread: [(register: FactRegister, text: String)]
    private let behaviours: Behaviours
    private let facts: FactIndex
    private let raisesAlone: [Bool]
    private let isRuleWaiting: [Bool]
    private let isCorrelationWaiting: [Bool]
    private let asksForReceipt: Bool
    private var clock = EventClock()
    private var latest = Int64.min

    /// - Parameter facts: nil knows nothing, so that rules which need registers wait.
    public init(_ rules: RuleSet, facts: OrganizationFacts? = nil, limits: Correlator.Limits = .init()) {
        self.rules = rules
        let known = facts ?? OrganizationFacts()
        let index = FactIndex(known, knownGood: rules.behaviours.flatMap(\.knownGood))
        let needs = RuleNeeds(rules)
        isRuleWaiting = needs.ofRules.map { $0.contains { !known.knows($0) } }
        isCorrelationWaiting = needs.ofCorrelations.map { $0.contains { !known.knows($0) } }
        waiting = needs.waiting(for: known)
        unread = index.unread
        self.facts = index
        asksForReceipt = rules.asksForReceipt
        detector = Detector(rules, facts: index)
        correlator = Correlator(rules, limits: limits)
        behaviours = Behaviours(
            rules.behaviours, index, isWaiting: needs.ofBehaviours.map { $0.contains { !known.knows($0) } })
        // A rule that only feeds correlations is silent, unless one of them says `generate`.
        raisesAlone = rules.rules.indices.map { index in
            let users = rules.correlationsOfRule[index] ?? []
            return users.isEmpty || users.contains { rules.correlations[$0].generates }
        }
    }

    /// Looks at an event that a log format has read.
    ///
    /// - Parameters:
    ///   - source: where it was read, as alerts name it.
    ///   - received: when it came; nil takes the time of a syslog header around a record that has its own.
    public func look(_ draft: borrowing EventDraft, source: String, received: Instant? = nil) -> [Alert] {
        let received = received ?? headerTime(draft)
        let matches = detector.match(draft, received: received)
        let isTimeToDecide = !rules.correlations.isEmpty && detector.eventCount % 1_024 == 0
        let watchesBehaviours = !rules.behaviours.isEmpty
        guard !matches.isEmpty || isTimeToDecide || watchesBehaviours else { return [] }
        let place = EventPlace(source: source, line: draft.line)
        var found = alerts(matches, place, alsoDecided: isTimeToDecide)
        if watchesBehaviours, let computed = detector.computed {
            if let time = draft.time.microseconds { clock.see(time) }
            if detector.eventCount % 64 == 0 { latest = max(latest, clock.settled) }
            let event = BehaviourEvent(
                table: detector.table, computed: computed, time: draft.time.microseconds,
                received: received?.microseconds, place: place)
            let seen = behaviours.look(event)
            if !seen.isEmpty { found += told(seen) }
        }
        return found
    }

    /// What the time alone decides, for whoever reads as events come: call it each minute.
    public func decide(at moment: Instant) -> [Alert] {
        let found = correlator.decide().filter { !isCorrelationWaiting[$0.correlation] }
        alertCount += found.count
        return found.map { Alert($0, of: rules, at: $0.examples.last ?? EventPlace(source: "", line: 0)) }
            + told(behaviours.decide(at: moment.microseconds))
    }

    /// What is decided only when no event will come any more.
    public func finish() -> [Alert] {
        let found = correlator.decide(atEnd: true).filter { !isCorrelationWaiting[$0.correlation] }
        alertCount += found.count
        return found.map { Alert($0, of: rules, at: $0.examples.last ?? EventPlace(source: "", line: 0)) }
            + (latest == .min ? [] : told(behaviours.decide(at: latest)))
    }

    private func told(_ seen: [(rule: Int, match: BehaviourMatch)]) -> [Alert] {
        alertCount += seen.count
        return seen.map { Alert($0.match, of: rules.behaviours[$0.rule]) }
    }

    /// Only where somebody asks for it: a header without a year has to be completed.
    private func headerTime(_ draft: borrowing EventDraft) -> Instant? {
        guard asksForReceipt, let stamp = draft.headerStamp, let time = draft.time.instant else {
            return nil
        }
        var settings = TimeSettings(year: .nearest(time))
        settings.zone = facts.facts.zone
        return stamp.time(settings)?.instant
    }

    private func alerts(
        _ matches: [RuleMatch], _ place: EventPlace, alsoDecided isTimeToDecide: Bool
    ) -> [Alert] {
        var alerts: [Alert] = []
        for match in matches where !isRuleWaiting[match.rule] {
            if raisesAlone[match.rule] { alerts.append(Alert(match, of: rules, at: place)) }
            alerts += correlator.add(match, at: place).filter { !isCorrelationWaiting[$0.correlation] }
                .map { Alert($0, of: rules, at: place) }
        }
        if isTimeToDecide {
            alerts += correlator.decide().filter { !isCorrelationWaiting[$0.correlation] }
                .map { Alert($0, of: rules, at: $0.examples.last ?? place) }
        }
        alertCount += alerts.count
        return alerts
    }
}
