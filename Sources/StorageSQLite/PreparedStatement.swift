import Database
import GRDBSQLite
import Glibc

/// One compiled statement, which may be bound and run again and again.
final class PreparedStatement {
    let handle: OpaquePointer
    /// The tables that it reads, where the connection listens for them.
    let tablesRead: Set<String>
    var isInUse = false
    var lastUse = 0
    /// The text by which it is found, kept so that no other can take its place in memory.
    var text: StatementText?
    /// Keeps what finalizes the handle; nil where that is this object's own duty.
    private let owner: AnyObject?
    private let values = BoundBytes()

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

    /// Binds all values, from parameter 1 on, until `unbind`.
    ///
    /// - Throws: `DatabaseError.statement` for text with U+0000, which PostgreSQL cannot store, so that
    /// neither may.
    func bind(_ bound: [SQLValue], sql: SQL) throws {
        values.reserve(bound.reduce(0) { $0 + $1.byteCount })
        for (index, value) in bound.enumerated() {
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

    /// Forgets the values.
    func unbind() {
        sqlite3_clear_bindings(handle)
        values.removeAll()
    }

    private func bind(_ text: String, at position: Int32, sql: SQL) throws -> Int32 {
        var text = text
        let copy = text.withUTF8 { values.append(UnsafeRawBufferPointer($0)) }
        if let start = copy.baseAddress, memchr(start, 0, copy.count) != nil {
            throw DatabaseError.statement("text with U+0000 cannot be stored", sql: sql.withQuestionMarks)
        }
        // No destructor (SQLITE_STATIC): the bytes stay where they are until `unbind`.
        return sqlite3_bind_text64(
            handle, position, copy.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(copy.count), nil,
            UInt8(SQLITE_UTF8))
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        let copy = bytes.withUnsafeBytes { values.append($0) }
        return sqlite3_bind_blob64(handle, position, copy.baseAddress, UInt64(copy.count), nil)
    }
}

/// The bytes of the values of one statement while it runs, end to end: one piece of memory, used again and
/// again, where SQLite would take and give back one for each value.
private final class BoundBytes {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 8)
    private var count = 0

    /// What is kept between two runs at most: one long text must not hold its room for ever.
    private static let keptByteCount = 16_384

    deinit { memory.deallocate() }

    /// Makes room before the first value, because those that are bound must not move.
    func reserve(_ byteCount: Int) {
        precondition(count == 0, "reserved before the first value")
        guard byteCount > memory.count else { return }
        memory.deallocate()
        memory = .allocate(byteCount: byteCount * 2, alignment: 8)
    }

    /// Where the copy lies; it has an address even where it has no bytes, because no address means NULL.
    func append(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        precondition(count + bytes.count <= memory.count, "more bytes than were reserved")
        let place = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + bytes.count])
        place.copyMemory(from: bytes)
        count += bytes.count
        return UnsafeRawBufferPointer(place)
    }

    func removeAll() {
        count = 0
        guard memory.count > BoundBytes.keptByteCount else { return }
        memory.deallocate()
        memory = .allocate(byteCount: 512, alignment: 8)
    }
}

extension SQLValue {
    /// What the value takes where it is bound.
    fileprivate var byteCount: Int {
        switch self {
        case .null, .integer: 0
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }
}
