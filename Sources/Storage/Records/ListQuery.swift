import Primitives
import Registers

/// What a list shows: filter, order and where the page begins.
public struct ListQuery: Sendable {
    /// Column to value, all of which must be equal; null means empty.
    public var filters: [String: StoredValue]
    /// Words, each of which must stand in one of the searched fields; letter case is folded.
    public var words: [String]
    /// Links that must lead to a record of some name.
    public var linkFilters: [LinkFilter]
    /// What else is asked of single fields.
    public var conditions: [FieldCondition]
    /// A column; nil orders by the label.
    public var sortColumn: String?
    /// Largest first.
    public var descending: Bool
    /// The last row of the page before; nil for the first page.
    public var after: ListCursor?
    /// Rows on a page, 1 to 500.
    public var limit: Int
    /// Only records that the viewer may write, beside being allowed to read them.
    public var isForWriting = false

    /// Whether it finds every record that may be seen.
    public var findsAll: Bool {
        filters.isEmpty && words.isEmpty && linkFilters.isEmpty && conditions.isEmpty && !isForWriting
    }

    /// A list with these conditions.
    public init(
        filters: [String: StoredValue] = [:], words: [String] = [], linkFilters: [LinkFilter] = [],
        conditions: [FieldCondition] = [], sortColumn: String? = nil, descending: Bool = false,
        after: ListCursor? = nil, limit: Int = 50
    ) {
        self.filters = filters
        self.words = words
        self.linkFilters = linkFilters
        self.conditions = conditions
        self.sortColumn = sortColumn
        self.descending = descending
        self.after = after
        self.limit = max(1, min(500, limit))
    }
}

/// A link that leads to a record which the viewer may see and in whose name each of the words stands.
public struct LinkFilter: Sendable {
    /// The column of the link.
    public var column: String
    /// The register that it leads to.
    public var target: RegisterDefinition
    /// Letter case is folded; without words every record that may be seen will do.
    public var words: [String]

    /// A filter on one column.
    public init(column: String, target: RegisterDefinition, words: [String]) {
        self.column = column
        self.target = target
        self.words = words
    }
}

/// Where a page ended: the sort value and the identifier of its last row.
public struct ListCursor: Sendable, Hashable {
    /// The value in the sort column.
    public let value: StoredValue
    /// The record.
    public let id: Identifier

    /// A place in a list.
    public init(value: StoredValue, id: Identifier) {
        self.value = value
        self.id = id
    }

    /// One ASCII-safe line for an address: `id~t~text` or `id~i~number`.
    public var text: String {
        switch value {
        case .integer(let integer): id.text + "~i~" + String(integer)
        case .text(let text): id.text + "~t~" + text
        case .null: id.text + "~t~"
        }
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: "~", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let id = Identifier(parts[0]) else { return nil }
        switch parts[1] {
        case "t": self.init(value: .text(String(parts[2])), id: id)
        case "i":
            guard let integer = Int64(parts[2]) else { return nil }
            self.init(value: .integer(integer), id: id)
        default: return nil
        }
    }
}

/// One page of a list with an honest total.
public struct ListPage: Sendable {
    /// In order.
    public let rows: [RegisterRow]
    /// Where the next page begins; nil on the last.
    public let next: ListCursor?
    /// All that the query finds and the viewer may see.
    public let total: Int
}
