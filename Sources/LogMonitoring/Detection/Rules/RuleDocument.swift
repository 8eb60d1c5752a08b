import Yams

/// One document of a file of rules: a rule, a correlation, a filter, or a behaviour.
public enum RuleDocument: Sendable {
    case rule(SigmaRule)
    case correlation(CorrelationRule)
    case filter(SigmaFilter)
    case behaviour(BehaviourRule)

    /// Every document of a file: read, or refused with its reason.
    public static func read(_ text: String, file: String) -> [Result<RuleDocument, DocumentRefusal>] {
        do {
            let documents = try YAML.documents(text)
            if documents.isEmpty {
                return [.failure(DocumentRefusal(title: nil, RuleRefusal(.unreadable, "the file is empty")))]
            }
            return documents.map { node in
                let title = YAML.mapping(node).flatMap { YAML.text($0["title"]) }
                do throws(RuleRefusal) {
                    return .success(try document(node, file))
                } catch {
                    return .failure(DocumentRefusal(title: title, error))
                }
            }
        } catch {
            return [.failure(DocumentRefusal(title: nil, error))]
        }
    }

    private static func document(_ node: Node, _ file: String) throws(RuleRefusal) -> RuleDocument {
        guard let mapping = YAML.mapping(node) else {
            throw RuleRefusal(.unreadable, "the document is no map")
        }
        if mapping["action"] != nil {
            throw RuleRefusal(.incomplete, "action is no longer Sigma: write each rule in full")
        }
        let about = try description(mapping, file)
        if let toride = YAML.mapping(mapping["toride"]), toride["behaviour"] != nil {
            return .behaviour(try BehaviourRule(about, toride, isAlone: mapping["detection"] == nil))
        }
        if let correlation = mapping["correlation"] {
            return .correlation(try CorrelationRule(about, correlation, generates: mapping["generate"]?.bool))
        }
        if let filter = mapping["filter"] { return .filter(try Self.filter(about, filter, mapping)) }
        guard let detection = mapping["detection"] else {
            throw RuleRefusal(.incomplete, "detection is missing")
        }
        return .rule(
            SigmaRule(
                about: about, logSource: try logSource(mapping),
                expression: try DetectionReader.expression(detection)))
    }

    private static func filter(
        _ about: RuleDescription, _ node: Node, _ mapping: Node.Mapping
    ) throws(RuleRefusal) -> SigmaFilter {
        guard let rules = YAML.mapping(node)?["rules"] else {
            throw RuleRefusal(.incomplete, "the filter does not say for which rules: write any for all")
        }
        let names = YAML.texts(rules)
        let isForAll = names.isEmpty || names.map { $0.lowercased() } == ["any"]
        return SigmaFilter(
            about: about, logSource: try logSource(mapping), rules: isForAll ? nil : names,
            expression: try DetectionReader.expression(node, ignoring: ["rules"]))
    }

    private static func logSource(_ mapping: Node.Mapping) throws(RuleRefusal) -> LogSource {
        guard let source = YAML.mapping(mapping["logsource"]) else {
            throw RuleRefusal(.incomplete, "logsource is missing")
        }
        let found = LogSource(
            category: YAML.text(source["category"]), product: YAML.text(source["product"]),
            service: YAML.text(source["service"]))
        if found == LogSource() { throw RuleRefusal(.incomplete, "logsource names nothing") }
        return found
    }

    private static func description(
        _ mapping: Node.Mapping, _ file: String
    ) throws(RuleRefusal) -> RuleDescription {
        guard let title = YAML.text(mapping["title"]), !title.isEmpty else {
            throw RuleRefusal(.incomplete, "title is missing")
        }
        let level = YAML.text(mapping["level"])
        if let level, !["informational", "low", "medium", "high", "critical"].contains(level) {
            throw RuleRefusal(.incomplete, "the level \(level) is not Sigma's")
        }
        var about = RuleDescription(title: title, file: file)
        about.id = YAML.text(mapping["id"])
        about.name = YAML.text(mapping["name"])
        about.level = level
        about.status = YAML.text(mapping["status"])
        about.author = YAML.text(mapping["author"])
        about.summary = YAML.text(mapping["description"])
        about.license = YAML.text(mapping["license"])
        about.tags = YAML.texts(mapping["tags"])
        about.references = YAML.texts(mapping["references"])
        about.falsePositives = YAML.texts(mapping["falsepositives"])
        about.guidance = try mapping["toride"].map { node throws(RuleRefusal) in try Guidance(node) }
        return about
    }
}

/// A document that was refused, with its title where that could be read.
public struct DocumentRefusal: Error, Sendable {
    public let title: String?
    public let refusal: RuleRefusal

    init(title: String?, _ refusal: RuleRefusal) {
        self.title = title
        self.refusal = refusal
    }
}
