/// One value on its way into or out of a database: the portable subset that both engines store alike.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// What may be interpolated into an `SQL` literal; it is bound, never pasted.
public protocol SQLConvertible {
    /// The value that is bound.
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    public var sqlValue: SQLValue { self }
}
extension Int: SQLConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}
extension Int64: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}
extension Bool: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}
extension String: SQLConvertible {
    public var sqlValue: SQLValue { .text(self) }
}
extension [UInt8]: SQLConvertible {
    public var sqlValue: SQLValue { .bytes(self) }
}
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
