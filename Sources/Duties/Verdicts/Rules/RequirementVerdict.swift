import Primitives

/// What people read instead of a verdict's three values: six words, never a number.
public enum VerdictDisplay: String, Sendable, Codable, CaseIterable {
    case confirmed
    case actionNeeded = "action-needed"
    case notYetConfirmed = "not-yet-confirmed"
    /// Last year's proof carries until this year's due day.
    case beforeDue = "before-due"
    /// Somebody confirmed, with a reason, that there is nothing here to do it on.
    case outOfScope = "out-of-scope"
    /// Its law is not in force yet: preparation.
    case notInForce = "not-in-force"

    /// The word in Japanese.
    public var word: String {
        switch self {
        case .confirmed: "確認できた"
        case .actionNeeded: "対応が必要"
        case .notYetConfirmed: "まだ確認できない"
        case .beforeDue: "期限前"
        case .outOfScope: "対象なし"
        case .notInForce: "施行前"
        }
    }

    /// The plain word for a verdict.
    public init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .met: .confirmed
            case .notMet: .actionNeeded
            case .undetermined: .notYetConfirmed
            }
    }
}

/// Whether one requirement is kept on a day: the verdict, why, what shows it and what to do next.
public struct RequirementVerdict: Sendable, Hashable {
    /// Whose verdict it is.
    public let requirement: RequirementID
    /// The requirement's title.
    public let title: String
    /// Met, not met or undetermined.
    public let verdict: Verdict
    /// The word that people read instead.
    public let display: VerdictDisplay
    /// Stable code of the reason: one of `VerdictReason`, or of the criterion's sheet.
    public let reasonCode: String
    /// Why, in one Japanese sentence; it may name a record.
    public internal(set) var reason: String
    /// The same, naming no record and quoting nobody: what everybody who sees verdicts may read.
    public let plainReason: String
    /// The subjects that fall short: not met first, then undetermined, then those that last year's proof
    /// carries.
    public internal(set) var subjects: [SubjectShortfall]
    /// Subjects that fall short and are not among `subjects`, because the reader may not see them.
    public internal(set) var unnamedCount = 0
    /// All subjects in scope; zero where a person answers.
    public let counts: SubjectCounts
    /// Whether registers hold what it speaks of: then no answer changes it.
    public let isFromRegisters: Bool
    /// What shows it, newest first.
    public internal(set) var evidence: [EvidenceFact]
    /// The day of the proof or of the finding; nil where there is none.
    public let since: Day?
    /// Who answered; nil where registers did.
    public internal(set) var answeredBy: String?
    /// The one next step; nil where nothing is to be done now.
    public internal(set) var nextStep: NextStep?
    /// The next step's sentence, naming no record.
    let plainNext: String
    /// The next day that matters: by when it has to be done, or until when it holds.
    public let due: Day?
}

/// One subject that falls short, with its own sentence.
public struct SubjectShortfall: Sendable, Hashable {
    /// The register whose record it is, or a kind of its own.
    public let register: String
    /// Stable identifier.
    public let id: String
    /// What people call it.
    public let label: String
    /// How it stands.
    public let state: Verdict
    /// Stable code of the reason.
    public let reasonCode: String
    /// Why, in Japanese.
    public let reason: String
    /// What to do next, in Japanese.
    public let next: String
    /// The day that matters next; nil where there is none.
    public let due: Day?
}

/// How many subjects stand how.
public struct SubjectCounts: Sendable, Hashable, Codable {
    /// Those in order.
    public var met = 0
    /// Those that fall short.
    public var notMet = 0
    /// Those of which it is not known.
    public var undetermined = 0

    /// Counts of subjects.
    public init(met: Int = 0, notMet: Int = 0, undetermined: Int = 0) {
        self.met = met
        self.notMet = notMet
        self.undetermined = undetermined
    }

    /// All subjects in scope.
    public var total: Int { met + notMet + undetermined }
}

/// The one thing to do next.
public struct NextStep: Sendable, Hashable {
    /// Japanese.
    public let sentence: String
    /// Whose it is.
    public let role: DutyRole
    /// About how long it takes.
    public let minutes: Int
}
