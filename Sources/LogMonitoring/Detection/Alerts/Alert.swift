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
        out.key("source")
        Self.write(place, &out)
        out.end("}")
        return out.bytes
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
