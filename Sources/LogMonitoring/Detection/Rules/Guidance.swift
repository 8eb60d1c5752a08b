import Yams

/// What a detection of ours tells the person who sees its alert: the block `toride:` of its file.
public struct Guidance: Sendable, Equatable {
    /// How a detection begins in an organization that has said nothing about it.
    public enum Setting: String, Sendable, CaseIterable {
        case on
        /// It is shown what it would have raised; nobody is called.
        case silent
        case off
    }

    /// Requirements, as `Content/requirements` numbers them: `SEED-6(1)-a`.
    public let clauses: [String]
    /// What happened, in words for everybody.
    public let what: String
    /// Why it matters.
    public let why: String
    /// What to do first.
    public let firstStep: String
    /// Fields whose values tell one group of alerts from another.
    public let groupBy: [String]
    /// Asks whether the change was planned, and keeps the answer.
    public let asksPlanned: Bool
    /// Registers without which it cannot be asked, beside those that its fields need.
    public let needs: [FactRegister]
    public let setting: Setting

    private static let keys: Set<String> = [
        "clauses", "what", "why", "first-step", "group-by", "asks-planned", "needs", "default",
        // Of behaviours.
        "behaviour", "settings", "known-good",
    ]

    /// - Throws: `guidance` where a part is missing, or says something that is not understood.
    init(_ node: Node) throws(RuleRefusal) {
        guard let mapping = YAML.mapping(node) else { throw RuleRefusal(.guidance, "toride is no map") }
        for (key, _) in mapping where !Self.keys.contains(key.string ?? "") {
            throw RuleRefusal(.guidance, "toride: \(key.string ?? "a key") is not known")
        }
        clauses = YAML.texts(mapping["clauses"])
        guard !clauses.isEmpty, clauses.allSatisfy({ $0.hasPrefix("SEED-") }) else {
            throw RuleRefusal(.guidance, "toride: clauses are numbers like SEED-6(1)-a, at least one")
        }
        what = try Self.sentence("what", mapping)
        why = try Self.sentence("why", mapping)
        firstStep = try Self.sentence("first-step", mapping)
        groupBy = YAML.texts(mapping["group-by"])
        guard !groupBy.isEmpty else { throw RuleRefusal(.guidance, "toride: group-by is missing") }
        asksPlanned = try Self.flag("asks-planned", mapping)
        var needs: [FactRegister] = []
        for name in YAML.texts(mapping["needs"]) {
            guard let register = FactRegister(rawValue: name) else {
                throw RuleRefusal(.guidance, "toride: \(name) is no register that can be needed")
            }
            needs.append(register)
        }
        self.needs = needs
        guard let word = YAML.text(mapping["default"]), let setting = Setting(rawValue: word) else {
            throw RuleRefusal(.guidance, "toride: default is on, silent or off")
        }
        self.setting = setting
    }

    private static func sentence(_ key: String, _ mapping: Node.Mapping) throws(RuleRefusal) -> String {
        guard let text = YAML.text(mapping[key]), !text.allSatisfy(\.isWhitespace) else {
            throw RuleRefusal(.guidance, "toride: \(key) is missing")
        }
        return text.split(separator: "\n").joined()
    }

    private static func flag(_ key: String, _ mapping: Node.Mapping) throws(RuleRefusal) -> Bool {
        guard let node = mapping[key] else { return false }
        guard let flag = node.bool else { throw RuleRefusal(.guidance, "toride: \(key) is true or false") }
        return flag
    }
}
