import Database
import Foundation

/// One organization's database in one file, written through a log (WAL) and made durable at each commit.
///
/// Another process, a command line for instance, may open the same file at the same time: writers wait for
/// each other up to five seconds, readers never wait.
public final class SQLiteDatabase: FencedDatabase {
    /// Which engine this is.
    public let dialect = Dialect.sqlite
    /// The file.
    public let path: String

    private let pool: ConnectionPool
    private let fence: Fence
    private let threads = ThreadsInside()
    private let isReadOnly: Bool

    /// Says in the file's header that it is ours: "Trde".
    static let applicationNumber: Int64 = 0x5472_6465

    /// Opens the file; creates it, readable for its owner alone, where there is none and it may be written.
    ///
    /// - Parameters:
    ///   - readers: reads that run at once, 1 or more.
    ///   - lockWait: how long a write waits for one of another process before it is told `busy`.
    /// - Throws: `DatabaseError.cannotOpen` for a missing folder, a file that is not a database or not
    ///   Toride's.
    public init(
        path: String, readers: Int = 4, readOnly: Bool = false, lockWait: Duration = .seconds(5)
    ) throws(DatabaseError) {
        self.path = path
        isReadOnly = readOnly
        do {
            if !readOnly { try SQLiteDatabase.createFile(at: path) }
            try SQLiteDatabase.requireNoOther(at: path)
            pool = try ConnectionPool(
                path: path, readers: max(1, readers), readOnly: readOnly, lockWait: lockWait)
            fence = Fence(path: path, readers: max(1, readers), lockWait: lockWait)
            try requireOurs()
        } catch let failure as SQLiteFailure {
            throw .cannotOpen(path, failure.message)
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw .cannotOpen(path, "\(error)")
        }
    }

    /// Runs `body` on one unchanging snapshot.
    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try threads.enter { try mappingFailures { try pool.read(body) } }
    }

    /// Runs `body` in one transaction that holds the write lock from its beginning; `DatabaseError.busy`
    /// where another process held it for longer than `lockWait`.
    public func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        guard !isReadOnly else {
            throw DatabaseError.unsupported("write to a database that was opened to be read")
        }
        return try threads.enter { try mappingFailures { try pool.write(body) } }
    }

    /// Runs `body` where it can do no harm: nothing but SELECT, no other file, and an end after `steps` of
    /// SQLite's virtual machine (ten million are about half a second). A failed statement does not end the
    /// snapshot.
    ///
    /// - Throws: `DatabaseError.statement` that begins with "limit" where the steps are used up.
    public func readFenced<Result>(
        limit steps: Int, _ body: (any FencedConnection) throws -> Result
    ) throws -> Result {
        try threads.enter { try mappingFailures { try fence.read(limit: steps, body) } }
    }

    /// Writes a consistent copy, made durable, to a file that must not exist yet; reads and writes go on
    /// meanwhile.
    public func copy(toFile destination: String) throws {
        try threads.enter { try mappingFailures { try writeCopy(to: destination) } }
    }

    /// Copies the log into the file and ends all connections; waits for reads and writes under way.
    public func close() throws {
        try threads.enter {
            fence.close()
            try mappingFailures { try pool.close() }
        }
    }

    private func writeCopy(to destination: String) throws {
        // VACUUM INTO, not the backup interface: the copy holds no free pages, so nothing that was disposed
        // of. It does not sync, and a file that stands half written under its final name would pass for a
        // backup.
        let unfinished = destination + ".unfinished"
        do {
            guard !FileManager.default.fileExists(atPath: destination) else {
                throw FileFailure.exists(destination)
            }
            try DurableFile.create(at: unfinished)
            try pool.readWithoutTransaction { connection in
                try connection.forEachRow("VACUUM INTO \(unfinished)") { _ in }
            }
            try DurableFile.synchronize(unfinished)
            try DurableFile.rename(unfinished, to: destination)
        } catch let failure as FileFailure {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw DatabaseError.cannotOpen(destination, failure.words)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    private static func createFile(at path: String) throws(DatabaseError) {
        do { try DurableFile.create(at: path) } catch .exists {
        } catch { throw .cannotOpen(path, error.words) }
    }

    /// What the file's first bytes say (file format, 1.3): another program's is refused before anything is
    /// written into it.
    private static func requireNoOther(at path: String) throws(DatabaseError) {
        let header: [UInt8]
        do { header = try DurableFile.beginning(of: path, byteCount: 72) } catch {
            throw .cannotOpen(path, error.words)
        }
        if header.isEmpty { return }
        let mark = header.dropFirst(68).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        // Ours may still be 0 here: the first commit stands in the log until a checkpoint.
        guard header.starts(with: "SQLite format 3\0".utf8), mark == 0 || mark == applicationNumber else {
            throw .cannotOpen(path, "the file is of another program")
        }
    }

    /// What the database says with its log, now that it is open; an empty one is marked as ours.
    private func requireOurs() throws {
        let isOurs = try pool.read { try $0.isMarked(as: SQLiteDatabase.applicationNumber) }
        if isOurs || isReadOnly { return try requireMark(isOurs) }
        try pool.write { connection in
            // Asked again under the lock: two processes may create the same file at once.
            if try connection.isMarked(as: SQLiteDatabase.applicationNumber) { return }
            let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
            try requireMark(try isEmpty && connection.integer("PRAGMA application_id") == 0)
            try connection.forEachRow(
                SQL(unboundText: "PRAGMA application_id = \(SQLiteDatabase.applicationNumber)")
            ) { _ in }
        }
    }

    private func requireMark(_ holds: Bool) throws {
        if !holds { throw DatabaseError.cannotOpen(path, "the file is of another program") }
    }
}

extension SQLiteConnection {
    fileprivate func isMarked(as number: Int64) throws -> Bool {
        try integer("PRAGMA application_id") == number
    }
}
