import Database

/// What the body of a `read` or `write` sees of a connection.
final class ServerSession: Transaction {
    let dialect = Dialect.postgresql
    /// Whether the statements have changed tables, so that plans of other connections may be old.
    private(set) var hasChangedSchema = false

    private let connection: ServerConnection
    private var depth = 0

    init(_ connection: ServerConnection) { self.connection = connection }

    var statementCount: Int { connection.statementCount }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try connection.forEachRow(sql, body)
    }

    func execute(_ sql: SQL) throws -> Int {
        if !PreparedNames.isWorthPreparing(sql) { hasChangedSchema = true }
        return try connection.execute(sql)
    }

    func executeAll(_ statements: [SQL]) throws -> Int {
        guard statements.allSatisfy(PreparedNames.isWorthPreparing) else {
            return try statements.reduce(0) { try $0 + execute($1) }
        }
        return try connection.executeAll(statements)
    }

    func enqueue(_ statements: [SQL]) throws {
        guard statements.allSatisfy(PreparedNames.isWorthPreparing) else {
            for statement in statements { _ = try execute(statement) }
            return
        }
        try connection.enqueue(statements)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try connection.settle()
        let name = "savepoint_\(depth)"
        try connection.command("SAVEPOINT \(name)")
        depth += 1
        defer { depth -= 1 }
        do {
            let result = try body()
            try connection.settle()
            try connection.command("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            connection.abandonPipeline()
            // Where the connection is gone, the server has undone everything already; its loss is the news.
            if !connection.isLost {
                try connection.command("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
            }
            throw error
        }
    }
}

/// A session for statements that others wrote: each runs in a savepoint and with what is left of the time.
final class FencedSession: FencedConnection {
    let dialect = Dialect.postgresql
    var tablesRead: Set<String>? { nil }

    private let connection: ServerConnection
    private let preamble: String
    private let end: ContinuousClock.Instant

    /// - Parameter preamble: what the transaction began with and a statement might have undone (the role).
    init(_ connection: ServerConnection, preamble: String, time: Duration) {
        self.connection = connection
        self.preamble = preamble
        end = ContinuousClock.now + time
    }

    var statementCount: Int { connection.statementCount }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        guard ["SELECT", "WITH", "VALUES"].contains(sql.firstWord) else {
            throw DatabaseError.statement("only SELECT is answered here", sql: sql.withNumberedParameters)
        }
        let left = (end - ContinuousClock.now).components
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else {
            throw DatabaseError.statement("limit of time reached", sql: sql.withNumberedParameters)
        }
        try connection.command("SAVEPOINT fence; \(preamble); SET LOCAL statement_timeout = \(milliseconds)")
        do {
            try connection.forEachRow(sql, body)
            try connection.command("RELEASE SAVEPOINT fence")
        } catch {
            if !connection.isLost {
                try connection.command("ROLLBACK TO SAVEPOINT fence; RELEASE SAVEPOINT fence")
            }
            throw error
        }
    }
}
