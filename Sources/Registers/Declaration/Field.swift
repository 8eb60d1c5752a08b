import Primitives

/// One field of a register: its column, where the record holds it, and what people read.
public struct Field<Owner, Value: FieldValue>: @unchecked Sendable {
    // A key path of a Sendable value type never changes; the standard library has not marked it so.
    let path: KeyPath<Owner, Value>
    var description: FieldDescription
    var earlier: PartialKeyPath<Owner>?
    var settled: PartialKeyPath<Owner>?
    var confirmation: ConfirmationPaths<Owner>?

    /// A field with its column name (ASCII, snake case), the property and the Japanese title.
    public init(_ column: String, _ path: KeyPath<Owner, Value>, _ title: String) {
        self.path = path
        description = FieldDescription(
            column: column, title: title, kind: Value.fieldKind, isRequired: !Value.mayBeMissing)
    }

    /// Found by the search box.
    public func searched() -> Self { changed { $0.isSearched = true } }
    /// Shown as a column of the list.
    public func listed() -> Self { changed { $0.isListed = true } }
    /// Several lines of text.
    public func long() -> Self { changed { $0.kind = .longText } }
    /// Kept out of every page, export, search and API answer; the ledger still covers it.
    public func hidden() -> Self { changed { $0.isHidden = true } }
    /// No two current records may hold the same value.
    public func unique() -> Self { changed { $0.isUnique = true } }
    /// Never typed: the SHA-256 of these columns' texts, made anew whenever the record is saved.
    public func digest(of columns: String...) -> Self { changed { $0.digestOf = columns } }
    /// Written by an act of its own alone, as the hash of a file is by storing it: forms and sheets leave it
    /// as it was.
    public func madeByActs() -> Self { changed { $0.isMade = true } }
    /// Tells records apart where names do not: an import finds its record by it.
    public func identifies() -> Self { changed { $0.isIdentifying = true } }
    /// Holds the stable id of a requirement; people read and choose its title.
    public func namesRequirement() -> Self { changed { $0.namesRequirement = true } }
    /// Other headings under which spreadsheets of offices carry it.
    public func alsoCalled(_ names: String...) -> Self { changed { $0.otherNames += names } }
    /// A day that never lies before the day in that field.
    public func notBefore<Other>(_ path: KeyPath<Owner, Other>) -> Self {
        var copy = self
        copy.earlier = path
        return copy
    }
    /// A day that Home shows beforehand, as many days as that, unless the day in the other field has settled
    /// it.
    ///
    /// - Parameters:
    ///   - what: what happens and what has to be decided, in Japanese.
    ///   - minutes: how long that takes.
    ///   - requirement: the catalogue's id whose clause and role stand beside the line.
    public func announced(
        daysBefore: Int, _ what: String, minutes: Int, for requirement: String,
        unless settled: KeyPath<Owner, Day?>? = nil
    ) -> Self {
        var copy = changed {
            $0.announcement = Announcement(
                daysBefore: daysBefore, what: what, minutes: minutes, requirement: requirement)
        }
        copy.settled = settled
        return copy
    }
    /// Why it is asked, and an example.
    public func hint(_ text: String, example: String = "") -> Self {
        changed {
            $0.hint = text
            $0.example = example
        }
    }

    func changed(_ change: (inout FieldDescription) -> Void) -> Self {
        var copy = self
        change(&copy.description)
        return copy
    }
}

/// A field without its types: what forms, schemas, spreadsheets, the API and SQL need of it.
public struct FieldDescription: Sendable, Hashable {
    /// ASCII, snake case; also the name in the API.
    public let column: String
    /// Japanese.
    public let title: String
    /// What it holds.
    public internal(set) var kind: FieldKind
    /// Whether null is refused.
    public let isRequired: Bool
    /// Found by the search box.
    public internal(set) var isSearched = false
    /// A column of the list.
    public internal(set) var isListed = false
    /// Kept out of every way out but the ledger.
    public internal(set) var isHidden = false
    /// Unique among the current records.
    public internal(set) var isUnique = false
    /// The columns whose digest it holds; empty for a field that people fill.
    public internal(set) var digestOf: [String] = []
    /// Written by an act of its own alone.
    public internal(set) var isMade = false
    /// Tells records apart where names do not: an import finds its record by it.
    public internal(set) var isIdentifying = false
    /// Holds the stable id of a requirement; people read and choose its title.
    public internal(set) var namesRequirement = false
    /// Other headings under which spreadsheets of offices carry it; Japanese.
    public internal(set) var otherNames: [String] = []
    /// The column of the day before which its own may not lie; nil where there is none.
    public internal(set) var notBefore: String?
    /// How Home speaks of the day beforehand; nil where it does not.
    public internal(set) var announcement: Announcement?
    /// How rounds ask for the register's records, at the day that they write; nil at any other field.
    public internal(set) var confirmation: ConfirmationRule?
    /// Years for which a record is kept from the end of this day's fiscal year; nil at any other field.
    public internal(set) var retentionYears: Int?
    /// Why it is asked; empty where the title says it all.
    public internal(set) var hint = ""
    /// An example to copy; may be empty.
    public internal(set) var example = ""

    /// Whether people fill it, in a form or a sheet.
    public var isTyped: Bool { !isHidden && !isMade && digestOf.isEmpty }
}

/// What Home says of a day before it comes.
public struct Announcement: Sendable, Hashable {
    /// How long beforehand it is worth knowing.
    public let daysBefore: Int
    /// What happens and what has to be decided; Japanese.
    public let what: String
    /// How long that takes.
    public let minutes: Int
    /// The catalogue's id of the requirement whose clause and role stand beside the line.
    public let requirement: String
    /// The column of the day that settles the matter; nil where nothing does.
    public internal(set) var settledBy: String?
}

/// The fields of one register, with their types.
public struct Fields<Owner, each Value: FieldValue>: Sendable {
    let all: (repeat Field<Owner, each Value>)
}

/// Builds `Fields` from one `Field` a line.
@resultBuilder public enum FieldList<Owner> {
    public static func buildExpression<Value>(_ field: Field<Owner, Value>) -> Field<Owner, Value> { field }
    public static func buildBlock<each Value>(_ field: repeat Field<Owner, each Value>) -> Fields<
        Owner, repeat each Value
    > {
        Fields(all: (repeat each field))
    }
}
