/// A place in a record that moves forward. Past the end everything is 0 and nothing is found.
struct Scan {
    let bytes: Bytes
    var at: Int
    let end: Int

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    var isAtEnd: Bool { at >= end }
    var rest: Range<Int> { min(at, end)..<end }
    var next: UInt8 { at < end ? bytes[at] : 0 }

    func peek(_ ahead: Int) -> UInt8 { at + ahead < end ? bytes[at + ahead] : 0 }

    mutating func skipBlanks() {
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte, at < end else { return false }
        at += 1
        return true
    }

    mutating func take(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount <= end - at, bytes.starts(with: text, at: at) else { return false }
        at += text.utf8CodeUnitCount
        return true
    }

    /// What stands before the next such byte; goes behind it. Nil, unmoved, where there is none.
    mutating func until(_ byte: UInt8) -> Range<Int>? {
        guard let place = bytes.first(byte, in: rest) else { return nil }
        defer { at = place + 1 }
        return at..<place
    }

    /// What stands before the text; goes behind it. Nil, unmoved, where there is none.
    mutating func until(_ text: StaticString) -> Range<Int>? {
        guard let place = bytes.first(text, in: rest) else { return nil }
        defer { at = place + text.utf8CodeUnitCount }
        return at..<place
    }

    /// Up to the next blank, or the end; goes behind one blank.
    mutating func word() -> Range<Int> {
        let start = min(at, end)
        while at < end, bytes[at] != 0x20, bytes[at] != 0x09 { at += 1 }
        defer { if at < end { at += 1 } }
        return start..<max(start, min(at, end))
    }

    /// Bytes as long as they are of this kind.
    mutating func while_(_ isWanted: (UInt8) -> Bool) -> Range<Int> {
        let start = min(at, end)
        while at < end, isWanted(bytes[at]) { at += 1 }
        return start..<max(start, at)
    }

    /// Digits, at most `most`; nil, unmoved, where there is none.
    mutating func digits(atMost most: Int = 18) -> Int? {
        var value = 0
        let start = at
        while at < end, at - start < most {
            let digit = bytes[at] &- 0x30
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            at += 1
        }
        return at == start ? nil : value
    }
}
