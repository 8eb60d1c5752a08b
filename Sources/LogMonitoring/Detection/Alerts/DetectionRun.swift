/// Events in, alerts out: rules, correlations, and what was not looked at.
public final class DetectionRun {
    public let rules: RuleSet
    public let detector: Detector
    public let correlator: Correlator
    /// Lines that are no JSON object, by file, with the first line's number.
    public private(set) var unreadable: [String: (count: Int, firstLine: Int)] = [:]
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

    /// Looks at one line of JSON.
    public func look(json line: UnsafeBufferPointer<UInt8>, at place: @autoclosure () -> EventPlace)
        -> [Alert]
    {
        guard let matches = detector.match(json: line) else {
            let place = place()
            unreadable[place.source, default: (0, place.line)].count += 1
            return []
        }
        return matches.isEmpty ? [] : alerts(matches, place())
    }

    /// Looks at an event that a log format has read.
    public func look(_ event: LogEvent) -> [Alert] {
        alerts(detector.match(event), EventPlace(source: event.source, line: event.line))
    }

    /// What is decided only when no event will come any more.
    public func finish() -> [Alert] {
        let found = correlator.decide(atEnd: true)
        alertCount += found.count
        return found.map { Alert($0, of: rules, at: $0.examples.last ?? EventPlace(source: "", line: 0)) }
    }

    private func alerts(_ matches: [RuleMatch], _ place: EventPlace) -> [Alert] {
        var alerts: [Alert] = []
        for match in matches {
            if raisesAlone[match.rule] { alerts.append(Alert(match, of: rules, at: place)) }
            alerts += correlator.add(match, at: place).map { Alert($0, of: rules, at: place) }
        }
        if !rules.correlations.isEmpty, detector.eventCount % 1_024 == 0 {
            alerts += correlator.decide().map { Alert($0, of: rules, at: $0.examples.last ?? place) }
        }
        alertCount += alerts.count
        return alerts
    }
}
