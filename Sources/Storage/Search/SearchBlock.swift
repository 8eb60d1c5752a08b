import Glibc
import Primitives

/// The folded text of some records of one register, one after the other; it does not change once it is made.
///
/// A record is its label, its other searched fields and the rest of its text, each field followed by 0x00.
/// Folded text has no such byte, so that nothing is found across fields.
final class SearchBlock: Sendable {
    /// Records in a block that small additions are still joined to.
    static let joinedCount = 1024

    let bytes: [UInt8]
    /// Where each record begins, and the end of the last.
    let starts: [Int]
    /// Where each record's label ends.
    let labelEnds: [Int]
    /// Where each record's searched fields end.
    let searchedEnds: [Int]
    /// The ledger entry that made each version.
    let seqs: [Int]

    init(_ maker: SearchBlockMaker) {
        bytes = maker.bytes
        starts = maker.starts + [maker.bytes.count]
        labelEnds = maker.labelEnds
        searchedEnds = maker.searchedEnds
        seqs = maker.seqs
    }

    /// Whether the folded label of a record comes before that of another block's record: below 0 where it
    /// does, 0 where they are the same.
    func compareLabel(_ record: Int, _ other: SearchBlock, _ otherRecord: Int) -> Int {
        let count = labelEnds[record] - starts[record]
        let otherCount = other.labelEnds[otherRecord] - other.starts[otherRecord]
        let order = bytes.withUnsafeBytes { mine in
            other.bytes.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return 0 }
                return Int(
                    memcmp(mine + starts[record], theirs + other.starts[otherRecord], min(count, otherCount)))
            }
        }
        return order == 0 ? count - otherCount : order
    }

    /// Every record in which all of the words stand, in order.
    ///
    /// The text is gone through once for the longest word; the others are looked for where it stands.
    /// - Parameter words: each once; none is empty.
    func find(_ words: [[UInt8]], _ body: (_ record: Int, _ rank: SearchRank) -> Void) {
        guard let word = words.max(by: { $0.count < $1.count }) else { return }
        let longest = SoughtBytes(word)
        let others = words.filter { $0 != word }.map(SoughtBytes.init)
        bytes.withUnsafeBytes { all in
            var position = 0
            var record = 0
            scan: while let found = longest.first(in: all, from: position, to: all.count) {
                record = self.record(holding: found, from: record)
                let (start, end) = (starts[record], starts[record + 1])
                position = end
                var last = found
                var first = found
                for word in others {
                    guard let place = word.first(in: all, from: start, to: end) else { continue scan }
                    last = max(last, place)
                    first = min(first, place)
                }
                let isWhole = others.isEmpty && word.count + 1 == labelEnds[record] - start
                body(record, rank(record, first: first, last: last, isWhole: isWhole))
            }
        }
    }

    /// The record in whose text a place lies; records before `from` do not hold it.
    private func record(holding place: Int, from: Int) -> Int {
        // Where hits are dense the next record is near, where they are sparse it is far.
        var (low, step) = (from, 1)
        while low + step < seqs.count, starts[low + step] <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, seqs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }

    /// - Parameters:
    ///   - first: where the first of the words stands.
    ///   - last: where the last of them does.
    ///   - isWhole: whether a word that stands at the beginning is all of the label.
    private func rank(_ record: Int, first: Int, last: Int, isWhole: Bool) -> SearchRank {
        let (start, labelEnd) = (starts[record], labelEnds[record])
        let kind: SearchRank.Kind =
            if last < labelEnd {
                first > start ? .inLabel : isWhole ? .isLabel : .beginsLabel
            } else {
                last < searchedEnds[record] ? .inSearched : .inRest
            }
        return SearchRank(kind: kind, labelLength: labelEnd - start)
    }
}

/// How well a record answers: the smaller the better.
struct SearchRank: Comparable {
    enum Kind: UInt64 {
        /// The label is the word.
        case isLabel
        /// All words stand in the label, and one of them begins it.
        case beginsLabel
        case inLabel
        /// All words stand in fields that are declared as searched.
        case inSearched
        case inRest
    }

    private let number: UInt64

    /// A word is more of a short label than of a long one.
    init(kind: Kind, labelLength: Int) {
        number = kind.rawValue << 32 | UInt64(min(labelLength, Int(UInt32.max)))
    }

    static func < (left: SearchRank, right: SearchRank) -> Bool { left.number < right.number }
}

/// Gathers the records of a block.
struct SearchBlockMaker {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var labelEnds: [Int] = []
    private(set) var searchedEnds: [Int] = []
    private(set) var seqs: [Int] = []

    init() {}

    /// Goes on where a block ended.
    init(after block: SearchBlock) {
        bytes = block.bytes
        starts = block.starts.dropLast()
        labelEnds = block.labelEnds
        searchedEnds = block.searchedEnds
        seqs = block.seqs
    }

    var isFull: Bool { seqs.count >= SearchBlock.joinedCount * 16 }

    /// Begins the next record, the version that this entry of the ledger made.
    mutating func begin(_ seq: Int) {
        seqs.append(seq)
        starts.append(bytes.count)
    }

    /// The next field of the record: its label first, then the other searched ones, then the rest.
    mutating func append(_ text: String) {
        SearchFolding.append(text, to: &bytes)
        bytes.append(0x00)
    }

    mutating func endLabel() { labelEnds.append(bytes.count) }

    mutating func endSearched() { searchedEnds.append(bytes.count) }
}
