import Database
import GRDBSQLite

/// The row on which a statement stands. Columns are asked by position straight from SQLite: no dictionary,
/// no copy but the value itself. Two words wide, so that `any Row` needs no allocation.
struct SQLiteRow: Row {
    let statement: OpaquePointer
    private let count: Int32

    init(statement: OpaquePointer) {
        self.statement = statement
        count = sqlite3_column_count(statement)
    }

    var columnCount: Int { Int(count) }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, index(column)) == SQLITE_NULL }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, index(column)) }

    func text(_ column: Int) -> String {
        let column = index(column)
        // The pointer must be asked before the length: asking for text may convert, and the length is that
        // of the text.
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let length = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8] {
        let column = index(column)
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// A floating point number, which the portable subset does not have, comes as text.
    func value(_ column: Int) -> SQLValue {
        switch sqlite3_column_type(statement, index(column)) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_NULL: .null
        case SQLITE_BLOB: .bytes(bytes(column))
        default: .text(text(column))
        }
    }

    private func index(_ column: Int) -> Int32 {
        precondition(column >= 0 && column < Int(count), "column \(column) of \(count)")
        return Int32(truncatingIfNeeded: column)
    }
}
