/// A sentence ends in 。
struct SentenceRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        guard text.words.contains(where: { $0.at($0.count - 1) == 0x3002 }) else { return [] }
        var found: [Oddity] = []
        for (clause, words) in zip(text.clauses, text.words) where clause.kind != .history {
            guard found.count < OddityFinder.mostOfOneKind else { break }
            var start = 0
            while start < words.count, found.count < OddityFinder.mostOfOneKind {
                var end = start
                while end < words.count, words.at(end) != 0x0A { end += 1 }
                if endsOpen(words, start..<end) {
                    found.append(oddity(clause, words.string(start..<end), text))
                }
                start = end + 1
            }
        }
        let rows = openAmongClosed(text.document.clauses, text)
        return (found + rows.filter { row in !found.contains { $0.line == row.line } })
            .sorted { $0.line < $1.line }
    }

    /// （別に定めるものを除く。） behind the verb does not close the sentence.
    private func withoutBracket(_ words: Words, _ range: Range<Int>) -> Range<Int> {
        guard range.count > 15, words.at(range.upperBound - 1).isCloseBracket else { return range }
        var open = range.upperBound - 1
        while open > range.lowerBound, !words.at(open).isOpenBracket { open -= 1 }
        return open > range.lowerBound ? range.lowerBound..<open : range
    }

    /// 「(2) 教育に関すること」 between two items that end in 。.
    private func openAmongClosed(_ clauses: [Clause], _ text: ReviewedText) -> [Oddity] {
        var found: [Oddity] = []
        for kind in [Clause.Kind.item, .paragraph, .bullet] {
            let row = clauses.filter { $0.kind == kind && $0.heading.isEmpty && $0.children.isEmpty }
            let open = row.filter { isShortOpen($0.text) }
            guard !open.isEmpty, open.count * 2 <= row.filter({ $0.text.hasSuffix("。") }).count else {
                continue
            }
            found += open.map { oddity($0, $0.text, text) }
        }
        return clauses.reduce(into: found) { $0 += openAmongClosed($1.children, text) }
    }

    private func isShortOpen(_ text: String) -> Bool {
        text.hasSuffix("こと") && text.count >= 6 && !text.contains("\n")
    }

    private func oddity(_ clause: Clause, _ paragraph: String, _ text: ReviewedText) -> Oddity {
        Oddity(
            kind: .sentenceWithoutEnd, line: text.line(of: String(paragraph.suffix(12)), in: clause),
            message: "\(clause.path)の文「…\(paragraph.suffix(15))」の終わりに「。」がありません。",
            proposal: "「。」を補い、続きの文が抜けていないかを確かめてください。")
    }

    /// Whether a stretch is a sentence that ends in a verb without 。
    private func endsOpen(_ words: Words, _ range: Range<Int>) -> Bool {
        guard range.count >= 15 else { return false }
        let range = withoutBracket(words, range)
        let last = words.at(range.upperBound - 1)
        let before = words.at(range.upperBound - 2)
        switch last {
        case 0x308B, 0x3059: return before.isHiragana || before.isKanji  // る す
        case 0x3044: return before == 0x306A || before == 0x3057  // ない しい
        case 0x3046: return before.isKanji || before == 0x3044 || before == 0x306A  // 行う いう 行なう
        case 0x304F, 0x3080, 0x3076, 0x3064: return before.isKanji  // 置く 含む 及ぶ 保つ
        case 0x305F: return before == 0x3057 || before == 0x3063 || before == 0x308C  // した った れた
        default: return false
        }
    }
}
