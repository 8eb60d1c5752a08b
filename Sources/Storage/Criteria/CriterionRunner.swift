import Database
import Primitives
import Registers

/// Runs a criterion's SQL over the criteria views: each register as it stood, under its view name, with
/// `id` and its columns.
public struct CriterionRunner {
    private let connection: any Connection
    private let knownSize: Int?
    private let registers: [RegisterDefinition]

    /// A runner on one snapshot; `knownSize` asks what the ledger held up to that many entries.
    public init(_ connection: any Connection, registers: [RegisterDefinition], knownSize: Int? = nil) {
        self.connection = connection
        self.registers = registers
        self.knownSize = knownSize
    }

    /// Calls `body` for each row of the criterion.
    ///
    /// - Throws: `DatabaseError` where the SQL is wrong for the engine or names an unknown parameter.
    public func forEachRow(
        _ text: String, parameters: [String: SQLValue], _ body: (any Row) throws -> Void
    ) throws {
        let query = prelude(for: text) + (try SQL(text: text, parameters: parameters))
        try connection.forEachRow(query, body)
    }

    /// The registers that the text reads, found by their view names as whole words.
    public static func registersRead(
        _ text: String, registers: [RegisterDefinition]
    ) -> [RegisterDefinition] {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        return registers.filter { words.contains($0.viewName) }
    }

    private func prelude(for text: String) -> SQL {
        let views = Self.registersRead(text, registers: registers).map { register in
            let columns = (["id"] + register.fields.map { "\"\($0.column)\"" }).joined(separator: ", ")
            return """
                \(name: register.viewName) AS NOT MATERIALIZED (SELECT \(SQL(unboundText: columns))
                FROM \(name: register.table) WHERE \(Validity.condition(knownSize)))
                """ as SQL
        }
        return views.isEmpty ? "" : "WITH " + views.joined(separator: ", ") + "\n"
    }
}

/// The newest ledger entry that touched each register: what a cached verdict was computed from.
public struct RegisterVersions {
    /// Register name to the entry's number; -1 for a register that was never touched.
    public let changed: [String: Int]

    /// Reads all of them in one statement.
    public init(_ connection: any Connection) throws {
        var changed: [String: Int] = [:]
        try connection.forEachRow("SELECT register, changed_seq FROM register_heads") { row in
            changed[row.text(0)] = Int(row.integer(1))
        }
        self.changed = changed
    }

    /// The newest ledger entry that touched any of the registers; -1 where none was ever touched. It grows
    /// with each change of each of them, in whatever process.
    public static func newest(_ connection: any Connection, of registers: [String]) throws -> Int {
        Int(
            try connection.integer(
                "SELECT MAX(changed_seq) FROM register_heads WHERE register IN (\(SQL.list(registers)))")
                ?? -1)
    }
}
