/// A clause that announces measures of several kinds has a heading for each of them.
struct PromiseRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        let headings = text.clauses.filter { !$0.heading.isEmpty }.map { Words(Folding.folded($0.heading)) }
        var found: [Oddity] = []
        for (clause, words) in zip(text.clauses, text.words) {
            guard clause.children.filter({ !$0.heading.isEmpty }).count >= 2 else { continue }
            let promised = measures(words)
            let missing = promised.filter { measure in
                let sought = Words(Folding.folded(measure))
                return !headings.contains { $0.first(sought) != nil }
            }
            // Unless most are kept, the sentence does not announce the headings below it.
            guard !missing.isEmpty, missing.count * 3 <= promised.count else { continue }
            for measure in missing {
                found.append(
                    Oddity(
                        kind: .promisedNotFollowing, line: text.line(of: measure, in: clause),
                        message: "\(clause.path)は「\(measure)対策」を講じるとしていますが、それに当たる見出しがありません。",
                        proposal: "「\(measure)」の項目を加えるか、どこに定めたかを示してください。"))
            }
        }
        return found
    }

    /// 物理的, 人的, 技術, 運用, 危機管理 of 「物理的セキュリティ対策、…危機管理対策を講ずる」.
    private func measures(_ words: Words) -> [String] {
        var found: [String] = []
        var position = 0
        while let end = words.first(Self.taisaku, from: position) {
            var start = end
            // Not back over the measure before: 人的対策及び危機管理対策.
            while start > position, !isPause(words.at(start - 1)) { start -= 1 }
            position = end + 2
            let phrase = words.string(start..<end)
            for part in split(phrase) {
                let stem = stem(part)
                if stem.count >= 2, stem.count <= 12, !found.contains(stem) { found.append(stem) }
            }
        }
        return found
    }

    /// 技術及び運用におけるセキュリティ names two; what stands before ための only says what for.
    private func split(_ phrase: String) -> [String] {
        var words = phrase[...]
        for lead in ["ための", "とする", "における"] {
            if let range = words.ranges(of: lead).last {
                words = lead == "における" ? words[..<range.lowerBound] : words[range.upperBound...]
            }
        }
        var parts = [String(words)]
        for joint in ["及び", "並びに", "その他", "・", "と"] {
            parts = parts.flatMap { $0.split(separator: joint).map(String.init) }
        }
        return parts
    }

    private func stem(_ part: String) -> String {
        var stem = part
        for ending in ["情報セキュリティ", "セキュリティ", "的な", "的", "の", "な", "面"] where stem.hasSuffix(ending) {
            stem = String(stem.dropLast(ending.count))
        }
        return stem.contains(where: { "をはがにで".contains($0) }) ? "" : stem
    }

    private func isPause(_ scalar: UInt32) -> Bool {
        scalar == 0x3001 || scalar == 0x3002 || scalar == 0x0A || scalar.isOpenBracket
            || scalar.isCloseBracket
    }

    private static let taisaku = Words("対策")
}
