import Database
import TestSupport

/// Thrown by tests to get out.
struct Stop: Error {}

/// The words of what `body` throws; says so where it throws nothing.
func failure<Result>(_ body: () throws -> Result) -> String {
    do { _ = try body() } catch { return "\(error)" }
    return "nothing was thrown"
}

extension StorageEngine {
    /// A database with the one table that these tests use.
    func emptyThings() throws -> any FencedDatabase {
        let database = try emptyDatabase()
        try database.createThings()
        return database
    }
}

extension DatabaseDriver {
    func createThings() throws {
        let (bytes, strict): (SQL, SQL) = dialect == .sqlite ? ("BLOB", " STRICT") : ("BYTEA", "")
        let integer: SQL = dialect == .sqlite ? "INTEGER" : "BIGINT"
        try write { transaction in
            _ = try transaction.execute(
                """
                CREATE TABLE thing (
                    id \(integer) NOT NULL PRIMARY KEY, number \(integer), word TEXT, content \(bytes),
                    parent \(integer) REFERENCES thing (id), needed \(integer) NOT NULL DEFAULT 0,
                    CHECK (number IS NULL OR number <> -13))\(strict)
                """)
        }
    }

    func count() throws -> Int64 { try read { try $0.integer("SELECT count(*) FROM thing") } ?? -1 }

    func ids() throws -> [Int64] {
        try read { try $0.rows("SELECT id FROM thing ORDER BY id") { $0.integer(0) } }
    }
}

extension Transaction {
    func insert(_ id: some SQLConvertible) throws { try execute("INSERT INTO thing (id) VALUES (\(id))") }
}
