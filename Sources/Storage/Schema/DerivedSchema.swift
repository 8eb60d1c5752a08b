import AuditLedger
import Database
import Primitives
import Registers

/// Makes the database what the declarations say: engine tables, one version table per register, shapes.
///
/// Additive changes are derived (a new register, a new optional field gets a new shape); anything else is a
/// numbered `Migration`. Runs inside one transaction; a failure leaves the old schema as it was.
enum DerivedSchema {
    /// Brings the schema up to the declarations; returns the migrations that ran, none where it is made anew.
    ///
    /// - Throws: `Problem` `schema.newer` where a later release has written the database,
    ///   `schema.changed-field` where a declaration changed what only a migration may change.
    @discardableResult
    static func prepare(
        _ transaction: any Transaction, registers: [RegisterDefinition],
        migrations: [Migration] = Migration.shipped
    ) throws -> [Migration] {
        let engine = EngineSchema.statements(for: transaction.dialect)
        // The list of steps comes first: it tells a new database from an old one.
        try transaction.execute(engine[0])
        let done = try Migration.done(transaction, of: migrations)
        let pending = done.map { done in migrations.filter { $0.number > done } } ?? []
        for migration in pending { try migration.run(transaction) }
        for statement in engine.dropFirst() { try transaction.execute(statement) }
        for migration in done == nil ? migrations : pending { try migration.record(transaction) }
        for register in registers { try prepare(register, transaction) }
        try ListIndex.prepare(registers, transaction)
        return pending
    }

    /// What `prepare` would change in a database that holds an organization already, in words for the log;
    /// empty where nothing, or where there is none.
    static func pendingChanges(
        _ connection: any Connection, registers: [RegisterDefinition], migrations: [Migration]
    ) throws -> [String] {
        let tables = try StoredTable.names(connection)
        guard tables.contains(EngineSchema.tableNames[0]),
            let done = try Migration.done(connection, of: migrations)
        else { return [] }
        let pending = migrations.filter { $0.number > done }
        var changes = pending.map(\.title)
        changes += EngineSchema.tableNames.filter { !tables.contains($0) }.map { "table " + $0 }
        let shapes = try connection.rows(
            "SELECT register, columns FROM ledger_shapes ORDER BY register, shape"
        ) { ($0.text(0), $0.text(1)) }
        let newest = Dictionary(shapes) { $1 }
        for register in registers where newest[register.name] != ShapeText.text(of: register) {
            // Refused here rather than after a backup that helps nobody; a migration may yet make it right.
            if let columns = newest[register.name], pending.isEmpty {
                _ = try ShapeText.addedColumns(from: columns, to: register)
            }
            changes.append("register " + register.name)
        }
        return changes
    }

    private static func prepare(_ register: RegisterDefinition, _ transaction: any Transaction) throws {
        let known = try transaction.firstRow(
            """
            SELECT shape, columns FROM ledger_shapes
            WHERE register = \(register.name) ORDER BY shape DESC LIMIT 1
            """
        ) { (Int($0.integer(0)), $0.text(1)) }
        let declared = ShapeText.text(of: register)
        guard let (shape, columns) = known else {
            try create(register, transaction)
            return try record(register, shape: 1, declared, transaction)
        }
        guard columns != declared else { return }
        let added = try ShapeText.addedColumns(from: columns, to: register)
        for field in added {
            let type = field.kind.isStoredAsInteger ? "INTEGER" : "TEXT"
            let text = "ALTER TABLE \(register.table) ADD COLUMN \"\(field.column)\" \(type)"
            try transaction.execute(
                SQL(unboundText: transaction.dialect == .sqlite ? text : text.typed(for: .postgresql)))
        }
        try index(added, of: register, transaction)
        try record(register, shape: shape + 1, declared, transaction)
    }

    private static func record(
        _ register: RegisterDefinition, shape: Int, _ columns: String, _ transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_shapes (register, shape, columns)
            VALUES (\(register.name), \(shape), \(columns))
            """
        )
        try transaction.execute(
            """
            INSERT INTO register_heads (register, changed_seq, current_count) VALUES (\(register.name), -1, 0)
            ON CONFLICT (register) DO NOTHING
            """)
    }

    private static func create(_ register: RegisterDefinition, _ transaction: any Transaction) throws {
        let columns = register.fields.map { field in
            "\"\(field.column)\" " + (field.kind.isStoredAsInteger ? "INTEGER" : "TEXT")
        }
        let table = register.table
        let text =
            "CREATE TABLE \(table) (from_seq INTEGER PRIMARY KEY, to_seq INTEGER, id TEXT NOT NULL, "
            + "shape INTEGER NOT NULL, salt BLOB NOT NULL, " + columns.joined(separator: ", ") + ")"
        try transaction.execute(SQL(unboundText: text.typed(for: transaction.dialect)))
        let indexes = [
            "CREATE UNIQUE INDEX \(table)_current ON \(table) (id) WHERE to_seq IS NULL",
            "CREATE INDEX \(table)_versions ON \(table) (id, from_seq)",
        ]
        for index in indexes { try transaction.execute(SQL(unboundText: index)) }
        try index(register.fields, of: register, transaction)
    }

    /// Links are followed backwards, unique values are held once.
    private static func index(
        _ fields: [FieldDescription], of register: RegisterDefinition, _ transaction: any Transaction
    ) throws {
        let table = register.table
        var indexes: [String] = []
        for field in fields {
            if case .link = field.kind {
                indexes.append(
                    "CREATE INDEX \(table)_by_\(field.column) ON \(table) (\"\(field.column)\", "
                        + "\"\(register.labelColumn)\", id) WHERE to_seq IS NULL")
            }
            if field.isUnique {
                indexes.append(
                    "CREATE UNIQUE INDEX \(table)_one_\(field.column) ON \(table) (\"\(field.column)\") "
                        + "WHERE to_seq IS NULL")
            }
        }
        for index in indexes { try transaction.execute(SQL(unboundText: index)) }
    }
}
