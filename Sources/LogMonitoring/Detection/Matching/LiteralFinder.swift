import CByteScan

/// Finds which of many literals stand in a text, upper and lower case as one.
///
/// For each place of the text a bit map says whether the four bytes there are chosen from some literal; only
/// then is anything compared. Literals of two or three bytes have a map of pairs. What must stand at the
/// start or the end is looked for only there.
final class LiteralFinder {
    struct Literal: Hashable {
        /// Folded, not empty.
        var bytes: [UInt8]
        var atStart: Bool
        var atEnd: Bool
    }

    /// A literal that has these bytes at this distance from its start.
    private struct Candidate: BitwiseCopyable {
        var literal: Int32
        var offset: Int32
    }

    private struct Stretch: BitwiseCopyable {
        var start: Int32
        var count: Int32
        var atStart: Bool
        var atEnd: Bool
    }

    let literalCount: Int
    private let bytes: UnsafeMutablePointer<UInt8>
    private let stretches: UnsafeMutablePointer<Stretch>
    /// With the step between the places that are looked at.
    private var inside: [(step: Int, grams: GramTable<Candidate>)] = []
    private var pairs: PairTable<Candidate>?
    private var starts: GramTable<Candidate>?
    private var ends: GramTable<Candidate>?
    /// Too short for a table; they are compared one by one.
    private var shortAnchored: [Int] = []
    private var single: [Int] = []

    init(_ literals: [Literal]) {
        literalCount = literals.count
        bytes = .allocate(capacity: max(1, literals.reduce(0) { $0 + $1.bytes.count }))
        stretches = .allocate(capacity: max(1, literals.count))
        var end = 0
        for (number, literal) in literals.enumerated() {
            (stretches + number).initialize(
                to: Stretch(
                    start: Int32(end), count: Int32(literal.bytes.count), atStart: literal.atStart,
                    atEnd: literal.atEnd))
            for byte in literal.bytes {
                (bytes + end).initialize(to: byte)
                end += 1
            }
        }
        sort(literals)
    }

    deinit {
        bytes.deallocate()
        stretches.deallocate()
    }

    private func sort(_ literals: [Literal]) {
        var grams: [Int: [UInt32: [Candidate]]] = [:]
        var two: [UInt16: [Candidate]] = [:]
        var atStart: [UInt32: [Candidate]] = [:]
        var atEnd: [UInt32: [Candidate]] = [:]
        let choice = GramChoice(literals.filter { !$0.atStart && !$0.atEnd }.map(\.bytes))
        for (number, literal) in literals.enumerated() {
            let count = literal.bytes.count
            func candidate(_ offset: Int) -> Candidate {
                Candidate(literal: Int32(number), offset: Int32(offset))
            }
            switch (literal.atStart || literal.atEnd, count) {
            case (true, ..<4): shortAnchored.append(number)
            case (true, _) where literal.atEnd:
                atEnd[GramChoice.gram(literal.bytes, count - 4), default: []].append(candidate(count - 4))
            case (true, _): atStart[GramChoice.gram(literal.bytes, 0), default: []].append(candidate(0))
            case (false, 1): single.append(number)
            case (false, 2...3):
                let pair = UInt16(literal.bytes[0]) | UInt16(literal.bytes[1]) << 8 | 0x2020
                two[pair, default: []].append(candidate(0))
            default:
                let step = count >= 7 ? 4 : count >= 5 ? 2 : 1
                let best = choice.best(literal.bytes, step)
                for offset in best..<best + step {
                    let gram = GramChoice.gram(literal.bytes, offset)
                    grams[step, default: [:]][gram, default: []].append(candidate(offset))
                }
            }
        }
        inside = grams.sorted { $0.key > $1.key }.map { ($0.key, GramTable($0.value)) }
        if !two.isEmpty { pairs = PairTable(two) }
        if !atStart.isEmpty { starts = GramTable(atStart) }
        if !atEnd.isEmpty { ends = GramTable(atEnd) }
    }

    /// Calls `found` with the number of each literal that stands in the text; more than once where it stands
    /// more than once.
    @inline(__always)
    func scan(_ text: UnsafeBufferPointer<UInt8>, _ found: (Int) -> Void) {
        guard let base = text.baseAddress else { return }
        let count = text.count
        for (step, grams) in inside {
            var place = toride_next_gram(base, 0, count, step, grams.map, grams.shift)
            while place < count {
                for candidate in grams.candidates(toride_gram(base + place)) {
                    compare(candidate, place, base, count, found)
                }
                place = toride_next_gram(base, place + step, count, step, grams.map, grams.shift)
            }
        }
        if let pairs {
            var place = toride_next_pair(base, 0, count, pairs.map)
            while place < count {
                for candidate in pairs.candidates(base[place], base[place + 1]) {
                    compare(candidate, place, base, count, found)
                }
                place = toride_next_pair(base, place + 1, count, pairs.map)
            }
        }
        if count >= 4 {
            if let starts {
                for candidate in starts.candidates(toride_gram(base)) {
                    compare(candidate, 0, base, count, found)
                }
            }
            if let ends {
                for candidate in ends.candidates(toride_gram(base + count - 4)) {
                    compare(candidate, count - 4, base, count, found)
                }
            }
        }
        for literal in shortAnchored { tryShort(literal, base, count, found) }
        for literal in single
        where text.contains(where: { TextFolding.lower($0) == bytes[Int(stretches[literal].start)] }) {
            found(literal)
        }
    }

    @inline(__always)
    private func compare(
        _ candidate: Candidate, _ place: Int, _ base: UnsafePointer<UInt8>, _ count: Int,
        _ found: (Int) -> Void
    ) {
        let stretch = stretches[Int(candidate.literal)]
        let start = place - Int(candidate.offset)
        let length = Int(stretch.count)
        guard start >= 0, start + length <= count else { return }
        if stretch.atStart, start != 0 { return }
        if stretch.atEnd, start + length != count { return }
        if stands(stretch, base + start) { found(Int(candidate.literal)) }
    }

    private func tryShort(
        _ literal: Int, _ base: UnsafePointer<UInt8>, _ count: Int, _ found: (Int) -> Void
    ) {
        let stretch = stretches[literal]
        let length = Int(stretch.count)
        guard count >= length, !(stretch.atStart && stretch.atEnd) || count == length else { return }
        if stands(stretch, base + (stretch.atStart ? 0 : count - length)) { found(literal) }
    }

    @inline(__always)
    private func stands(_ stretch: Stretch, _ text: UnsafePointer<UInt8>) -> Bool {
        let wanted = bytes + Int(stretch.start)
        for index in 0..<Int(stretch.count) where TextFolding.lower(text[index]) != wanted[index] {
            return false
        }
        return true
    }
}
