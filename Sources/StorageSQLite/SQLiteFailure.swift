import Database
import GRDBSQLite

/// What SQLite answered where it did not do what it was told; on its way to becoming a `DatabaseError`.
struct SQLiteFailure: Error {
    /// The extended result code.
    let code: Int32
    /// SQLite's words: they name tables and columns, never values.
    let message: String
    /// The statement's text with `?` for its values; empty where there was none.
    let sql: String

    init(code: Int32, message: String, sql: String) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// The last failure of a connection.
    init(_ connection: OpaquePointer?, sql: String) {
        code = sqlite3_extended_errcode(connection)
        message = String(cString: sqlite3_errmsg(connection))
        self.sql = sql
    }

    /// The case that tells callers what to do about it.
    var databaseError: DatabaseError {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: .constraint(message)
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        default: .statement(message, sql: sql)
        }
    }
}

/// Runs `body`; SQLite's failures become `DatabaseError`, everything else passes unchanged.
func mappingFailures<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as SQLiteFailure { throw failure.databaseError }
}
