import PolicyText
import Testing

@testable import Duties

@Suite struct MatchingTests {
    let matcher: Matcher

    init() throws { matcher = Matcher(try Catalogue.load(fromFolder: Places.requirements)) }

    static let policy = """
        青葉谷組合情報セキュリティ基本方針

        1 適用範囲
        この方針は、組合が管理する情報資産を対象とする。
        2 監査
        組合は、毎年度、独立した者による監査を実施する。
        3 食堂の利用
        食堂は、正午から利用することができる。
        """

    @Test func `a binding says which heading and which words made it`() throws {
        let result = matcher.bindings(for: PolicyDocument.read(Self.policy))
        let audit = try #require(result.bindings(of: "SEED-7").first)
        #expect(audit.clause == "2")
        #expect(audit.strength == .bound)
        #expect(audit.explanation.contains("見出しに「監査」"))
        #expect(audit.explanation.contains("「毎年」"))
    }

    @Test func `the two lists tell what is not covered and what is not written`() {
        let result = matcher.bindings(for: PolicyDocument.read(Self.policy))
        #expect(result.uncoveredClauses == [UncoveredClause(clause: "3", kind: .statement)])
        #expect(result.unwrittenRequirements.contains("LAW-self-inspection"))
        #expect(!result.unwrittenRequirements.contains("SEED-7"))
        #expect(!result.unwrittenRequirements.contains("SEED-6(5)-c"), "what only points is never asked for")
    }

    @Test func `words under a heading that does not fit are proposed and not bound`() throws {
        let text = "青葉谷組合の方針\n\n1 雑則\n監査は、定期に実施する。\n2 附帯\n食堂を置く。\n"
        let result = matcher.bindings(for: PolicyDocument.read(text))
        let audit = try #require(result.bindings(of: "SEED-7").first)
        #expect(audit.strength == .proposed)
        #expect(audit.score < Matcher.bindingThreshold)
        #expect(audit.explanation.contains("候補にとどめました"))
        #expect(result.unwrittenRequirements.contains("SEED-7"))
    }

    @Test func `most of the words are a proposal, unless what is missing is the subject`() throws {
        // The hint asks for the cloud, a permit and its use, in this order.
        func bindings(_ sentence: String) -> [Binding] {
            let text = "青葉谷組合の方針\n\n1 委託\n\(sentence)\n2 附帯\n食堂を置く。\n"
            return matcher.bindings(for: PolicyDocument.read(text)).bindings(of: "SEED-6(6)-e")
        }
        #expect(bindings("クラウドは、許可を得て使う。").map(\.strength) == [.bound])
        #expect(bindings("金庫は、許可を得て使う。") == [])
    }

    @Test func `a sentence is not ended by a full stop within brackets`() {
        let sentences = Folded.sentences(of: "外部のもの（以下「雲」という。）を使う。次。")
        #expect(sentences == [Folded("外部のもの（以下「雲」という。）を使う"), Folded("次")])
    }

    @Test func `a polite sentence is the same as a plain one`() {
        #expect(Folded("基準は公開しません") == Folded("基準は公開しない"))
        #expect(Folded("確認します") == Folded("確認する"))
        #expect(Folded("ますます") == Folded("ますます"))
    }

    @Test(arguments: [
        ("もしものとき", true), ("困っていること", true), ("監査", true), ("監査と点検", false), ("委託、調達", false),
    ])
    func `a heading is of one subject unless it joins two`(_ heading: String, _ isOfOneSubject: Bool) {
        #expect(Folded(heading).isOfOneSubject == isOfOneSubject)
    }

    @Test func `a sentence may leave unsaid what the one before it spoke of`() {
        func bindings(_ first: String) -> [Binding] {
            let text = "青葉谷組合の方針\n\n1 委託と調達\n\(first)。足りない点は、是正を求める。\n2 附帯\n食堂を置く。\n"
            return matcher.bindings(for: PolicyDocument.read(text)).bindings(of: "SEED-6(6)-d")
        }
        #expect(bindings("受託者を毎年訪ねる").map(\.strength) == [.bound])
        #expect(bindings("食堂を毎年訪ねる") == [])
    }

