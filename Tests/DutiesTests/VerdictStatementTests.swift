import Primitives
import Testing

@testable import Duties

/// What the rows of a criterion come to.
@Suite struct `A verdict from findings` {
    let requirement: Requirement
    let library: CriterionLibrary

    init() throws {
        let catalogue = try VerdictSamples.catalogue(criterion: "{sql: a.sql, reasons: {}}")
        requirement = try #require(catalogue["SEED-7"])
        library = try VerdictSamples.library("a.sql", from: "people")
    }

    private func verdict(
        _ findings: [SubjectFinding]?, answers: [AnswerFact] = [], on: String = "2026-05-01"
    ) throws -> RequirementVerdict {
        try #require(
            VerdictRules.verdict(
                of: requirement, findings: findings, file: library["a.sql"], answers: answers,
                on: try VerdictSamples.day(on)))
    }

    @Test func `all met is confirmed, with the number and the earliest day`() throws {
        let all = try verdict([
            VerdictSamples.finding("1", .met, "ok", due: "2027-03-31"),
            VerdictSamples.finding("2", .met, "ok", due: "2026-08-01"),
        ])
        #expect(all.display == .confirmed && all.counts.met == 2 && all.subjects.isEmpty)
        #expect(all.reason == "2件すべて。" && all.due?.iso == "2026-08-01" && all.nextStep == nil)
    }

    @Test func `one that falls short decides, is named first, and its next step is given`() throws {
        let some = try verdict([
            VerdictSamples.finding("1", .met, "ok"),
            VerdictSamples.finding("2", .undetermined, "open"),
            VerdictSamples.finding("4", .notMet, "bad", due: "2026-04-20", detail: "2026-04-20"),
            VerdictSamples.finding("3", .notMet, "bad", due: "2026-04-10", detail: "2026-04-10"),
        ])
        #expect(some.verdict == .notMet && some.display == .actionNeeded && some.reasonCode == "bad")
        #expect(some.counts == SubjectCounts(met: 1, notMet: 2, undetermined: 1))
        #expect(some.subjects.map(\.id) == ["3", "4", "2"])
        #expect(some.reason == "「名3」は令和8年4月10日に切れました。（ほか1件）" && some.due?.iso == "2026-04-10")
        #expect(some.nextStep == NextStep(sentence: "直す。", role: .chiefSecurityManager, minutes: 10))
    }

    @Test func `what is unknown is never a pass`() throws {
        let open = try verdict([
            VerdictSamples.finding("1", .met, "ok"), VerdictSamples.finding("2", .undetermined, "open"),
        ])
        #expect(open.display == .notYetConfirmed && open.nextStep?.role == .auditor)
        #expect(try verdict([]).verdict == .undetermined)
        #expect(try verdict([]).reason == "登録がありません。")
        #expect(try verdict(nil).reasonCode == "not-evaluated")
        let unknownCode = try verdict([VerdictSamples.finding("1", .notMet, "nobody-wrote-this")])
        #expect(unknownCode.verdict == .notMet && unknownCode.reason.contains("nobody-wrote-this"))
    }

    @Test(arguments: [
        ("old", "2026-06-30", VerdictDisplay.beforeDue), ("old", "2026-07-01", .actionNeeded),
        ("new", "2026-06-30", .notYetConfirmed), ("new", "2026-07-01", .actionNeeded),
    ])
    func `a reason may stand differently until the due day`(
        _ reason: String, _ on: String, _ display: VerdictDisplay
    ) throws {
        let some = try verdict([VerdictSamples.finding("1", .notMet, reason)], on: on)
        #expect(some.display == display && some.due?.iso == "2026-06-30")
        #expect(some.nextStep != nil)
    }

    @Test func `nobody can say that there is nothing where a register holds something`() throws {
        let nothing = [try VerdictSamples.answer(.notApplicable, "2026-04-10", reason: "委託がない")]
        #expect(try verdict([], answers: nothing).display == .outOfScope)
        #expect(try verdict([], answers: nothing, on: "2026-04-09").display == .notYetConfirmed)
        let held = try verdict([VerdictSamples.finding("1", .notMet, "bad")], answers: nothing)
        #expect(held.display == .actionNeeded)
    }

    @Test func `what a register knows to be wrong beats an answer, and what it does not know does not`()
        throws
    {
        let asked = try VerdictSamples.requirement()
        let file = try #require(library["a.sql"])
        let yes = [try VerdictSamples.answer(.done, "2026-04-10")]
        func display(_ findings: [SubjectFinding]) throws -> VerdictDisplay? {
            let outcome = CriterionOutcome(file, CriterionResult(findings: findings))
            let facts = RequirementFacts(isWritten: true, answers: yes, refuting: [outcome])
            return VerdictRules.verdict(of: asked, facts: facts, on: try VerdictSamples.day("2026-05-01"))?
                .display
        }
        #expect(try display([VerdictSamples.finding("1", .notMet, "bad")]) == .actionNeeded)
        #expect(try display([VerdictSamples.finding("1", .undetermined, "open")]) == .confirmed)
        #expect(try display([]) == .confirmed)
    }

    @Test func `answers count until the registers hold something, and no longer`() throws {
        let asked = "{sql: a.sql, reasons: {}, until-registered: \(VerdictSamples.question("fiscal-year"))}"
        let catalogue = try VerdictSamples.catalogue(criterion: asked)
        let requirement = try #require(catalogue["SEED-7"])
        let yes = [try VerdictSamples.answer(.done, "2026-04-10")]
        func verdict(_ findings: [SubjectFinding], _ answers: [AnswerFact]) throws -> RequirementVerdict {
            try #require(
                VerdictRules.verdict(
                    of: requirement, findings: findings, file: library["a.sql"], answers: answers,
                    on: try VerdictSamples.day("2026-05-01")))
        }
        #expect(try verdict([], yes).display == .confirmed)
        #expect(try verdict([], yes).isFromRegisters == false)
        #expect(try verdict([], [VerdictSamples.answer(.notDone, "2026-04-10")]).display == .actionNeeded)
        let nothing = try verdict([], [])
        #expect(nothing.display == .notYetConfirmed && nothing.reason == "登録がありません。")
        let future = try verdict([], [VerdictSamples.answer(.done, "2026-05-02")])
        #expect(future.reasonCode == "nothing-in-scope", "nobody knew of it on the day")
        let registered = try verdict([VerdictSamples.finding("1", .notMet, "bad")], yes)
        #expect(registered.display == .actionNeeded && registered.isFromRegisters)
    }

    @Test func `what one register knows to be wrong beats what another found in order`() throws {
        let file = try #require(library["a.sql"])
        let other = try #require(VerdictSamples.library("b.sql", from: "sites")["b.sql"])
        func verdict(_ own: [SubjectFinding], _ against: [SubjectFinding]) throws -> RequirementVerdict? {
            let facts = RequirementFacts(
                isWritten: true, statement: CriterionOutcome(file, CriterionResult(findings: own)),
                refuting: [CriterionOutcome(other, CriterionResult(findings: against))])
            return VerdictRules.verdict(
                of: requirement, facts: facts, on: try VerdictSamples.day("2026-05-01"))
        }
        let met = try VerdictSamples.finding("1", .met, "ok")
        let bad = try VerdictSamples.finding("2", .notMet, "bad")
        let open = try VerdictSamples.finding("3", .undetermined, "open")
        #expect(try verdict([met], [bad])?.display == .actionNeeded)
        #expect(try verdict([met], [bad])?.subjects.map(\.id) == ["2"])
        #expect(try verdict([met], [open])?.display == .confirmed)
        let both = try #require(try verdict([met, bad, open], [bad]))
        #expect(both.subjects.map(\.id) == ["2", "3"], "the same subject is named once")
        #expect(both.counts == SubjectCounts(met: 1, notMet: 1, undetermined: 1))
    }

    @Test func `a row that breaks its promise is refused`() {
        let good = ["people", "1", "甲", "met", "ok", nil, nil, "2026-04-01"]
        #expect(throws: Never.self) { try SubjectFinding(row: good) }
        #expect(throws: CriterionRowError.wrongNumberOfColumns(7)) {
            try SubjectFinding(row: good.dropLast())
        }
        #expect(throws: CriterionRowError.unknownState("ok")) {
            try SubjectFinding(row: ["people", "1", "甲", "ok", "ok", nil, nil, nil])
        }
        #expect(throws: CriterionRowError.missingColumn("reason")) {
            try SubjectFinding(row: ["people", "1", "甲", "met", nil, nil, nil, nil])
        }
        #expect(throws: CriterionRowError.unreadableDay("令和")) {
            try SubjectFinding(row: ["people", "1", "甲", "met", "ok", nil, nil, "令和"])
        }
    }
}

