import Database
import Dispatch
import GRDBSQLite
import Synchronization

/// Connections for statements that others wrote (criteria): they can read this one file and nothing else.
final class Fence: Sendable {
    private let path: String
    private let lockWait: Duration
    private let places: DispatchSemaphore
    private let idle = Mutex<[FencedReader]>([])

    init(path: String, readers: Int, lockWait: Duration) {
        self.path = path
        self.lockWait = lockWait
        places = DispatchSemaphore(value: readers)
    }

    /// Runs `body` in one snapshot, with `steps` for all its statements together.
    func read<Result>(limit steps: Int, _ body: (any FencedConnection) throws -> Result) throws -> Result {
        places.wait()
        defer { places.signal() }
        let reader = try idle.withLock { $0.popLast() } ?? FencedReader(path: path, lockWait: lockWait)
        // A reader whose transaction could not be ended is not given back: it is closed with its last use.
        let result = try reader.snapshot(limit: steps, body)
        idle.withLock { $0.append(reader) }
        return result
    }

    func close() { idle.withLock { $0.removeAll() } }
}

/// One connection behind the fence. A connection of its own, because GRDB keeps the authorizer of its
/// connections.
///
/// `@unchecked Sendable`: it is in the idle list or with one thread, never both.
private final class FencedReader: @unchecked Sendable {
    private let handle: OpaquePointer
    private let rules = FenceRules()
    private let connection: SQLiteConnection

    init(path: String, lockWait: Duration) throws {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }
            throw SQLiteFailure(opened, sql: "")
        }
        handle = opened
        sqlite3_busy_timeout(opened, Int32(clamping: Int(lockWait / .milliseconds(1))))
        _disableDoubleQuotedStringLiterals(opened)
        sqlite3_exec(opened, "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY", nil, nil, nil)
        sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 10_000_000)
        connection = SQLiteConnection(handle: opened, failsAsAWhole: false) { [rules] sql in
            try FencedReader.prepare(sql, on: opened, rules)
        }
        rules.guardConnection(opened)
    }

    deinit { sqlite3_close_v2(handle) }

    func snapshot<Result>(limit steps: Int, _ body: (any FencedConnection) throws -> Result) throws -> Result
    {
        connection.start()
        try runOurselves("BEGIN")
        rules.stepsLeft = steps
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try body(Reader(connection: connection, rules: rules))) } catch {
            outcome = .failure(error)
        }
        rules.stepsLeft = .max
        try runOurselves("ROLLBACK")
        return try outcome.get()
    }

    private func runOurselves(_ sql: String) throws {
        rules.letsAllPass = true
        defer { rules.letsAllPass = false }
        if sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw SQLiteFailure(handle, sql: sql) }
    }

    private static func prepare(_ sql: String, on handle: OpaquePointer, _ rules: FenceRules) throws
        -> PreparedStatement
    {
        rules.tablesRead = []
        let statement = try PreparedStatement.compiled(sql, on: handle)
        return PreparedStatement(handle: statement, owner: nil, tablesRead: rules.tablesRead)
    }

    /// What the body sees: SQLite's word for a used-up limit is "interrupted", which says nothing to its
    /// reader.
    private final class Reader: FencedConnection {
        let dialect = Dialect.sqlite
        let connection: SQLiteConnection
        let rules: FenceRules

        init(connection: SQLiteConnection, rules: FenceRules) {
            self.connection = connection
            self.rules = rules
        }

        var statementCount: Int { connection.statementCount }
        var tablesRead: Set<String>? { connection.tablesRead }

        func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
            do { try connection.forEachRow(sql, body) } catch DatabaseError.statement(let words, let text) {
                throw DatabaseError.statement(
                    rules.stepsLeft > 0 ? words : "limit of steps reached", sql: text)
            }
        }
    }
}

/// What SQLite asks while it compiles and runs a fenced statement.
private final class FenceRules {
    var letsAllPass = false
    var stepsLeft = Int.max
    var tablesRead: Set<String> = []

    private static let stepsPerQuestion: Int32 = 1000

    func guardConnection(_ handle: OpaquePointer) {
        let rules = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_set_authorizer(
            handle,
            { rules, action, first, _, _, _ in
                guard let rules else { return SQLITE_DENY }
                return Unmanaged<FenceRules>.fromOpaque(rules).takeUnretainedValue().answer(action, first)
            }, rules)
        sqlite3_progress_handler(
            handle, FenceRules.stepsPerQuestion,
            { rules in
                guard let rules else { return 1 }
                return Unmanaged<FenceRules>.fromOpaque(rules).takeUnretainedValue().isUsedUp() ? 1 : 0
            }, rules)
    }

    private func answer(_ action: Int32, _ first: UnsafePointer<CChar>?) -> Int32 {
        switch action {
        case SQLITE_READ:
            if let first { tablesRead.insert(String(cString: first)) }
            return SQLITE_OK
        case SQLITE_SELECT, SQLITE_FUNCTION, SQLITE_RECURSIVE: return SQLITE_OK
        default: return letsAllPass ? SQLITE_OK : SQLITE_DENY
        }
    }

    private func isUsedUp() -> Bool {
        stepsLeft -= Int(FenceRules.stepsPerQuestion)
        return stepsLeft <= 0
    }
}
