import PolicyText
import Primitives

/// What an assessment of the whole catalogue needs to know of an organization.
public struct AssessmentFacts: Sendable {
    /// The day for which is asked what held.
    public let on: Day
    /// Criterion file name → what it found; a file that is missing here could not be run.
    public let results: [String: CriterionResult]
    /// All answers, in any order.
    public let answers: [AnswerFact]
    /// The requirements to which a clause of the adopted policy is bound.
    public let written: Set<RequirementID>
    /// The units that each have to answer where nobody answers for the whole; may be empty.
    public let answeringUnits: Set<String>

    /// The facts of one assessment.
    public init(
        on: Day, results: [String: CriterionResult], answers: [AnswerFact], written: Set<RequirementID>,
        answeringUnits: Set<String> = []
    ) {
        self.on = on
        self.results = results
        self.answers = answers
        self.written = written
        self.answeringUnits = answeringUnits
    }
}

/// The verdicts on all requirements of a catalogue.
public enum Assessment {
    /// All verdicts in the catalogue's order; requirements that only inform have none.
    public static func verdicts(
        _ catalogue: Catalogue, _ library: CriterionLibrary, facts: AssessmentFacts
    ) -> [RequirementVerdict] {
        let answers = Dictionary(grouping: facts.answers, by: \.requirement)
        var made: [RequirementID: RequirementVerdict] = [:]
        for requirement in catalogue.requirements where requirement.isJudged {
            let own = requirementFacts(requirement, library, facts, answers[requirement.id] ?? [])
            made[requirement.id] = VerdictRules.verdict(of: requirement, facts: own, on: facts.on)
        }
        for requirement in catalogue.requirements where !requirement.pointsTo.isEmpty {
            made[requirement.id] = VerdictRules.pointed(
                requirement, to: requirement.pointsTo.compactMap { made[$0] })
        }
        return catalogue.requirements.compactMap { made[$0.id] }
    }

    /// What the verdict on one requirement depends on.
    static func requirementFacts(
        _ requirement: Requirement, _ library: CriterionLibrary, _ facts: AssessmentFacts,
        _ answers: [AnswerFact]
    ) -> RequirementFacts {
        let statement = library.statement(of: requirement)
        return RequirementFacts(
            isWritten: facts.written.contains(requirement.id), answers: answers,
            statement: statement.map { CriterionOutcome($0, facts.results[$0.name]) },
            refuting: library.refuting(requirement.id).map { CriterionOutcome($0, facts.results[$0.name]) },
            answeringUnits: facts.answeringUnits)
    }
}

/// What Home opens on: the requirements that have something to do, by day.
public struct DutyList: Sendable, Hashable {
    /// Past their day or falling short without one; the longest wait first.
    public let late: [RequirementVerdict]
    /// Due on the day itself.
    public let today: [RequirementVerdict]
    /// Due within the horizon, the nearest first.
    public let coming: [RequirementVerdict]

    /// Sorts the verdicts of a day.
    ///
    /// - Parameter horizonDays: how far `coming` looks ahead, 1 or more.
    public init(_ verdicts: [RequirementVerdict], on day: Day, horizonDays: Int) {
        var (late, today, coming): ([RequirementVerdict], [RequirementVerdict], [RequirementVerdict]) = (
            [], [], []
        )
        for verdict in verdicts where verdict.display != .outOfScope {
            guard let due = verdict.due else {
                if verdict.verdict == .notMet { late.append(verdict) }
                continue
            }
            switch Standing(due: due, on: day) {
            case .late: if verdict.verdict != .met { late.append(verdict) }
            case .today: today.append(verdict)
            case .coming(let days): if days <= horizonDays { coming.append(verdict) }
            }
        }
        func earlier(_ left: RequirementVerdict, _ right: RequirementVerdict) -> Bool {
            let (first, second) = (left.due ?? day, right.due ?? day)
            return first == second ? left.requirement < right.requirement : first < second
        }
        self.late = late.sorted(by: earlier)
        self.today = today.sorted(by: earlier)
        self.coming = coming.sorted(by: earlier)
    }
}
