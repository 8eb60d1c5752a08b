/// The fields of one event in the order in which its line has them, under their ECS names (`source.ip`).
///
/// Flat: nested objects are names with dots. A field that a line repeats is a list. Values are made from the
/// line's bytes when they are asked for; asking costs one pass over the names.
public struct EventFields: Sendable, ExpressibleByDictionaryLiteral {
    private var slots: [FieldSlot] = []
    private var bytes: [UInt8] = []
    private var given: [EventValue] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, EventValue)...) {
        for (name, value) in elements { append(name, value) }
    }

    init(slots: [FieldSlot], bytes: [UInt8], given: [EventValue]) {
        self.slots = slots
        self.bytes = bytes
        self.given = given
    }

    public var isEmpty: Bool { slots.allSatisfy { $0.kind == .consumed } }

    /// The value under this name, or nil where the event has no such field.
    public subscript(name: String) -> EventValue? {
        guard let word = LogWord.existing(name) else { return nil }
        return self[word]
    }

    /// The value under this name; for whoever asks many events for the same field.
    public subscript(name: LogWord) -> EventValue? {
        var found: EventValue?
        var others: [EventValue] = []
        for slot in slots where slot.name == name && slot.kind != .consumed {
            let value = value(of: slot)
            if found != nil || slot.isListed { others.append(value) }
            if found == nil { found = value }
        }
        guard let found, !others.isEmpty else { return found }
        return .list(
            slots.first { $0.name == name && $0.kind != .consumed }?.isListed == true
                ? others : [found] + others)
    }

    /// Adds a field; a second value under the same name makes a list of both.
    public mutating func append(_ name: String, _ value: EventValue) {
        let word = LogWord(name)
        if case .list(let values) = value, !values.isEmpty {
            for value in values { append(word, value, isListed: true) }
        } else {
            append(word, value, isListed: false)
        }
    }

    private mutating func append(_ word: LogWord, _ value: EventValue, isListed: Bool) {
        var slot = FieldSlot(word, .given, given.count..<given.count)
        slot.isListed = isListed
        given.append(value)
        slots.append(slot)
    }

    /// Every field with its value, each name once, in order of first appearance.
    public var all: [(name: String, value: EventValue)] {
        var seen: Set<LogWord> = []
        return slots.compactMap { slot in
            guard slot.kind != .consumed, seen.insert(slot.name).inserted, let value = self[slot.name] else {
                return nil
            }
            return (slot.name.text, value)
        }
    }

    private func value(of slot: FieldSlot) -> EventValue {
        bytes.withUnsafeBufferPointer { slot.value(in: $0, given: given) }
    }
}

extension EventFields: Sequence {
    public func makeIterator() -> IndexingIterator<[(name: String, value: EventValue)]> { all.makeIterator() }

    /// Names in the event, each once.
    public var count: Int { all.count }
}
