import CByteScan

/// Reads `key=value key="a value"` into slots, as FortiGate, Sophos, SonicWall, nftables and auditd write it.
struct KeyValueReading {
    let keys: KeyTable
    /// Found by blocks of 64 bytes where the line is regular; the careful way otherwise.
    func read(_ bytes: Bytes, _ body: Range<Int>, into draft: inout EventDraft) -> ReadingFault? {
        let before = draft.count
        if readRegular(bytes, body, into: &draft) { return nil }
        draft.shorten(to: before)
        return readCarefully(bytes, body, into: &draft)
    }

    // MARK: Regular lines

    /// False where anything is unusual: a quote that does not end before a blank, a key with a blank in it.
    ///
    /// The hottest loop of the room. A device writes its keys in one order, so the key that came next in the
    /// line before is compared first, and only where it does not stand there the sign of equality is looked
    /// for. Positions only grow, and each is below `end` when it is used, so the checks of `Bytes` are not
    /// needed here.
    private func readRegular(_ bytes: Bytes, _ body: Range<Int>, into draft: inout EventDraft) -> Bool {
        precondition(body.lowerBound >= 0 && body.upperBound <= bytes.count)
        let base = bytes.base
        let end = body.upperBound
        var entries = keys.entries
        var room = draft.room()
        var at = body.lowerBound
        var cursor = 0
        while at < end {
            if base[at] == 0x20 {
                at &+= 1
                continue
            }
            let guess = Int(entries[cursor].following)
            var equals = at &+ entries[guess].length
            if guess != 0, equals < end, base[equals] == 0x3D,
                keys.stands(entries + guess, at: base + at, equals &- at)
            {
                cursor = guess
            } else {
                equals = toride_place_of(base, at, end, 0x3D)
                guard equals < end, equals > at, toride_place_of(base, at, equals, 0x20) == equals else {
                    return false
                }
                _ = keys.entry(base + at, equals - at, after: &cursor)
                entries = keys.entries
            }
            var (start, stop) = (equals &+ 1, 0)
            if start < end, base[start] == 0x22 {
                start &+= 1
                stop = toride_place_of(base, start, end, 0x22)
                guard stop < end, base[stop &- 1] != 0x5C, stop &+ 1 >= end || base[stop &+ 1] == 0x20 else {
                    return false
                }
                at = stop &+ 2
            } else {
                stop = toride_place_of(base, start, end, 0x20)
                at = stop &+ 1
            }
            if start < stop {
                let entry = entries + cursor
                let slot = FieldSlot(entry.pointee.name, entry.pointee.kind, start..<stop)
                guard room.add(slot, mark: entry.pointee.mark) else { return false }
            }
        }
        draft.take(room)
        return true
    }

    // MARK: Irregular lines

    /// Byte by byte. A quote ends a value where a blank and another `key=` (or nothing) follow; a word
    /// without
    /// `=` belongs to the value before it. What was read before a fault stays.
    func readCarefully(_ bytes: Bytes, _ body: Range<Int>, into draft: inout EventDraft) -> ReadingFault? {
        var scan = Scan(bytes, body)
        var found = 0
        while true {
            scan.skipBlanks()
            if scan.isAtEnd { return found > 0 ? nil : .notKeyAndValue }
            guard let key = KeyValueReading.key(&scan) else { return .notKeyAndValue }
            found += 1
            let entry = keys.entry(bytes.base + key.lowerBound, key.count)
            guard scan.next == 0x22 else {
                let value = KeyValueReading.bareValue(&scan)
                if !value.isEmpty { draft.add(FieldSlot(entry.name, entry.kind, value), mark: entry.mark) }
                continue
            }
            scan.at += 1
            let start = scan.at
            guard let close = KeyValueReading.closingQuote(scan) else {
                draft.add(FieldSlot(entry.name, entry.kind, scan.rest), mark: entry.mark)
                return .unclosedQuote
            }
            let hasEscape = entry.kind == .text && bytes.first(0x5C, in: start..<close) != nil
            if start < close {
                let kind = hasEscape ? .slashText : entry.kind
                draft.add(FieldSlot(entry.name, kind, start..<close), mark: entry.mark)
            }
            scan.at = close + 1
            if scan.next == UInt8(ascii: ",") || scan.next == UInt8(ascii: ";") { scan.at += 1 }
        }
    }

    /// A key and its `=`; nil, unmoved, where the next word is none.
    private static func key(_ scan: inout Scan) -> Range<Int>? {
        var copy = scan
        let name = copy.while_ { $0 > 0x20 && $0 != 0x3D && $0 != 0x22 }
        guard !name.isEmpty, copy.take(UInt8(ascii: "=")) else { return nil }
        scan = copy
        return name
    }

    private static func bareValue(_ scan: inout Scan) -> Range<Int> {
        let start = scan.at
        var stop = scan.at
        while !scan.isAtEnd {
            _ = scan.while_ { $0 != 0x20 && $0 != 0x09 }
            stop = scan.at
            scan.skipBlanks()
            var ahead = scan
            if scan.isAtEnd || key(&ahead) != nil || scan.next == 0x3D { break }
        }
        return start..<stop
    }

    private static func closingQuote(_ scan: Scan) -> Int? {
        var at = scan.at
        while let quote = scan.bytes.first(0x22, in: at..<scan.end) {
            var behind = Scan(scan.bytes, quote + 1..<scan.end)
            if behind.next == UInt8(ascii: ",") || behind.next == UInt8(ascii: ";") { behind.at += 1 }
            let hasBlank = behind.isAtEnd || behind.next <= 0x20
            behind.skipBlanks()
            var ahead = behind
            if hasBlank, behind.isAtEnd || key(&ahead) != nil { return quote }
            at = quote + 1
        }
        return nil
    }
}
