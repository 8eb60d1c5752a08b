import PolicyText
import Testing

/// Texts that nobody would call a policy; reading them must end soon, lose nothing and not crash.
@Suite struct GarbageTests {
    struct Garbage: CustomTestStringConvertible, Sendable {
        let name: String
        let make: @Sendable () -> String
        var testDescription: String { name }
    }

    static let size = 20_000

    static let all: [Garbage] = [
        Garbage(name: "one space") { " " },
        Garbage(name: "line breaks only") { String(repeating: "\r\n", count: size) },
        Garbage(name: "every way to break a line") { "1 目的\r\n守る。\r2 範囲\u{2028}ここ。\u{85}3 体制\u{2029}置く。" },
        Garbage(name: "numbers only") { (1...size).map(String.init).joined(separator: "\n") },
        Garbage(name: "the same clause again and again") { String(repeating: "1 目的\n守る。\n", count: size) },
        Garbage(name: "ever deeper") { String(repeating: "1 あ\n(1) い\nア う\n", count: size) },
        Garbage(name: "ever deeper dotted numbers") {
            (1...300).map { Array(repeating: "1", count: $0).joined(separator: ".") + " あ" }.joined(
                separator: "\n")
        },
        Garbage(name: "ever deeper bullets") {
            (0..<2_000).map { String(repeating: " ", count: $0) + "- あ" }.joined(separator: "\n")
        },
        Garbage(name: "one long line of digits") { String(repeating: "1", count: 500_000) },
        Garbage(name: "one long line of brackets") { String(repeating: "（", count: 200_000) },
        Garbage(name: "one long line of leaders") { "目次\n" + String(repeating: "…", count: 200_000) + "1" },
        Garbage(name: "one long line of short names") { String(repeating: "組合（以下「組合」という。", count: size) },
        Garbage(name: "definitions without end") { String(repeating: "「あ」とは、", count: size) },
        Garbage(name: "contents without end") { "目次\n" + String(repeating: "1 目的 …… 1\n", count: size) },
        Garbage(name: "nothing but contents headings") { String(repeating: "目次\n", count: size) },
        Garbage(name: "prefaces after clauses") {
            String(repeating: "1 あ\n", count: size) + String(repeating: "序\n", count: size)
        },
        Garbage(name: "headings of Markdown") { String(repeating: "###### あ\n# い\n", count: size) },
        Garbage(name: "sentences without end") {
            "1 目的\n守る。\n" + String(repeating: "これを必ず守らなければならない\n\n", count: size)
        },
        Garbage(name: "bracketed headings") { String(repeating: "（目的）\n", count: size) },
        Garbage(name: "articles all the same") { String(repeating: "第1条（目的）　守る。第99条による。\n", count: size) },
        Garbage(name: "numbers that overflow") {
            "第99999999999999999999条\n9999999999999999999 あ\n百百百百百百百 い\n"
        },
        Garbage(name: "emoji and joined characters") { String(repeating: "1 👨‍👩‍👧‍👦 辻󠄀\n葛󠄀城\n", count: 500) },
        Garbage(name: "long words") { "1 " + String(repeating: "あ", count: 300_000) },
    ]

    @Test(.timeLimit(.minutes(2)), arguments: all)
    func `any text is read to its end`(_ garbage: Garbage) {
        expectSound(PolicyDocument.read(garbage.make()), garbage.name)
    }

    @Test(.timeLimit(.minutes(2)), arguments: 1...60)
    func `random bytes are read to their end`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<3_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        expectSound(PolicyDocument.read(String(decoding: bytes, as: UTF8.self)), "seed \(seed)")
    }

    @Test(.timeLimit(.minutes(2)), arguments: 1...150)
    func `pieces of policies in random order are read to their end`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "第1章", "第2条", "第３条の２", "　", " ", "\n", "\n", "\n", "（目的）", "(1)", "（２）", "ア", "イ", "（ウ）", "①",
            "一", "二 ",
            "・", "- ", "## ", "1 ", "2. ", "3.1 ", "目次", "序", "附則", "別表第1", "様式第2号", "削除", "から", "まで", "。",
            "守る",
            "とは、", "「", "」", "以下「甲」という。", "令和7年4月1日", "\t3", "……", "|", "**", "【", "】", "改正経過", "\u{FFFD}",
            "機密性",
            "可用性", "対策", "i) ", "A. ", "Ⅱ ", "第二 ",
        ]
        let text = (0..<400).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
        let document = PolicyDocument.read(text)
        expectSound(document, "seed \(seed)")
        #expect(PolicyComparison.between(document, document).changedRows.isEmpty, "seed \(seed)")
    }

    private func expectSound(_ document: PolicyDocument, _ name: String) {
        expectPartition(document)
        expectNested(document.clauses, within: 0..<document.text.utf8.count)
        let all = document.allClauses
        #expect(Set(all.map(\.path)).count == all.count, "\(name): a path occurs twice")
        #expect(document.oddities.count <= 50 * Oddity.Kind.allCases.count, "\(name)")
        let lineCount = document.text.utf8.lazy.filter { $0 == 0x0A }.count + 1
        #expect(document.oddities.allSatisfy { (1...lineCount).contains($0.line) }, "\(name)")
        #expect(document.json.hasSuffix("}\n"))
    }
}
