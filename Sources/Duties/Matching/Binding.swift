import PolicyText

/// A clause of an adopted policy that says what a requirement asks.
public struct Binding: Sendable, Hashable {
    public let requirement: RequirementID
    public let clause: ClausePath
    public let strength: Strength
    /// How well the words fit, 0...100; 100 where a person decided.
    public let score: Int
    /// Which heading and which words made it, in Japanese.
    public let explanation: String

    /// How far a binding can be relied on.
    public enum Strength: String, Sendable, Hashable, Codable, CaseIterable {
        /// A person said so.
        case confirmed
        /// The words say so clearly enough to act on it.
        case bound
        /// It may be so; nothing rests on it until a person confirms it.
        case proposed
    }

    /// Whether verdicts may rest on it.
    public var counts: Bool { strength != .proposed }

    /// A binding as the matcher or a stored record gives it.
    public init(
        requirement: RequirementID, clause: ClausePath, strength: Strength, score: Int, explanation: String
    ) {
        self.requirement = requirement
        self.clause = clause
        self.strength = strength
        self.score = score
        self.explanation = explanation
    }
}

/// What the matcher found in one policy.
public struct MatchResult: Sendable, Equatable {
    /// In the order of the catalogue; for one requirement what counts first, then by falling score, then
    /// as in the text.
    public let bindings: [Binding]
    /// What the policy says and no requirement covers, in the order of the text.
    public let uncoveredClauses: [UncoveredClause]
    /// What law and guideline ask and the policy does not say, in the order of the catalogue.
    ///
    /// A requirement with mere proposals is unwritten too: nothing says yet that the policy has it.
    public let unwrittenRequirements: [RequirementID]

    /// The bindings of one requirement, best first.
    public func bindings(of requirement: RequirementID) -> [Binding] {
        bindings.filter { $0.requirement == requirement }
    }

    /// The bindings to one clause, in the order of the catalogue.
    public func bindings(to clause: ClausePath) -> [Binding] {
        bindings.filter { $0.clause == clause }
    }
}
