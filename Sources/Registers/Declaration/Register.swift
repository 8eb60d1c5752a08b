import Primitives

/// A record of a register: a plain value with one property a field, in the declared order.
public protocol Record: Sendable, Hashable {
    /// ASCII, kebab case, plural: `information-assets`. Apart from the register so that links may go in
    /// circles.
    static var registerName: String { get }
    /// The declaration.
    static var register: Register<Self> { get }
}

/// A register declared once: from it come table, decoding, validation, list, form, history, API, permissions
/// and ledger entries.
public struct Register<Owner: Record>: Sendable {
    /// Everything about it that needs no type.
    public let definition: RegisterDefinition
    private let make: @Sendable ([StoredValue]) throws(Problems) -> Owner
    private let take: @Sendable (Owner) -> [StoredValue]
    private let position: @Sendable (PartialKeyPath<Owner>) -> Int?

    /// Declares a register.
    ///
    /// - Parameters:
    ///   - title: Japanese.
    ///   - clauses: the clauses of the model policy that it serves.
    ///   - purpose: one sentence in Japanese: why the register is kept.
    ///   - make: the memberwise initializer; fields stand in its order.
    ///   - check: what no single field can tell: findings about the record as a whole.
    public init<each Value: FieldValue>(
        _ title: String, clauses: [String], purpose: String,
        record make: @escaping @Sendable (repeat each Value) -> Owner,
        @FieldList<Owner> fields: () -> Fields<Owner, repeat each Value>,
        @AccessList<Owner> access: () -> [Grant<Owner>],
        check: @escaping @Sendable (Owner) -> [Problem] = { _ in [] }
    ) {
        let list = fields()
        var descriptions: [FieldDescription] = []
        var columns: [PartialKeyPath<Owner>: String] = [:]
        for field in repeat each list.all {
            descriptions.append(field.description)
            columns[field.path] = field.description.column
        }
        var place = 0
        for field in repeat each list.all {
            descriptions[place].notBefore = field.earlier.flatMap { columns[$0] }
            descriptions[place].announcement?.settledBy = field.settled.flatMap { columns[$0] }
            descriptions[place].confirmation = field.confirmation.flatMap {
                $0.rule(day: descriptions[place].column, columns)
            }
            place += 1
        }
        let decode: @Sendable ([StoredValue]) throws(Problems) -> Owner = { values throws(Problems) in
            var reader = FieldReader(values: values)
            return make(repeat try reader.next(each list.all))
        }
        self.make = decode
        take = { owner in
            var values: [StoredValue] = []
            for field in repeat each list.all { values.append(owner[keyPath: field.path].stored) }
            return values
        }
        let fixed = descriptions
        let names = ColumnNames(columns: columns)
        position = { path in names.columns[path].flatMap { name in fixed.firstIndex { $0.column == name } } }
        definition = RegisterDefinition(
            name: Owner.registerName, title: title, purpose: purpose, clauses: clauses, fields: fixed,
            grants: access().map { $0.resolved(columns) },
            validate: { values in
                let problems = FieldChecks.problems(values, fields: fixed)
                guard problems.isEmpty else { return problems }
                let order = FieldChecks.orderProblems(values, fields: fixed)
                do { return order + check(try decode(values)) } catch {
                    return (error as? Problems)?.all ?? []
                }
            })
    }

    /// The record in these values, one a field.
    public func record(_ values: [StoredValue]) throws(Problems) -> Owner { try make(values) }

    /// The values of the record, one a field.
    public func values(_ record: Owner) -> [StoredValue] { take(record) }

    /// The values of a record of which only some fields are said; the others are empty.
    public func values(_ fill: (inout RecordDraft<Owner>) -> Void) -> [StoredValue] {
        values(Array(repeating: .null, count: definition.fields.count), changing: fill)
    }

    /// The values of a record of which some fields are said anew; the others stay as they are.
    public func values(
        _ values: [StoredValue], changing fill: (inout RecordDraft<Owner>) -> Void
    ) -> [StoredValue] {
        var draft = RecordDraft<Owner>(values: values, position: position)
        fill(&draft)
        return draft.values
    }
}

