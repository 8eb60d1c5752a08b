/// Filling the table from an event as its format read it: the names that `toride logs read` prints, with the
/// bytes of the line where these are the value.
///
/// Not for two threads at once.
final class DraftFields {
    private let index: FieldIndex
    /// Slots of each word, found once; the place is the word's number.
    private var slotsOfWord: [UnsafeBufferPointer<Int32>?] = []
    /// Texts that formats write themselves, by the number of the word. They stay as long as this does.
    private var texts: [UInt32: UnsafeBufferPointer<UInt8>] = [:]
    private let formatName = LogWord("toride.format")
    /// The format of the last event, and its name as a value.
    private var lastFormat: (name: String, text: UnsafeBufferPointer<UInt8>)?
    private let timeName = LogWord("@timestamp")
    /// Only then the time is made a text: every rule set has the slot, few ask for it.
    private let asksForTime: Bool

    init(_ index: FieldIndex, _ rules: RuleSet) {
        self.index = index
        let slots = index.slots(ofText: "@timestamp")
        asksForTime = rules.atoms.contains {
            slots.contains(Int32($0.slot)) || slots.contains(Int32($0.otherSlot))
        }
    }

    deinit { for text in texts.values { text.deallocate() } }

    /// Adds the fields to what is in the table.
    ///
    /// - Parameter isJSON: the names and values of the line itself are there already, and keywords find them.
    func fill(_ table: EventTable, _ draft: borrowing EventDraft, isJSON: Bool) {
        var standsAsItself = true
        for number in 0..<draft.count {
            let slot = draft[number]
            if slot.kind == .consumed { continue }
            if !Self.standsAsItself(slot.kind) { standsAsItself = false }
            let wanted = slots(of: slot.name)
            if wanted.isEmpty { continue }
            add(slot, draft, wanted, table)
        }
        for slot in slots(of: formatName) {
            table.addNew(Int(slot), text(ofFormat: draft.format), .text)
        }
        if asksForTime, let instant = draft.time.instant {
            var written: [UInt8] = []
            TimeText.append(instant, to: &written)
            for slot in slots(of: timeName) { table.addNew(Int(slot), table.arena.copy(written), .text) }
        }
        if !isJSON { prepareKeywords(table, draft, standsAsItself: standsAsItself) }
    }

    /// Letters and digits of such a value stand in the line as they are, in one stretch.
    private static func standsAsItself(_ kind: FieldSlot.Kind) -> Bool {
        switch kind {
        case .text, .lowered, .csvText, .integer, .number, .boolean, .null, .emptyList, .word, .whole,
            .consumed:
            true
        case .jsonText, .slashText, .hexEscapedText, .countedLabels, .given: false
        }
    }

    /// Keywords are looked for in the line and in every value of it, not in what formats add.
    private func prepareKeywords(
        _ table: EventTable, _ draft: borrowing EventDraft, standsAsItself: Bool
    ) {
        let line = draft.bytes.buffer
        if standsAsItself { table.rawLine = line }
        let event = draft.everything
        table.fillEverything = { [unowned self] table in
            table.add(FieldNames.everything, readable(line, table), .text)
            for slot in event.slots where slot.kind != .word && slot.kind != .whole && slot.kind != .consumed
            {
                add(slot, line, event.given, [Int32(FieldNames.everything)], table)
            }
        }
    }

    // MARK: Values

    private func add(
        _ slot: FieldSlot, _ draft: borrowing EventDraft, _ wanted: UnsafeBufferPointer<Int32>,
        _ table: EventTable
    ) {
        add(slot, draft.bytes.buffer, draft.given, wanted, table)
    }

    private func add(
        _ slot: FieldSlot, _ line: UnsafeBufferPointer<UInt8>, _ given: [EventValue],
        _ wanted: some Sequence<Int32>, _ table: EventTable
    ) {
        if slot.kind == .given {
            for place in wanted { add(given[Int(slot.start)], Int(place), table) }
            return
        }
        let (bytes, kind) = value(of: slot, line, table)
        for place in wanted { table.addNew(Int(place), bytes, kind) }
    }

