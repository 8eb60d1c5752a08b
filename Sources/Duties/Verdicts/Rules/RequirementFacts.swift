import Primitives

/// Everything that the verdict on one requirement depends on, besides the day.
public struct RequirementFacts: Sendable {
    /// Whether a clause of the adopted policy is bound to it.
    public let isWritten: Bool
    /// All answers recorded for it, in any order; those of later days than the verdict's are left out of
    /// account.
    public let answers: [AnswerFact]
    /// What the criterion in SQL found; nil where a person answers.
    public let statement: CriterionOutcome?
    /// What the criteria found that can refute an answer.
    public let refuting: [CriterionOutcome]
    /// The units that each have to answer where nobody answers for the whole organization; may be empty.
    public let answeringUnits: Set<String>

    /// The facts of one requirement.
    public init(
        isWritten: Bool, answers: [AnswerFact] = [], statement: CriterionOutcome? = nil,
        refuting: [CriterionOutcome] = [], answeringUnits: Set<String> = []
    ) {
        self.isWritten = isWritten
        self.answers = answers
        self.statement = statement
        self.refuting = refuting
        self.answeringUnits = answeringUnits
    }
}

/// A criterion and what it found.
public struct CriterionOutcome: Sendable {
    /// The criterion.
    public let file: CriterionFile
    /// Nil where the statement could not be run: then nothing is known.
    public let result: CriterionResult?

    /// A criterion with its result.
    public init(_ file: CriterionFile, _ result: CriterionResult?) {
        self.file = file
        self.result = result
    }
}

/// The codes of reasons that no criterion's sheet has: those of answers, and of what could not be asked.
public enum VerdictReason: String, Sendable, CaseIterable {
    case answered
    case carriedByLastYear = "carried-by-last-year"
    case expired
    case yearMissed = "year-missed"
    case answeredNo = "answered-no"
    case unanswered
    case evidenceMissing = "evidence-missing"
    case unitsMissing = "units-missing"
    case notApplicable = "not-applicable"
    case notApplicableWithoutReason = "not-applicable-without-reason"
    case notApplicableExpired = "not-applicable-expired"
    case allInOrder = "all-in-order"
    case nothingInScope = "nothing-in-scope"
    case notEvaluated = "not-evaluated"
    case pointed
    case nothingJudged = "nothing-judged"
}
