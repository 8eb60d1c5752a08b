import Database
import GRDBSQLite

/// One connection to the file, with the statements that it has compiled.
///
/// `@unchecked Sendable`: the pool hands a connection to one thread at a time; nothing in here is shared.
final class SQLiteConnection: Transaction, @unchecked Sendable {
    let dialect = Dialect.sqlite
    private(set) var statementCount = 0
    /// The tables that the statements have read, where the connection listens for them.
    private(set) var tablesRead: Set<String> = []

    private let handle: OpaquePointer
    private let prepare: (String) throws -> PreparedStatement
    private let failsAsAWhole: Bool
    private var statements: [[String]: PreparedStatement] = [:]
    /// Those whose text was made beforehand, by which text it is; each keeps its text alive.
    private var shared: [ObjectIdentifier: PreparedStatement] = [:]
    private var hasFailed = false
    private var depth = 0

    /// - Parameter failsAsAWhole: whether nothing more is answered after a statement failed, until it is
    /// rolled back.
    init(
        handle: OpaquePointer, failsAsAWhole: Bool = true,
        prepare: @escaping (String) throws -> PreparedStatement
    ) {
        self.handle = handle
        self.failsAsAWhole = failsAsAWhole
        self.prepare = prepare
    }

    /// Statements kept compiled. The oldest half goes where there are more: lists of bound values come in
    /// many lengths.
    private static let capacity = 400

    /// Forgets what a former read or write has left.
    func start() {
        hasFailed = false
        depth = 0
        tablesRead = []
    }

    /// Throws where a statement failed and the caller went on as if it had not.
    func requireUnfailed(sql: SQL = "COMMIT") throws {
        guard hasFailed else { return }
        throw DatabaseError.statement(
            "an earlier statement failed; only a savepoint around it can be carried on after",
            sql: sql.withQuestionMarks)
    }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try run(sql) { statement in try body(SQLiteRow(statement: statement)) }
    }

    func execute(_ sql: SQL) throws -> Int {
        // `sqlite3_changes` keeps the count of the last INSERT, UPDATE or DELETE; the total tells whether
        // this was one.
        let before = sqlite3_total_changes(handle)
        try run(sql) { _ in }
        return sqlite3_total_changes(handle) == before ? 0 : Int(sqlite3_changes(handle))
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let name = SQL(unboundText: "savepoint_\(depth)")
        try run("SAVEPOINT \(name)") { _ in }
        depth += 1
        defer { depth -= 1 }
        do {
            let result = try body()
            try run("RELEASE \(name)") { _ in }
            return result
        } catch {
            hasFailed = false
            try run("ROLLBACK TO \(name)") { _ in }
            try run("RELEASE \(name)") { _ in }
            throw error
        }
    }

    /// Runs a statement to its end, with `body` at each row.
    private func run(_ sql: SQL, _ body: (OpaquePointer) throws -> Void) throws {
        try requireUnfailed(sql: sql)
        statementCount += 1
        do {
            let statement = try prepared(sql)
            statement.isInUse = true
            defer {
                sqlite3_reset(statement.handle)
                statement.unbind()
                statement.isInUse = false
            }
            try statement.bind(sql.values, sql: sql)
            while try step(statement, sql) { try body(statement.handle) }
        } catch let failure as SQLiteFailure {
            hasFailed = failsAsAWhole
            throw failure.databaseError
        }
    }

    private func step(_ statement: PreparedStatement, _ sql: SQL) throws -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteFailure(handle, sql: sql.withQuestionMarks)
        }
    }

    private func prepared(_ sql: SQL) throws -> PreparedStatement {
        let known = sql.text.map { shared[ObjectIdentifier($0)] } ?? statements[sql.pieces]
        if let known {
            // A statement that stands in the middle of its rows cannot run a second time: that needs one of
            // its own.
            if known.isInUse { return try prepare(sql.withQuestionMarks) }
            known.lastUse = statementCount
            if !known.tablesRead.isEmpty { tablesRead.formUnion(known.tablesRead) }
            return known
        }
        let statement = try prepare(sql.withQuestionMarks)
        guard sqlite3_bind_parameter_count(statement.handle) == sql.values.count else {
            throw DatabaseError.statement("a value for each ? and no more", sql: sql.withQuestionMarks)
        }
        if statements.count + shared.count >= SQLiteConnection.capacity { forgetOldest() }
        statement.lastUse = statementCount
        if let text = sql.text {
            statement.text = text
            shared[ObjectIdentifier(text)] = statement
        } else {
            statements[sql.pieces] = statement
        }
        tablesRead.formUnion(statement.tablesRead)
        return statement
    }

    private func forgetOldest() {
        let uses = (statements.values.map(\.lastUse) + shared.values.map(\.lastUse)).sorted()
        let middle = uses[uses.count / 2]
        statements = statements.filter { $0.value.isInUse || $0.value.lastUse >= middle }
        shared = shared.filter { $0.value.isInUse || $0.value.lastUse >= middle }
    }
}
