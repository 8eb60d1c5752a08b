import Primitives
import Testing

@testable import Duties

/// What a person's answers come to, day by day.
@Suite struct `A verdict from answers` {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var schedule = "yearly-6"
        var validity = "fiscal-year"
        var evidence = "optional"
        var answers: [(AnswerFact.Outcome, String, String?)] = []
        let on: String
        let display: VerdictDisplay
        let reason: VerdictReason
        var due: String?
    }

    static let rows: [Row] = [
        Row(
            testDescription: "nothing recorded", on: "2026-05-01", display: .notYetConfirmed,
            reason: .unanswered,
            due: "2026-06-30"),
        Row(
            testDescription: "nothing recorded, past the due day", on: "2026-08-01",
            display: .notYetConfirmed,
            reason: .unanswered, due: "2026-06-30"),
        Row(
            testDescription: "done this year", answers: [(.done, "2026-04-01", nil)], on: "2027-03-31",
            display: .confirmed, reason: .answered, due: "2027-03-31"),
        Row(
            testDescription: "last year's on 4/1", answers: [(.done, "2026-04-01", nil)], on: "2027-04-01",
            display: .beforeDue, reason: .carriedByLastYear, due: "2027-06-30"),
        Row(
            testDescription: "last year's on the due day", answers: [(.done, "2027-03-31", nil)],
            on: "2027-06-30",
            display: .beforeDue, reason: .carriedByLastYear, due: "2027-06-30"),
        Row(
            testDescription: "last year's on the day after", answers: [(.done, "2027-03-31", nil)],
            on: "2027-07-01",
            display: .actionNeeded, reason: .yearMissed, due: "2027-06-30"),
        Row(
            testDescription: "the year before last on 4/1", answers: [(.done, "2025-05-01", nil)],
            on: "2027-04-01",
            display: .actionNeeded, reason: .yearMissed, due: "2026-06-30"),
        Row(
            testDescription: "a due month in the next calendar year", schedule: "yearly-2",
            answers: [(.done, "2026-02-10", nil)], on: "2027-02-28", display: .beforeDue,
            reason: .carriedByLastYear,
            due: "2027-02-28"),
        Row(
            testDescription: "a leap February", schedule: "yearly-2", answers: [(.done, "2027-02-10", nil)],
            on: "2028-02-29", display: .beforeDue, reason: .carriedByLastYear, due: "2028-02-29"),
        Row(
            testDescription: "fiscal year without a due month ends on 3/31", schedule: "on-transfer",
            answers: [(.done, "2026-05-01", nil)], on: "2027-04-01", display: .actionNeeded, reason: .expired,
            due: "2027-03-31"),
        Row(
            testDescription: "a shorter term holds", answers: [(.done, "2026-04-01", "2026-09-30")],
            on: "2026-10-01", display: .actionNeeded, reason: .expired, due: "2026-09-30"),
        Row(
            testDescription: "its last day counts", answers: [(.done, "2026-04-01", "2026-09-30")],
            on: "2026-09-30", display: .confirmed, reason: .answered, due: "2026-09-30"),
        Row(
            testDescription: "a longer term does not lengthen the rule",
            answers: [(.done, "2026-04-01", "2099-12-31")],
            on: "2027-07-01", display: .actionNeeded, reason: .yearMissed, due: "2027-06-30"),
        Row(
            testDescription: "31 days, the last", schedule: "monthly", validity: "31-days",
            answers: [(.done, "2026-01-31", nil)], on: "2026-03-03", display: .confirmed, reason: .answered,
            due: "2026-03-03"),
        Row(
            testDescription: "31 days, one more", schedule: "monthly", validity: "31-days",
            answers: [(.done, "2026-01-31", nil)], on: "2026-03-04", display: .actionNeeded, reason: .expired,
            due: "2026-03-03"),
        Row(
            testDescription: "365 days of a yearly duty carry to the due day as well", validity: "365-days",
            answers: [(.done, "2026-05-01", nil)], on: "2027-06-30", display: .beforeDue,
            reason: .carriedByLastYear, due: "2027-06-30"),
        Row(
            testDescription: "365 days that reach beyond the due day hold to their end", validity: "365-days",
            answers: [(.done, "2027-03-31", nil)], on: "2028-03-30", display: .confirmed, reason: .answered,
            due: "2028-03-30"),
        Row(
            testDescription: "and no longer", validity: "365-days", answers: [(.done, "2027-03-31", nil)],
            on: "2028-03-31", display: .actionNeeded, reason: .yearMissed, due: "2027-06-30"),
        Row(
            testDescription: "until changed", schedule: "on-change", validity: "until-changed",
            answers: [(.done, "2020-01-01", nil)], on: "2036-01-01", display: .confirmed, reason: .answered),
        Row(
            testDescription: "until changed, with a term", schedule: "on-change", validity: "until-changed",
            answers: [(.done, "2020-01-01", "2021-01-01")], on: "2036-01-01", display: .actionNeeded,
            reason: .expired, due: "2021-01-01"),
        Row(
            testDescription: "a newer no",
            answers: [(.done, "2026-04-01", nil), (.notDone, "2026-05-01", nil)],
            on: "2026-05-01", display: .actionNeeded, reason: .answeredNo, due: "2026-06-30"),
        Row(
            testDescription: "the no of tomorrow is not known",
            answers: [(.done, "2026-04-01", nil), (.notDone, "2026-05-02", nil)], on: "2026-05-01",
            display: .confirmed, reason: .answered, due: "2027-03-31"),
        Row(
            testDescription: "an older no",
            answers: [(.notDone, "2026-04-01", nil), (.done, "2026-05-01", nil)],
            on: "2026-05-01", display: .confirmed, reason: .answered, due: "2027-03-31"),
        Row(
            testDescription: "of one day the later recorded holds",
            answers: [(.notDone, "2026-04-01", nil), (.done, "2026-04-01", nil)], on: "2026-05-01",
            display: .confirmed, reason: .answered, due: "2027-03-31"),
        Row(
            testDescription: "evidence is needed and missing", evidence: "required",
            answers: [(.done, "2026-04-01", nil)], on: "2026-05-01", display: .notYetConfirmed,
            reason: .evidenceMissing, due: "2026-06-30"),
        Row(
            testDescription: "nothing to do it on, without a reason",
            answers: [(.notApplicable, "2026-04-01", nil)],
            on: "2026-05-01", display: .notYetConfirmed, reason: .notApplicableWithoutReason,
            due: "2026-06-30"),
    ]

    @Test(arguments: rows)
    func `follows validity, due days and the newest answer`(_ row: Row) throws {
        let requirement = try VerdictSamples.requirement(
            schedule: row.schedule, validity: row.validity, evidence: row.evidence)
        let answers = try row.answers.enumerated().map { index, answer in
            try VerdictSamples.answer(answer.0, answer.1, id: "\(index)", until: answer.2)
        }
        let on = try VerdictSamples.day(row.on)
        let verdict = try #require(
            VerdictRules.verdict(
                of: requirement, facts: RequirementFacts(isWritten: true, answers: answers), on: on))
        #expect(verdict.display == row.display, "\(verdict.reason)")
        #expect(verdict.reasonCode == row.reason.rawValue)
        #expect(verdict.due?.iso == row.due)
        #expect((verdict.nextStep == nil) == (verdict.display == .confirmed))
        #expect(verdict.reason.hasSuffix("。"))
    }

    @Test func `nothing to do it on, with a reason, is shown as such and goes stale with the year`() throws {
        let requirement = try VerdictSamples.requirement()
        let facts = RequirementFacts(
            isWritten: true,
            answers: [try VerdictSamples.answer(.notApplicable, "2026-04-10", reason: "委託がない")])
        func verdict(_ day: String) throws -> RequirementVerdict {
            try #require(VerdictRules.verdict(of: requirement, facts: facts, on: try VerdictSamples.day(day)))
        }
        let held = try verdict("2027-03-31")
        #expect(held.display == .outOfScope && held.verdict == .met && held.answeredBy == "青木")
        #expect(held.reason.contains("委託がない") && held.reason.contains("令和8年4月10日"))
        #expect(try verdict("2027-06-30").display == .outOfScope)
        let stale = try verdict("2027-07-01")
        #expect(stale.verdict == .undetermined && stale.reasonCode == "not-applicable-expired")
    }

    @Test func `a second answer without evidence does not take the first proof away`() throws {
        let requirement = try VerdictSamples.requirement(evidence: "required")
        let answers = [
            try VerdictSamples.answer(.done, "2026-04-10", id: "1", evidence: true),
            try VerdictSamples.answer(.done, "2026-05-10", id: "2"),
        ]
        let facts = RequirementFacts(isWritten: true, answers: answers)
        let kept = VerdictRules.verdict(
            of: requirement, facts: facts, on: try VerdictSamples.day("2026-06-01"))
        #expect(kept?.display == .confirmed && kept?.since?.iso == "2026-04-10")
        let later = VerdictRules.verdict(
            of: requirement, facts: facts, on: try VerdictSamples.day("2027-07-01"))
        #expect(later?.verdict == .undetermined && later?.reasonCode == "evidence-missing")
    }

    @Test func `answers of some sections prove nothing for the rest`() throws {
        let requirement = try VerdictSamples.requirement()
        let on = try VerdictSamples.day("2026-06-01")
        let first = try VerdictSamples.answer(.done, "2026-05-01", unit: "u1")
        let second = try VerdictSamples.answer(.done, "2026-05-20", id: "2", unit: "u2")
        let refusal = try VerdictSamples.answer(.notDone, "2026-05-25", id: "3", unit: "u2")
        func code(_ answers: [AnswerFact], _ units: Set<String>) -> String? {
            let facts = RequirementFacts(isWritten: true, answers: answers, answeringUnits: units)
            return VerdictRules.verdict(of: requirement, facts: facts, on: on)?.reasonCode
        }
        #expect(code([first], []) == "units-missing")
        #expect(code([first], ["u1", "u2"]) == "units-missing")
        #expect(code([first, second], ["u1", "u2"]) == "answered")
        #expect(code([first, second, refusal], ["u1", "u2"]) == "answered-no")
        let whole = try VerdictSamples.answer(.done, "2026-05-22", id: "4")
        #expect(code([whole, second, refusal], ["u1", "u2"]) == "answered-no", "the newer knowledge")
        let newest = try VerdictSamples.answer(.done, "2026-05-30", id: "5")
        #expect(code([newest, second, refusal], ["u1", "u2"]) == "answered")
    }

    @Test func `before its law a duty is prepared and cannot be broken`() throws {
        let requirement = try VerdictSamples.requirement(law: "2027-07-01")
        let no = [try VerdictSamples.answer(.notDone, "2026-05-01")]
        func verdict(_ day: String, isWritten: Bool) throws -> RequirementVerdict {
            let facts = RequirementFacts(isWritten: isWritten, answers: no)
            return try #require(
                VerdictRules.verdict(of: requirement, facts: facts, on: try VerdictSamples.day(day)))
        }
        let before = try verdict("2027-06-30", isWritten: false)
        #expect(before.display == .notInForce && before.verdict == .undetermined)
        #expect(before.reason.contains("令和9年7月1日") && before.due?.iso == "2027-07-01")
        #expect(try verdict("2027-07-01", isWritten: false).verdict == .notMet)
        #expect(try verdict("2027-06-30", isWritten: true).verdict == .notMet, "the policy says it")
    }
}
