import Yams

/// A rule about several events: so many in a time, or several kinds together.
public struct CorrelationRule: Sendable {
    /// What is counted or looked for.
    public enum Kind: String, Sendable, CaseIterable {
        case eventCount = "event_count"
        case valueCount = "value_count"
        case temporal
        case temporalOrdered = "temporal_ordered"
        case valueSum = "value_sum"
        case valueAverage = "value_avg"
        case valuePercentile = "value_percentile"
    }

    /// One bound of the condition; a range has two.
    struct Bound: Sendable {
        let comparison: Comparison
        let number: Double
    }

    public let about: RuleDescription
    public let kind: Kind
    /// Ids or names.
    public let rules: [String]
    let groupBy: [String]
    let timespanMicroseconds: Int64
    let bounds: [Bound]
    /// The field whose values are counted, summed or ranked.
    let field: String?
    /// 0...100.
    let percentile: Double
    /// Alias to rule to field.
    let aliases: [String: [String: String]]
    /// Whether the rules it counts raise alerts of their own as well.
    public let generates: Bool

    /// Events kept for one group; a condition that needs more is refused, because memory must be bounded.
    static let largestCount = 100_000.0

    init(_ about: RuleDescription, _ node: Node, generates: Bool?) throws(RuleRefusal) {
        guard let mapping = YAML.mapping(node) else {
            throw RuleRefusal(.incomplete, "correlation is no map")
        }
        guard let word = YAML.text(mapping["type"]), let kind = Kind(rawValue: word) else {
            throw RuleRefusal(.value, "\(YAML.text(mapping["type"]) ?? "nothing") is no type of correlation")
        }
        self.about = about
        self.kind = kind
        rules = YAML.texts(mapping["rules"])
        if rules.isEmpty { throw RuleRefusal(.incomplete, "the correlation names no rules") }
        groupBy = YAML.texts(mapping["group-by"])
        timespanMicroseconds = try Self.timespan(YAML.text(mapping["timespan"] ?? mapping["timeframe"]))
        self.generates = mapping["generate"]?.bool ?? generates ?? false
        var aliases: [String: [String: String]] = [:]
        for (name, fields) in YAML.mapping(mapping["aliases"]) ?? [:] {
            for (rule, field) in YAML.mapping(fields) ?? [:] {
                aliases[name.string ?? "", default: [:]][rule.string ?? ""] = YAML.text(field)
            }
        }
        self.aliases = aliases
        let isTemporal = kind == .temporal || kind == .temporalOrdered
        let condition = YAML.mapping(mapping["condition"])
        if condition == nil, !isTemporal {
            throw RuleRefusal(.incomplete, "the correlation has no condition")
        }
        bounds = try Self.bounds(condition, rules.count, isTemporal)
        field = YAML.text(condition?["field"])
        percentile = condition?["percentile"]?.float ?? 50
        try check()
    }

    private func check() throws(RuleRefusal) {
        if field == nil, [.valueCount, .valueSum, .valueAverage, .valuePercentile].contains(kind) {
            throw RuleRefusal(.incomplete, "\(kind.rawValue) needs condition.field")
        }
        guard (0...100).contains(percentile) else { throw RuleRefusal(.value, "percentile is 0 to 100") }
        if [.eventCount, .valueCount].contains(kind),
            bounds.contains(where: { $0.number > Self.largestCount || $0.number < 0 })
        {
            throw RuleRefusal(.value, "a count is 0 to \(Int(Self.largestCount))")
        }
        if Set(rules).count != rules.count { throw RuleRefusal(.value, "a rule is named twice") }
    }

    private static func bounds(
        _ condition: Node.Mapping?, _ ruleCount: Int, _ isTemporal: Bool
    ) throws(RuleRefusal) -> [Bound] {
        var bounds: [Bound] = []
        for (key, value) in condition ?? [:] {
            let name = key.string ?? ""
            if name == "field" || name == "percentile" { continue }
            guard let comparison = Comparison(rawValue: name),
                let number = value.float ?? value.int.map(Double.init)
            else { throw RuleRefusal(.condition, "\(name) is no bound with a number") }
            bounds.append(Bound(comparison: comparison, number: number))
        }
        if bounds.isEmpty {
            guard isTemporal else { throw RuleRefusal(.incomplete, "the condition has no bound") }
            bounds = [Bound(comparison: .greaterOrEqual, number: Double(ruleCount))]
        }
        return bounds
    }

    /// `30s`, `5m`, `1h`, `7d`; also `2w` and `1M` (30 days), which pySigma takes.
    private static func timespan(_ text: String?) throws(RuleRefusal) -> Int64 {
        let seconds: [Character: Int64] = [
            "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "M": 2_592_000,
        ]
        guard let text, let unit = text.last.flatMap({ seconds[$0] }), let number = Int64(text.dropLast()),
            number > 0, number <= 1_000_000, number * unit <= 366 * 86_400
        else {
            throw RuleRefusal(.value, "\(text ?? "nothing") is no timespan such as 5m, up to 366d")
        }
        return number * unit * 1_000_000
    }

    /// What is read of an event of this rule: the groups' fields, then the counted one.
    func neededFields(of rule: RuleDescription) -> [String] {
        groupBy.map { name in
            let byRule = aliases[name] ?? [:]
            return (rule.name.flatMap { byRule[$0] } ?? rule.id.flatMap { byRule[$0] }) ?? name
        } + (field.map { [$0] } ?? [])
    }

    /// The place of a rule among `rules`.
    func place(of rule: RuleDescription) -> Int? { rules.firstIndex(where: rule.isCalled) }

    /// Whether a growing number can make it true, so that it is decided at once; otherwise when the time is
    /// over.
    var isDecidedAtOnce: Bool {
        bounds.allSatisfy { $0.comparison == .greater || $0.comparison == .greaterOrEqual }
    }

    func holds(_ number: Double) -> Bool { bounds.allSatisfy { $0.comparison.holds(number, $0.number) } }

    /// The smallest whole number for which a rule decided at once is true.
    var threshold: Int {
        bounds.map { bound in
            let floor = bound.number.rounded(.down)
            return bound.comparison == .greater
                ? Int(floor) + 1 : Int(bound.number.rounded(.up))
        }.max() ?? 1
    }
}
