import Database
import Synchronization

/// One organization's database in one schema of a PostgreSQL server, reached through libpq.
///
/// All that is done inside `read` and `write` is done as the schema's own role, which can see no other
/// schema.
public final class PostgreSQLDatabase: FencedDatabase {
    /// Which engine this is.
    public let dialect = Dialect.postgresql
    /// The schema, and the role that owns it.
    public let schema: String

    private let writer: ConnectionSlots
    private let readers: ConnectionSlots
    private let threads = ThreadsInside()
    private let beginRead: String
    private let beginWrite: String
    private let role: String
    // Counts changes of tables by this process, so that each connection forgets its plans when it is behind.
    private let generation = Mutex(0)

    /// Connects; the schema must be there (`createSchema`).
    ///
    /// - Parameters:
    ///   - url: `postgresql://user@host:port/database` or libpq's `key=value` pairs; a password is never
    ///   shown. - readers: reads that run at once, 1 or more.
    ///   - lockWait: how long a write waits for one of another process before it is told `busy`.
    ///   - allowSuperuser: for administration only: no grant holds a superuser.
    /// - Throws: `DatabaseError.cannotOpen` where nobody answers, the account is a superuser, or the schema
    ///   is missing.
    public init(
        url: String, schema: String, readers: Int = 4, lockWait: Duration = .seconds(5),
        allowSuperuser: Bool = false
    ) throws(DatabaseError) {
        let address = try ServerAddress(url)
        let name = try SchemaName(schema)
        self.schema = schema
        let setUp = "SET search_path = \(name.quoted); SET timezone = 'UTC'"
        // An account or server that answers COMMIT before the disk has it is told to wait for the disk.
        let durable = """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off'
            """
        let connect: @Sendable () throws -> ServerConnection = {
            let connection = try ServerConnection(address, allowSuperuser: allowSuperuser)
            try connection.command(setUp + "; " + durable)
            return connection
        }
        writer = ConnectionSlots(count: 1, connect: connect)
        self.readers = ConnectionSlots(count: max(1, readers), connect: connect)
        do {
            let connection = try connect()
            role = try PostgreSQLDatabase.roleCommand(connection, name)
        } catch let error as DatabaseError {
            throw error
        } catch { throw .cannotOpen(address.shown, "\(error)") }
        beginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; \(role)"
        // READ COMMITTED, because REPEATABLE READ would take its snapshot before it waits for the lock, and
        // then not see what the writer before it has written. The lock, held to the end of the transaction,
        // makes writers of all processes one at a time, so that nothing else can change between two
        // statements either.
        beginWrite = """
            BEGIN ISOLATION LEVEL READ COMMITTED; \
            SET LOCAL lock_timeout = \(max(1, Int(lockWait / .milliseconds(1)))); \
            SELECT pg_advisory_xact_lock(\(name.lockNumber)); \(role)
            """
    }

