import Testing

@testable import Duties

@Suite struct CatalogueErrorTests {
    @Test func `a complete entry is read`() throws {
        let catalogue = try Catalogue.parse(files: [("a.yaml", Self.file())])
        let requirement = try #require(catalogue["SEED-7"])
        #expect(requirement.title == "定期の監査")
        #expect(requirement.role == .chiefAuditOfficer)
        #expect(requirement.schedule == [.yearly(month: 2), .onChange])
        #expect(requirement.crosswalk.ordinanceFields == [.review])
        #expect(requirement.crosswalk.guidelineChapters == [.review])
        #expect(requirement.lawInForceFrom?.iso == "2027-07-01")
        #expect(requirement.crosswalk.links.last?.status.remark == "当方の対応付け・未確認")
    }
}

extension CatalogueErrorTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let replace: String
        let by: String
        let field: String
    }

    static let mistakes = [
        Mistake(testDescription: "no title", replace: "    title: 定期の監査\n", by: "", field: "title"),
        Mistake(testDescription: "unknown role", replace: "chief-audit-officer", by: "boss", field: "role"),
        Mistake(testDescription: "month 13", replace: "yearly-2", by: "yearly-13", field: "schedule"),
        Mistake(
            testDescription: "unknown audience", replace: "[auditors]", by: "[aliens]", field: "audience"),
        Mistake(
            testDescription: "too many minutes", replace: "minutes: 240", by: "minutes: 9000",
            field: "minutes"),
        Mistake(
            testDescription: "ninth field", replace: "ordinance: [8]", by: "ordinance: [9]",
            field: "ordinance"),
        Mistake(testDescription: "odd day", replace: "2027-07-01", by: "令和9年7月1日", field: "in-force-from"),
        Mistake(testDescription: "odd validity", replace: "fiscal-year", by: "forever", field: "validity"),
        Mistake(
            testDescription: "odd evidence", replace: "evidence: required", by: "evidence: yes",
            field: "evidence"),
        Mistake(testDescription: "misspelled field", replace: "record:", by: "recrod:", field: "recrod"),
        Mistake(
            testDescription: "two criteria", replace: "question: ", by: "sql: a.sql\n      question: ",
            field: "criterion"),
        Mistake(
            testDescription: "judged false with criterion", replace: "title:",
            by: "judged: false\n    title:", field: "criterion"),
        Mistake(
            testDescription: "pointer to nothing", replace: "title:", by: "points-to: [SEED-99]\n    title:",
            field: "points-to"),
        Mistake(testDescription: "foreign id", replace: "id: SEED-7", by: "id: X-7", field: "id"),
        Mistake(testDescription: "headings alone", replace: "all:", by: "any:", field: "match"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is named by file, id and field`(_ mistake: Mistake) throws {
        let text = Self.file().replacing(mistake.replace, with: mistake.by)
        let error = #expect(throws: CatalogueError.self) { try Catalogue.parse(files: [("a.yaml", text)]) }
        let problems = try #require(error?.problems)
        #expect(problems.contains { $0.field == mistake.field && $0.id != nil }, "\(problems)")
        if mistake.field != "points-to" {
            #expect(error?.description.contains("a.yaml") == true)
            #expect(problems.contains { $0.line != nil })
        }
    }

    @Test func `all mistakes of all files are told at once`() throws {
        let first = Self.file().replacing("yearly-2", with: "sometimes").replacing(
            "minutes: 240", with: "minutes: 0")
        let error = #expect(throws: CatalogueError.self) {
            try Catalogue.parse(files: [("a.yaml", first), ("b.yaml", "- not a mapping"), ("c.yaml", "a: [")])
        }
        #expect(error?.problems.count == 4)
        #expect(Set(error?.problems.compactMap(\.file) ?? []) == ["a.yaml", "b.yaml", "c.yaml"])
    }

    @Test func `the same id twice is refused`() {
        #expect(throws: CatalogueError.self) {
            try Catalogue.parse(files: [("a.yaml", Self.file()), ("b.yaml", Self.file())])
        }
    }

    @Test func `a folder that is not there is a clear error`() {
        let error = #expect(throws: CatalogueError.self) { try Catalogue.load(fromFolder: "/nowhere/at/all") }
        #expect(error?.description.contains("/nowhere/at/all") == true)
    }

    static func file() -> String {
        """
        edition: R8.3
        valid-from: 2026-04-01
        requirements:
          - id: SEED-7
            title: 定期の監査
            do: 年に一度、監査をする。
            record: 計画と結果を残す。
            prove: 報告書を見せる。
            role: chief-audit-officer
            audience: [auditors]
            schedule: [yearly-2, on-change]
            minutes: 240
            crosswalk:
              found: {guideline: ["9"], ordinance: [8]}
              own-unverified: {jis: ["9.2"]}
            law:
              - citation: 地方自治法施行規則第16条の3第1項第8号
                in-force-from: 2027-07-01
            criterion:
              question: 今年度の監査は終わりましたか。
              hint: 報告書の日付を見る。
              validity: fiscal-year
              evidence: required
            match:
              headings: [監査]
              all: [[監査], [定期]]
        """
    }
}