    private func value(
        of slot: FieldSlot, _ line: UnsafeBufferPointer<UInt8>, _ table: EventTable
    ) -> (UnsafeBufferPointer<UInt8>, EventTable.Kind) {
        switch slot.kind {
        case .word: return (text(of: LogWord(id: slot.start)), .text)
        case .whole: return (table.arena.copy(String(slot.whole).utf8), .number)
        case .null, .emptyList, .consumed: return (UnsafeBufferPointer(start: nil, count: 0), .null)
        default: break
        }
        let part = UnsafeBufferPointer(rebasing: line[slot.range])
        switch slot.kind {
        case .text: return (readable(part, table), .text)
        case .integer, .number: return number(part, table) ?? (readable(part, table), .text)
        case .boolean:
            guard let flag = DecimalText.boolean(part) else { return (readable(part, table), .text) }
            return (table.arena.copy((flag ? "true" : "false").utf8), .boolean)
        case .jsonText: return (readable(table.undone.text(part, table.arena), table), .text)
        case .lowered: return (readable(Self.lowered(part, table.arena), table), .text)
        default: return (readable(table.arena.copy(slot.written(part)), table), .text)
        }
    }

    private static func lowered(
        _ part: UnsafeBufferPointer<UInt8>, _ arena: Arena
    ) -> UnsafeBufferPointer<UInt8> {
        let room = arena.room(max(1, part.count))
        for index in 0..<part.count {
            room[index] = part[index] &- 0x41 < 26 ? part[index] | 0x20 : part[index]
        }
        return UnsafeBufferPointer(start: room, count: part.count)
    }

    /// As JSON would write it: 7 for `007`; nil for what is no number.
    private func number(
        _ part: UnsafeBufferPointer<UInt8>, _ table: EventTable
    ) -> (UnsafeBufferPointer<UInt8>, EventTable.Kind)? {
        guard let value = DecimalText.number(part) else { return nil }
        guard case .integer(let whole) = value else {
            return (table.arena.copy(NumberText.canonical(part)), .number)
        }
        let isCanonical = part.count == 1 || part[0] != 0x30 && (part[0] != 0x2D || part[1] != 0x30)
        return (isCanonical ? part : table.arena.copy(String(whole).utf8), .number)
    }

    private func add(_ value: EventValue, _ slot: Int, _ table: EventTable) {
        switch value {
        case .text(let text): table.addNew(slot, table.arena.copy(text.utf8), .text)
        case .integer(let number): table.addNew(slot, table.arena.copy(String(number).utf8), .number)
        case .number(let number):
            table.addNew(slot, table.arena.copy(NumberText.canonical(number).utf8), .number)
        case .boolean(let flag):
            table.addNew(slot, table.arena.copy((flag ? "true" : "false").utf8), .boolean)
        case .null: table.addNew(slot, UnsafeBufferPointer(start: nil, count: 0), .null)
        case .list(let values):
            if values.isEmpty { add(EventValue.null, slot, table) }
            for value in values { add(value, slot, table) }
        }
    }

    /// The text in UTF-8, whatever it came in: rules are written in it.
    private func readable(
        _ part: UnsafeBufferPointer<UInt8>, _ table: EventTable
    ) -> UnsafeBufferPointer<UInt8> {
        if EventTable.isASCII(part) || LogText.isUTF8(part) { return part }
        return table.arena.copy(LogText.text(part).utf8)
    }

    // MARK: Words

    private func slots(of name: LogWord) -> UnsafeBufferPointer<Int32> {
        let number = Int(name.id)
        if number < slotsOfWord.count, let known = slotsOfWord[number] { return known }
        if number >= slotsOfWord.count {
            slotsOfWord += [UnsafeBufferPointer<Int32>?](
                repeating: nil, count: number + 64 - slotsOfWord.count)
        }
        let found = index.slots(ofText: name.text)
        slotsOfWord[number] = found
        return found
    }

    private func text(ofFormat name: String) -> UnsafeBufferPointer<UInt8> {
        if let lastFormat, lastFormat.name == name { return lastFormat.text }
        let text = text(of: LogWord(name))
        lastFormat = (name, text)
        return text
    }

    private func text(of word: LogWord) -> UnsafeBufferPointer<UInt8> {
        if let known = texts[word.id] { return known }
        let bytes = Array(word.text.utf8)
        let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = kept.initialize(from: bytes)
        let text = UnsafeBufferPointer(start: kept.baseAddress, count: bytes.count)
        texts[word.id] = text
        return text
    }
}

extension FieldIndex {
    func slots(ofText name: String) -> UnsafeBufferPointer<Int32> {
        var name = name
        return name.withUTF8 { slots(of: $0) }
    }
}

extension EventTable {
    /// Adds a value where the slot has no equal one: a line's own name and ours often stand for one value.
    func addNew(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) {
        var value = slot == FieldNames.everything ? -1 : firstValue(slot)
        while value >= 0 {
            let known = raw(value)
            if known.count == bytes.count,
                known.baseAddress == bytes.baseAddress || ByteSearch.equal(known, bytes, at: 0)
            {
                return
            }
            value = Int(values[value].next)
        }
        add(slot, bytes, kind)
    }
}
