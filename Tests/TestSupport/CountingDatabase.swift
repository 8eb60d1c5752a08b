import Database
import Synchronization

/// A database that counts the statements that run through it, whoever asks.
public final class CountingDatabase: FencedDatabase {
    private let inner: any FencedDatabase
    private let count = Mutex(0)

    /// Counts what runs on another database.
    public init(_ inner: any FencedDatabase) { self.inner = inner }

    /// Statements since it was made.
    public var statementCount: Int { count.withLock { $0 } }

    public var dialect: Dialect { inner.dialect }

    public func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try inner.read { connection in try counting(connection) { try body(connection) } }
    }

    public func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try inner.write { transaction in try counting(transaction) { try body(transaction) } }
    }

    public func readFenced<Result>(
        limit steps: Int, _ body: (any FencedConnection) throws -> Result
    ) throws -> Result {
        try inner.readFenced(limit: steps) { connection in try counting(connection) { try body(connection) } }
    }

    public func copy(toFile path: String) throws { try inner.copy(toFile: path) }

    public func close() throws { try inner.close() }

    private func counting<Result>(
        _ connection: any Connection, _ body: () throws -> Result
    ) throws -> Result {
        let before = connection.statementCount
        defer { count.withLock { $0 += connection.statementCount - before } }
        return try body()
    }
}
