// The one file that knows GRDB: its `Database`, `Row`, `SQL` and `DatabaseError` would hide ours elsewhere.
import GRDB
import GRDBSQLite
import Synchronization

/// One writer and some readers on one file in WAL mode, each with one thread at a time. GRDB opens the
/// writer.
final class ConnectionPool: Sendable {
    private let pool: DatabasePool
    private let readers: ReaderPool
    private let connections = Mutex<[ObjectIdentifier: SQLiteConnection]>([:])

    init(path: String, readers: Int, readOnly: Bool, lockWait: Duration) throws {
        var configuration = Configuration()
        configuration.label = "toride"
        configuration.readonly = readOnly
        // For copies of the whole database; everything else is read by readers of our own.
        configuration.maximumReaderCount = 1
        configuration.busyMode = .timeout(lockWait / .seconds(1))
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // Sorting spills to memory: no second place on the disk where personal data would lie about.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        pool = try ConnectionPool.translating { try DatabasePool(path: path, configuration: configuration) }
        self.readers = ReaderPool(path: path, readers: readers, lockWait: lockWait)
        if !readOnly { try writeWithoutTransaction { try $0.prepareWriter() } }
    }

    /// Runs `body` on a reader, in one snapshot.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        try readers.read(body)
    }

    /// Runs `body` on a reader, outside of a transaction.
    func readWithoutTransaction<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        try ConnectionPool.translating {
            try pool.unsafeRead { database in
                let connection = try self.connection(of: database)
                connection.start()
                return try body(connection)
            }
        }
    }

    /// Runs `body` in one transaction that holds the write lock from its beginning.
    func write<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        try ConnectionPool.translating {
            try pool.writeWithoutTransaction { database in
                let connection = try self.connection(of: database)
                connection.start()
                var result: Result?
                // IMMEDIATE: a transaction that reads first and takes the lock later could be refused half
                // way, because another process wrote in between.
                try database.inTransaction(.immediate) {
                    result = try body(connection)
                    try connection.requireUnfailed()
                    return .commit
                }
                guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return result
            }
        }
    }

    /// Copies the log into the file, as far as readers let it, and ends all connections.
    func close() throws {
        readers.close()
        try ConnectionPool.translating {
            // The barrier waits for GRDB's reader, so that its statements are finalized while nobody runs
            // them.
            try pool.barrierWriteWithoutTransaction { database in
                connections.withLock { $0.removeAll() }
                if !pool.configuration.readonly {
                    do { _ = try database.checkpoint(.truncate) } catch {
                        // Another process still reads from the log: it stays, and whoever closes last copies
                        // it.
                    }
                }
            }
            try pool.close()
        }
    }

    private func writeWithoutTransaction(_ body: (GRDB.Database) throws -> Void) throws {
        try ConnectionPool.translating { try pool.writeWithoutTransaction(body) }
    }

    private func connection(of database: GRDB.Database) throws -> SQLiteConnection {
        let key = ObjectIdentifier(database)
        if let known = connections.withLock({ $0[key] }) { return known }
        guard let handle = database.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        let connection = SQLiteConnection(handle: handle) { sql in
            try ConnectionPool.translating {
                let statement = try database.makeStatement(sql: sql)
                return PreparedStatement(handle: statement.sqliteStatement, owner: statement)
            }
        }
        connections.withLock { $0[key] = connection }
        return connection
    }

    private static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError {
            throw SQLiteFailure(
                code: error.extendedResultCode.rawValue, message: error.message ?? "no words given",
                sql: error.sql ?? "")
        }
    }
}

extension GRDB.Database {
    /// What must hold on the writer after the pool has set it up: the pool itself goes back to `synchronous
    /// = NORMAL`, with which a power cut may take transactions that were answered.
    fileprivate func prepareWriter() throws {
        try execute(sql: "PRAGMA synchronous = FULL")
        // A disposed record must not stay readable in the free space of its page.
        try execute(sql: "PRAGMA secure_delete = ON")
        // The log is copied into the file every 4,000 pages (16 MB), not every 1,000: a page that many
        // commits change is copied once for them all, and an import waits less often.
        try execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        // After a checkpoint, a log that a long import has blown up is cut back to 64 MiB.
        try execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
}
