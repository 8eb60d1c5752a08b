/// How alike two texts are: shared pairs of neighboring characters (Dice), 0 to 1.
enum Likeness {
    static func of(_ one: String, _ other: String) -> Double {
        LikenessIndex([one]).alike(other, atLeast: 0).first?.1 ?? 0
    }

    /// Neighboring characters as one number each.
    static func pairs(of text: String) -> [UInt64] {
        var pairs: [UInt64] = []
        var last: UInt64 = 0
        for scalar in text.unicodeScalars {
            pairs.append(last << 32 | UInt64(scalar.value))
            last = UInt64(scalar.value)
        }
        return pairs
    }
}

/// Finds among many texts those that are like another one, without comparing each with each.
struct LikenessIndex {
    private var places: [UInt64: [Int32]] = [:]
    private var counts: [Int] = []

    init(_ texts: [String]) {
        for (place, text) in texts.enumerated() {
            let pairs = Likeness.pairs(of: text)
            counts.append(pairs.count)
            for pair in pairs { places[pair, default: []].append(Int32(place)) }
        }
    }

    /// The texts at least so alike, with their likeness.
    func alike(_ text: String, atLeast least: Double) -> [(Int, Double)] {
        let pairs = Likeness.pairs(of: text)
        var own: [UInt64: Int] = [:]
        for pair in pairs { own[pair, default: 0] += 1 }
        var shared: [Int: Int] = [:]
        for (pair, count) in own {
            // Pairs that nearly every text has tell nothing and cost most.
            guard let found = places[pair], counts.count < 50 || found.count < counts.count / 2 else {
                continue
            }
            var last: Int32 = -1
            var taken = 0
            for place in found {
                taken = place == last ? taken + 1 : 1
                last = place
                if taken <= count { shared[Int(place), default: 0] += 1 }
            }
        }
        return shared.compactMap { place, count in
            let score = 2 * Double(count) / Double(max(1, pairs.count + counts[place]))
            return score >= least ? (place, score) : nil
        }.sorted { $0.0 < $1.0 }
    }
}
