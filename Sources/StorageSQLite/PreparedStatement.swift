import Database
import GRDBSQLite

/// One compiled statement, which may be bound and run again and again.
final class PreparedStatement {
    let handle: OpaquePointer
    /// The tables that it reads, where the connection listens for them.
    let tablesRead: Set<String>
    var isInUse = false
    var lastUse = 0
    /// Keeps what finalizes the handle; nil where that is this object's own duty.
    private let owner: AnyObject?

    init(handle: OpaquePointer, owner: AnyObject?, tablesRead: Set<String> = []) {
        self.handle = handle
        self.owner = owner
        self.tablesRead = tablesRead
    }

    /// Compiles one statement for many runs.
    ///
    /// - Throws: `DatabaseError.statement` where there is none, or something behind it.
    static func compiled(_ sql: String, on connection: OpaquePointer) throws -> OpaquePointer {
        var statement: OpaquePointer?
        var hasMore = false
        let code = sql.withCString { start in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                connection, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &rest)
            hasMore = rest.map { String(cString: $0).contains { !$0.isWhitespace && $0 != ";" } } ?? false
            return code
        }
        guard code == SQLITE_OK else { throw SQLiteFailure(connection, sql: sql) }
        guard let statement, !hasMore else {
            sqlite3_finalize(statement)
            throw DatabaseError.statement("one statement is needed", sql: sql)
        }
        return statement
    }

    deinit { if owner == nil { sqlite3_finalize(handle) } }

    /// Binds all values, from parameter 1 on.
    ///
    /// - Throws: `DatabaseError.statement` for text with U+0000, which PostgreSQL cannot store, so that
    /// neither may.
    func bind(_ values: [SQLValue], sql: SQL) throws {
        for (index, value) in values.enumerated() {
            let position = Int32(truncatingIfNeeded: index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, position)
                case .integer(let integer): sqlite3_bind_int64(handle, position, integer)
                case .text(let text): try bind(text, at: position, sql: sql)
                case .bytes(let bytes): bind(bytes, at: position)
                }
            if code != SQLITE_OK {
                throw SQLiteFailure(sqlite3_db_handle(handle), sql: sql.withQuestionMarks)
            }
        }
    }

    private func bind(_ text: String, at position: Int32, sql: SQL) throws -> Int32 {
        var text = text
        return try text.withUTF8 { utf8 in
            if utf8.contains(0) {
                throw DatabaseError.statement("text with U+0000 cannot be stored", sql: sql.withQuestionMarks)
            }
            guard let start = utf8.baseAddress else {
                return sqlite3_bind_text(handle, position, "", 0, PreparedStatement.copies)
            }
            return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                sqlite3_bind_text64(
                    handle, position, $0, UInt64(utf8.count), PreparedStatement.copies, UInt8(SQLITE_UTF8))
            }
        }
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        // A blob of no bytes has no address, and SQLite would take that for NULL.
        if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, position, 0) }
        return bytes.withUnsafeBytes {
            sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), PreparedStatement.copies)
        }
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns, because Swift's pointer lives no
    /// longer.
    nonisolated(unsafe) private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
