import Testing

@testable import Exchange

struct ItemNumberTests {
    @Test(arguments: [
        "第1条　目的", "第１条の２", "第十二条（定義）", "第2章 総則", "1 趣旨", "１　趣旨", "1. 趣旨", "1.2 趣旨", "(1) 甲", "（２）乙", "（ア）丙",
        "ア　甲", "イ 乙", "一　甲", "①甲", "⑴ 乙", "㋐ 丙", "・甲", "○ 乙", "- (4) 甲", "附 則", "別表第1", "様式第1号", "様式",
        "別記第2号様式", "改正附則（令和7年訓令第1号）",
    ])
    func `a number is seen`(_ line: String) { #expect(ItemNumber.starts(line)) }

    @Test(arguments: [
        "第3条の規定により", "10日以内に", "1人の職員", "（以下「組合」という。）", "情報資産", "アクセス", "一般職員", "イントラネット", "―それは", "",
        "第三者による", "（目的）", "3年ごとに",
    ])
    func `a word is no number`(_ line: String) { #expect(!ItemNumber.starts(line)) }
}

struct ParagraphTests {
    /// Lines of 10-point type between 100 and 500 points; `at` is the left edge in ems from 100, `chars`
    /// full-width.
    private func page(_ lines: [(at: Double, text: String)], step: Double = 18) -> [String] {
        let words = lines.enumerated().map { index, line in
            let left = 100 + line.at * 10
            let top = 100 + Double(index) * step
            return PDFPage.Word(
                text: line.text, left: left, top: top, right: left + Double(line.text.count) * 10,
                bottom: top + 12)
        }
        let page = PDFPage(width: 600, height: 800, words: words)
        return PDFParagraphs(PDFLine.lines(of: [page]), width: page.width).texts()
    }

    private let full = String(repeating: "情", count: 40)

    @Test func `a full line goes on and a short one ends`() {
        #expect(page([(0, full), (0, full), (0, "報。"), (0, "次の段落")]) == [full + full + "報。", "次の段落"])
    }

    @Test func `a full line that ends its sentence goes on only where the indent says so`() {
        let ended = String(repeating: "情", count: 39) + "。"
        #expect(page([(0, ended), (1, "続き。"), (0, full)]) == [ended + "続き。", full])
        #expect(page([(0, ended), (0, "別。"), (0, full)]) == [ended, "別。", full])
    }

    @Test func `numbers begin, references inside a paragraph do not`() {
        #expect(page([(0, full), (0, "（２）乙"), (0, full)]) == [full, "（２）乙", full])
        let hanging = String(repeating: "報", count: 38)
        #expect(
            page([(0, full), (2, hanging), (2, "（２）に定める。"), (0, full)]) == [
                full + hanging + "（２）に定める。", full,
            ])
    }

    @Test func `short lines of a page without a full one stay lines`() {
        #expect(page([(0, "1 目的"), (0, "守る。"), (0, "2 体制"), (0, "置く")]) == ["1 目的", "守る。", "2 体制", "置く"])
    }

    /// Words of 10-point type with the given gap, in ems, between each two.
    private func line(_ words: [String], gap: Double) -> String? {
        var left = 100.0
        let placed = words.map { text in
            let width = text.unicodeScalars.map { $0.isWide ? 10.0 : 5 }.reduce(0, +)
            defer { left += width + gap * 10 }
            return PDFPage.Word(text: text, left: left, top: 100, right: left + width, bottom: 112)
        }
        return PDFLine.lines(of: [PDFPage(width: 600, height: 800, words: placed)]).first?.text
    }

    @Test func `a space behind a number is kept however narrow, what the typesetter adds is not`() {
        #expect(line(["1", "目的"], gap: 0.3) == "1 目的")
        #expect(line(["(2)", "範囲"], gap: 0.3) == "(2) 範囲")
        #expect(line(["-", "・", "機密性", "許された者"], gap: 0.3) == "- ・ 機密性 許された者")
        #expect(line(["第1章", "総則"], gap: 0.3) == "第1章 総則")
        #expect(line(["毎年", "4", "月", "1", "日に"], gap: 0.25) == "毎年4月1日に")
        #expect(line(["第", "3", "条"], gap: 0.25) == "第3条")
    }

    @Test(arguments: ["3", "- 3 -", "―　３　―", "3 / 12", "P.3", "3ページ", "iv", "(3)"])
    func `page numbers are known`(_ text: String) { #expect(PDFRunningLines.isPageNumber(text)) }

    @Test(arguments: ["第3条", "3 趣旨", "令和7年", "", "--", "20250401-12345"])
    func `other lines are no page numbers`(_ text: String) { #expect(!PDFRunningLines.isPageNumber(text)) }
}
