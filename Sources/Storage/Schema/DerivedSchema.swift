import AuditLedger
import Database
import Primitives
import Registers

/// Makes the database what the declarations say: engine tables, one version table per register, shapes.
///
/// Additive changes are derived (a new register, a new optional field gets a new shape); anything else is a
/// numbered
/// step in `SchemaSteps`. Runs inside one transaction; a failure leaves the old schema as it was.
public enum DerivedSchema {
    /// Brings the schema up to the declarations.
    ///
    /// - Throws: `Problem` `schema.newer` where a later release has written the database,
    ///   `schema.changed-field` where
    ///   a declaration changed what only a numbered step may change.
    public static func prepare(_ transaction: any Transaction, registers: [RegisterDefinition]) throws {
        for statement in EngineSchema.statements(for: transaction.dialect) {
            try transaction.execute(statement)
        }
        try SchemaSteps.apply(transaction)
        for register in registers { try prepare(register, transaction) }
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
            "CREATE INDEX \(table)_label ON \(table) (\"\(register.labelColumn)\", id) WHERE to_seq IS NULL",
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

/// The columns of a shape as they are kept in `ledger_shapes`: a JSON array of [name, kind] in order.
enum ShapeText {
    static func text(of register: RegisterDefinition) -> String {
        let pairs = register.fields.map { field in
            "[\"\(field.column)\",\"\(field.kind.isStoredAsInteger ? "integer" : "text")\"]"
        }
        return "[" + pairs.joined(separator: ",") + "]"
    }

    /// Column names and whether each is an integer; the text is our own, so its form is fixed.
    static func columns(_ text: String) -> [(name: String, isInteger: Bool)] {
        let words = text.split(separator: "\"").enumerated().compactMap {
            $0.offset % 2 == 1 ? String($0.element) : nil
        }
        return stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1] == "integer") }
    }

    static func addedColumns(from text: String, to register: RegisterDefinition) throws -> [FieldDescription]
    {
        let old = columns(text)
        for (name, isInteger) in old {
            guard let index = register.index(of: name),
                register.fields[index].kind.isStoredAsInteger == isInteger
            else { throw changed(register, name) }
        }
        let names = Set(old.map(\.name))
        let added = register.fields.filter { !names.contains($0.column) }
        if let required = added.first(where: \.isRequired) { throw changed(register, required.column) }
        return added
    }

    private static func changed(_ register: RegisterDefinition, _ column: String) -> Problem {
        Problem(
            "schema.changed-field",
            "台帳「\(register.title)」の項目 \(column) は、番号付きの移行手順なしには変えられません。配布元に連絡してください。")
    }
}

/// Numbered changes of the schema that cannot be derived. Each runs once, in order.
enum SchemaSteps {
    static let all: [(step: Int, name: String, run: @Sendable (any Transaction) throws -> Void)] = [
        (1, "first schema", { _ in })
    ]

    static func apply(_ transaction: any Transaction) throws {
        let done = Int(try transaction.integer("SELECT MAX(step) FROM schema_steps") ?? 0)
        let newest = all.map(\.step).max() ?? 0
        guard done <= newest else {
            throw Problem(
                "schema.newer", "このデータは新しい版のソフトウェアで使われています。ソフトウェアを更新してください。",
                detail: "step \(done), this release knows \(newest)")
        }
        for step in all where step.step > done {
            try step.run(transaction)
            try transaction.execute(
                "INSERT INTO schema_steps (step, name) VALUES (\(step.step), \(step.name))")
        }
    }
}
