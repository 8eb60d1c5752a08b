import Database

/// The transaction of a group of acts: rows that are only added are kept back and inserted many at a time,
/// before anything else is asked, so that nobody can tell the difference.
final class GatheringTransaction: Transaction {
    private let base: any Transaction
    /// Statements that must run before the rows that wait.
    private var before: [SQL] = []
    private var waiting: [(table: RowsText, values: [SQLValue])] = []
    private var rows = 0
    private var depth = 0

    /// Rows that wait at most; bounds memory.
    private static let limit = 512

    init(_ base: any Transaction) { self.base = base }

    var dialect: Dialect { base.dialect }
    var statementCount: Int { base.statementCount }

    /// Adds a row to a table. A failure is thrown by whatever is asked next.
    func insert(_ values: [SQLValue], into table: RowsText) throws {
        if let place = waiting.firstIndex(where: { $0.table === table }) {
            waiting[place].values.append(contentsOf: values)
        } else {
            waiting.append((table, values))
        }
        rows += 1
        if rows >= Self.limit { try flush() }
    }

    /// Adds a statement that concerns none of the rows that wait: it runs before them.
    func put(before statement: SQL) { before.append(statement) }

    /// Runs what waits; waits for the answers inside a savepoint, where a failure is to be told to this act.
    func flush() throws {
        guard rows > 0 || !before.isEmpty else { return }
        var statements = before
        before.removeAll(keepingCapacity: true)
        for place in waiting.indices {
            statements += waiting[place].table.statements(waiting[place].values)
            waiting[place].values.removeAll(keepingCapacity: true)
        }
        rows = 0
        if depth > 0 { try base.executeAll(statements) } else { try base.enqueue(statements) }
    }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try flush()
        try base.forEachRow(sql, body)
    }

    func execute(_ sql: SQL) throws -> Int {
        try flush()
        return try base.execute(sql)
    }

    func executeAll(_ statements: [SQL]) throws -> Int {
        try flush()
        return try base.executeAll(statements)
    }

    func enqueue(_ statements: [SQL]) throws {
        try flush()
        try base.enqueue(statements)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try flush()
        return try base.savepoint {
            depth += 1
            defer { depth -= 1 }
            do {
                let result = try body()
                try flush()
                return result
            } catch {
                forget()
                throw error
            }
        }
    }

    private func forget() {
        before.removeAll()
        waiting.removeAll()
        rows = 0
    }
}
