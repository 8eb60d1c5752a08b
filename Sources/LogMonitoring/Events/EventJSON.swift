import Primitives

/// Writes events as JSON, one object a line, with nested names as ECS writes them. docs/logs-json.md has the
/// shape.
public struct EventJSON {
    /// With `event.original`.
    public var hasOriginal = false
    /// What was written and not taken away yet.
    public private(set) var output: [UInt8] = []
    private var layouts: [[UInt32]: EventLayout] = [:]
    private var key: [UInt32] = []
    /// Values that formats write themselves, as JSON has them.
    private var words: [UInt32: [UInt8]] = [:]

    public init() {}

    public mutating func removeOutput() { output.removeAll(keepingCapacity: true) }

    /// Adds a line for the event in the draft.
    public mutating func write(_ draft: borrowing EventDraft, source: String) {
        key.removeAll(keepingCapacity: true)
        for index in 0..<draft.count { key.append(EventLayout.key(draft[index])) }
        for own in OwnField.allCases where isWanted(own, draft) { key.append(own.name.id) }
        writeHead(draft)
        let layout = layout()
        for step in layout.steps { write(step, layout, draft, source: source) }
        output.append(contentsOf: layout.end)
    }

    private mutating func layout() -> EventLayout {
        if let known = layouts[key] { return known }
        // Mixtures of fields that are remembered; one more, and all are forgotten.
        if layouts.count >= 2000 { layouts.removeAll() }
        let made = EventLayout(key)
        layouts[key] = made
        return made
    }

    private mutating func writeHead(_ draft: borrowing EventDraft) {
        append("{\"@timestamp\":")
        if let instant = draft.time.instant {
            output.append(0x22)
            TimeText.append(instant, to: &output)
            output.append(0x22)
        } else {
            append("null")
        }
        if let note = draft.time.note {
            append(",\"timestamp_assumed\":")
            writeText(note)
        }
    }

    // MARK: Fields that reading itself adds

    /// What stands behind the fields of the line: where it was read, as what, and what was wrong.
    private enum OwnField: Int, CaseIterable {
        case original, path, line, format, problemCode, problem

        var name: LogWord { OwnField.names[rawValue] }

        private static let names = [
            "event.original", "log.file.path", "toride.line", "toride.format", "error.code", "error.message",
        ].map { LogWord($0) }
    }

    private func isWanted(_ field: OwnField, _ draft: borrowing EventDraft) -> Bool {
        switch field {
        case .original: hasOriginal || draft.fault != nil
        case .problemCode, .problem: draft.fault != nil
        case .path, .line, .format: true
        }
    }

    private mutating func write(_ field: OwnField, _ draft: borrowing EventDraft, source: String) {
        switch field {
        case .original: write(draft.bytes.buffer)
        case .path: writeText(source)
        case .line: append(String(draft.line))
        case .format: writeText(draft.format)
        case .problemCode: writeText(draft.fault?.code ?? "")
        case .problem: writeText(draft.fault?.english ?? "")
        }
    }

    // MARK: Values

    private mutating func write(
        _ step: EventLayout.Step, _ layout: EventLayout, _ draft: borrowing EventDraft, source: String
    ) {
        layout.literals.withUnsafeBufferPointer { literals in
            output.append(contentsOf: UnsafeBufferPointer(rebasing: literals[step.before]))
        }
        if step.isList { output.append(UInt8(ascii: "[")) }
        var isFirst = true
        for place in step.values {
            let index = layout.places[place]
            if index >= draft.count {
                let own = OwnField.allCases.filter { isWanted($0, draft) }
                write(own[index - draft.count], draft, source: source)
            } else if draft[index].kind != .emptyList {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                write(draft[index], draft)
            }
        }
        if step.isList { output.append(UInt8(ascii: "]")) }
    }

    private mutating func write(_ slot: FieldSlot, _ draft: borrowing EventDraft) {
        switch slot.kind {
        case .text: write(draft.bytes.buffer(slot.range))
        case .whole: append(String(slot.whole))
        case .word:
            if let known = words[slot.start] {
                output.append(contentsOf: known)
            } else {
                let quoted = EventJSON.quoted(LogWord(id: slot.start).text)
                words[slot.start] = quoted
                output.append(contentsOf: quoted)
            }
        case .integer:
            let part = draft.bytes.buffer(slot.range)
            if EventJSON.isPlainInteger(part) { output.append(contentsOf: part) } else { write(part) }
        case .number where EventJSON.isNumber(draft.bytes.buffer(slot.range)):
            output.append(contentsOf: draft.bytes.buffer(slot.range))
        default: write(slot.value(in: draft.bytes.buffer, given: draft.given))
        }
    }

    /// Digits that JSON would take as they stand: no leading zero, at most 18.
    private static func isPlainInteger(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        !part.isEmpty && part.count <= 18 && (part[0] != 0x30 || part.count == 1)
            && part.allSatisfy { $0 &- 0x30 <= 9 }
    }

    /// A number as JSON has them, which may say more than 64 bits hold.
    private static func isNumber(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = part[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix { $0 &- 0x30 <= 9 }
        guard let first = whole.first, first != 0x30 || whole.count == 1 else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0 &- 0x30 <= 9 }
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") else { return rest.isEmpty }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy { $0 &- 0x30 <= 9 }
    }

    mutating func write(_ value: EventValue) {
        switch value {
        case .text(let text): writeText(text)
        case .integer(let number): append(String(number))
        case .number(let number): append(number.isFinite ? "\(number)" : "null")
        case .boolean(let flag): append(flag ? "true" : "false")
        case .null: append("null")
        case .list(let values):
            append("[")
            for (index, value) in values.enumerated() {
                if index > 0 { append(",") }
                write(value)
            }
            append("]")
        }
    }

    // MARK: Text

    private mutating func append(_ text: StaticString) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func writeText(_ text: String) {
        var text = text
        text.withUTF8 { writeUTF8($0) }
    }

    /// A text in whatever encoding it came.
    private mutating func write(_ part: UnsafeBufferPointer<UInt8>) {
        if LogText.isUTF8(part) { writeUTF8(part) } else { writeText(LogText.text(part)) }
    }

    private mutating func writeUTF8(_ part: UnsafeBufferPointer<UInt8>) {
        output.append(0x22)
        var from = 0
        for at in 0..<part.count {
            let byte = part[at]
            if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: part[from..<at]))
            from = at + 1
            switch byte {
            case 0x22, 0x5C: output.append(contentsOf: [0x5C, byte])
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            default:
                append(byte < 0x10 ? "\\u000" : "\\u001")
                output.append(EventJSON.hexadecimal[Int(byte & 15)])
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: part[from...]))
        output.append(0x22)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// A text as JSON writes it, with its quotes.
    static func quoted(_ text: String) -> [UInt8] {
        var json = EventJSON()
        json.writeText(text)
        return json.output
    }
}
