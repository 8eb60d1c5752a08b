import Primitives

/// One thing that an organization has to do, as the catalogue in Content/requirements declares it.
///
/// All texts are Japanese. A requirement says nothing about a particular organization: what its policy
/// says about it is a `Binding`, whether it is kept is a verdict.
public struct Requirement: Sendable, Hashable, Identifiable {
    public let id: RequirementID
    /// A short noun phrase, at most 40 characters.
    public let title: String
    /// What is to be done.
    public let action: String
    /// What is to be recorded while doing it.
    public let record: String
    /// What shows an auditor that it was done.
    public let proof: String
    /// Who answers for it. Whoever holds that role in the organization is asked.
    public let role: DutyRole
    /// Whom it binds or reaches, never empty.
    public let audience: [Audience]
    /// When it falls due, never empty.
    public let schedule: [Occasion]
    /// Honest estimate of the clerk's work each time it falls due, in minutes, 1...960.
    public let minutesOfWork: Int
    public let crosswalk: Crosswalk
    /// The laws that ask for it; empty where only the policy itself does.
    public let law: [LegalBasis]
    /// The edition of the guideline that the entry was written against, as `R8.3`.
    public let edition: String
    /// The day from which this wording of the entry holds.
    public let validFrom: Day
    /// False for entries that only inform (preface) or only point to another entry; they never get a
    /// verdict.
    public let isJudged: Bool
    /// The entries whose verdicts stand for this one (6(5)-c only points to those of 6(6)); usually empty.
    public let pointsTo: [RequirementID]
    /// How it is decided whether it is kept; nil exactly where `isJudged` is false.
    public let criterion: Criterion?
    /// The words by which a policy's clause is known to say this; any one of them is enough.
    public let matchHints: [MatchHint]
}

extension Requirement {
    /// The first day on which law itself asks for it; nil where law never does.
    public var lawInForceFrom: Day? {
        law.map(\.inForceFrom).min()
    }

    /// Whether it is owed on a day; if not, it reads as preparation.
    ///
    /// What an adopted policy says is owed because the organization said so, whatever the law's date.
    ///
    /// - Parameter isWritten: whether a clause of the adopted policy is bound to it.
    public func isInForce(on day: Day, isWritten: Bool) -> Bool {
        if isWritten { return true }
        guard let start = lawInForceFrom else { return false }
        return start <= day
    }
}

/// A law that asks for a requirement, and since when.
public struct LegalBasis: Sendable, Hashable {
    /// The law and its article in the usual Japanese short form.
    public let citation: String
    /// First day in force.
    public let inForceFrom: Day
}
