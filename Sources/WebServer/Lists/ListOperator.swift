import Primitives
import Registers
import Storage

/// What an address may ask of a field beside "is this value": `name.has`, `starts_on.from`.
///
/// The plain name of a column asks for one value. Pages, exports, saved views and the API read these alike.
enum ListOperator: String, CaseIterable, Sendable {
    /// Words that stand in a text.
    case has
    /// Not before this day, not below this number.
    case from
    /// Not behind this day, not above this number.
    case to
    /// One of these codes, parted by commas.
    case anyOf = "in"
    /// Words that stand in the name of the record to which a link leads.
    case words
    /// Whether there is a value at all: `empty` or `filled`.
    case state

    /// In a list of codes, and instead of a value: there is none.
    static let missing = "-"

    /// What may be asked of a field, in the order of the form.
    static func all(for field: FieldDescription) -> [ListOperator] {
        switch field.kind {
        case .text where field.namesRequirement: [.state]
        case .text, .longText: [.has, .state]
        case .integer, .day: [.from, .to, .state]
        case .choice: [.anyOf, .state]
        case .flag: [.state]
        case .link: [.words, .state]
        }
    }

    /// The name in an address.
    func name(_ field: FieldDescription) -> String { field.column + "." + rawValue }

    /// What a written value asks; nil where it cannot be read, and for `words`, which another register
    /// answers.
    ///
    /// - Parameter value: how a single value of the field is read.
    func test(
        _ written: String, _ field: FieldDescription, _ value: (String) -> StoredValue?
    ) -> FieldCondition.Test? {
        switch self {
        case .has: return .contains(FormFields.words(in: written))
        case .from: return value(written).map { .from($0) }
        case .to: return value(written).map { .to($0) }
        case .anyOf:
            let codes = written.split(separator: ",", omittingEmptySubsequences: true).map(String.init)
            let values = codes.map { $0 == Self.missing ? StoredValue.null : value($0) }
            guard !values.isEmpty, values.count <= 100, !values.contains(nil) else { return nil }
            return .oneOf(values.compactMap(\.self))
        case .words: return nil
        case .state: return ["empty": .empty, "filled": .filled][written]
        }
    }

    /// The links that must lead to a record of some name; nil where the field is no link.
    static func linkFilter(_ written: String, _ field: FieldDescription) -> LinkFilter? {
        guard case .link(let name) = field.kind, let target = AllRegisters.named(name) else { return nil }
        return LinkFilter(column: field.column, target: target, words: FormFields.words(in: written))
    }
}
