import CByteScan
import Glibc

/// Reads one JSON object into an event table: nested names joined by dots, arrays as several values.
///
/// Copies only what some rule asks for and what a backslash escapes. Positions of quotes come from byte
/// masks, so that long texts nobody asks for cost a fraction of a nanosecond a byte.
final class JSONEventReader {
    private var quotes: UnsafeMutablePointer<UInt32>
    private var quoteCapacity = 16_384

    /// Deeper nesting is refused: no log needs it, and recursion must end.
    static let deepest = 64

    init() { quotes = .allocate(capacity: quoteCapacity) }

    deinit { quotes.deallocate() }

    /// - Parameter line: stays where it is until the table's next `begin`.
    /// - Returns: whether it is a JSON object.
    func read(_ line: UnsafeBufferPointer<UInt8>, into table: EventTable) -> Bool {
        table.begin()
        guard let base = line.baseAddress, line.count <= Int(UInt32.max) else { return false }
        if line.count > quoteCapacity {
            quotes.deallocate()
            quoteCapacity = line.count * 2
            quotes = .allocate(capacity: quoteCapacity)
        }
        var hasUnicode: UInt64 = 0
        let count = toride_json_quotes(base, line.count, quotes, &hasUnicode)
        let found = UnsafeBufferPointer(start: quotes, count: count)
        var walk = JSONWalk(line, quotes: found, table, takesEverything: false)
        guard walk.object() else { return false }
        table.rawLine = hasUnicode == 0 ? line : nil
        table.fillEverything = { table in
            var walk = JSONWalk(line, quotes: found, table, takesEverything: true)
            _ = walk.object()
        }
        return true
    }
}

/// One pass over one object.
private struct JSONWalk {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let quotes: UnsafeBufferPointer<UInt32>
    private let table: EventTable
    private let takesEverything: Bool
    private var nextQuote = 0
    private var place = 0
    private var path: [UInt8] = []

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, quotes: UnsafeBufferPointer<UInt32>, _ table: EventTable,
        takesEverything: Bool
    ) {
        self.bytes = bytes
        self.quotes = quotes
        self.table = table
        self.takesEverything = takesEverything
    }

    mutating func object() -> Bool {
        skipSpace()
        guard take(UInt8(ascii: "{")), members(0) else { return false }
        skipSpace()
        return place == bytes.count
    }

    private mutating func members(_ depth: Int) -> Bool {
        guard depth < JSONEventReader.deepest else { return false }
        skipSpace()
        if take(UInt8(ascii: "}")) { return true }
        while true {
            skipSpace()
            guard let key = string() else { return false }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return false }
            let length = path.count
            let name: UnsafeBufferPointer<UInt8>
            if length == 0 {
                name = key
            } else {
                path.append(UInt8(ascii: "."))
                path.append(contentsOf: key)
                name = table.arena.copy(path)
            }
            skipSpace()
            guard place < bytes.count else { return false }
            if bytes[place] == UInt8(ascii: "{") {
                place += 1
                if length == 0 { path.append(contentsOf: key) }
                guard members(depth + 1) else { return false }
            } else {
                guard value(name, depth) else { return false }
            }
            path.removeLast(path.count - length)
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            return take(UInt8(ascii: "}"))
        }
    }

    private mutating func value(_ name: UnsafeBufferPointer<UInt8>, _ depth: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "\""):
            guard let text = string() else { return false }
            add(name, text, .text)
            return true
        case UInt8(ascii: "["):
            place += 1
            return elements(name, depth + 1)
        case UInt8(ascii: "t"): return word("true", name, .boolean)
        case UInt8(ascii: "f"): return word("false", name, .boolean)
        case UInt8(ascii: "n"): return word("null", name, .null)
        default: return number(name)
        }
    }

    private mutating func elements(_ name: UnsafeBufferPointer<UInt8>, _ depth: Int) -> Bool {
        guard depth < JSONEventReader.deepest else { return false }
        skipSpace()
        if take(UInt8(ascii: "]")) {
            add(name, UnsafeBufferPointer(start: nil, count: 0), .null)
            return true
        }
        while true {
            skipSpace()
            guard place < bytes.count else { return false }
            if bytes[place] == UInt8(ascii: "{") {
                place += 1
                let outer = path
                path = Array(name)
                guard members(depth + 1) else { return false }
                path = outer
            } else {
                guard value(name, depth) else { return false }
            }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            return take(UInt8(ascii: "]"))
        }
    }

    @inline(__always)
    private func add(
        _ name: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind
    ) {
        if takesEverything {
            if kind != .null { table.add(FieldNames.everything, clean(text, kind), kind) }
            return
        }
        let slots = table.index.slots(of: name)
        guard !slots.isEmpty else { return }
        let bytes = clean(text, kind)
        for slot in slots { table.add(Int(slot), bytes, kind) }
    }

    @inline(__always)
    private func clean(
        _ text: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind
    ) -> UnsafeBufferPointer<UInt8> {
        switch kind {
        case .text:
            guard let base = text.baseAddress, memchr(base, 0x5C, text.count) != nil else { return text }
            let undone = JSONEscapes.undone(text, table.arena)
            if !takesEverything { table.undone.keep(text, undone) }
            return undone
        case .number:
            for byte in text where byte == 0x2E || byte | 0x20 == 0x65 {
                return table.arena.copy(NumberText.canonical(text))
            }
            return text
        default: return text
        }
    }

    /// What stands between the quotes, escapes and all.
    @inline(__always)
    private mutating func string() -> UnsafeBufferPointer<UInt8>? {
        guard nextQuote + 1 < quotes.count, Int(quotes[nextQuote]) == place else { return nil }
        let start = place + 1
        let end = Int(quotes[nextQuote + 1])
        nextQuote += 2
        place = end + 1
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private mutating func word(
        _ word: StaticString, _ name: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: count)
        guard ByteSearch.equal(wanted, bytes, at: place) else { return false }
        add(name, UnsafeBufferPointer(rebasing: bytes[place..<place + count]), kind)
        place += count
        return true
    }

    private mutating func number(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            guard byte &- 48 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x2B || byte | 0x20 == 0x65
            else {
                break
            }
            place += 1
        }
        guard place > start else { return false }
        add(name, UnsafeBufferPointer(rebasing: bytes[start..<place]), .number)
        return true
    }

    @inline(__always)
    private mutating func skipSpace() {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }
}
