import Primitives
import Testing

@testable import Duties

/// Small requirements, answers and criteria for the tests of verdicts.
enum VerdictSamples {
    /// A catalogue of one requirement, or of several where `id` holds several parted by blanks.
    static func catalogue(
        id: String = "SEED-7", schedule: String = "yearly-6", criterion: String, law: String? = nil
    ) throws -> Catalogue {
        let entries = id.split(separator: " ").map { id in
            """
              - id: \(id)
                title: 題
                do: する。
                record: 残す。
                prove: 見せる。
                role: chief-security-manager
                audience: [all-personnel]
                schedule: [\(schedule)]
                minutes: 30
                crosswalk: {found: {guideline: ["9"], ordinance: [8]}}
            \(law.map { "    law: [{citation: 規則, in-force-from: \($0)}]\n" } ?? "")\
                criterion: \(criterion)
                match: {all: [[語]]}
            """
        }
        let text = "edition: R8.3\nvalid-from: 2026-04-01\nrequirements:\n" + entries.joined(separator: "\n")
        return try Catalogue.parse(files: [("sample.yaml", text)])
    }

    static func question(_ validity: String, evidence: String = "optional") -> String {
        "{question: しましたか。, hint: 名簿, validity: \(validity), evidence: \(evidence)}"
    }

    static func requirement(
        schedule: String = "yearly-6", validity: String = "fiscal-year", evidence: String = "optional",
        law: String? = nil
    ) throws -> Requirement {
        let catalogue = try catalogue(
            schedule: schedule, criterion: question(validity, evidence: evidence), law: law)
        return try #require(catalogue["SEED-7"])
    }

    static func answer(
        _ outcome: AnswerFact.Outcome, _ day: String, id: String = "1", until: String? = nil,
        unit: String? = nil, reason: String? = nil, evidence: Bool = false
    ) throws -> AnswerFact {
        AnswerFact(
            id: id, requirement: "SEED-7", outcome: outcome, doneOn: try self.day(day),
            validUntil: try until.map { try self.day($0) }, answeredBy: "青木", unit: unit, reason: reason,
            evidence: evidence ? EvidenceFact(id: "e", title: "名簿", hash: nil) : nil)
    }

    static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    static func library(_ name: String, from views: String, extra: String = "") throws -> CriterionLibrary {
        try CriterionLibrary.parse([criterion(name, from: views, extra: extra)])
    }

    static func criterion(
        _ name: String, from views: String, extra: String = "", where condition: String = "a.x >= :on"
    ) -> (name: String, sql: String, sheet: String) {
        (
            name, "SELECT a.id FROM \(views) a WHERE \(condition) ORDER BY a.id",
            """
            title: 題
            met: "{count}件すべて。"
            empty: {sentence: 登録がありません。, next: 登録してください。}
            reasons:
              bad: {sentence: "「{label}」は{day detail_1}に切れました。", next: 直す。, minutes: 5}
              old: {sentence: "「{label}」は昨年度。", next: 今年度もする。, minutes: 7, until-due: met}
              new: {sentence: "「{label}」は新しい。", next: する。, minutes: 7, until-due: undetermined}
              open: {sentence: "「{label}」は分からない。", next: 調べる。, minutes: 9, role: auditor}
            \(extra)
            """
        )
    }

    static func finding(
        _ id: String, _ state: Verdict, _ reason: String, due: String? = nil, detail: String? = nil
    ) throws -> SubjectFinding {
        SubjectFinding(
            register: "people", id: id, label: "名\(id)", state: state, reason: reason, detail1: detail,
            due: try due.map { try day($0) })
    }
}
