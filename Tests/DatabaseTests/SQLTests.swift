import Database
import Testing

@Suite struct `SQL that binds` {
    @Test func `binds whatever is interpolated, in its order`() {
        let name: String? = nil
        let sql: SQL = "SELECT \(1), \("二"), \([3] as [UInt8]), \(name), \(true), \(Int64.max)"
        #expect(sql.withQuestionMarks == "SELECT ?, ?, ?, ?, ?, ?")
        #expect(sql.withNumberedParameters == "SELECT $1, $2, $3, $4, $5, $6")
        #expect(sql.values == [.integer(1), .text("二"), .bytes([3]), .null, .integer(1), .integer(.max)])
    }

    @Test func `an attack is a value`() {
        let sql: SQL = "SELECT * FROM thing WHERE word = \("'; DROP TABLE thing; --")"
        #expect(sql.withQuestionMarks == "SELECT * FROM thing WHERE word = ?")
    }

    @Test(arguments: [("word", "\"word\""), ("a\"b", "\"ab\""), ("select", "\"select\""), ("名称", "\"名称\"")])
    func `names are quoted`(name: String, quoted: String) {
        let sql: SQL = "SELECT \(name: name)"
        #expect(sql.withQuestionMarks == "SELECT " + quoted)
        #expect(sql.values.isEmpty)
    }

    @Test func `a fragment brings its values to where it stands`() {
        let condition: SQL = "id = \(2) AND word = \("x")"
        let sql: SQL = "SELECT \(1) WHERE \(condition) LIMIT \(3)"
        #expect(sql.withNumberedParameters == "SELECT $1 WHERE id = $2 AND word = $3 LIMIT $4")
        #expect(sql.values == [.integer(1), .integer(2), .text("x"), .integer(3)])
    }

    @Test func `statements add up`() {
        var sql: SQL = "SELECT \(1)" + " WHERE id = \(2)"
        sql += " LIMIT \(3)"
        #expect(sql.withQuestionMarks == "SELECT ? WHERE id = ? LIMIT ?")
        #expect(sql.values == [.integer(1), .integer(2), .integer(3)])
    }

    @Test func `lists are joined`() {
        let list = [1, 2, 3].map { "\($0)" as SQL }.joined(separator: ", ")
        #expect(("id IN (\(list))" as SQL).withQuestionMarks == "id IN (?, ?, ?)")
        #expect(([] as [SQL]).joined(separator: " AND ").withQuestionMarks.isEmpty)
    }

    @Test(arguments: [(0, "NULL"), (1, "?"), (2, "?, ?"), (3, "?, ?, ?, ?"), (5, "?, ?, ?, ?, ?, ?, ?, ?")])
    func `a list of texts comes in few lengths and holds each of them`(count: Int, text: String) {
        let texts = (0..<count).map { "text \($0)" }
        let list = SQL.list(texts)
        #expect(list.withQuestionMarks == text)
        #expect(Set(list.values) == Set(texts.map(SQLValue.text)))
        #expect(Array(list.values.prefix(count)) == texts.map(SQLValue.text))
        // SQLite takes 32,766 values.
        #expect(SQL.list((0..<31_000).map(String.init)).values.count == 31_744)
    }

    @Test func `equal text with other values is another statement of the same shape`() {
        let (first, second): (SQL, SQL) = ("SELECT \(1)", "SELECT \(2)")
        #expect(first != second)
        #expect(first.pieces == second.pieces)
    }
}
