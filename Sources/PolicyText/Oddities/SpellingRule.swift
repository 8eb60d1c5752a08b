/// One word is written in one way: 漏えい beside 漏洩, サーバ beside サーバー.
struct SpellingRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        let hits = Self.scanner.hits(in: text.source)
        var found: [Oddity] = []
        for row in SpellingVariants.rows {
            let own = hits.filter { row.contains($0.phrase) }
            if Set(own.map(\.phrase)).count > 1 { found.append(oddity(own)) }
        }
        return found + longEnds(text.source)
    }

    private func oddity(_ hits: [PhraseScanner.Hit]) -> Oddity {
        let first = hits.first?.phrase
        let odd = hits.first { $0.phrase != first } ?? hits[0]
        let counts = Dictionary(grouping: hits, by: \.phrase).mapValues(\.count)
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? odd.phrase
        return Oddity(
            kind: .severalSpellings, line: odd.line,
            message: "同じ言葉の書き方が混ざっています：\(hits.described())。",
            proposal: "多く使われている「\(usual)」など、一つの書き方にそろえてください。")
    }

    /// サーバ and サーバー: words of Katakana that differ by a long vowel at the end.
    private func longEnds(_ source: SourceText) -> [Oddity] {
        var byStem: [String: [PhraseScanner.Hit]] = [:]
        for line in source.lines where !line.isBlank {
            for run in katakana(line.content, source) {
                let word = source.string(run)
                let stem = word.hasSuffix("ー") ? String(word.dropLast()) : word
                byStem[stem, default: []].append(.init(phrase: word, line: line.number))
            }
        }
        return byStem.values.filter { Set($0.map(\.phrase)).count > 1 }.map(oddity).sorted {
            $0.line < $1.line
        }
    }

    private func katakana(_ range: Range<Int>, _ source: SourceText) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let start = position
            while position < range.upperBound, source.scalars[position].isKatakana { position += 1 }
            if position - start >= 3 { runs.append(start..<position) }
            if position == start { position += 1 }
        }
        return runs
    }

    private static let scanner = PhraseScanner(SpellingVariants.rows.flatMap { $0 })
}
