/// How it is decided whether a requirement is kept: exactly one of the two.
public enum Criterion: Sendable, Hashable {
    /// The registers answer it.
    case statement(StatementCriterion)
    /// A person answers it, with evidence where it is asked for.
    case question(Question)

    /// The question that a person may answer: always, or only while the registers hold nothing in scope.
    public var asked: Question? {
        switch self {
        case .question(let question): question
        case .statement(let statement): statement.untilRegistered
        }
    }
}

/// A criterion in SQL over the criteria views, kept in Content/criteria.
public struct StatementCriterion: Sendable, Hashable {
    /// File name without folder, as `vacant-roles.sql`.
    public let file: String
    /// The sentence for each reason code that the statement can return; columns stand in braces:
    /// `{person}`.
    public let reasons: [String: String]
    /// What a person answers while the registers hold nothing in scope; nil where nobody is asked.
    ///
    /// An office that has answered for years loses nothing on the day when a register for it appears; from
    /// the first record on the register decides.
    public let untilRegistered: Question?
}

/// A criterion that a person answers with done or not done.
public struct Question: Sendable, Hashable {
    /// A Japanese question that can be answered with yes or no.
    public let text: String
    /// What to look at before answering.
    public let hint: String
    public let validity: Validity
    public let evidence: EvidenceNeed

    /// How long an answer holds.
    public enum Validity: Sendable, Hashable {
        /// Until the end of the fiscal year of the day it was done.
        case fiscalYear
        /// For so many days from the day it was done, 1...3660.
        case days(Int)
        /// Until what it speaks of changes; somebody has to say so.
        case untilChanged
    }

    /// Whether an answer needs a file to show it.
    public enum EvidenceNeed: String, Sendable, Hashable, Codable, CaseIterable {
        case required, optional, none
    }
}
