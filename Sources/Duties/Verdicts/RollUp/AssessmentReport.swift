import PolicyText
import Primitives

/// What `toride assess --json` prints: a documented, versioned shape whose order never changes.
public struct AssessmentReport: Sendable, Hashable, Codable {
    /// Of the shape, counted up when a field is renamed or removed.
    public static let currentVersion = 1

    /// `currentVersion` when it was made.
    public let version: Int
    /// The day for which is told what held.
    public let on: Day
    /// In the order of the document.
    public let clauses: [ClauseEntry]
    /// What law and guideline ask that no clause of the policy says, in the catalogue's order.
    public let unwritten: [RequirementEntry]
    /// Over all requirements.
    public let totals: Totals

    /// One clause.
    public struct ClauseEntry: Sendable, Hashable, Codable {
        /// The place in the document, as people cite it.
        public let path: String
        /// The number as the document shows it.
        public let number: String
        /// The heading; empty if there is none.
        public let heading: String
        /// Met, not met or undetermined.
        public let verdict: Verdict
        /// The word that people read instead.
        public let display: VerdictDisplay
        /// How many stand how.
        public let counts: DisplayCounts
        /// Those bound to the clause itself.
        public let requirements: [RequirementEntry]
    }

    /// One requirement.
    public struct RequirementEntry: Sendable, Hashable, Codable {
        /// Stable identifier.
        public let id: String
        /// The requirement's title.
        public let title: String
        /// Met, not met or undetermined.
        public let verdict: Verdict
        /// The word that people read instead.
        public let display: VerdictDisplay
        /// Stable code of the reason.
        public let reasonCode: String
        /// Why, in Japanese.
        public let reason: String
        /// The subjects that fall short, the most urgent first.
        public let subjects: [SubjectEntry]
        /// How many stand how.
        public let counts: SubjectCounts
        /// What shows it, newest first.
        public let evidence: [EvidenceFact]
        /// The day of the proof or of the finding.
        public let since: Day?
        /// The day that matters next; nil where there is none.
        public let due: Day?
        /// What to do next, in Japanese.
        public let next: String?
        /// Whose step it is, in Japanese.
        public let role: String?
        /// About how long the step takes.
        public let minutes: Int?
    }

    /// One subject that falls short.
    public struct SubjectEntry: Sendable, Hashable, Codable {
        /// The register whose record it is, or a kind of its own.
        public let register: String
        /// Stable identifier.
        public let id: String
        /// What people call it.
        public let label: String
        /// Met, not met or undetermined.
        public let verdict: Verdict
        /// Stable code of the reason.
        public let reasonCode: String
        /// Why, in Japanese.
        public let reason: String
        /// The day that matters next; nil where there is none.
        public let due: Day?
    }

    /// Over all requirements, each once.
    public struct Totals: Sendable, Hashable, Codable {
        /// How many requirements have a verdict.
        public let requirements: Int
        /// Those in order.
        public let met: Int
        /// Those that fall short.
        public let notMet: Int
        /// Those of which it is not known.
        public let undetermined: Int
        /// How many are shown with which word.
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
