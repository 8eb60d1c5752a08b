import PolicyText
import Testing

@testable import Duties

/// A text from which the passage on one subject was cut says nothing on it, whatever headings still
/// promise.
@Suite struct MatchingCutTests {
    struct Subject: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: [String]
        /// A sentence with one of these is about something else that has the word in it.
        let except: [String]
        let requirements: [RequirementID]
    }

    static let subjects = [
        Subject(
            testDescription: "social media", words: ["ソーシャルメディア", "SNS", "短文投稿", "交流サイト"], except: [],
            requirements: ["SEED-6(6)-f", "SEED-6(6)-g", "SEED-6(6)-h"]),
        Subject(
            testDescription: "cloud", words: ["クラウド", "外部サービス", "外部のサービス", "外部の役務"], except: ["UTM"],
            requirements: ["SEED-6(6)-e"]),
    ]

    let matcher: Matcher

    init() throws { matcher = Matcher(try Catalogue.load(fromFolder: Places.requirements)) }

    @Test(arguments: subjects, Gold.samples)
    func `what was cut out of a sample is unwritten and bound nowhere`(_ subject: Subject, _ gold: Gold)
        throws
    {
        try expectNothing(on: subject, in: gold)
    }

    @Test(
        .enabled(if: Places.realInput != nil, "the real input is not beside the package; set TORIDE_SHARED"),
        arguments: subjects)
    func `what was cut out of the real policy is unwritten and bound nowhere`(_ subject: Subject) throws {
        let gold = try Gold.read("real")
        let before = matcher.bindings(for: try #require(try gold.document()))
        #expect(Set(subject.requirements).isDisjoint(with: before.unwrittenRequirements))
        let after = try expectNothing(on: subject, in: gold)
        // The sentences beside it, in the same clause, stay bound.
        #expect(after.bindings(of: "SEED-6(6)-b").first?.strength == .bound)
    }

    @discardableResult
    private func expectNothing(on subject: Subject, in gold: Gold) throws -> MatchResult {
        let source = try #require(try gold.source())
        let result = matcher.bindings(for: PolicyDocument.read(subject.cut(from: source)))
        for requirement in subject.requirements {
            #expect(result.bindings(of: requirement) == [], "\(gold.name)")
            #expect(result.unwrittenRequirements.contains(requirement), "\(gold.name): \(requirement)")
        }
        #expect(result.bindings.count > 5, "the rest of \(gold.name) is still read")
        return result
    }
}

extension MatchingCutTests {
    /// Clauses that name the subject and say none of its duties.
    static let mentions = [
        "2 外部サービス\nソーシャルメディアサービスは、利用しない。\n",
        "2 外部サービス\nクラウドサービスは、利用しないものとする。\n",
        "2 定義\n(1) クラウドサービス\n承認を受けて利用の手順に従い使うサービスをいう。\n"
            + "(2) ソーシャルメディア\n情報を発信できるサービスで、運用の手順と責任者を要するものをいう。\n",
        "2 適用範囲\nこの方針は、クラウドサービス及びソーシャルメディアを含む情報システムに適用する。\n",
        "2 脅威\n次の脅威を想定する。\n(1) ソーシャルメディアへの誤った発信、責任者のいないアカウントの乗っ取り\n(2) 承認のないクラウドサービスの利用\n",
        "2 教育\nソーシャルメディアの手順とクラウドサービスの利用について、毎年研修を行う。\n",
        "2 その他\nクラウドサービス及びソーシャルメディアについては、別に定める。\n",
        "2 ソーシャルメディアの利用\n3 クラウドサービスの利用\n4 見直し\n毎年見直す。\n",
        "2 体制\n責任者を置く。\n附則\nソーシャルメディアの運用手順は、廃止する。\n",
    ]

    @Test(arguments: mentions)
    func `a clause that only mentions the subject binds none of its duties`(_ clauses: String) {
        let text = "しおかぜ組合情報方針\n\n1 目的\n情報資産を守る。\n" + clauses
        let result = matcher.bindings(for: PolicyDocument.read(text))
        for requirement in Self.subjects.flatMap(\.requirements) {
            #expect(result.bindings(of: requirement).filter(\.counts) == [], "\(requirement)")
            #expect(result.unwrittenRequirements.contains(requirement), "\(requirement)")
        }
    }

    @Test func `a clause that denies the duty is proposed and not bound`() throws {
        let text = "しおかぜ組合情報方針\n\n1 監査\n情報セキュリティ監査は、毎年度は行わないこととする。\n2 附帯\n食堂を置く。\n"
        let audit = try #require(
            matcher.bindings(for: PolicyDocument.read(text)).bindings(of: "SEED-7").first)
        #expect(audit.strength == .proposed)
        #expect(audit.explanation.contains("「行わない」"))
    }
}

extension MatchingCutTests.Subject {
    /// The text without the clauses that only speak of the subject, and without sentences elsewhere that
    /// name it.
    func cut(from source: String) -> String {
        let document = PolicyDocument.read(source)
        var bytes = Array(document.text.utf8)
        let gone = document.allClauses.filter { names($0.heading) && Folded($0.heading).isOfOneSubject }
        for range in gone.map(\.range).sorted(by: { $0.lowerBound > $1.lowerBound })
        where range.upperBound <= bytes.count {
            bytes.removeSubrange(range)
        }
        let rest = String(decoding: bytes, as: UTF8.self)
        return rest.split(separator: "\n", omittingEmptySubsequences: false).map(cut(line:)).joined(
            separator: "\n")
    }

    /// Drops the sentences that name the subject; a line that is no sentence (a heading) stays.
    private func cut(line: Substring) -> String {
        guard line.contains("。") else { return String(line) }
        return Folded.sentencesAsWritten(in: line).filter { !names($0) }.joined()
    }

    private func names(_ text: String) -> Bool {
        let folded = Folding.folded(text)
        let isNamed = words.contains { folded.contains(Folding.folded($0)) }
        return isNamed && !except.contains { folded.contains(Folding.folded($0)) }
    }
}

extension Folded {
    /// The sentences of a line with their full stops; those within brackets end nothing.
    static func sentencesAsWritten(in line: Substring) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var depth = 0
        for character in line {
            sentence.append(character)
            if "（(「".contains(character) { depth += 1 }
            if "）)」".contains(character) { depth -= 1 }
            if character == "。" && depth <= 0 {
                sentences.append(sentence)
                sentence = ""
            }
        }
        return sentence.isEmpty ? sentences : sentences + [sentence]
    }
}
