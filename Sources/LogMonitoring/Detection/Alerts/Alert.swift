import Primitives

/// What is reported: a rule that was true of an event, or a correlation of several. Its JSON is documented in
/// docs/alerts-json.md.
public struct Alert: Sendable {
    public let about: RuleDescription
    public let timestamp: Instant?
    /// The fields that made it true; of a correlation, what it groups by.
    public let matched: [MatchedField]
    /// Where the event was read; of a correlation, its last known one.
    public let place: EventPlace
    public let correlation: Correlation?
    public let behaviour: Behaviour?
    /// What it is one of: alerts of the same rule about the same things.
    public let group: AlertGroup

    /// What only a behaviour has.
    public struct Behaviour: Sendable {
        public let kind: BehaviourRule.Kind
        public let eventCount: Int
        public let examples: [EventPlace]
        /// The measures that show why, by name.
        public let details: [(name: String, number: Double)]
    }

    /// What only a correlation has.
    public struct Correlation: Sendable {
        public let kind: CorrelationRule.Kind
        public let eventCount: Int
        public let isEstimated: Bool
        public let examples: [EventPlace]
    }

    public init(_ match: RuleMatch, of rules: RuleSet, at place: EventPlace) {
        about = rules.rules[match.rule].about
        timestamp = match.timestamp
        matched = match.fields
        self.place = place
        correlation = nil
        behaviour = nil
        group = AlertGroup(about, by: match.grouping)
    }

    public init(_ match: CorrelationMatch, of rules: RuleSet, at place: EventPlace) {
        let rule = rules.correlations[match.correlation]
        about = rule.about
        timestamp = match.timestamp
        matched = match.groups
        self.place = place
        correlation = Correlation(
            kind: rule.kind, eventCount: match.eventCount, isEstimated: match.isEstimated,
            examples: match.examples)
        behaviour = nil
        let names = about.guidance?.groupBy
        group = AlertGroup(about, by: match.groups.filter { names?.contains($0.name) ?? true })
    }

    init(_ match: BehaviourMatch, of rule: BehaviourRule) {
        about = rule.about
        timestamp = Instant(microseconds: match.timestamp)
        matched = match.fields
        place = match.examples.last ?? EventPlace(source: "", line: 0)
        correlation = nil
        behaviour = Behaviour(
            kind: rule.kind, eventCount: match.eventCount, examples: match.examples, details: match.details)
        let names = about.guidance?.groupBy ?? []
        group = AlertGroup(about, by: match.fields.filter { names.contains($0.name) })
    }

    /// One line without its end.
    public var json: [UInt8] {
        var out = JSONLine()
        out.begin("{")
        if let timestamp { out.member("@timestamp", timestamp.iso) }
        out.key("rule")
        writeRule(&out)
        out.key("matched")
        writeMatched(&out)
        if let correlation {
            out.key("correlation")
            out.begin("{")
            out.member("type", correlation.kind.rawValue)
            out.key("events")
            out.raw(String(correlation.eventCount))
            out.key("estimated")
            out.raw(String(correlation.isEstimated))
            out.key("examples")
            out.begin("[")
            for place in correlation.examples { Self.write(place, &out) }
            out.end("]")
            out.end("}")
        }
        if let behaviour { write(behaviour, &out) }
        if let guidance = about.guidance { write(guidance, &out) }
        out.key("source")
        Self.write(place, &out)
        out.end("}")
        return out.bytes
    }

    private func write(_ behaviour: Behaviour, _ out: inout JSONLine) {
        out.key("behaviour")
        out.begin("{")
        out.member("type", behaviour.kind.rawValue)
        out.key("events")
        out.raw(String(behaviour.eventCount))
        for detail in behaviour.details {
            out.key(detail.name)
            out.raw(AlertNumber.text(detail.number))
        }
        out.key("examples")
        out.begin("[")
        for place in behaviour.examples { Self.write(place, &out) }
        out.end("]")
        out.end("}")
    }

    private func write(_ guidance: Guidance, _ out: inout JSONLine) {
        out.key("group")
        out.begin("{")
        out.member("key", group.key)
        for field in group.fields { out.member(field.name, field.value.text) }
        out.end("}")
        out.key("toride")
        out.begin("{")
        out.key("clauses")
        out.begin("[")
        for clause in guidance.clauses { out.text(clause) }
        out.end("]")
        out.member("what", guidance.what)
        out.member("why", guidance.why)
        out.member("first_step", guidance.firstStep)
        out.key("asks_planned")
        out.raw(String(guidance.asksPlanned))
        out.member("default", guidance.setting.rawValue)
        out.end("}")
    }

    private static func write(_ place: EventPlace, _ out: inout JSONLine) {
        out.begin("{")
        out.member("file", place.source)
        out.key("line")
        out.raw(String(place.line))
        out.end("}")
    }

    private func writeRule(_ out: inout JSONLine) {
        out.begin("{")
        for (name, value) in [
            ("id", about.id), ("title", about.title), ("level", about.level), ("status", about.status),
            ("author", about.author), ("license", about.license), ("file", about.file),
        ] {
            if let value { out.member(name, value) }
        }
        for (name, values) in [("tags", about.tags), ("falsepositives", about.falsePositives)]
        where !values.isEmpty {
            out.key(name)
            out.begin("[")
            for value in values { out.text(value) }
            out.end("]")
        }
        out.end("}")
    }

    private func writeMatched(_ out: inout JSONLine) {
        var order: [String] = []
        var values: [String: [EventText]] = [:]
        for field in matched {
            if values[field.name] == nil { order.append(field.name) }
            values[field.name, default: []].append(field.value)
        }
        out.begin("{")
        for name in order {
            let found = values[name] ?? []
            out.key(name)
            if found.count != 1 { out.begin("[") }
            for value in found { if value.isNumber { out.raw(value.text) } else { out.text(value.text) } }
            if found.count != 1 { out.end("]") }
        }
        out.end("}")
    }
}
