/// Events in, alerts out: rules and correlations.
public final class DetectionRun {
    public let rules: RuleSet
    public let detector: Detector
    public let correlator: Correlator
    public private(set) var alertCount = 0
    private let raisesAlone: [Bool]

    public init(_ rules: RuleSet, limits: Correlator.Limits = .init()) {
        self.rules = rules
        detector = Detector(rules)
        correlator = Correlator(rules, limits: limits)
        // A rule that only feeds correlations is silent, unless one of them says `generate`.
        raisesAlone = rules.rules.indices.map { index in
            let users = rules.correlationsOfRule[index] ?? []
            return users.isEmpty || users.contains { rules.correlations[$0].generates }
        }
    }

    /// Looks at an event that a log format has read.
    ///
    /// - Parameter source: where it was read, as alerts name it.
    public func look(_ draft: borrowing EventDraft, source: String) -> [Alert] {
        let matches = detector.match(draft)
        let isTimeToDecide = !rules.correlations.isEmpty && detector.eventCount % 1_024 == 0
        guard !matches.isEmpty || isTimeToDecide else { return [] }
        return alerts(
            matches, EventPlace(source: source, line: draft.line), alsoDecided: isTimeToDecide)
    }

    /// What is decided only when no event will come any more.
    public func finish() -> [Alert] {
        let found = correlator.decide(atEnd: true)
        alertCount += found.count
        return found.map { Alert($0, of: rules, at: $0.examples.last ?? EventPlace(source: "", line: 0)) }
    }

    private func alerts(
        _ matches: [RuleMatch], _ place: EventPlace, alsoDecided isTimeToDecide: Bool
    ) -> [Alert] {
        var alerts: [Alert] = []
        for match in matches {
            if raisesAlone[match.rule] { alerts.append(Alert(match, of: rules, at: place)) }
            alerts += correlator.add(match, at: place).map { Alert($0, of: rules, at: place) }
        }
        if isTimeToDecide {
            alerts += correlator.decide().map { Alert($0, of: rules, at: $0.examples.last ?? place) }
        }
        alertCount += alerts.count
        return alerts
    }
}
