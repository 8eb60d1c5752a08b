import PolicyText
import Primitives

/// What `toride assess --json` prints: a documented, versioned shape whose order never changes.
public struct AssessmentReport: Sendable, Hashable, Codable {
    /// Of the shape, counted up when a field is renamed or removed.
    public static let currentVersion = 1

    public let version: Int
    public let on: Day
    /// In the order of the document.
    public let clauses: [ClauseEntry]
    /// What law and guideline ask that no clause of the policy says, in the catalogue's order.
    public let unwritten: [RequirementEntry]
    public let totals: Totals

    /// One clause.
    public struct ClauseEntry: Sendable, Hashable, Codable {
        public let path: String
        public let number: String
        public let heading: String
        public let verdict: Verdict
        public let display: VerdictDisplay
        public let counts: DisplayCounts
        /// Those bound to the clause itself.
        public let requirements: [RequirementEntry]
    }

    /// One requirement.
    public struct RequirementEntry: Sendable, Hashable, Codable {
        public let id: String
        public let title: String
        public let verdict: Verdict
        public let display: VerdictDisplay
        public let reasonCode: String
        public let reason: String
        public let subjects: [SubjectEntry]
        public let counts: SubjectCounts
        public let evidence: [EvidenceFact]
        public let since: Day?
        public let due: Day?
        public let next: String?
        public let role: String?
        public let minutes: Int?
    }

    /// One subject that falls short.
    public struct SubjectEntry: Sendable, Hashable, Codable {
        public let register: String
        public let id: String
        public let label: String
        public let verdict: Verdict
        public let reasonCode: String
        public let reason: String
        public let due: Day?
    }

    /// Over all requirements, each once.
    public struct Totals: Sendable, Hashable, Codable {
        public let requirements: Int
        public let met: Int
        public let notMet: Int
        public let undetermined: Int
        public let displays: DisplayCounts
    }
}

extension AssessmentReport {
    /// The report of one assessment.
    public init(
        on day: Day, clauses: [ClauseVerdict], verdicts: [RequirementVerdict], written: Set<RequirementID>
    ) {
        let entries = Dictionary(
            verdicts.map { ($0.requirement, RequirementEntry($0)) }, uniquingKeysWith: { first, _ in first })
        version = Self.currentVersion
        on = day
        self.clauses = clauses.map { clause in
            ClauseEntry(
                path: clause.path.text, number: clause.number, heading: clause.heading,
                verdict: clause.rollUp.verdict, display: clause.rollUp.display, counts: clause.rollUp.counts,
                requirements: clause.requirements.compactMap { entries[$0] })
        }
        unwritten = verdicts.filter { !written.contains($0.requirement) }.map(RequirementEntry.init)
        totals = Totals(
            requirements: verdicts.count, met: verdicts.count { $0.verdict == .met },
            notMet: verdicts.count { $0.verdict == .notMet },
            undetermined: verdicts.count { $0.verdict == .undetermined },
            displays: RollUp(of: verdicts).counts)
    }
}

extension AssessmentReport.RequirementEntry {
    /// The entry for a verdict.
    public init(_ verdict: RequirementVerdict) {
        self.init(
            id: verdict.requirement.rawValue, title: verdict.title, verdict: verdict.verdict,
            display: verdict.display, reasonCode: verdict.reasonCode, reason: verdict.reason,
            subjects: verdict.subjects.map { subject in
                AssessmentReport.SubjectEntry(
                    register: subject.register, id: subject.id, label: subject.label, verdict: subject.state,
                    reasonCode: subject.reasonCode, reason: subject.reason, due: subject.due)
            },
            counts: verdict.counts, evidence: verdict.evidence, since: verdict.since, due: verdict.due,
            next: verdict.nextStep?.sentence, role: verdict.nextStep?.role.name,
            minutes: verdict.nextStep?.minutes)
    }
}
