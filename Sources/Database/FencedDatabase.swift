/// A connection for statements that others wrote: it reads and does nothing else, and not for ever.
public protocol FencedConnection: Connection {
    /// The tables that the statements of this block have read so far; nil where the engine does not tell.
    var tablesRead: Set<String>? { get }
}

/// A database that can run statements that others wrote (criteria) where they can do no harm.
public protocol FencedDatabase: DatabaseDriver {
    /// Runs `body` on one snapshot; nothing but SELECT is answered, and a failed statement does not end the
    /// snapshot.
    ///
    /// `steps` limit all statements of the block together: SQLite counts those of its virtual machine (20
    /// million are about a second), PostgreSQL takes the time in which SQLite would have done them.
    /// - Throws: `DatabaseError.statement` that begins with "limit" where the steps are used up.
    func readFenced<Result>(limit steps: Int, _ body: (any FencedConnection) throws -> Result) throws
        -> Result
}
