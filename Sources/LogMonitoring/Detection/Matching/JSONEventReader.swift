import CByteScan
import Glibc

/// Reads one JSON object into an event table: nested names joined by dots, arrays as several values.
///
/// Copies only what some rule asks for and what a backslash escapes. Positions of quotes come from byte
/// masks, so that long texts nobody asks for cost a fraction of a nanosecond a byte.
final class JSONEventReader {
    private var quotes: UnsafeMutablePointer<UInt32>
    private var quoteCapacity = 16_384
    private var quoteCount = 0
    private var nextQuote = 0
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var place = 0
    private var path: [UInt8] = []
    private var takesEverything = false

    /// Deeper nesting is refused: no log needs it, and recursion must end.
    static let deepest = 64

    init() { quotes = .allocate(capacity: quoteCapacity) }

    deinit { quotes.deallocate() }

    /// - Parameter line: stays where it is until the table's next `begin`.
    /// - Returns: whether it is a JSON object.
    func read(_ line: UnsafeBufferPointer<UInt8>, into table: EventTable) -> Bool {
        table.begin()
        takesEverything = false
        guard object(line, table) else { return false }
        table.fillEverything = { [unowned self] table in
            takesEverything = true
            _ = object(line, table)
            takesEverything = false
        }
        return true
    }

    private func object(_ line: UnsafeBufferPointer<UInt8>, _ table: EventTable) -> Bool {
        guard let base = line.baseAddress, line.count <= Int(UInt32.max) else { return false }
        if line.count > quoteCapacity {
            quotes.deallocate()
            quoteCapacity = line.count * 2
            quotes = .allocate(capacity: quoteCapacity)
        }
        quoteCount = toride_json_quotes(base, line.count, quotes)
        nextQuote = 0
        bytes = line
        place = 0
        path.removeAll(keepingCapacity: true)
        skipSpace()
        guard take(UInt8(ascii: "{")), members(table, 0) else { return false }
        skipSpace()
        return place == bytes.count
    }

    private func members(_ table: EventTable, _ depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
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
                guard members(table, depth + 1) else { return false }
            } else {
                guard value(name, table, depth) else { return false }
            }
            path.removeLast(path.count - length)
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            return take(UInt8(ascii: "}"))
        }
    }

    private func value(_ name: UnsafeBufferPointer<UInt8>, _ table: EventTable, _ depth: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "\""):
            guard let text = string() else { return false }
            add(name, text, .text, table)
            return true
        case UInt8(ascii: "["):
            place += 1
            return elements(name, table, depth + 1)
        case UInt8(ascii: "t"): return word("true", name, .boolean, table)
        case UInt8(ascii: "f"): return word("false", name, .boolean, table)
        case UInt8(ascii: "n"): return word("null", name, .null, table)
        default: return number(name, table)
        }
    }

    private func elements(_ name: UnsafeBufferPointer<UInt8>, _ table: EventTable, _ depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        skipSpace()
        if take(UInt8(ascii: "]")) {
            add(name, UnsafeBufferPointer(start: nil, count: 0), .null, table)
            return true
        }
        while true {
            skipSpace()
            guard place < bytes.count else { return false }
            if bytes[place] == UInt8(ascii: "{") {
                place += 1
                let outer = path
                path = Array(name)
                guard members(table, depth + 1) else { return false }
                path = outer
            } else {
                guard value(name, table, depth) else { return false }
            }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            return take(UInt8(ascii: "]"))
        }
    }

    @inline(__always)
    private func add(
        _ name: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind,
        _ table: EventTable
    ) {
        if takesEverything {
            if kind != .null { table.add(FieldNames.everything, clean(text, kind, table), kind) }
            return
        }
        let slots = table.index.slots(of: name)
        guard !slots.isEmpty else { return }
        let bytes = clean(text, kind, table)
        for slot in slots { table.add(Int(slot), bytes, kind) }
    }

    @inline(__always)
    private func clean(
        _ text: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind, _ table: EventTable
    ) -> UnsafeBufferPointer<UInt8> {
        switch kind {
        case .text:
            guard let base = text.baseAddress, memchr(base, 0x5C, text.count) != nil else { return text }
            return JSONEscapes.undone(text, table.arena)
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
    private func string() -> UnsafeBufferPointer<UInt8>? {
        guard nextQuote + 1 < quoteCount, Int(quotes[nextQuote]) == place else { return nil }
        let start = place + 1
        let end = Int(quotes[nextQuote + 1])
        nextQuote += 2
        place = end + 1
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private func word(
        _ word: StaticString, _ name: UnsafeBufferPointer<UInt8>, _ kind: EventTable.Kind, _ table: EventTable
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: count)
        guard ByteSearch.equal(wanted, bytes, at: place) else { return false }
        add(name, UnsafeBufferPointer(rebasing: bytes[place..<place + count]), kind, table)
        place += count
        return true
    }

    private func number(_ name: UnsafeBufferPointer<UInt8>, _ table: EventTable) -> Bool {
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
        add(name, UnsafeBufferPointer(rebasing: bytes[start..<place]), .number, table)
        return true
    }

    @inline(__always)
    private func skipSpace() {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    }

    @inline(__always)
    private func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }
}
