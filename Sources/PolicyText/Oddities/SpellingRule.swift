/// One word is written in one way: 漏えい beside 漏洩, サーバ beside サーバー.
struct SpellingRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        let found = Self.scanner.hits(in: text.source).mixedRows().map(oddity)
        return found + longEnds(text.source)
    }

    private func oddity(_ hits: [PhraseScanner.Hit]) -> Oddity {
        let odd = hits.firstOdd
        let counts = Dictionary(grouping: hits, by: \.phrase).mapValues(\.count)
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? odd.phrase
        return Oddity(
            kind: .severalSpellings, line: odd.line,
            message: "同じ言葉の書き方が混ざっています：\(hits.described())。",
            proposal: "多く使われている「\(usual)」など、一つの書き方にそろえてください。")
    }

    /// サーバ and サーバー: words of Katakana that differ by a long vowel at the end.
    private func longEnds(_ source: SourceText) -> [Oddity] {
        var byStem: [ArraySlice<UInt32>: [PhraseScanner.Hit]] = [:]
        for line in source.lines {
            for run in katakana(line.content, source) {
                let isLong = source.scalars[run.upperBound - 1] == 0x30FC
                let stem = source.scalars[run.lowerBound..<(isLong ? run.upperBound - 1 : run.upperBound)]
                let hit = PhraseScanner.Hit(
                    phrase: source.string(run), row: 0, place: isLong ? 1 : 0, line: line.number)
                byStem[stem, default: []].append(hit)
            }
        }
        let mixed = byStem.values.filter { hits in hits.contains { $0.place != hits[0].place } }
        return mixed.map(oddity).sorted { $0.line < $1.line }
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

    private static let scanner = PhraseScanner(SpellingVariants.rows)
}
