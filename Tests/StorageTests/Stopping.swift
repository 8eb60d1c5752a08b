import Database
import Synchronization

/// A database whose user is stopped at one place, as a power cut would: what was not committed is not there.
final class Stopping: DatabaseDriver {
    /// Where it ends.
    enum Place: Equatable, Sendable {
        /// At the end of the transaction of this number, before it is committed; 1 is the first.
        case commit(Int)
        /// At the statement of this number in the first transaction that has so many.
        case statement(Int)
    }

    /// Thrown instead of going on.
    struct Stopped: Error {}

    private let inner: any DatabaseDriver
    private let place: Place
    private let transactions = Mutex(0)

    init(_ inner: any DatabaseDriver, at place: Place) {
        self.inner = inner
        self.place = place
    }

    var dialect: Dialect { inner.dialect }

    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result { try inner.read(body) }

    func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        let number = transactions.withLock { count in
            count += 1
            return count
        }
        return try inner.write { transaction in
            var left: Int?
            if case .statement(let limit) = place { left = limit }
            let result = try body(CountedTransaction(transaction, left: left))
            if place == .commit(number) { throw Stopped() }
            return result
        }
    }

    func copy(toFile path: String) throws { try inner.copy(toFile: path) }
    func close() throws { try inner.close() }
}

private final class CountedTransaction: Transaction {
    private let inner: any Transaction
    private var left: Int?

    init(_ inner: any Transaction, left: Int?) {
        self.inner = inner
        self.left = left
    }

    var dialect: Dialect { inner.dialect }
    var statementCount: Int { inner.statementCount }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws { try inner.forEachRow(sql, body) }

    func execute(_ sql: SQL) throws -> Int {
        try step()
        return try inner.execute(sql)
    }

    func enqueue(_ statements: [SQL]) throws {
        for statement in statements {
            try step()
            try inner.enqueue([statement])
        }
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result { try inner.savepoint(body) }

    private func step() throws {
        guard let count = left else { return }
        guard count > 1 else { throw Stopping.Stopped() }
        left = count - 1
    }
}
