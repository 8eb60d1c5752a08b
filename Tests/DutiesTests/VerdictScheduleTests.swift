import Primitives
import Testing

@testable import Duties

@Suite struct `A schedule` {
    struct Row: Sendable, CustomTestStringConvertible {
        let occasions: String
        let proof: String?
        let on: String
        let due: String?
        var testDescription: String { "\(occasions), proof \(proof ?? "none"), on \(on)" }
    }

    static let rows: [Row] = [
        Row(occasions: "yearly-6", proof: nil, on: "2026-04-01", due: "2026-06-30"),
        Row(occasions: "yearly-6", proof: nil, on: "2026-07-01", due: "2026-06-30"),
        Row(occasions: "yearly-6", proof: "2026-04-01", on: "2026-04-01", due: "2027-06-30"),
        Row(occasions: "yearly-6", proof: "2027-03-31", on: "2027-04-01", due: "2027-06-30"),
        Row(occasions: "yearly-3", proof: "2026-04-01", on: "2026-04-01", due: "2028-03-31"),
        Row(occasions: "yearly-2", proof: "2027-02-01", on: "2027-04-01", due: "2028-02-29"),
        Row(occasions: "yearly-6 yearly-12", proof: nil, on: "2026-07-01", due: "2026-12-31"),
        Row(occasions: "yearly-6 yearly-12", proof: "2026-06-30", on: "2026-07-01", due: "2026-12-31"),
        Row(occasions: "yearly-12 yearly-6", proof: "2026-07-01", on: "2026-07-01", due: "2027-06-30"),
        Row(occasions: "yearly-3 yearly-4", proof: "2026-04-30", on: "2026-05-01", due: "2027-03-31"),
        Row(occasions: "monthly", proof: "2026-01-31", on: "2026-02-01", due: "2026-02-28"),
        Row(occasions: "monthly", proof: "2028-01-05", on: "2028-02-01", due: "2028-02-29"),
        Row(occasions: "monthly", proof: "2026-12-31", on: "2026-12-31", due: "2027-01-31"),
        Row(occasions: "quarterly", proof: "2026-04-01", on: "2026-04-01", due: "2026-09-30"),
        Row(occasions: "quarterly", proof: "2026-12-31", on: "2027-01-01", due: "2027-03-31"),
        Row(occasions: "weekly", proof: "2026-12-28", on: "2026-12-29", due: "2027-01-04"),
        Row(occasions: "daily monthly", proof: "2026-12-28", on: "2026-12-29", due: "2026-12-29"),
        Row(occasions: "monthly", proof: nil, on: "2026-04-01", due: nil),
        Row(occasions: "on-change at-end continuous", proof: "2026-04-01", on: "2026-04-01", due: nil),
    ]

    @Test(arguments: rows)
    func `tells the next due day from the last proof`(_ row: Row) throws {
        let occasions = try row.occasions.split(separator: " ").map {
            try #require(Occasion(rawValue: String($0)))
        }
        let proof = try row.proof.map { try VerdictSamples.day($0) }
        let due = Schedule(occasions).due(afterProof: proof, on: try VerdictSamples.day(row.on))
        #expect(due?.iso == row.due)
    }

    @Test(arguments: [
        ("2026-05-31", Standing.late(days: 1)), ("2026-06-01", .today), ("2026-06-11", .coming(days: 10)),
    ])
    func `a due day is late, today or coming`(_ due: String, _ standing: Standing) throws {
        let on = try VerdictSamples.day("2026-06-01")
        #expect(Standing(due: try VerdictSamples.day(due), on: on) == standing)
    }

    @Test func `the list of Home has what is late, due today and coming, and leaves done work out`() throws {
        let on = try VerdictSamples.day("2026-06-30")
        func verdict(_ answers: [AnswerFact], _ schedule: String = "yearly-6") throws -> RequirementVerdict {
            let requirement = try VerdictSamples.requirement(schedule: schedule)
            return try #require(
                VerdictRules.verdict(
                    of: requirement, facts: RequirementFacts(isWritten: true, answers: answers), on: on))
        }
        let list = DutyList(
            [
                try verdict([]), try verdict([try VerdictSamples.answer(.done, "2026-04-01")]),
                try verdict([], "yearly-5"), try verdict([], "yearly-9"), try verdict([], "yearly-7"),
                try verdict([try VerdictSamples.answer(.notDone, "2026-04-01")], "on-change"),
            ], on: on, horizonDays: 40)
        #expect(list.today.map { $0.due?.iso } == ["2026-06-30"])
        #expect(list.late.map { $0.due?.iso } == ["2026-05-31", nil])
        #expect(list.coming.map { $0.due?.iso } == ["2026-07-31"])
    }
}
