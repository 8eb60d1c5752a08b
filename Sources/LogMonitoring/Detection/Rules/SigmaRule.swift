/// What is said about a rule: shown with each alert, its author first of all (the Detection Rule License asks
/// for it).
public struct RuleDescription: Sendable, Equatable {
    public var id: String?
    public var name: String?
    public var title: String
    public var level: String?
    public var status: String?
    public var author: String?
    public var summary: String?
    public var license: String?
    public var tags: [String] = []
    public var references: [String] = []
    public var falsePositives: [String] = []
    /// What our own detections say to people; nil of public rules.
    public var guidance: Guidance?
    /// The file it was read from.
    public var file: String

    /// Whether a reference in a correlation or a filter means this rule.
    func isCalled(_ reference: String) -> Bool { id == reference || name == reference }
}

/// Which logs a rule is about; nil says nothing about that side.
public struct LogSource: Sendable, Hashable {
    public var category: String?
    public var product: String?
    public var service: String?

    public init(category: String? = nil, product: String? = nil, service: String? = nil) {
        self.category = category
        self.product = product
        self.service = service
    }

    /// Whether everything that this one demands is what `other` says: nothing demanded includes all.
    public func includes(_ other: LogSource) -> Bool {
        (category == nil || category == other.category) && (product == nil || product == other.product)
            && (service == nil || service == other.service)
    }

    /// `windows/process_creation/-`, for lists.
    public var text: String { [product, category, service].map { $0 ?? "-" }.joined(separator: "/") }
}

/// A Sigma rule as it was written, read and checked: one expression over field names of its author.
public struct SigmaRule: Sendable {
    public var about: RuleDescription
    public var logSource: LogSource
    /// Several conditions are alternatives.
    public var expression: Expression
}

/// A global filter: what is not to be reported of the rules it names.
public struct SigmaFilter: Sendable {
    public var about: RuleDescription
    public var logSource: LogSource
    /// Nil: of every rule of the log source.
    public var rules: [String]?
    public var expression: Expression

    func concerns(_ rule: SigmaRule) -> Bool {
        guard logSource.includes(rule.logSource) else { return false }
        return rules.map { $0.contains(where: rule.about.isCalled) } ?? true
    }
}
