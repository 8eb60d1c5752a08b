import Database
import Testing

@Suite struct `Named parameters of a criterion` {
    static let texts: [(text: String, questions: String, values: [SQLValue])] = [
        ("SELECT 1", "SELECT 1", []),
        ("SELECT :on", "SELECT ?", [.text("2026-04-01")]),
        (":on = :on", "? = ?", [.text("2026-04-01"), .text("2026-04-01")]),
        ("a < :year_start AND b>:on)", "a < ? AND b>?)", [.text("2026-04-01"), .text("2026-04-01")]),
        ("':on' || :count", "':on' || ?", [.integer(3)]),
        ("\":on\" = :count", "\":on\" = ?", [.integer(3)]),
        ("'it''s :on' = :nothing", "'it''s :on' = ?", [.null]),
        ("1 -- :on\n = :count", "1 -- :on\n = ?", [.integer(3)]),
        ("1 /* :on, it's */ = :count", "1 /* :on, it's */ = ?", [.integer(3)]),
        ("x::text = :count", "x::text = ?", [.integer(3)]),
        ("名 = :on", "名 = ?", [.text("2026-04-01")]),
        ("-- ends", "-- ends", []),
        ("'never ends :on", "'never ends :on", []),
    ]
    static let parameters: [String: SQLValue] = [
        "on": .text("2026-04-01"), "year_start": .text("2026-04-01"), "count": .integer(3), "nothing": .null,
    ]

    @Test(arguments: texts)
    func `are bound where they stand, and nothing else is`(
        text: String, questions: String, values: [SQLValue]
    ) throws {
        let sql = try SQL(text: text, parameters: Self.parameters)
        #expect(sql.withQuestionMarks == questions)
        #expect(sql.values == values)
    }

    @Test func `that are not given are named`() {
        let error = #expect(throws: DatabaseError.self) {
            try SQL(text: "SELECT :on, :unheard_of", parameters: Self.parameters)
        }
        guard case .unknownParameter("unheard_of") = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
