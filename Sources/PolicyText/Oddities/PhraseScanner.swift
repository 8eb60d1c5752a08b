/// Finds many phrases in one pass over a text; of phrases that overlap the longest counts.
struct PhraseScanner {
    /// Where a phrase stands.
    struct Hit: Sendable {
        let phrase: String
        /// The row that the phrase belongs to, counted from 0.
        let row: Int
        /// The place of the phrase in its row, counted from 0.
        let place: Int
        /// Counted from 1.
        let line: Int
    }

    private struct Candidate: Sendable {
        let words: [UInt32]
        let hit: Hit
    }

    private var byFirst: [UInt32: [Candidate]] = [:]
    /// Whether a phrase may begin with a scalar, by its last ten bits: most scalars are passed without
    /// hashing.
    private var mayBegin = [Bool](repeating: false, count: 1024)

    /// Phrases in rows of one meaning each; a phrase in several rows counts for the first.
    init(_ rows: [[String]]) {
        var known: Set<String> = []
        for (row, phrases) in rows.enumerated() {
            for (place, phrase) in phrases.enumerated() where known.insert(phrase).inserted {
                let words = phrase.unicodeScalars.map(\.value)
                guard let first = words.first else { continue }
                let hit = Hit(phrase: phrase, row: row, place: place, line: 0)
                byFirst[first, default: []].append(Candidate(words: words, hit: hit))
                mayBegin[Int(first & 1023)] = true
            }
        }
        byFirst = byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The phrases in the order in which they stand.
    func hits(in source: SourceText) -> [Hit] {
        var hits: [Hit] = []
        for line in source.lines {
            var position = line.content.lowerBound
            while position < line.content.upperBound {
                if mayBegin[Int(source.scalars[position] & 1023)],
                    let found = longest(at: position, line.content.upperBound, source)
                {
                    let hit = found.hit
                    hits.append(Hit(phrase: hit.phrase, row: hit.row, place: hit.place, line: line.number))
                    position += found.words.count
                } else {
                    position += 1
                }
            }
        }
        return hits
    }

    private func longest(at position: Int, _ end: Int, _ source: SourceText) -> Candidate? {
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
    /// The hits of rows in which more than one phrase was found, row by row.
    func mixedRows() -> [[PhraseScanner.Hit]] {
        var rows: [Int: [PhraseScanner.Hit]] = [:]
        for hit in self { rows[hit.row, default: []].append(hit) }
        return rows.sorted { $0.key < $1.key }.map(\.value).filter { row in
            row.contains { $0.place != row[0].place }
        }
    }

    /// The first hit of another phrase than the first one; the first one if there is no other.
    var firstOdd: PhraseScanner.Hit { first { $0.place != self[0].place } ?? self[0] }

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
