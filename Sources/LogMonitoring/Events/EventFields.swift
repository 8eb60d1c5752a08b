/// The fields of one event in the order in which its line has them, under their ECS names (`source.ip`).
///
/// Flat: nested objects are names with dots. A field that a line repeats is a list.
public struct EventFields: Sendable, RandomAccessCollection, ExpressibleByDictionaryLiteral {
    private var all: [(name: String, value: EventValue)] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, EventValue)...) {
        for (name, value) in elements { append(name, value) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { all.count }
    public subscript(index: Int) -> (name: String, value: EventValue) { all[index] }

    /// The value under this name, or nil where the event has no such field.
    public subscript(name: String) -> EventValue? { all.first { $0.name == name }?.value }

    /// Adds a field; a second value under the same name makes a list of both.
    public mutating func append(_ name: String, _ value: EventValue) {
        guard let place = all.firstIndex(where: { $0.name == name }) else {
            all.append((name, value))
            return
        }
        if case .list(let earlier) = all[place].value {
            all[place].value = .list(earlier + [value])
        } else {
            all[place].value = .list([all[place].value, value])
        }
    }
}
