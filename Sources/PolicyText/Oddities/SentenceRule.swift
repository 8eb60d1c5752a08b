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
        return found
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
