/// An article, table or form to which the text points exists in it.
struct ReferenceRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        let articles = Self.articles(text)
        guard !articles.isEmpty else { return [] }
        var found: [Oddity] = []
        for (clause, words) in zip(text.clauses, text.words) where clause.kind != .history {
            guard found.count < OddityFinder.mostOfOneKind else { break }
            let missing = references(words).filter { !articles.contains($0.0) }
            for (_, shown) in missing.prefix(OddityFinder.mostOfOneKind) {
                found.append(
                    Oddity(
                        kind: .referenceMissing, line: text.line(of: shown, in: clause),
                        message: "\(clause.path)が指す「\(shown)」は、この文書にありません。",
                        proposal: "条の番号を確かめてください。ほかの規程の条なら、その名前を書いてください。"))
            }
        }
        return found
    }

    /// The numbers of all articles, deleted ones included.
    private static func articles(_ text: ReviewedText) -> Set<Int> {
        var numbers: Set<Int> = []
        for draft in text.outline.drafts where draft.mark.style == .article {
            numbers.formUnion(draft.mark.number...min(draft.mark.lastNumber, draft.mark.number + 500))
        }
        return numbers
    }

    /// 第5条 in sentences that do not name another law.
    private func references(_ words: Words) -> [(Int, String)] {
        var found: [(Int, String)] = []
        var isForeign = false
        var position = 0
        while position < words.count {
            let scalar = words.at(position)
            if scalar == 0x3002 { isForeign = false }
            guard scalar == 0x7B2C, let (number, next) = number(words, position + 1), words.at(next) == 0x6761
            else {
                position += 1
                continue
            }
            let before = words.at(position - 1)
            if before.isKanji || before.isKatakana || before.isCloseBracket || before == 0x300D {
                isForeign = true
            }
            if !isForeign { found.append((number, words.string(position..<(next + 1)))) }
            position = next + 1
        }
        return found
    }

    private func number(_ words: Words, _ start: Int) -> (Int, Int)? {
        var position = start
        var value = 0
        while let digit = words.at(position).digit, position - start < 4 {
            value = value * 10 + digit
            position += 1
        }
        return position > start ? (value, position) : nil
    }
}
