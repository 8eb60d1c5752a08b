import Foundation
import Testing

import Primitives

@testable import Duties

/// What ships in Content/requirements.
@Suite struct CatalogueContentTests {
    let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.load(fromFolder: Places.requirements) }

    @Test func `every row of the model policy and every legal gap is there once`() {
        let policy = catalogue.requirements.map(\.id).filter { $0.origin == .policy }.map(\.rawValue)
        let expected = Self.rows.map { "SEED-" + $0 }
        #expect(policy == expected, "in the order of the model policy")
        let law = catalogue.requirements.map(\.id).filter { $0.origin == .law }.map(\.rawValue)
        #expect(Set(law) == Set(Self.gaps.flatMap(\.self).map { "LAW-" + $0 }))
    }

    @Test func `only the preface and the pointer to the contractors get no verdict`() {
        let silent = catalogue.requirements.filter { !$0.isJudged }.map(\.id.rawValue)
        #expect(silent == ["SEED-序1-a", "SEED-序1-b", "SEED-序1-c", "SEED-6(5)-c"])
        #expect(catalogue["SEED-6(5)-c"]?.pointsTo.count == 8)
        #expect(catalogue.judged.allSatisfy { $0.criterion != nil })
    }

    @Test func `all eight fields and all nine chapters have a judged requirement`() {
        let fields = catalogue.judged.flatMap(\.crosswalk.ordinanceFields)
        #expect(Set(fields) == Set(OrdinanceField.allCases))
        let chapters = catalogue.judged.flatMap(\.crosswalk.guidelineChapters)
        #expect(Set(chapters) == Set(GuidelineChapter.allCases))
    }

    @Test func `what only law asks names its law and the day it begins`() {
        for requirement in catalogue.requirements where requirement.id.origin == .law {
            #expect(!requirement.law.isEmpty, "\(requirement.id)")
        }
        #expect(catalogue["LAW-publication"]?.lawInForceFrom?.iso == "2026-04-01")
        #expect(catalogue["LAW-self-inspection"]?.lawInForceFrom?.iso == "2027-07-01")
        #expect(catalogue["SEED-6(4)-b"]?.lawInForceFrom?.iso == "2027-07-01")
    }

    @Test func `mappings to JIS and CSF are marked as our own and unverified`() {
        for requirement in catalogue.requirements {
            for link in requirement.crosswalk.links where link.scheme == .jis || link.scheme == .csf {
                #expect(link.status == .ownUnverified, "\(requirement.id) \(link.reference)")
            }
        }
    }

    @Test func `a duty whose law is not yet in force is preparation unless the policy says it`() throws {
        let inspection = try #require(catalogue["LAW-self-inspection"])
        let before = try #require(Day(iso: "2027-06-30"))
        let after = before.adding(days: 1)
        #expect(!inspection.isInForce(on: before, isWritten: false))
        #expect(inspection.isInForce(on: before, isWritten: true))
        #expect(inspection.isInForce(on: after, isWritten: false))
    }

    @Test func `each says who, for whom, when, by which edition and where it comes from`() {
        for requirement in catalogue.requirements {
            #expect(!requirement.audience.isEmpty && !requirement.schedule.isEmpty, "\(requirement.id)")
            #expect(!requirement.edition.isEmpty, "\(requirement.id)")
            let schemes = Set(requirement.crosswalk.links.map(\.scheme))
            #expect(schemes.isSuperset(of: [.jis, .csf]), "\(requirement.id)")
        }
    }

    @Test func `people read the guideline's words, not ours`() throws {
        for (folder, fields) in [
            (Places.requirements, ["title", "do", "record", "prove", "question", "hint"]),
            (Places.package + "/Content/criteria", ["title", "met", "sentence", "next"]),
        ] {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder)
            where name.hasSuffix(".yaml") {
                let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
                for line in text.split(separator: "\n") {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    let field = parts[0].trimmingCharacters(in: CharacterSet(charactersIn: " -"))
                    guard parts.count == 2, fields.contains(field) else { continue }
                    let sentence = parts[1].replacing("連絡網", with: "")
                    for (ours, theirs) in Self.plainWords where sentence.contains(ours) {
                        Issue.record("\(name): \(field) says \(ours); write \(theirs)")
                    }
                }
            }
        }
    }

    static let plainWords = [
        ("網", "ネットワーク"), ("手当", "対策"), ("控え", "バックアップ"), ("弱点", "脆弱性"), ("決まり", "基準、規程"),
        ("守り方", "対策"), ("代わりの人", "代理者"), ("事故", "インシデント"), ("間を置かず", "遅滞なく"), ("出口", "接続口"),
    ]

    @Test func `texts are short and questions are questions`() {
        for requirement in catalogue.requirements {
            for text in [requirement.action, requirement.record, requirement.proof] {
                #expect(text.hasSuffix("。"), "\(requirement.id): \(text)")
                #expect(text.count <= 120, "\(requirement.id): \(text)")
            }
            if case .question(let question)? = requirement.criterion {
                #expect(question.text.hasSuffix("か。"), "\(requirement.id): \(question.text)")
            }
        }
    }

    @Test(
        .enabled(if: Places.realInput != nil, "the real input is not beside the package; set TORIDE_SHARED"))
    func `no text of the catalogue repeats twelve characters of the real input`() throws {
        let path = try #require(Places.realInput)
        let real = try String(contentsOfFile: path, encoding: .utf8).filter { !$0.isWhitespace }
        let runs = Self.runs(of: 12, in: Array(real))
        for name in try FileManager.default.contentsOfDirectory(atPath: Places.requirements) {
            let text = try String(contentsOfFile: Places.requirements + "/" + name, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let found = Self.runs(of: 12, in: Array(line)).intersection(runs).filter {
                    !$0.allSatisfy(\.isASCII)
                }
                #expect(found.isEmpty, "\(name): \(found)")
            }
        }
    }

    static func runs(of length: Int, in text: [Character]) -> Set<String> {
        guard text.count >= length else { return [] }
        return Set((0...(text.count - length)).map { String(text[$0..<($0 + length)]) })
    }

    static let rows = [
        "序1-a", "序1-b", "序1-c", "序2-a", "序2-b", "序2(1)", "序2(2)", "序3", "1-a", "1-b", "1-c", "2(1)", "2(2)",
        "2(3)",
        "2(4)", "2(5)", "2(6)-a", "2(6)-b", "3", "4-0", "4(1)", "4(2)", "4(3)", "4(4)", "4(5)", "5", "6-0a",
        "6-0b",
        "6(1)-a", "6(1)-b", "6(1)-c", "6(1)-d", "6(2)", "6(3)-a", "6(3)-b", "6(4)-a", "6(4)-b", "6(4)-c",
        "6(4)-d",
        "6(5)-a", "6(5)-b", "6(5)-c", "6(6)-a", "6(6)-b", "6(6)-c", "6(6)-d", "6(6)-e", "6(6)-f", "6(6)-g",
        "6(6)-h", "7",
        "8-a", "8-b", "9-a", "9-b", "10-a", "10-b",
    ]

    /// The nine gaps; a gap that asks for two things has two requirements, because each gets its own
    /// verdict.
    static let gaps = [
        ["self-inspection"], ["incident-reporting", "drills"], ["credentials"],
        ["development-maintenance", "threat-information"], ["supply-chain"], ["controlled-area"],
        ["each-organ"],
        ["publication"], ["three-tiers"],
    ]
}