// Key paths of value types never change; the standard library has not marked them so.
private struct ColumnNames<Owner>: @unchecked Sendable {
    let columns: [PartialKeyPath<Owner>: String]
}

/// A record while its fields are said one by one: `draft.name = "正面の鍵"`.
@dynamicMemberLookup public struct RecordDraft<Owner: Record> {
    private(set) var values: [StoredValue]
    private let position: (PartialKeyPath<Owner>) -> Int?

    init(values: [StoredValue], position: @escaping (PartialKeyPath<Owner>) -> Int?) {
        self.values = values
        self.position = position
    }

    /// What a field holds; one that is required has to be said before it is read.
    public subscript<Value: FieldValue>(dynamicMember path: KeyPath<Owner, Value>) -> Value {
        get {
            guard let value = Value(stored: values[index(path)]) else {
                preconditionFailure("\(path) is read before it is said")
            }
            return value
        }
        set { values[index(path)] = newValue.stored }
    }

    private func index(_ path: PartialKeyPath<Owner>) -> Int {
        guard let index = position(path) else { preconditionFailure("\(path) is not a declared field") }
        return index
    }
}

/// A register without its types: what every other room works on. There is one of each, and all share it.
public final class RegisterDefinition: Sendable {
    /// ASCII, kebab case.
    public let name: String
    /// Japanese.
    public let title: String
    /// Why it is kept, in one Japanese sentence.
    public let purpose: String
    /// Clauses of the model policy.
    public let clauses: [String]
    /// In the declared order.
    public let fields: [FieldDescription]
    /// Who may do what; what is not granted is refused.
    public let grants: [ResolvedGrant]
    /// All findings about a row; empty where it may be saved.
    public let validate: @Sendable ([StoredValue]) -> [Problem]
    /// The columns of a list, as positions among the fields: listed and not hidden.
    public let listedFields: [Int]
    /// One a field: whether its column holds integers rather than text.
    public let holdsIntegers: [Bool]
    private let reading: AccessCondition
    private let writing: AccessCondition

    init(
        name: String, title: String, purpose: String, clauses: [String], fields: [FieldDescription],
        grants: [ResolvedGrant], validate: @escaping @Sendable ([StoredValue]) -> [Problem]
    ) {
        self.name = name
        self.title = title
        self.purpose = purpose
        self.clauses = clauses
        self.fields = fields
        self.grants = grants
        self.validate = validate
        listedFields = fields.indices.filter { fields[$0].isListed && !fields[$0].isHidden }
        holdsIntegers = fields.map(\.kind.isStoredAsInteger)
        reading = Self.condition(for: .read, grants)
        writing = Self.condition(for: .write, grants)
    }

    /// The version table: `r_information_assets`.
    public var table: String { "r_" + viewName }
    /// What criteria call it: `information_assets`.
    public var viewName: String { String(name.map { $0 == "-" ? "_" : $0 }) }
    /// The field whose text stands for the record in lists and links: the first that is declared.
    public var labelColumn: String { fields[0].column }

    /// The position of a column among the fields, from 0.
    public func index(of column: String) -> Int? { fields.firstIndex { $0.column == column } }

    /// Who may do this; nobody where nothing is granted.
    public func condition(for act: RegisterAct) -> AccessCondition {
        switch act {
        case .read: reading
        case .write: writing
        }
    }

    private static func condition(for act: RegisterAct, _ grants: [ResolvedGrant]) -> AccessCondition {
        .any(grants.filter { $0.act == act }.map(\.condition))
    }
}

struct FieldReader {
    let values: [StoredValue]
    var index = 0

    mutating func next<Owner, Value>(_ field: Field<Owner, Value>) throws(Problems) -> Value {
        let stored = index < values.count ? values[index] : .null
        index += 1
        guard let value = Value(stored: stored) else {
            throw Problems([FieldChecks.unusable(field.description)])
        }
        return value
    }
}
