import Yams

/// How the field names and log sources of rules become those of our events. A YAML file; see
/// docs/adding-a-detection.md.
public struct Pipeline: Sendable {
    /// Where the events of a log source are found, and which names they have there.
    struct Source: Sendable {
        var logSource: LogSource
        var streams: [Stream]
    }

    /// Events that meet all of `conditions`.
    struct Stream: Sendable {
        var conditions: [Condition]
        /// The rule's field name to the event's names; before `Pipeline.fields`.
        var fields: [String: [String]]
    }

    /// A field with one of these values; nil: with any value at all.
    struct Condition: Sendable, Hashable {
        var field: String
        var values: [String]?
    }

    /// Rules that are not used.
    struct Drop: Sendable {
        var rules: [String]
        var logSource: LogSource?
        var reason: String
    }

    public var title: String
    /// Which rules this pipeline is for.
    var appliesTo: LogSource
    /// What may stand before a field's name in the events.
    var prefixes: [String]
    var fields: [String: [String]]
    var sources: [Source]
    var placeholders: [String: [String]]
    var drops: [Drop]

    /// Nothing is renamed, and every rule sees every event.
    public static let none = Pipeline(
        title: "none", appliesTo: LogSource(), prefixes: [], fields: [:],
        sources: [Source(logSource: LogSource(), streams: [Stream(conditions: [], fields: [:])])],
        placeholders: [:], drops: [])
}

extension Pipeline {
    private static let keys: Set<String> = [
        "title", "about", "applies-to", "event-prefixes", "fields", "sources", "placeholders", "drop",
    ]

    /// - Throws: `pipeline` where the file says something that is not understood.
    public init(yaml text: String) throws(RuleRefusal) {
        guard let document = try YAML.documents(text).first, let mapping = YAML.mapping(document) else {
            throw RuleRefusal(.pipeline, "the pipeline is no map")
        }
        for (key, _) in mapping where !Self.keys.contains(key.string ?? "") {
            throw RuleRefusal(.pipeline, "\(key.string ?? "a key") is not known here")
        }
        title = YAML.text(mapping["title"]) ?? ""
        appliesTo = try Self.logSource(mapping["applies-to"])
        prefixes = YAML.texts(mapping["event-prefixes"])
        fields = Self.names(mapping["fields"])
        placeholders = Self.names(mapping["placeholders"])
        sources = []
        for node in mapping["sources"]?.sequence ?? [] { sources.append(try Self.source(node)) }
        drops = []
        for node in mapping["drop"]?.sequence ?? [] {
            drops.append(
                Drop(
                    rules: YAML.texts(node["rules"]),
                    logSource: node["source"] == nil ? nil : try Self.logSource(node["source"]),
                    reason: YAML.text(node["reason"]) ?? "dropped by the pipeline"))
        }
    }

    private static func names(_ node: Node?) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for (key, value) in YAML.mapping(node) ?? [:] { found[key.string ?? ""] = YAML.texts(value) }
        return found
    }

    private static func logSource(_ node: Node?) throws(RuleRefusal) -> LogSource {
        guard let node else { return LogSource() }
        for (key, _) in YAML.mapping(node) ?? [:]
        where !["category", "product", "service"].contains(key.string) {
            throw RuleRefusal(
                .pipeline, "a log source has category, product and service, not \(key.string ?? "")")
        }
        return LogSource(
            category: YAML.text(node["category"]), product: YAML.text(node["product"]),
            service: YAML.text(node["service"]))
    }

    private static func source(_ node: Node) throws(RuleRefusal) -> Source {
        let streams = node["streams"]?.sequence ?? []
        if streams.isEmpty { throw RuleRefusal(.pipeline, "a source has no streams") }
        return Source(
            logSource: try logSource(node["source"]),
            streams: streams.map { stream in
                let conditions = (YAML.mapping(stream["where"]) ?? [:]).map { key, value in
                    let values = YAML.texts(value)
                    return Condition(field: key.string ?? "", values: values == ["*"] ? nil : values)
                }
                return Stream(conditions: conditions, fields: names(stream["fields"]))
            })
    }

    /// Nil where no source speaks of the rule's log source. The most exact sources win.
    func streams(for rule: LogSource) -> [Stream]? {
        guard appliesTo.includes(rule) else { return nil }
        let found = sources.filter { $0.logSource.includes(rule) }
        guard let best = found.map(\.logSource.exactness).max() else { return nil }
        return found.filter { $0.logSource.exactness == best }.flatMap(\.streams)
    }

    /// Why a rule is not used; nil: it is.
    func dropReason(_ rule: SigmaRule) -> String? {
        drops.first { drop in
            drop.rules.contains(where: rule.about.isCalled)
                || drop.logSource?.includes(rule.logSource) == true
        }?.reason
    }
}

extension LogSource {
    /// How many sides it names.
    var exactness: Int { [category, product, service].count { $0 != nil } }
}
