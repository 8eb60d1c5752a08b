import Foundation
import Primitives
import Testing

@testable import Duties
@testable import PolicyText

@Suite struct `A roll-up` {
    static let words: [(String, String, VerdictDisplay)] = [
        ("", "undetermined", .notYetConfirmed), ("c", "met", .confirmed), ("c c", "met", .confirmed),
        ("c a", "not-met", .actionNeeded), ("c n", "undetermined", .notYetConfirmed),
        ("n a", "not-met", .actionNeeded), ("c b", "met", .beforeDue), ("b a", "not-met", .actionNeeded),
        ("o", "met", .outOfScope), ("o c", "met", .confirmed), ("o n", "undetermined", .notYetConfirmed),
        ("f", "undetermined", .notInForce), ("f c", "met", .confirmed), ("f a", "not-met", .actionNeeded),
        ("f o", "met", .outOfScope),
    ]

    @Test(arguments: words)
    func `is met only if all are, and what is not in force does not count`(
        _ letters: String, _ verdict: String, _ display: VerdictDisplay
    ) throws {
        let verdicts = try letters.split(separator: " ").map { try Self.verdict(String($0)) }
        let roll = RollUp(of: verdicts)
        #expect(roll.verdict.rawValue == verdict && roll.display == display)
        #expect(roll.counts.total == verdicts.count)
    }

    @Test func `a clause rolls up what stands beneath it, each requirement once`() throws {
        let inner = Self.clause("6(1)", [])
        let clauses = [Self.clause("6", [inner, Self.clause("6(2)", [])]), Self.clause("7", [])]
        let verdicts = [try Self.verdict("c", id: "SEED-1"), try Self.verdict("a", id: "SEED-2")]
        let all = ClauseVerdict.all(
            clauses, bindings: ["6": ["SEED-1"], "6(1)": ["SEED-1"], "6(2)": ["SEED-2", "SEED-9"]],
            verdicts: verdicts)
        #expect(all.map(\.path.text) == ["6", "6(1)", "6(2)", "7"])
        #expect(all.map(\.rollUp.verdict) == [.notMet, .met, .notMet, .undetermined])
        #expect(all.map(\.rollUp.counts.total) == [2, 1, 1, 0])
        #expect(all.map(\.depth) == [0, 1, 1, 0])
        #expect(all[2].requirements == ["SEED-2"], "what is not judged is left out")
    }

    @Test func `fields and chapters gather their requirements`() throws {
        let catalogue = try VerdictSamples.catalogue(
            id: "SEED-1 SEED-2", criterion: VerdictSamples.question("fiscal-year"))
        let verdicts = [try Self.verdict("c", id: "SEED-1"), try Self.verdict("a", id: "SEED-2")]
        let fields = TopicVerdict<OrdinanceField>.fields(catalogue, verdicts)
        #expect(fields.count == 8 && fields[7].rollUp.verdict == .notMet && fields[7].requirements.count == 2)
        #expect(fields[0].rollUp.verdict == .undetermined)
        let chapters = TopicVerdict<GuidelineChapter>.chapters(catalogue, verdicts)
        #expect(chapters.count == 9 && chapters[8].rollUp.counts.total == 2)
    }

    @Test func `a requirement that points to others has their verdict`() throws {
        let catalogue = try VerdictSamples.catalogue(criterion: VerdictSamples.question("fiscal-year"))
        let requirement = try #require(catalogue["SEED-7"])
        let met = VerdictRules.pointed(requirement, to: [try Self.verdict("c"), try Self.verdict("o")])
        #expect(met.verdict == .met && met.nextStep == nil)
        let open = VerdictRules.pointed(requirement, to: [try Self.verdict("c"), try Self.verdict("n")])
        #expect(open.verdict == .undetermined && open.nextStep != nil)
        #expect(VerdictRules.pointed(requirement, to: []).verdict == .undetermined)
    }

    @Test func `the report says the same in JSON each time, and reads back`() throws {
        let verdicts = [try Self.verdict("c", id: "SEED-1"), try Self.verdict("a", id: "SEED-2")]
        let clauses = ClauseVerdict.all(
            [Self.clause("7", [])], bindings: ["7": ["SEED-1"]], verdicts: verdicts)
        let report = AssessmentReport(
            on: try VerdictSamples.day("2026-05-01"), clauses: clauses, verdicts: verdicts,
            written: ["SEED-1"])
        #expect(report.totals.met == 1 && report.totals.notMet == 1 && report.totals.requirements == 2)
        #expect(report.unwritten.map(\.id) == ["SEED-2"])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(report)
        #expect(try JSONDecoder().decode(AssessmentReport.self, from: data) == report)
        let text = String(decoding: data, as: UTF8.self)
        for part in ["\"version\":1", "\"on\":\"2026-05-01\"", "\"verdict\":\"not-met\"", "\"path\":\"7\""] {
            #expect(text.contains(part), "\(part)")
        }
    }

    /// c confirmed, a action needed, n not yet confirmed, b before due, o out of scope, f not in force.
    static func verdict(_ letter: String, id: RequirementID = "SEED-7") throws -> RequirementVerdict {
        let displays: [String: VerdictDisplay] = [
            "c": .confirmed, "a": .actionNeeded, "n": .notYetConfirmed, "b": .beforeDue, "o": .outOfScope,
            "f": .notInForce,
        ]
        let display = try #require(displays[letter])
        let verdict: Verdict =
            switch display {
            case .confirmed, .beforeDue, .outOfScope: .met
            case .actionNeeded: .notMet
            case .notYetConfirmed, .notInForce: .undetermined
            }
        var draft = VerdictDraft(verdict, .answered, "理由。")
        draft.display = display
        if verdict != .met {
            draft.nextStep = NextStep(sentence: "する。", role: .ciso, minutes: 5)
        }
        let catalogue = try VerdictSamples.catalogue(
            id: id.rawValue, criterion: VerdictSamples.question("fiscal-year"))
        return draft.verdict(on: try #require(catalogue[id]))
    }

    static func clause(_ path: String, _ children: [Clause]) -> Clause {
        Clause(
            number: path, path: ClausePath(path), heading: "", text: "", line: 1, range: 0..<0,
            kind: .section,
            children: children)
    }
}
