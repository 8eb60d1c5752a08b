/// Which engine speaks; for DDL and the few places where the portable subset ends.
public enum Dialect: String, Sendable, CaseIterable {
    case sqlite
    case postgresql
}

/// One row while it is being read; columns are counted from 0 and valid only inside the closure that
/// receives it.
public protocol Row {
    /// Whether the column is NULL.
    func isNull(_ column: Int) -> Bool
    /// The integer; 0 where it is NULL.
    func integer(_ column: Int) -> Int64
    /// The text; empty where it is NULL.
    func text(_ column: Int) -> String
    /// The bytes; empty where it is NULL.
    func bytes(_ column: Int) -> [UInt8]
    /// The value as it is stored.
    func value(_ column: Int) -> SQLValue
    /// How many columns there are.
    var columnCount: Int { get }
}

/// A way to ask one consistent state of the database. Used on one thread at a time, inside one `read` or
/// `write`.
public protocol Connection: AnyObject {
    /// Which engine this is.
    var dialect: Dialect { get }
    /// Statements run on this connection since it was made; tests hold pages to a budget by it.
    var statementCount: Int { get }
    /// Calls `body` for each row, in the statement's order.
    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws
}

/// A connection that may write; everything until the end of the outer `write` is one transaction.
public protocol Transaction: Connection {
    /// Runs a statement that returns no rows; the number of rows that it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int
    /// Runs statements that return no rows, in their order; the number of rows that they changed. Over a
    /// network this waits once for many, where `execute` waits for each.
    @discardableResult
    func executeAll(_ statements: [SQL]) throws -> Int
    /// Runs statements that return no rows, in their order, before anything else that is asked afterwards.
    ///
    /// Where each answer costs a round trip, nobody waits for them here: over a network the statements of a
    /// whole group of acts travel together.
    /// - Throws: what `execute` throws, or nothing now, and `LateFailure` from whatever is asked next, up to
    ///   the end of the transaction.
    func enqueue(_ statements: [SQL]) throws
    /// Runs `body` so that what it wrote is undone, and only that, where it throws. After a statement has
    /// failed, nothing else of the transaction is answered, unless the failure left a savepoint.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
}

/// One organization's database. Calls block the calling thread; servers call it off the event loop.
public protocol DatabaseDriver: Sendable {
    /// Which engine this is.
    var dialect: Dialect { get }
    /// Runs `body` on one unchanging snapshot; many at once.
    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result
    /// Runs `body` in one transaction that holds the write lock from its beginning, and makes it durable;
    /// one at a time.
    func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result
    /// Writes a consistent copy of the whole database to a new file (SQLite); throws where the engine has no
    /// such thing.
    func copy(toFile path: String) throws
    /// Ends all connections.
    func close() throws
}

extension Transaction {
    /// One after the other.
    @discardableResult
    public func executeAll(_ statements: [SQL]) throws -> Int {
        try statements.reduce(0) { try $0 + execute($1) }
    }

    /// At once.
    public func enqueue(_ statements: [SQL]) throws {
        for statement in statements { try execute(statement) }
    }
}

extension Connection {
    /// All rows, each mapped by `body`.
    public func rows<Element>(_ sql: SQL, _ body: (any Row) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        try forEachRow(sql) { elements.append(try body($0)) }
        return elements
    }

    /// The first row mapped by `body`; nil where there is none.
    public func firstRow<Element>(_ sql: SQL, _ body: (any Row) throws -> Element) throws -> Element? {
        var first: Element?
        try forEachRow(sql) { row in if first == nil { first = try body(row) } }
        return first
    }

    /// The first column of the first row as an integer; nil where there is no row or it is NULL.
    public func integer(_ sql: SQL) throws -> Int64? {
        try firstRow(sql) { $0.isNull(0) ? nil : $0.integer(0) } ?? nil
    }

    /// The first column of the first row as text; nil where there is no row or it is NULL.
    public func text(_ sql: SQL) throws -> String? {
        try firstRow(sql) { $0.isNull(0) ? nil : $0.text(0) } ?? nil
    }
}

/// What a database may refuse.
public enum DatabaseError: Error, Sendable {
    /// It could not be opened: the path or address, and the engine's words.
    case cannotOpen(String, String)
    /// A statement failed: the engine's words and the SQL text (never the values).
    case statement(String, sql: String)
    /// A uniqueness, reference or check constraint refused the change.
    case constraint(String)
    /// Somebody else held the write lock for longer than the time-out.
    case busy
    /// The connection was lost before the end of the transaction was asked for; nothing of it was kept.
    case connectionLost(String)
    /// The connection was lost while the end of the transaction was asked for: whether it was kept, only the
    /// database can tell.
    case outcomeUnknown(String)
    /// A criterion names a parameter that is not given.
    case unknownParameter(String)
    /// The engine cannot do this.
    case unsupported(String)
}