/// Files of Content/criteria that must be refused.
@Suite struct `A criterion file` {
    static let departures: [(String, String)] = [
        ("WITH x AS (SELECT 1) SELECT 1 FROM x ORDER BY 1", "WITH"), ("SELECT a FROM b", "ORDER BY"),
        ("SELECT a FROM b WHERE a LIKE 'x' ORDER BY a", "like"), ("SELECT a || b FROM c ORDER BY a", "||"),
        ("SELECT date(a) FROM b ORDER BY a", "date"), ("SELECT a->>'b' FROM c ORDER BY a", "JSON"),
        ("SELECT string_agg(a, ',') FROM b ORDER BY 1", "string_agg"),
        ("SELECT a FROM b ORDER BY a; SELECT 1", ";"),
        ("DELETE FROM b ORDER BY a", "delete"), ("SELECT \"a\" FROM b ORDER BY a", "\""),
        ("SELECT a FROM b WHERE a < :today ORDER BY a", ":today"), ("SELECT 名 FROM b ORDER BY 1", "日本語"),
        ("SELECT a FROM b WHERE a = ? ORDER BY a", "?"), ("SELECT a FROM b ORDER BY a LIMIT 1", "limit"),
    ]

    @Test(arguments: departures)
    func `outside the portable subset is refused in words`(_ sql: String, _ word: String) {
        let departures = StatementScan(sql).departures
        #expect(departures.contains { $0.contains(word) }, "\(departures)")
    }

