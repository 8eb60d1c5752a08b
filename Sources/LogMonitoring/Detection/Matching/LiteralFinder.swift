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
    private var grams: GramTable<Candidate>?
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
        var inside: [UInt32: [Candidate]] = [:]
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
                let offset = choice.best(literal.bytes)
                inside[GramChoice.gram(literal.bytes, offset), default: []].append(candidate(offset))
            }
        }
        if !inside.isEmpty { grams = GramTable(inside) }
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
        if let grams {
            var place = toride_next_gram(base, 0, count, grams.map, grams.shift)
            while place < count {
                for candidate in grams.candidates(toride_gram(base + place)) {
                    compare(candidate, place, base, count, found)
                }
                place = toride_next_gram(base, place + 1, count, grams.map, grams.shift)
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

/// From four bytes to what has them.
private final class GramTable<Element: BitwiseCopyable> {
    let map: UnsafeMutablePointer<UInt64>
    let shift: UInt32
    private let keys: UnsafeMutablePointer<UInt32>
    private let lists: UnsafeMutablePointer<Int32>
    private let mask: Int
    private let elements: FlatLists<Element>

    init(_ found: [UInt32: [Element]]) {
        // At least 32 bits of the map for each gram, so that one place in thirty or fewer is looked at in
        // vain.
        var bits: UInt32 = 12
        while bits < 18, 1 << Int(bits) < found.count * 32 { bits += 1 }
        shift = 32 - bits
        map = .allocate(capacity: 1 << Int(bits - 6))
        map.initialize(repeating: 0, count: 1 << Int(bits - 6))
        var size = 16
        while size < found.count * 3 { size *= 2 }
        mask = size - 1
        keys = .allocate(capacity: size)
        keys.initialize(repeating: 0, count: size)
        lists = .allocate(capacity: size)
        lists.initialize(repeating: -1, count: size)
        let sorted = found.sorted { $0.key < $1.key }
        elements = FlatLists(sorted.map(\.value))
        for (number, entry) in sorted.enumerated() {
            let hash = toride_gram_hash(entry.key, shift)
            map[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            var place = Self.place(entry.key) & mask
            while lists[place] >= 0 { place = (place + 1) & mask }
            keys[place] = entry.key
            lists[place] = Int32(number)
        }
    }

    deinit {
        map.deallocate()
        keys.deallocate()
        lists.deallocate()
    }

    @inline(__always)
    private static func place(_ gram: UInt32) -> Int { Int((gram &* 0x85EB_CA6B) >> 8) }

    @inline(__always)
    func candidates(_ gram: UInt32) -> UnsafeBufferPointer<Element> {
        var place = Self.place(gram) & mask
        while lists[place] >= 0 {
            if keys[place] == gram { return elements[Int(lists[place])] }
            place = (place + 1) & mask
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }
}

/// From two bytes to what begins with them.
private final class PairTable<Element: BitwiseCopyable> {
    let map: UnsafeMutablePointer<UInt64>
    private let numbers: UnsafeMutablePointer<Int16>
    private let elements: FlatLists<Element>

    init(_ found: [UInt16: [Element]]) {
        map = .allocate(capacity: 1_024)
        map.initialize(repeating: 0, count: 1_024)
        numbers = .allocate(capacity: 65_536)
        numbers.initialize(repeating: -1, count: 65_536)
        let sorted = found.sorted { $0.key < $1.key }
        elements = FlatLists(sorted.map(\.value))
        for (number, entry) in sorted.enumerated() {
            map[Int(entry.key >> 6)] |= 1 << UInt64(entry.key & 63)
            numbers[Int(entry.key)] = Int16(truncatingIfNeeded: number)
        }
    }

    deinit {
        map.deallocate()
        numbers.deallocate()
    }

    @inline(__always)
    func candidates(_ first: UInt8, _ second: UInt8) -> UnsafeBufferPointer<Element> {
        let number = numbers[Int(UInt16(first) | UInt16(second) << 8 | 0x2020)]
        return number < 0 ? UnsafeBufferPointer(start: nil, count: 0) : elements[Int(number)]
    }
}

/// Which four bytes of a literal to look for: those that few texts and few other literals have.
struct GramChoice {
    private var shares: [UInt32: Int] = [:]

    init(_ literals: [[UInt8]]) {
        for literal in literals where literal.count >= 4 {
            for offset in 0...(literal.count - 4) { shares[Self.gram(literal, offset), default: 0] += 1 }
        }
    }

    static func gram(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes.withUnsafeBufferPointer { $0.baseAddress.map { toride_gram($0 + offset) } ?? 0 }
    }

    /// The offset, for a literal of at least four bytes.
    func best(_ literal: [UInt8]) -> Int {
        let costs = (0...(literal.count - 4)).map { offset in
            let gram = Self.gram(literal, offset)
            return shares[gram, default: 0] + (Self.common.contains(gram) ? 1_000 : 0)
        }
        return costs.indices.min { costs[$0] < costs[$1] } ?? 0
    }

    /// Grams of what stands in nearly every Windows event and web log.
    private static let common: Set<UInt32> = {
        let texts = [
            "c:\\windows\\system32\\", "c:\\program files (x86)\\",
            "c:\\users\\administrator\\appdata\\local\\",
            "\\appdata\\roaming\\temp\\", "microsoft.", "powershell.exe", "cmd.exe", ".dll", ".exe ",
            "http://www.",
            "https://", ".com/", "hklm\\software\\microsoft\\windows\\currentversion\\", "hku\\s-1-5-21-",
            "system\\currentcontrolset\\services\\", "value", "name", "-object ", " = ", "    ", "system.",
            "management.automation", "parameterbinding", "commandinvocation", "command", "process", "0x00",
            "0000", "----", "====", "\r\n\t\t", "version", "host", "user", "security", "event", "type",
            "null",
            "true", "false", "string", "windowspowershell\\v1.0\\", "the ", "file", "path", "local", "\", \"",
        ]
        var grams: Set<UInt32> = []
        for text in texts {
            let bytes = Array(text.utf8)
            for offset in 0..<max(0, bytes.count - 3) { grams.insert(gram(bytes, offset)) }
        }
        return grams
    }()
}
