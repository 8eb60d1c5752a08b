/// The stable name of a requirement: `SEED-6(6)-b` for a row of the model policy, `LAW-…` for what law
/// asks.
///
/// Answers, evidence and verdicts are kept under it for years, so an id is never given a new meaning.
public struct RequirementID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Whether the requirement stands in a basic policy, or only in law and guideline.
    public var origin: Origin {
        rawValue.hasPrefix("LAW-") ? .law : .policy
    }

    /// Where a requirement comes from.
    public enum Origin: String, Sendable, Codable, CaseIterable {
        /// A sentence that a basic policy usually has.
        case policy
        /// Law or guideline ask for it although many a basic policy is silent.
        case law
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension RequirementID: ExpressibleByStringLiteral, CustomStringConvertible {
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    public var description: String { rawValue }
}
