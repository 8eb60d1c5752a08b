import Database
import Primitives

/// One import as the list of imports knows it; what it did stands in the ledger.
public struct ImportEntry: Sendable, Hashable {
    /// The entry of the ledger that tells of the import: the last of its act.
    public let seq: Int
    /// The register's name.
    public let register: String
    /// Who imported; nil for the command line.
    public let actor: Identifier?
    /// When.
    public let at: Instant
    /// The first entry of the act.
    public let firstSeq: Int
    /// Records that were new.
    public let created: Int
    /// Records that got a new version.
    public let changed: Int
    /// The entry that tells of its undoing; nil while it stands.
    public let undoneBy: Int?

    /// Every part by name.
    public init(
        seq: Int, register: String, actor: Identifier?, at: Instant, firstSeq: Int, created: Int,
        changed: Int, undoneBy: Int?
    ) {
        self.seq = seq
        self.register = register
        self.actor = actor
        self.at = at
        self.firstSeq = firstSeq
        self.created = created
        self.changed = changed
        self.undoneBy = undoneBy
    }

    /// The entries of records.
    public var entries: Range<Int> { firstSeq..<seq }
}

/// The list of imports, and the mappings that were remembered.
public struct ImportLog {
    private let connection: any Connection

    /// A log on one snapshot or in a transaction.
    public init(_ connection: any Connection) { self.connection = connection }

    /// The import of an entry; nil where it is none.
    public func entry(_ seq: Int) throws -> ImportEntry? {
        try connection.firstRow(
            """
            SELECT seq, register, actor, at, first_seq, created, changed, undone_by FROM imports
            WHERE seq = \(seq)
            """, Self.entry)
    }

    /// The newest imports of a register, newest first.
    public func newest(_ register: String, limit: Int) throws -> [ImportEntry] {
        try connection.rows(
            """
            SELECT seq, register, actor, at, first_seq, created, changed, undone_by FROM imports
            WHERE register = \(register) ORDER BY seq DESC LIMIT \(limit)
            """, Self.entry)
    }

    private static func entry(_ row: any Row) -> ImportEntry {
        ImportEntry(
            seq: Int(row.integer(0)), register: row.text(1), actor: Identifier(row.text(2)),
            at: Instant(microseconds: row.integer(3)), firstSeq: Int(row.integer(4)),
            created: Int(row.integer(5)), changed: Int(row.integer(6)),
            undoneBy: row.isNull(7) ? nil : Int(row.integer(7)))
    }

    /// What columns meant the last time that a file had this layout; nil for a new one.
    public func mapping(_ register: String, layout: String) throws -> String? {
        try connection.text(
            "SELECT value FROM settings WHERE name = \(Self.settingName(register, layout))")
    }

    static func settingName(_ register: String, _ layout: String) -> String {
        "import-mapping/\(register)/\(layout)"
    }
}

extension ImportLog {
    /// Adds an import to the list, inside its act.
    public static func add(_ entry: ImportEntry, to transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO imports (seq, register, actor, at, first_seq, created, changed)
            VALUES (\(entry.seq), \(entry.register), \(entry.actor?.text ?? ""), \(entry.at.microseconds),
                \(entry.firstSeq), \(entry.created), \(entry.changed))
            """)
    }

    /// Marks an import as undone, inside the act that undoes it.
    public static func markUndone(_ seq: Int, by entry: Int, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE imports SET undone_by = \(entry) WHERE seq = \(seq)")
    }

    /// Remembers what the columns of a layout mean.
    public static func remember(
        _ mapping: String, register: String, layout: String, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO settings (name, value) VALUES (\(settingName(register, layout)), \(mapping))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
