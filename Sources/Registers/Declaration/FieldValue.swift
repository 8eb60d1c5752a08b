import Primitives

/// A value as a register's row holds it, before it has a type of its own.
public enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    /// The text; nil for null and for integers.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The integer; nil for null and for text.
    public var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
}

/// What a field holds, for forms, schemas, spreadsheets and the API.
public enum FieldKind: Hashable, Sendable {
    /// One line of text.
    case text
    /// Several lines.
    case longText
    /// A whole number.
    case integer
    /// 0 or 1.
    case flag
    /// A day, stored as ISO text.
    case day
    /// One of the codes, each with its Japanese title.
    case choice([ChoiceOption])
    /// The identifier of a record in the named register.
    case link(register: String)

    /// Whether the column holds integers rather than text.
    public var isStoredAsInteger: Bool {
        switch self {
        case .integer, .flag: true
        default: false
        }
    }
}

/// One value of a choice: the code that is stored and what people read.
public struct ChoiceOption: Hashable, Sendable {
    /// ASCII, stable.
    public let code: String
    /// Japanese.
    public let title: String

    /// A code with its title.
    public init(code: String, title: String) {
        self.code = code
        self.title = title
    }
}

/// A type that a register's field may have. Optional says what may be missing.
public protocol FieldValue: Sendable, Hashable {
    /// What the field holds.
    static var fieldKind: FieldKind { get }
    /// Whether null is allowed.
    static var mayBeMissing: Bool { get }
    /// The value in a row; nil where it is not one.
    init?(stored: StoredValue)
    /// How a row holds it.
    var stored: StoredValue { get }
}

extension FieldValue {
    public static var mayBeMissing: Bool { false }
}

extension String: FieldValue {
    public static var fieldKind: FieldKind { .text }
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
    public var stored: StoredValue { .text(self) }
}

extension Int: FieldValue {
    public static var fieldKind: FieldKind { .integer }
    public init?(stored: StoredValue) {
        guard case .integer(let integer) = stored else { return nil }
        self = Int(integer)
    }
    public var stored: StoredValue { .integer(Int64(self)) }
}

extension Bool: FieldValue {
    public static var fieldKind: FieldKind { .flag }
    public init?(stored: StoredValue) {
        guard case .integer(let integer) = stored, integer == 0 || integer == 1 else { return nil }
        self = integer == 1
    }
    public var stored: StoredValue { .integer(self ? 1 : 0) }
}

extension Day: FieldValue {
    public static var fieldKind: FieldKind { .day }
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(iso: text)
    }
    public var stored: StoredValue { .text(iso) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
    public static var fieldKind: FieldKind { Wrapped.fieldKind }
    public static var mayBeMissing: Bool { true }
    public init?(stored: StoredValue) {
        if stored == .null {
            self = .none
        } else if let value = Wrapped(stored: stored) {
            self = .some(value)
        } else {
            return nil
        }
    }
    public var stored: StoredValue { self?.stored ?? .null }
}

/// An enumeration as a field: its raw value is stored, its title is shown.
public protocol Choice: FieldValue, RawRepresentable, CaseIterable where RawValue == String {
    /// Japanese.
    var title: String { get }
}

extension Choice {
    public static var fieldKind: FieldKind {
        .choice(allCases.map { ChoiceOption(code: $0.rawValue, title: $0.title) })
    }
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }
    public var stored: StoredValue { .text(rawValue) }
}

/// A reference to a record of another register.
public struct Link<Target: Record>: FieldValue {
    /// The record that is meant.
    public let id: Identifier

    /// A link to the record with this identifier.
    public init(_ id: Identifier) { self.id = id }

    public static var fieldKind: FieldKind { .link(register: Target.registerName) }
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, let id = Identifier(text) else { return nil }
        self.id = id
    }
    public var stored: StoredValue { .text(id.text) }
}
