/// What an alert is one of: the rule, and the things it is about. Alerts of one group are one matter for the
/// person who looks at them.
public struct AlertGroup: Sendable, Equatable {
    /// The rule's id, or its title where it has none.
    public let rule: String
    /// The fields by which the rule groups, with their values.
    public let fields: [MatchedField]

    init(_ about: RuleDescription, by fields: [MatchedField]) {
        rule = about.id ?? about.title
        self.fields = fields
    }

    /// Stable: the same for the same rule and values, case aside. For storing.
    public var key: String {
        ([rule] + fields.map { "\($0.name)=\($0.value.text.lowercased())" })
            .map { $0.split(separator: "|").joined(separator: "¦") }.joined(separator: "|")
    }
}

/// Numbers as JSON writes them, short.
enum AlertNumber {
    static func text(_ number: Double) -> String {
        let rounded = (number * 1_000).rounded() / 1_000
        guard rounded.isFinite else { return "0" }
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : String(rounded)
    }
}
