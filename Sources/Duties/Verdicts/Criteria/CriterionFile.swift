import Primitives

/// One file of Content/criteria with the sheet of the same name beside it: the statement, and the words for
/// its reasons.
public struct CriterionFile: Sendable {
    /// `vacant-roles.sql`.
    public let name: String
    /// One SELECT over the criteria views, without the prelude that defines them.
    public let sql: String
    /// What is looked at, in Japanese.
    public let title: String
    /// The sentence where every subject is met; `{count}` is their number.
    public let metSentence: Template
    /// What no rows mean.
    public let empty: Empty
    /// The words for each reason code that the statement may return for a subject that falls short.
    public let reasons: [String: Reason]
    /// Requirements that people answer and that this criterion can refute: what a register knows to be wrong
    /// beats an answer.
    public let refutes: [RequirementID]
    /// Months that are added to the column `due`, because the portable subset has no calendar; usually 0.
    public let dueMonths: Int
    /// The criteria views that the statement reads, ascending.
    public let views: [String]
    /// The parameters that it names.
    public let parameters: Set<String>

    /// Whether people feed it with answers besides the registers: then its requirement needs a form to record
    /// them.
    public var isFedByAnswers: Bool { views.contains("answers") }

    /// What is said where nothing is in scope.
    public struct Empty: Sendable, Hashable {
        /// Undetermined unless the sheet declares otherwise.
        public let verdict: Verdict
        /// Why.
        public let sentence: String
        /// What to do next.
        public let next: String
    }

    /// The words for one reason code.
    public struct Reason: Sendable {
        /// Why the subject falls short.
        public let sentence: Template
        /// The one next step.
        public let next: Template
        /// Who takes it; nil for the role in charge of the requirement.
        public let role: DutyRole?
        /// About how many minutes it takes for one subject.
        public let minutes: Int
        /// Whether one act settles it for all subjects at once, in those minutes: a training, a call to read.
        public let isTogether: Bool
        /// What the subject counts as until the requirement's due day in the fiscal year; nil where there is
        /// no such time.
        ///
        /// `met` is for what last year's proof still carries, `undetermined` for what began this year.
        public let untilDue: Verdict?
    }
}
