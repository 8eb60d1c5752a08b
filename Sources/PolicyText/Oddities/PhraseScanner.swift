/// Finds many phrases in one pass over a text; of phrases that overlap the longest counts.
struct PhraseScanner {
    /// Where a phrase stands.
    struct Hit: Sendable {
        let phrase: String
        /// Counted from 1.
        let line: Int
    }

    private var byFirst: [UInt32: [(words: [UInt32], phrase: String)]] = [:]

    init(_ phrases: [String]) {
        for phrase in Set(phrases).sorted() {
            let words = phrase.unicodeScalars.map(\.value)
            guard let first = words.first else { continue }
            byFirst[first, default: []].append((words, phrase))
        }
        byFirst = byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The phrases in the order in which they stand.
    func hits(in source: SourceText) -> [Hit] {
        var hits: [Hit] = []
        for line in source.lines where !line.isBlank {
            var position = line.content.lowerBound
            while position < line.content.upperBound {
                if let phrase = longest(at: position, line.content.upperBound, source) {
                    hits.append(Hit(phrase: phrase.phrase, line: line.number))
                    position += phrase.words.count
                } else {
                    position += 1
                }
            }
        }
        return hits
    }

    private func longest(
        at position: Int, _ end: Int, _ source: SourceText
    ) -> (words: [UInt32], phrase: String)? {
        guard let candidates = byFirst[source.scalars[position]] else { return nil }
        for candidate in candidates where position + candidate.words.count <= end {
            var offset = 1
            while offset < candidate.words.count, source.scalars[position + offset] == candidate.words[offset]
            {
                offset += 1
            }
            if offset == candidate.words.count { return candidate }
        }
        return nil
    }
}

extension Array where Element == PhraseScanner.Hit {
    /// 「漏洩」（36行目）、「漏えい」（108行目ほか2か所）: each phrase with its first line, in order of appearance.
    func described() -> String {
        var order: [String] = []
        var lines: [String: (first: Int, count: Int)] = [:]
        for hit in self {
            if let known = lines[hit.phrase] {
                lines[hit.phrase] = (known.first, known.count + 1)
            } else {
                order.append(hit.phrase)
                lines[hit.phrase] = (hit.line, 1)
            }
        }
        return order.map { phrase in
            let (first, count) = lines[phrase] ?? (0, 0)
            return count > 1 ? "「\(phrase)」（\(first)行目ほか\(count - 1)か所）" : "「\(phrase)」（\(first)行目）"
        }.joined(separator: "、")
    }
}
