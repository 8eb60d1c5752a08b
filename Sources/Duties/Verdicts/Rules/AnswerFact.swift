import Primitives

/// What a person recorded for a requirement: a row of the register `answers` with its evidence beside it.
public struct AnswerFact: Sendable, Hashable {
    /// Identifier of the record; of two answers of one day the later recorded one, whose identifier is
    /// greater, holds.
    public let id: String
    /// What is answered.
    public let requirement: RequirementID
    /// Done, not done, or nothing to do it on.
    public let outcome: Outcome
    /// The day it was done, or on which it was looked at.
    public let doneOn: Day
    /// As the clerk limited it; nil leaves it to the question's validity, which it can shorten and never
    /// lengthen.
    public let validUntil: Day?
    /// The name of whoever answered; nil where it was not recorded.
    public let answeredBy: String?
    /// The unit for which it was answered; nil for the whole organization.
    public let unit: String?
    /// What was done, or why there is nothing to do; nil where nothing was written.
    public let reason: String?
    /// What shows it; nil where nothing was attached.
    public let evidence: EvidenceFact?

    /// What the answer says; the codes of the register's choice.
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        case done
        case notDone = "not-done"
        case notApplicable = "not-applicable"
    }

    /// An answer.
    public init(
        id: String, requirement: RequirementID, outcome: Outcome, doneOn: Day, validUntil: Day? = nil,
        answeredBy: String? = nil, unit: String? = nil, reason: String? = nil, evidence: EvidenceFact? = nil
    ) {
        self.id = id
        self.requirement = requirement
        self.outcome = outcome
        self.doneOn = doneOn
        self.validUntil = validUntil
        self.answeredBy = answeredBy
        self.unit = unit
        self.reason = reason
        self.evidence = evidence
    }
}

extension AnswerFact {
    /// The sentence of 対象なし: who found that there is nothing here, when and why.
    var nothingInScope: String {
        let why = reason.map { "（\($0)）" } ?? ""
        let who = answeredBy.map { "\($0)さんが、対象がないことを確かめています" } ?? "、対象がないと確かめられています"
        return "\(JapaneseEra.text(doneOn))に\(who)\(why)。"
    }
}

/// What shows that something was done: a row of the register `evidence`.
public struct EvidenceFact: Sendable, Hashable, Codable {
    /// Identifier of the record.
    public let id: String
    /// What the record is called.
    public let title: String
    /// SHA-256 of the file in hexadecimal; nil for paper.
    public let hash: String?

    /// A piece of evidence.
    public init(id: String, title: String, hash: String?) {
        self.id = id
        self.title = title
        self.hash = hash
    }
}

extension Question.Validity {
    /// The last day on which something done on `day` counts; nil where only a change ends it.
    public func lastDay(from day: Day) -> Day? {
        switch self {
        case .fiscalYear: FiscalYear(containing: day).lastDay
        case .days(let days): day.adding(days: days)
        case .untilChanged: nil
        }
    }

    /// Whether it is meant for what is done once a year.
    var isYearLong: Bool {
        switch self {
        case .fiscalYear: true
        case .days(let days): days >= 365
        case .untilChanged: false
        }
    }
}
