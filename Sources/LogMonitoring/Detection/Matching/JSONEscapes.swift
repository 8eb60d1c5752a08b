import CByteScan

/// Undoing `\n`, `\"` and `\u3042` in a JSON string.
enum JSONEscapes {
    /// What is no escape stays as it is written.
    static func undone(_ text: UnsafeBufferPointer<UInt8>, _ arena: Arena) -> UnsafeBufferPointer<UInt8> {
        guard let base = text.baseAddress else { return text }
        // No escape is longer than what it stands for; the copying may write a few bytes more.
        let start = arena.room(text.count + 8)
        var end = start
        var index = 0
        while index < text.count {
            let copied = toride_copy_to_backslash(end, base + index, text.count - index)
            end += copied
            index += copied + 1
            guard index < text.count else {
                if index == text.count { put(0x5C, &end) }
                break
            }
            let escape = text[index]
            index += 1
            switch escape {
            case UInt8(ascii: "n"): put(0x0A, &end)
            case UInt8(ascii: "r"): put(0x0D, &end)
            case UInt8(ascii: "t"): put(0x09, &end)
            case UInt8(ascii: "b"): put(0x08, &end)
            case UInt8(ascii: "f"): put(0x0C, &end)
            case UInt8(ascii: "u"): unicode(text, &index, &end)
            default: put(escape, &end)
            }
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    @inline(__always)
    private static func put(_ byte: UInt8, _ end: inout UnsafeMutablePointer<UInt8>) {
        end.pointee = byte
        end += 1
    }

    private static func unicode(
        _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: inout UnsafeMutablePointer<UInt8>
    ) {
        guard let first = hexadecimal(text, index) else {
            put(0x5C, &end)
            put(UInt8(ascii: "u"), &end)
            return
        }
        index += 4
        var code = UInt32(first)
        if first & 0xFC00 == 0xD800, index + 6 <= text.count, text[index] == 0x5C,
            text[index + 1] == UInt8(ascii: "u"), let second = hexadecimal(text, index + 2),
            second & 0xFC00 == 0xDC00
        {
            index += 6
            code = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(byte, &end) }
    }

    private static func hexadecimal(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt16? {
        guard start + 4 <= text.count else { return nil }
        var number: UInt16 = 0
        for byte in text[start..<start + 4] {
            let lower = byte | 0x20
            if byte &- 48 < 10 {
                number = number << 4 | UInt16(byte &- 48)
            } else if lower &- 97 < 6 {
                number = number << 4 | UInt16(lower &- 87)
            } else {
                return nil
            }
        }
        return number
    }
}

/// The texts of one event whose escapes were undone, by where they lie in the line: whoever meets a text
/// again, under another name, takes what is there.
struct UndoneTexts {
    private struct Entry {
        let from: UnsafePointer<UInt8>
        let count: Int
        let text: UnsafeBufferPointer<UInt8>
    }

    /// In the order of the line.
    private var entries: [Entry] = []
    private var last: Entry?

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        last = nil
    }

    /// Keeps a text that lies behind all that were kept before; another one is not kept.
    mutating func keep(_ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) {
        guard let from = part.baseAddress, entries.last.map({ $0.from < from }) ?? true else { return }
        entries.append(Entry(from: from, count: part.count, text: text))
    }

    /// The text of exactly these bytes; undone now where nobody has done it.
    mutating func text(_ part: UnsafeBufferPointer<UInt8>, _ arena: Arena) -> UnsafeBufferPointer<UInt8> {
        guard let from = part.baseAddress else { return part }
        if let last, last.from == from, last.count == part.count { return last.text }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].from < from { low = middle + 1 } else { high = middle }
        }
        if low < entries.count, entries[low].from == from, entries[low].count == part.count {
            return entries[low].text
        }
        let text = JSONEscapes.undone(part, arena)
        last = Entry(from: from, count: part.count, text: text)
        return text
    }
}
