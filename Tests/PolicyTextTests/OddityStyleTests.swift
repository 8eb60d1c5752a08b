import PolicyText
import Testing

/// The kinds of oddities, each in every style in which a text may have it, and beside it a text that has not.
@Suite struct OddityStyleTests {
    static let head = "さくら町情報管理規程\n令和8年4月1日\n\n"

    private func kinds(_ text: String) -> [String] {
        PolicyDocument.read(Self.head + text).oddities.map(\.kind.rawValue)
    }

    /// Four numbers of one style, and what stands before them.
    struct Row: CustomTestStringConvertible, Sendable {
        let numbers: [String]
        var lead = "第1条 次の記録を守る。\n"
        var testDescription: String { numbers[0] }

        func text(_ places: [Int]) -> String {
            lead + places.map { "\(numbers[$0])　記録を守る。\n" }.joined()
        }
    }

    static let rows: [Row] = [
        Row(numbers: ["(1)", "(2)", "(3)", "(4)"]), Row(numbers: ["⑴", "⑵", "⑶", "⑷"]),
        Row(numbers: ["1)", "2)", "3)", "4)"]), Row(numbers: ["ア", "イ", "ウ", "エ"]),
        Row(numbers: ["（ア）", "（イ）", "（ウ）", "（エ）"]), Row(numbers: ["一", "二", "三", "四"]),
        Row(numbers: ["（一）", "（二）", "（三）", "（四）"]), Row(numbers: ["①", "②", "③", "④"]),
        Row(numbers: ["イ", "ロ", "ハ", "ニ"]), Row(numbers: ["a)", "b)", "c)", "d)"]),
        Row(numbers: ["(a)", "(b)", "(c)", "(d)"]), Row(numbers: ["1", "2", "3", "4"], lead: ""),
        Row(numbers: ["第1", "第2", "第3", "第4"], lead: ""),
        Row(numbers: ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"], lead: ""),
        Row(numbers: ["■1.", "■2.", "■3.", "■4."], lead: ""),
        Row(numbers: ["第1章", "第2章", "第3章", "第4章"], lead: ""),
        Row(numbers: ["第1条", "第2条", "第3条", "第4条"], lead: ""),
        Row(numbers: ["1.1", "1.2", "1.3", "1.4"], lead: "1 総則\n"),
    ]

    @Test(arguments: rows)
    func `a number skipped or twice is found in every style, and none in a whole row`(_ row: Row) {
        #expect(kinds(row.text([0, 1, 2, 3])) == [])
        #expect(kinds(row.text([0, 1, 3])) == ["number-skipped"])
        #expect(kinds(row.text([0, 1, 1, 2])) == ["number-twice"])
    }

    static let texts: [(String, [String])] = [
        ("第1条 守る。\n2 続ける。\n4 直す。\n", ["number-skipped"]),
        ("第1条 次の記録を守る。\n(1) 甲の記録\n(2) 乙の記録\n2 続ける。\n3 直す。\n", []),
        ("第1条 守る。\n第1条の2 続ける。\n第1条の2の2 急ぐ。\n第1条の3 直す。\n第2条 置く。\n", []),
        ("第1条 守る。\n第1条の3 直す。\n第2条 置く。\n", ["number-skipped"]),
        ("第1条 次の記録を守る。\n(1) 甲の記録\n(1)の2 乙の記録\n(2) 丙の記録\n", []),
        ("第1条 守る。\n第2条及び第3条 削除\n第4条から第6条まで〔削除〕\n第7条 置く。\n", []),
        ("第1条 守る。\n附則\n1 この規程は、公布の日から施行する。\n3 前の規程は、廃止する。\n", ["number-skipped"]),
        ("第1条 町は、記録を守るための体制を整えるものとする（別に定めるものを除く。）\n第2条 置く。\n", ["sentence-without-end"]),
        ("1 目的\n町は、記録を守るための仕組みを整えます\n2 体制\n係を置きます。\n", ["sentence-without-end"]),
        ("1 目的\n町は、記録を守るための仕組みを整える\nまた、係を置く。\n", ["sentence-without-end"]),
        (
            "第1条 次の事務を行う。\n(1) 記録の管理に関すること。\n(2) 教育の実施に関すること\n(3) 点検に関すること。\n",
            ["sentence-without-end"]
        ),
        ("第1条 次の事務を行う。\n(1) 記録の管理に関すること\n(2) 教育の実施に関すること\n(3) 点検に関すること\n", []),
        (
            "目次\n第1章 総則（第1条）\n第2章 組織（第2条）\n\n第1章 総則\n第1条 守る。\n第2章 体制\n第2条 置く。\n",
            ["contents-disagree"]
        ),
        (
            "目次\n第1章 総則\n第2章 体制\n第3章 雑則\n\n第1章 総則\n第1条 守る。\n第2章 体制\n第2条 置く。\n",
            ["contents-disagree"]
        ),
        ("目次\n1　目的…………1\n2　選定………10\n(1)　基準………10\n\n1 目的\n守る。\n2 選定\n(1) 基準\n定める。\n", []),
        ("目次\n1 目的 1\n2 選定 10\n(1) 基準 10\n\n1 目的\n守る。\n2 選定\n(1) 基準\n定める。\n", []),
        ("第1条 最高情報セキュリティ責任者を置く。\n第2条 CISOは、見る。\n", ["several-names"]),
        (
            "第1条 最高情報セキュリティ責任者（Chief Information Security Officer。以下「CISO」という。）を置く。\n第2条 CISOは、見る。\n",
            []
        ),
        ("第1条 最高情報セキュリティ責任者（CISO）を置く。\n第2条 CISOは、見る。\n", []),
        ("第1条 記録媒体を守る。\n第2条 記憶媒体を捨てる。\n", ["several-names"]),
        ("第1条 当町は、記録を守る。\n第2条 町は、係を置く。\n", ["several-names"]),
        ("第1条 さくら町（以下「町」という。）は、記録を守る。\n第2条 町は、係を置く。\n", []),
        ("第1条 情報の「機密性」、「保全性」及び「可用性」を守る。\n", ["integrity-renamed"]),
        ("第1条 可用性、機密性及び正確性を守る。\n", ["integrity-renamed"]),
        ("第1条 機密性、完全性、可用性、真正性及び信頼性を守る。\n", []),
        ("第1条 情報の機密性及び可用性を守る。\n", []),
        ("第1条 情報の機密性、完全性及び可用性を守る。\n第2条 機密性、安全性及び可用性を見る。\n", ["integrity-renamed"]),
        (
            "1 定義\n・機密性とは、許された者だけが触れられることをいう。\n・安全性とは、正しいことをいう。\n・可用性とは、使えることをいう。\n",
            ["integrity-renamed"]
        ),
    ]

    @Test(arguments: texts)
    func `an oddity is found where it is and not where it is not`(_ text: String, _ expected: [String]) {
        #expect(kinds(text) == expected)
    }
}
