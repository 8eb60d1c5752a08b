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

        func union(_ other: Found) -> Found {
            var both = self
            both.formUnion(other)
            return both
        }
    }

    private(set) var terms: [String] = []
    private var positions: [String: Int] = [:]
    private var candidates: [[(term: Int, rest: [UInt32])]] = [[]]
    // By the first scalar; 0 where no term begins with it. Scalars beyond the first plane begin none.
    private var byFirst: [UInt16] = Array(repeating: 0, count: 0x1_0000)

    /// The position of a term, which is added if it is new; terms are folded here.
    mutating func position(of term: String) -> Int {
        let folded = Folded(term)
        let key = String(String.UnicodeScalarView(folded.scalars.compactMap { Unicode.Scalar($0) }))
        if let known = positions[key] { return known }
        let position = terms.count
        terms.append(term)
        positions[key] = position
        if let first = folded.scalars.first, Int(first) < byFirst.count {
            if byFirst[Int(first)] == 0 {
                byFirst[Int(first)] = UInt16(candidates.count)
                candidates.append([])
            }
            candidates[Int(byFirst[Int(first)])].append((position, Array(folded.scalars.dropFirst())))
        }
        return position
    }

    /// Every term that occurs in the text.
    func found(in text: Folded) -> Found {
        var found = Found(capacity: terms.count)
        let scalars = text.scalars
        for start in scalars.indices where Int(scalars[start]) < byFirst.count {
            let list = byFirst[Int(scalars[start])]
            if list == 0 { continue }
            for candidate in candidates[Int(list)] where start + candidate.rest.count < scalars.count {
                if stands(candidate.rest, in: scalars, at: start + 1) { found.insert(candidate.term) }
            }
        }
        return found
    }

    private func stands(_ rest: [UInt32], in scalars: [UInt32], at start: Int) -> Bool {
        for offset in rest.indices where scalars[start + offset] != rest[offset] { return false }
        return true
    }
}