    @Test func `the sentence that introduces items stands for a heading`() {
        let text = "青葉谷組合の方針\n\n1 備え\n次の危険に備える。\n(1) 地震、火災\n(2) 停電、断水\n2 附帯\n食堂を置く。\n"
        let result = matcher.bindings(for: PolicyDocument.read(text))
        #expect(result.bindings(of: "SEED-4(3)").filter(\.counts).map(\.clause) == ["1(1)"])
        #expect(result.bindings(of: "SEED-4(5)").filter(\.counts).map(\.clause) == ["1(2)"])
    }

    @Test(arguments: [
        ("サーバー", "サーバ"), ("ＳＮＳ", "sns"), ("強靭性", "強靱性"), ("漏洩", "漏えい"), ("持出し", "持ち出し"),
    ])
    func `terms are found in all their writings`(_ written: String, _ term: String) {
        var index = TermIndex()
        let position = index.position(of: term)
        #expect(index.found(in: Folded("この\(written)について")).contains(position))
        #expect(!index.found(in: Folded("この事について")).contains(position))
    }

    @Test func `a person's decisions overrule the words`() {
        let document = PolicyDocument.read(Self.policy)
        let confirmed = matcher.bindings(for: document, decisions: [.confirm("SEED-9-a", "2")])
        #expect(confirmed.bindings(of: "SEED-9-a").map(\.strength) == [.confirmed])
        #expect(!confirmed.unwrittenRequirements.contains("SEED-9-a"))

        let moved = matcher.bindings(for: document, decisions: [.move("SEED-7", from: "2", to: "3")])
        #expect(moved.bindings(of: "SEED-7").map(\.clause) == ["3"])
        #expect(moved.uncoveredClauses.map(\.clause) == ["2"])

        let removed = matcher.bindings(for: document, decisions: [.remove("SEED-7", "2")])
        #expect(removed.bindings(of: "SEED-7") == [])
        #expect(removed.unwrittenRequirements.contains("SEED-7"))

        let again = matcher.bindings(
            for: document, decisions: [.remove("SEED-7", "2"), .confirm("SEED-7", "2")])
        #expect(again.bindings(of: "SEED-7").map(\.strength) == [.confirmed])
    }

    @Test func `a decision about a clause that is gone changes nothing`() {
        let document = PolicyDocument.read(Self.policy)
        let plain = matcher.bindings(for: document)
        let decided = matcher.bindings(
            for: document, decisions: [.confirm("SEED-7", "99"), .move("SEED-7", from: "2", to: "99")])
        #expect(decided == plain)
    }

    @Test func `supplementary provisions bind nothing`() {
        let text = Self.policy + "\n附則\n1 監査\n組合は、毎年度、監査を実施する。\n"
        let result = matcher.bindings(for: PolicyDocument.read(text))
        #expect(result.bindings(of: "SEED-7").map(\.clause) == ["2"])
    }

    @Test(arguments: Gold.samples)
    func `the same text gives the same result, and only clauses that exist`(_ gold: Gold) throws {
        let document = try #require(try gold.document())
        let result = matcher.bindings(for: document)
        #expect(result == matcher.bindings(for: document))
        let paths = Set(document.allClauses.map(\.path))
        for binding in result.bindings {
            #expect(paths.contains(binding.clause))
            #expect((0...100).contains(binding.score))
            #expect((binding.score >= Matcher.bindingThreshold) == binding.counts)
        }
    }

    @Test func `an empty text has no bindings and says nothing that is asked`() {
        let result = matcher.bindings(for: PolicyDocument.read(""))
        #expect(result.bindings.isEmpty)
        #expect(result.uncoveredClauses.isEmpty)
        #expect(result.unwrittenRequirements.count == 67)
    }
}