    /// Runs `body` on one unchanging snapshot.
    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try threads.enter {
            try readers.use(begin: { try begin(beginRead, on: $0) }) { connection in
                try PostgreSQLDatabase.ending(connection, with: "COMMIT") {
                    try body(ServerSession(connection))
                }
            }
        }
    }

    /// Runs `body` in one transaction that holds the write lock from its beginning; `DatabaseError.busy`
    /// after five seconds of another process's, `DatabaseError.outcomeUnknown` where the connection was lost
    /// at its end.
    public func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try threads.enter {
            try writer.use(begin: { try begin(beginWrite, on: $0) }) { connection in
                let session = ServerSession(connection)
                defer { if session.hasChangedSchema { generation.withLock { $0 += 1 } } }
                return try PostgreSQLDatabase.ending(connection, with: "COMMIT", isWrite: true) {
                    try body(session)
                }
            }
        }
    }

    /// Runs `body` where it can do no harm: SELECT alone, and for the time in which SQLite would do `steps`,
    /// but a second at least. A failed statement does not end the snapshot.
    ///
    /// - Throws: `DatabaseError.statement` that begins with "limit" where the time is used up.
    public func readFenced<Result>(
        limit steps: Int, _ body: (any FencedConnection) throws -> Result
    ) throws -> Result {
        let time = Duration.milliseconds(max(1000, steps / 20_000))
        return try threads.enter {
            try readers.use(begin: { try begin(beginRead, on: $0) }) { connection in
                try PostgreSQLDatabase.ending(connection, with: "ROLLBACK") {
                    try body(FencedSession(connection, preamble: role, time: time))
                }
            }
        }
    }

    /// PostgreSQL writes no file on this side; `pg_dump` does.
    public func copy(toFile path: String) throws {
        throw DatabaseError.unsupported(
            "a copy of a PostgreSQL schema as one file; pg_dump --schema makes one")
    }

    /// Ends all connections; waits for reads and writes under way.
    public func close() throws {
        try threads.enter {
            readers.close()
            writer.close()
        }
    }

    private func begin(_ command: String, on connection: ServerConnection) throws {
        let current = generation.withLock { $0 }
        if connection.generation != current { try connection.forgetStatements() }
        connection.generation = current
        do { try connection.command(command) } catch {
            if !connection.isLost { try connection.command("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` and ends the transaction with `word`, or with ROLLBACK where it throws.
    private static func ending<Result>(
        _ connection: ServerConnection, with word: String, isWrite: Bool = false, _ body: () throws -> Result
    ) throws -> Result {
        let result: Result
        do {
            result = try body()
            try connection.settle()
        } catch {
            connection.abandonPipeline()
            // Where even this fails, the slot gives the connection up, and the server undoes the transaction.
            if !connection.isLost { _ = try? connection.command("ROLLBACK") }
            throw error
        }
        guard try end(connection, with: word, isWrite: isWrite) == word else {
            throw DatabaseError.statement(
                "an earlier statement failed; only a savepoint around it can be carried on after", sql: word)
        }
        return result
    }

    /// Asks for the end of the transaction; what the server calls it.
    ///
    /// COMMIT of a transaction in which a statement failed is answered by ROLLBACK, and that is no error to
    /// libpq. A line that is lost before COMMIT is sent has undone the transaction; one that is lost
    /// afterwards has undone it or not.
    private static func end(
        _ connection: ServerConnection, with word: String, isWrite: Bool
    ) throws -> String {
        guard isWrite else { return try connection.command(word) }
        guard connection.stands else {
            throw DatabaseError.connectionLost("the server ended the connection before COMMIT")
        }
        do { return try connection.command(word) } catch DatabaseError.connectionLost(let words) {
            throw DatabaseError.outcomeUnknown(words)
        }
    }

    /// The command that takes the schema's role, where it has one; a space where it has none.
    private static func roleCommand(_ connection: ServerConnection, _ name: SchemaName) throws -> String {
        let sql: SQL = """
            SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = \(name.text)),
                (SELECT count(*) FROM pg_roles WHERE rolname = \(name.text)),
                (SELECT count(*) FROM pg_roles WHERE rolname = \(name.text)
                    AND NOT rolcanlogin AND NOT rolsuper AND pg_has_role(current_user, oid, 'MEMBER'))
            """
        var counts: [Int64] = []
        try connection.forEachRow(sql) { row in counts = (0..<3).map(row.integer) }
        guard counts.count == 3, counts[0] == 1 else {
            throw DatabaseError.cannotOpen("schema \(name.text)", "there is no such schema; create it first")
        }
        guard counts[1] == counts[2] else {
            throw DatabaseError.cannotOpen(
                "schema \(name.text)", "the role of this name may sign in, or this account is not its member")
        }
        return counts[1] == 1 ? "SET LOCAL ROLE \(name.quoted)" : "SELECT 1"
    }
}
