/// The value of one field of an event, of the few kinds that logs and rules know.
public enum EventValue: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    case null
    case list([EventValue])
}
