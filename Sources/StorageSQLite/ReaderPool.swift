import Database
import Dispatch
import GRDBSQLite
import Synchronization

/// Connections that read and nothing else; each is made when it is first needed and is with one thread at a
/// time.
///
/// GRDB's own readers pass two queues and compile BEGIN, COMMIT and a look at the schema anew for every
/// block; a page asks in a few blocks of a few microseconds each, so that cost more than the asking.
final class ReaderPool: Sendable {
    private struct State {
        var idle: [Reader] = []
        var isClosed = false
    }

    private let path: String
    private let count: Int
    private let lockWait: Duration
    private let places: DispatchSemaphore
    private let state = Mutex(State())

    init(path: String, readers: Int, lockWait: Duration) {
        self.path = path
        self.lockWait = lockWait
        count = readers
        places = DispatchSemaphore(value: readers)
    }

    /// Runs `body` in one snapshot.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        places.wait()
        defer { places.signal() }
        let reader = try taken()
        // A reader whose transaction cannot be begun or ended is not given back: it is closed with its last
        // use.
        try reader.begin()
        let outcome = Swift.Result { try body(reader.connection) }
        try reader.end()
        state.withLock { if !$0.isClosed { $0.idle.append(reader) } }
        return try outcome.get()
    }

    /// Waits for those who are inside, and ends all connections.
    func close() {
        for _ in 0..<count { places.wait() }
        state.withLock { state in
            state.isClosed = true
            state.idle.removeAll()
        }
        for _ in 0..<count { places.signal() }
    }

    private func taken() throws -> Reader {
        let idle = try state.withLock { state in
            if state.isClosed {
                throw SQLiteFailure(code: SQLITE_MISUSE, message: "the database is closed", sql: "")
            }
            return state.idle.popLast()
        }
        return try idle ?? Reader(path: path, lockWait: lockWait)
    }
}

/// One connection that reads.
///
/// `@unchecked Sendable`: it is in the idle list or with one thread, never both.
private final class Reader: @unchecked Sendable {
    let connection: SQLiteConnection
    private let handle: OpaquePointer
    private let beginning: PreparedStatement
    private let ending: PreparedStatement

    init(path: String, lockWait: Duration) throws {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        do {
            guard code == SQLITE_OK, let opened else { throw SQLiteFailure(opened, sql: "") }
            sqlite3_busy_timeout(opened, Int32(clamping: Int(lockWait / .milliseconds(1))))
            _disableDoubleQuotedStringLiterals(opened)
            // Sorting spills to memory: no second place on the disk where personal data would lie about.
            sqlite3_exec(opened, "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY", nil, nil, nil)
            beginning = try Reader.prepared("BEGIN", on: opened)
            ending = try Reader.prepared("COMMIT", on: opened)
            handle = opened
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
        connection = SQLiteConnection(handle: handle) { [handle] sql in
            try Reader.prepared(sql, on: handle)
        }
    }

    // The connection is gone once the last of its statements is, in whatever order they go.
    deinit { sqlite3_close_v2(handle) }

    private static func prepared(_ sql: String, on handle: OpaquePointer) throws -> PreparedStatement {
        PreparedStatement(handle: try PreparedStatement.compiled(sql, on: handle), owner: nil)
    }

    func begin() throws {
        connection.start()
        try run(beginning)
    }

    func end() throws { try run(ending) }

    private func run(_ statement: PreparedStatement) throws {
        let code = sqlite3_step(statement.handle)
        sqlite3_reset(statement.handle)
        if code != SQLITE_DONE { throw SQLiteFailure(handle, sql: "") }
    }
}
