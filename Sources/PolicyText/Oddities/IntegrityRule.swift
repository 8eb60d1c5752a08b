/// The second of the three properties is 完全性 (JIS Q 27000); some texts call it by another word.
struct IntegrityRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        guard Self.scanner.hits(in: text.source).isEmpty,
            let (word, line) = amongSiblings(text.document.clauses) ?? inSentence(text)
        else {
            return []
        }
        return [
            Oddity(
                kind: .integrityRenamed, line: line,
                message: "機密性、可用性と並ぶ「完全性」が、この文書では「\(word)」と呼ばれています。",
                proposal: "記録では「\(word)（完全性）」として扱います。次の改正で「完全性」とするかを検討してください。")
        ]
    }

    /// 機密性, 安全性, 可用性 as headings side by side.
    private func amongSiblings(_ clauses: [Clause]) -> (String, Int)? {
        let headings = clauses.map(\.heading)
        if headings.contains("機密性"), headings.contains("可用性"),
            let other = clauses.first(where: {
                $0.heading.hasSuffix("性") && $0.heading != "機密性" && $0.heading != "可用性"
            })
        {
            return (other.heading, other.line)
        }
        for clause in clauses {
            if let found = amongSiblings(clause.children) { return found }
        }
        return nil
    }

    /// 機密性、真正性及び可用性 in one sentence.
    private func inSentence(_ text: ReviewedText) -> (String, Int)? {
        for (clause, words) in zip(text.clauses, text.words) {
            guard let first = words.first(Self.confidentiality),
                let last = words.first(Self.availability, from: first, to: first + 120),
                let word = property(words, (first + Self.confidentiality.count)..<last)
            else { continue }
            return (word, text.line(of: word, in: clause))
        }
        return nil
    }

    /// A word of two or more Kanji that ends in 性 and begins after a pause.
    private func property(_ words: Words, _ range: Range<Int>) -> String? {
        for position in range where words.at(position) == 0x6027 {
            var start = position
            while start > range.lowerBound, words.at(start - 1).isKanji { start -= 1 }
            let before = words.at(start - 1)
            guard position - start == 2, before == 0x3001 || before == 0x3073 || before == 0x30FB else {
                continue
            }
            return words.string(start..<(position + 1))
        }
        return nil
    }

    private static let scanner = PhraseScanner([["完全性"]])
    private static let confidentiality = Words("機密性")
    private static let availability = Words("可用性")
}
