import Primitives

/// The bytes of a few fields of each event, under their ECS names: for those who keep columns of many events.
///
/// Not for two threads at once.
public struct FieldPicker {
    /// By the number of the word: the place in the list of names plus one, 0 for a field that nobody wants.
    private var places: [UInt8] = []
    private var texts: [UInt32: [UInt8]] = [:]

    /// - Parameter names: at most 255.
    public init(_ names: [String]) {
        for (place, name) in names.prefix(255).enumerated() {
            let number = Int(LogWord(name).id)
            if number >= places.count { places += [UInt8](repeating: 0, count: number + 1 - places.count) }
            places[number] = UInt8(place + 1)
        }
    }

    /// Gives each wanted field that the event has: its place in the list of names, and its value as text in
    /// UTF-8. A field that stands several times is given each time.
    @inline(__always)
    public mutating func pick(
        _ draft: borrowing EventDraft, _ take: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let (slots, given) = draft.everything
        for slot in slots where slot.kind != .consumed {
            let number = Int(slot.name.id)
            guard number < places.count, places[number] != 0 else { continue }
            let place = Int(places[number]) - 1
            switch slot.kind {
            case .text, .integer, .number:
                let part = UnsafeBufferPointer(rebasing: draft.bytes.buffer[slot.range])
                if LogText.isUTF8(part) {
                    take(place, part)
                } else {
                    Array(LogText.text(part).utf8).withUnsafeBufferPointer { take(place, $0) }
                }
            case .word:
                if texts[slot.start] == nil { texts[slot.start] = Array(LogWord(id: slot.start).text.utf8) }
                texts[slot.start]?.withUnsafeBufferPointer { take(place, $0) }
            default:
                let value = slot.value(in: draft.bytes.buffer, given: given)
                Array(Self.text(value).utf8).withUnsafeBufferPointer { take(place, $0) }
            }
        }
    }

    private static func text(_ value: EventValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .null: ""
        case .list(let values): values.first.map(text) ?? ""
        }
    }
}

extension EventDraft {
    /// When the event says it happened; nil where it does not, or not readably.
    public var timestamp: Instant? { time.instant }

}