    @Test func `inside it is read for its views and days`() {
        let sql = """
            SELECT a.id, 'like; || "' AS x -- with a comment: LIKE
            FROM people a LEFT JOIN (SELECT b.id FROM sites b WHERE b.x < :year_start) c ON c.id = a.id
            WHERE a.y <= :on ORDER BY a.id
            """
        let scan = StatementScan(sql)
        #expect(scan.departures.isEmpty)
        #expect(scan.views == ["people", "sites"])
        #expect(scan.parameters == ["on", "year_start"])
    }

    @Test func `with a sheet that forgets something is refused with its place`() throws {
        var sample = VerdictSamples.criterion("a.sql", from: "people")
        sample.sheet = sample.sheet.replacing("{label}", with: "{person}").replacing("met:", with: "mett:")
        let error = #expect(throws: CatalogueError.self) { try CriterionLibrary.parse([sample]) }
        #expect(error?.problems.contains { $0.field == "mett" } == true)
        #expect(error?.problems.contains { $0.field == "sentence" && $0.id == "bad" } == true)
        #expect(error?.problems.contains { $0.field == "met" } == true)
    }

    @Test(arguments: [
        ("2026-04-01", "2026-04-01", "2025-04-01", "2025-04-01", "2026-03-01"),
        ("2026-03-31", "2025-04-01", "2024-04-01", "2025-03-31", "2026-03-01"),
        ("2028-02-29", "2027-04-01", "2026-04-01", "2027-03-01", "2028-01-29"),
        ("2025-02-28", "2024-04-01", "2023-04-01", "2024-02-28", "2025-01-28"),
        ("2025-03-01", "2024-04-01", "2023-04-01", "2024-03-01", "2025-02-01"),
        ("2026-03-30", "2025-04-01", "2024-04-01", "2025-03-30", "2026-03-01"),
    ])
    func `gets its days at the turn of years and months`(
        _ on: String, _ start: String, _ previous: String, _ year: String, _ month: String
    ) throws {
        let values = CriterionParameters(on: try VerdictSamples.day(on)).values
        #expect(values["on"] == on)
        #expect(values["year_start"] == start)
        #expect(values["previous_year_start"] == previous)
        #expect(values["one_year_ago"] == year)
        #expect(values["one_month_ago"] == month)
        #expect(Set(values.keys) == Set(CriterionParameters.names))
    }
}
