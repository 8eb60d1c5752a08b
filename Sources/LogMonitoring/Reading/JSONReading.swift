import CByteScan

/// Reads one JSON object into slots: nested names with dots, values where they lie.
///
/// Lenient where a log may be (any bytes in strings, a comma at the end), strict in structure. Arrays become
/// fields that repeat; objects in arrays give their fields to the same names.
struct JSONReading {
    let keys: KeyTable

    /// Deeper nesting than any log has; a line of brackets must not use up the stack.
    private static let deepest = 32

    /// - Parameter parent: the node under which the outermost names are looked up.
    func read(_ bytes: Bytes, _ body: Range<Int>, into draft: inout EventDraft, parent: UInt32 = 0)
        -> ReadingFault?
    {
        var scan = Scan(bytes, body)
        scan.skipSpace()
        guard scan.next == UInt8(ascii: "{") else { return .notJSON }
        if let fault = object(&scan, &draft, parent, 0, isListed: false) { return fault }
        scan.skipSpace()
        _ = scan.take(UInt8(ascii: ","))
        scan.skipSpace()
        return scan.isAtEnd ? nil : .notJSON
    }

    private func object(
        _ scan: inout Scan, _ draft: inout EventDraft, _ parent: UInt32, _ depth: Int, isListed: Bool
    ) -> ReadingFault? {
        guard depth < JSONReading.deepest else { return .tooDeep }
        scan.at += 1
        scan.skipSpace()
        if scan.take(UInt8(ascii: "}")) { return nil }
        while true {
            scan.skipSpace()
            guard scan.next == 0x22, let key = JSONReading.string(&scan) else { return .notJSON }
            let entry = entry(scan.bytes, key.range, hasEscape: key.hasEscape, parent, &draft.keyCursor)
            scan.skipSpace()
            guard scan.take(UInt8(ascii: ":")) else { return .notJSON }
            if let fault = value(&scan, &draft, entry, depth, isListed: isListed) { return fault }
            scan.skipSpace()
            if scan.take(UInt8(ascii: ",")) { continue }
            return scan.take(UInt8(ascii: "}")) ? nil : .notJSON
        }
    }

    private func entry(
        _ bytes: Bytes, _ range: Range<Int>, hasEscape: Bool, _ parent: UInt32, _ cursor: inout Int
    ) -> KeyTable.Entry {
        guard hasEscape else {
            return keys.entry(bytes.base + range.lowerBound, range.count, parent: parent, after: &cursor)
        }
        // Eight bytes more, because a lookup reads whole words.
        let plain = Unescaping.json(bytes.buffer(range)) + [0, 0, 0, 0, 0, 0, 0, 0]
        return plain.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return KeyTable.Entry() }
            return keys.entry(base, buffer.count - 8, parent: parent)
        }
    }

    private func value(
        _ scan: inout Scan, _ draft: inout EventDraft, _ entry: KeyTable.Entry, _ depth: Int, isListed: Bool
    ) -> ReadingFault? {
        scan.skipSpace()
        switch scan.next {
        case 0x22:
            guard let text = JSONReading.string(&scan) else { return .unclosedQuote }
            let kind: FieldSlot.Kind = text.hasEscape ? .jsonText : entry.kind
            add(FieldSlot(entry.name, kind, text.range), entry, &draft, isListed)
        case UInt8(ascii: "{"):
            return object(&scan, &draft, entry.node, depth + 1, isListed: isListed)
        case UInt8(ascii: "["):
            return array(&scan, &draft, entry, depth + 1)
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            let start = scan.at
            guard scan.take("true") || scan.take("false") else { return .notJSON }
            add(FieldSlot(entry.name, .boolean, start..<scan.at), entry, &draft, isListed)
        case UInt8(ascii: "n"):
            let start = scan.at
            guard scan.take("null") else { return .notJSON }
            add(FieldSlot(entry.name, .null, start..<start), entry, &draft, isListed)
        default:
            let number = scan.while_ {
                $0 &- 0x30 <= 9 || $0 == 0x2D || $0 == 0x2B || $0 == 0x2E || $0 | 0x20 == UInt8(ascii: "e")
            }
            guard !number.isEmpty else { return .notJSON }
            add(
                FieldSlot(entry.name, entry.kind == .consumed ? .consumed : .number, number), entry, &draft,
                isListed)
        }
        return nil
    }

    @inline(__always)
    private func add(_ slot: FieldSlot, _ entry: KeyTable.Entry, _ draft: inout EventDraft, _ isListed: Bool)
    {
        var slot = slot
        slot.isListed = isListed
        if entry.kind == .consumed { slot.kind = .consumed }
        draft.add(slot, mark: entry.mark)
        // Windows writes a hyphen for nothing: no address and no name of ours.
        if entry.second.id != .max, slot.length != 1 || draft.bytes[Int(slot.start)] != UInt8(ascii: "-") {
            slot.name = entry.second
            draft.add(slot)
        }
    }

    private func array(
        _ scan: inout Scan, _ draft: inout EventDraft, _ entry: KeyTable.Entry, _ depth: Int
    ) -> ReadingFault? {
        guard depth < JSONReading.deepest else { return .tooDeep }
        let start = scan.at
        scan.at += 1
        scan.skipSpace()
        if scan.take(UInt8(ascii: "]")) {
            add(FieldSlot(entry.name, .emptyList, start..<start), entry, &draft, false)
            return nil
        }
        while true {
            if let fault = value(&scan, &draft, entry, depth, isListed: true) { return fault }
            scan.skipSpace()
            if scan.take(UInt8(ascii: ",")) { continue }
            return scan.take(UInt8(ascii: "]")) ? nil : .notJSON
        }
    }

    /// The inside of the string that begins here; nil where it is not closed.
    @inline(__always)
    private static func string(_ scan: inout Scan) -> (range: Range<Int>, hasEscape: Bool)? {
        let start = scan.at + 1
        let base = scan.bytes.base
        var hasEscape = false
        var at = start
        while at < scan.end {
            let masks = toride_masks_of(base + at, 0x22, 0x5C, 0x22)
            if masks.second == 0
                || masks.first != 0 && masks.first & (0 &- masks.first) < masks.second & (0 &- masks.second)
            {
                if masks.first == 0 {
                    at += 64
                    continue
                }
                let close = at + masks.first.trailingZeroBitCount
                guard close < scan.end else { return nil }
                scan.at = close + 1
                return (start..<close, hasEscape)
            }
            hasEscape = true
            at += masks.second.trailingZeroBitCount + 2
        }
        return nil
    }
}

extension Scan {
    /// Blanks, tabs and line ends, as JSON allows them between values.
    mutating func skipSpace() {
        while at < end, bytes[at] <= 0x20 { at += 1 }
    }
}
