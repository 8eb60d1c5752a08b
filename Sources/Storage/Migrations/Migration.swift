import Database
import Primitives
import Registers

/// A numbered change of the schema that cannot be derived: a rename, a split, another type. Each runs once,
/// in order, in the transaction that brings the schema up to date.
///
/// A new database never runs one: it is made as the declarations say and only notes the numbers.
public struct Migration: Sendable {
    /// 1, 2, … without a gap; never used again for something else.
    public let number: Int
    /// What changes, in English words.
    public let name: String
    private let change: @Sendable (MigrationWork) throws -> Void
    let acts: (@Sendable (ActWriter) throws -> Void)?

    /// A migration.
    ///
    /// - Parameters:
    ///   - change: changes tables and shapes, before the additions that are derived.
    ///   - acts: writes rows anew, after them, as one act in the ledger; nil where no row changes.
    public init(
        _ number: Int, _ name: String, change: @escaping @Sendable (MigrationWork) throws -> Void,
        acts: (@Sendable (ActWriter) throws -> Void)? = nil
    ) {
        self.number = number
        self.name = name
        self.change = change
        self.acts = acts
    }

    /// All that ship, in order: one file each beside this one.
    public static let shipped: [Migration] = [firstSchema, refusalsByAddress]

    var title: String { "migration \(number) \(name)" }

    func run(_ transaction: any Transaction) throws {
        do { try change(MigrationWork(transaction: transaction)) } catch {
            throw MigrationFailure(migration: title, cause: error)
        }
    }

    func record(_ transaction: any Transaction) throws {
        try transaction.execute("INSERT INTO schema_steps (step, name) VALUES (\(number), \(name))")
    }

    /// The newest migration that the database has; nil where it holds no organization yet.
    ///
    /// - Throws: `Problem` `schema.newer`.
    static func done(_ connection: any Connection, of migrations: [Migration]) throws -> Int? {
        let done = try connection.integer("SELECT MAX(step) FROM schema_steps").map { Int($0) }
        let newest = migrations.map(\.number).max() ?? 0
        if let done, done > newest {
            throw Problem(
                "schema.newer", "このデータは新しい版のソフトウェアで使われています。ソフトウェアを更新してください。",
                detail: "step \(done), this release knows \(newest)")
        }
        return done
    }
}

/// Which migration failed, for the operator.
struct MigrationFailure: Error {
    let migration: String
    let cause: any Error
}

/// What a migration may do with tables and shapes.
public struct MigrationWork {
    /// The transaction; whatever is done in it is undone where anything fails.
    public let transaction: any Transaction

    /// Renames a column of a register. Rows of older shapes go on being hashed under the name that they were
    /// signed with, so every one still verifies.
    public func renameColumn(of register: String, from old: String, to new: String) throws {
        let table = "r_" + register.replacing("-", with: "_")
        try transaction.execute(
            SQL(unboundText: "ALTER TABLE \(table) RENAME COLUMN \"\(old)\" TO \"\(new)\""))
        for (shape, columns) in try shapes(of: register) {
            let renamed = columns.map { column in
                var column = column
                if column.stored == old { column.stored = new }
                return column
            }
            try transaction.execute(
                """
                UPDATE ledger_shapes SET columns = \(ShapeText.text(of: renamed))
                WHERE register = \(register) AND shape = \(shape)
                """)
        }
    }

    /// Takes a column out of the declaration. It stays in the table for the rows that were signed with it;
    /// new versions leave it empty.
    public func retireColumn(of register: String, _ name: String) throws {
        guard let (shape, columns) = try shapes(of: register).last else { return }
        let kept = columns.filter { $0.stored != name }
            .map { ShapeColumn(name: $0.stored, isInteger: $0.isInteger, stored: $0.stored) }
        try transaction.execute(
            """
            INSERT INTO ledger_shapes (register, shape, columns)
            VALUES (\(register), \(shape + 1), \(ShapeText.text(of: kept)))
            """)
    }

    private func shapes(of register: String) throws -> [(shape: Int, columns: [ShapeColumn])] {
        try transaction.rows(
            "SELECT shape, columns FROM ledger_shapes WHERE register = \(register) ORDER BY shape"
        ) { (Int($0.integer(0)), ShapeText.columns($0.text(1))) }
    }
}
