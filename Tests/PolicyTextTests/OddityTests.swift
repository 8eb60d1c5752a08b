import PolicyText
import Testing

@Suite struct OddityTests {
    /// A text, and the oddities a careful reader names in it.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let expected: [String]
        var testDescription: String { name }
    }

    static let date = "さくら町情報管理規程\n令和8年4月1日\n\n"

    static let cases: [Case] = [
        Case(name: "nothing odd", text: "1 目的\n町の記録を守る。\n2 体制\n係を置く。\n", expected: []),
        Case(name: "a number is skipped", text: "1 目的\n守る。\n3 体制\n置く。\n", expected: ["number-skipped 6"]),
        Case(
            name: "a number occurs twice", text: "1 目的\n守る。\n2 体制\n置く。\n2 点検\n見る。\n",
            expected: ["number-twice 8"]),
        Case(
            name: "items begin in the middle", text: "1 目的\n守る。\n(2) 人\nする。\n(3) 物\nする。\n",
            expected: ["number-skipped 6"]),
        Case(
            name: "articles go on from chapter to chapter",
            text: "第1章 総則\n第1条 守る。\n第2章 雑則\n第2条 置く。\n第2条の2 見る。\n", expected: []),
        Case(
            name: "deleted articles keep their numbers", text: "第1条 守る。\n第2条から第4条まで 削除\n第5条 置く。\n",
            expected: []),
        Case(
            name: "an article is left out", text: "第1条 守る。\n第3条 置く。\n", expected: ["number-skipped 5"]),
        Case(
            name: "a sentence has no end", text: "1 目的\n町の大切な記録を失わないように必ず守るものとする\n2 体制\n係を置く。\n",
            expected: ["sentence-without-end 5"]),
        Case(
            name: "a list of nouns needs no end",
            text: "1 脅威\n次のとおりとする。\n(1) 地震、落雷、火災その他の災害による業務の停止等\n(2) 外の者による情報の持ち出し、改ざん及び破壊\n",
            expected: []),
        Case(
            name: "integrity has another name", text: "1 守るもの\n情報の機密性、真正性及び可用性を守る。\n",
            expected: ["integrity-renamed 5"]),
        Case(
            name: "integrity has its name", text: "1 守るもの\n情報の機密性、完全性及び可用性を守る。\n", expected: []),
        Case(
            name: "one word in two writings", text: "1 目的\n漏洩を防ぐ。\n2 体制\n漏えいを調べる。\n",
            expected: ["several-spellings 7"]),
        Case(
            name: "a long vowel at the end comes and goes", text: "1 目的\nサーバを守る。\n2 体制\nサーバーを見る。\n",
            expected: ["several-spellings 7"]),
        Case(
            name: "one thing with two names", text: "1 目的\n委託先を選ぶ。\n2 体制\n受託者を調べる。\n",
            expected: ["several-names 7"]),
        Case(
            name: "two names of which one stands for the other",
            text: "1 目的\nソーシャルメディア（以下「SNS」という。）を使う。\n2 体制\nSNSの係を置く。\n", expected: []),
        Case(
            name: "a body with two names for itself", text: "1 目的\n当組合は、守る。\n2 体制\n組合は、係を置く。\n",
            expected: ["several-names 7"]),
        Case(
            name: "a promise that is not kept",
            text: "1 対策\n物理的対策、人的対策、技術的対策及び危機管理対策を行う。\n(1) 物理的対策\nする。\n(2) 人的対策\nする。\n(3) 技術的対策\nする。\n",
            expected: ["promised-not-following 5"]),
        Case(
            name: "a wrong conversion", text: "1 目的\n向上が期待される場所である。\n", expected: ["wrong-conversion 5"]),
        Case(
            name: "a bracket stays open", text: "1 目的\n記録（紙のものを含む。を守る。\n",
            expected: ["bracket-unbalanced 5"]),
        Case(
            name: "a reference leads nowhere", text: "第1条 守る。\n第2条 第7条の記録を守る。\n",
            expected: ["reference-missing 5"]),
        Case(
            name: "a reference leads to another law", text: "第1条 守る。\n第2条 地方自治法第244条及び第245条による。\n",
            expected: []),
        Case(
            name: "a term with two meanings",
            text: "1 定義\n(1) 記録　紙に書いたものの全てをいう。\n(2) 係員　記録を扱う者をいう。\n2 補足\n「記録」とは、電子のものをいう。\n",
            expected: ["defined-twice 8"]),
        Case(
            name: "characters that broke before", text: "1 目的\n\u{FFFD}録を守る。\n",
            expected: ["broken-characters 5"]),
        Case(
            name: "the contents say something else",
            text: "目次\n1 目的 …… 1\n2 体制 …… 2\n\n1 目的\n守る。\n2 組織\n置く。\n", expected: ["contents-disagree 10"]),
        Case(
            name: "the contents leave a clause out",
            text: "目次\n1 目的 …… 1\n2 体制 …… 2\n\n1 目的\n守る。\n2 体制\n置く。\n3 点検\n見る。\n",
            expected: ["contents-disagree 12"]),
    ]

    @Test(arguments: cases)
    func `oddities are found where they stand and nowhere else`(_ sample: Case) {
        let found = PolicyDocument.read(Self.date + sample.text).oddities
        #expect(found.map { "\($0.kind.rawValue) \($0.line)" } == sample.expected, "\(found)")
        #expect(found.allSatisfy { $0.message.hasSuffix("。") && $0.proposal.hasSuffix("。") })
    }

    @Test func `a text without date and organ says so and one with both does not`() {
        let without = PolicyDocument.read("1 目的\n守る。\n").oddities.map(\.kind)
        #expect(without == [.adoptionUnstated])
        #expect(PolicyDocument.read(Self.date + "1 目的\n守る。\n").oddities.isEmpty)
    }

    @Test func `whole sample policies give no false alarms`() {
        let allowed: [String: [Oddity.Kind]] = [
            "full-hospital-chapters": [.integrityRenamed],  // it says 真正性
            "full-water-dotted": [.severalNames],  // 本企業団 and 企業団
        ]
        for sample in Sample.all where sample.name.hasPrefix("full-") {
            #expect(
                PolicyDocument.read(sample.text).oddities.map(\.kind) == allowed[sample.name] ?? [],
                "\(sample.name)")
        }
    }

    @Test func `every kind of oddity has a case`() {
        let shown = Set(Self.cases.flatMap(\.expected).map { String($0.split(separator: " ")[0]) })
        let elsewhere: Set = ["adoption-unstated", "unplaced"]
        #expect(shown.union(elsewhere) == Set(Oddity.Kind.allCases.map(\.rawValue)))
    }

    @Test func `text that fits nowhere is kept and named`() {
        let document = PolicyDocument.read("案内\n\nばらばらの言葉\nもう一つ\n")
        #expect(document.unplaced.count == 1)
        #expect(document.oddities.map(\.kind) == [.unplaced])
        #expect(document.oddities.first?.line == 3)
    }
}
