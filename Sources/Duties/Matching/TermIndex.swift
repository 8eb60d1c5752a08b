/// All terms of the catalogue's hints, found in one pass over a text.
struct TermIndex: Sendable {
    /// A set of terms by their positions in the index.
    struct Found: Sendable, Equatable {
        private var words: [UInt64]

        init(capacity: Int) { words = Array(repeating: 0, count: capacity / 64 + 1) }

        mutating func insert(_ term: Int) { words[term / 64] |= 1 << UInt64(term % 64) }

        func contains(_ term: Int) -> Bool { words[term / 64] & (1 << UInt64(term % 64)) != 0 }

        mutating func formUnion(_ other: Found) {
            for position in words.indices { words[position] |= other.words[position] }
        }
    }

    private(set) var terms: [String] = []
    private var positions: [String: Int] = [:]
    private var byFirst: [UInt32: [(term: Int, rest: [UInt32])]] = [:]

    /// The position of a term, which is added if it is new; terms are folded here.
    mutating func position(of term: String) -> Int {
        let folded = Folded(term)
        let key = String(String.UnicodeScalarView(folded.scalars.compactMap { Unicode.Scalar($0) }))
        if let known = positions[key] { return known }
        let position = terms.count
        terms.append(term)
        positions[key] = position
        if let first = folded.scalars.first {
            byFirst[first, default: []].append((position, Array(folded.scalars.dropFirst())))
        }
        return position
    }

    /// Every term that occurs in the text.
    func found(in text: Folded) -> Found {
        var found = Found(capacity: terms.count)
        let scalars = text.scalars
        for start in scalars.indices {
            guard let candidates = byFirst[scalars[start]] else { continue }
            for candidate in candidates where start + candidate.rest.count < scalars.count {
                var at = start + 1
                var fits = true
                for scalar in candidate.rest {
                    guard scalars[at] == scalar else {
                        fits = false
                        break
                    }
                    at += 1
                }
                if fits { found.insert(candidate.term) }
            }
        }
        return found
    }
}
