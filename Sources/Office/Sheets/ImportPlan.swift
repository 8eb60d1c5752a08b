import Primitives
import Registers
import Storage

/// What a person asks of an import.
public struct ImportRequest: Sendable {
    /// The sheet.
    public var table: SheetTable
    /// What columns mean, by their place from 0, where a person says so; the rest is found.
    public var meanings: [Int: ColumnMeaning] = [:]
    /// A text for fields that the sheet has no column for, by the field's name; taken for new records only.
    public var constants: [String: String] = [:]
    /// Whether a row without an identifier is the record of that name, where there is exactly one. Otherwise
    /// every such row is new.
    public var matchesNames = true

    /// A request for a sheet as it is understood.
    public init(_ table: SheetTable) { self.table = table }
}

/// What an import would do: nothing is changed by making it.
public struct ImportPlan: Sendable {
    /// The register's name.
    public let register: String
    /// How the sheet was understood.
    public let mapping: ColumnMapping
    /// Remarks in Japanese on how the file was read.
    public var notes: [String] = []
    /// Records to be made.
    public var created: [Created] = []
    /// Records to be changed.
    public var changed: [Changed] = []
    /// Rows that say what is recorded already.
    public var unchangedCount = 0
    /// What is wrong, by row; a row that stands here stays out as a whole.
    public var refused: [RefusedCell] = []

    /// A new record.
    public struct Created: Sendable {
        /// The row in the sheet, counted from 1.
        public let row: Int
        /// Made beforehand, so that rows of one file can link to each other.
        public let id: Identifier
        /// One a field.
        public let values: [StoredValue]
    }

    /// A new version of a record.
    public struct Changed: Sendable {
        /// The row in the sheet, counted from 1.
        public let row: Int
        /// The record as it is.
        public let old: RegisterRow
        /// As it will be.
        public let values: [StoredValue]
    }

    /// One thing that is wrong with a row.
    public struct RefusedCell: Sendable, Hashable {
        /// The row in the sheet, counted from 1.
        public let row: Int
        /// The column's heading; empty where the row as a whole is meant.
        public let column: String
        /// The field's name; empty where the row as a whole is meant.
        public let field: String
        /// In Japanese, with what to do.
        public let message: String
    }

    /// The rows that stay out, in order.
    public var refusedRows: [Int] {
        var rows: [Int] = []
        for cell in refused where rows.last != cell.row { rows.append(cell.row) }
        return rows
    }

    /// Whether there is anything to take in.
    public var isEmpty: Bool { created.isEmpty && changed.isEmpty }

    /// Two plans that do the same have the same; identifiers of new records and row numbers do not count.
    public var outcome: Int {
        var hasher = Hasher()
        for record in created { hasher.combine(record.values) }
        for record in changed {
            hasher.combine(record.old)
            hasher.combine(record.values)
        }
        hasher.combine(refused)
        hasher.combine(unchangedCount)
        return hasher.finalize()
    }
}

/// What an import did.
public struct ImportResult: Sendable, Hashable {
    /// The entry of the ledger that tells of it and by which it can be undone; nil where nothing was to do.
    public let seq: Int?
    /// Records made.
    public let created: Int
    /// Records changed.
    public let changed: Int
    /// Rows that were recorded already.
    public let unchanged: Int

    /// Every part by name.
    public init(seq: Int?, created: Int, changed: Int, unchanged: Int) {
        self.seq = seq
        self.created = created
        self.changed = changed
        self.unchanged = unchanged
    }
}
