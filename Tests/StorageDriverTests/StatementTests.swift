import Database
import Testing
import TestSupport

@Suite struct `Statements on either engine` {
    static let constraints: [(name: String, sql: SQL)] = [
        ("unique", "INSERT INTO thing (id, word) VALUES (1, \("geheim"))"),
        ("not null", "INSERT INTO thing (id, needed, word) VALUES (2, \(SQLValue.null), \("geheim"))"),
        ("reference", "INSERT INTO thing (id, parent, word) VALUES (2, 99, \("geheim"))"),
        ("check", "INSERT INTO thing (id, number, word) VALUES (3, \(-13), \("geheim"))"),
        ("referenced", "DELETE FROM thing WHERE id = \(1)"),
    ]

    @Test(arguments: StorageEngine.allCases, constraints)
    func `a constraint that refuses is an error of its own`(
        on engine: StorageEngine, constraint: (name: String, sql: SQL)
    ) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            try transaction.insert(1)
            try transaction.execute("INSERT INTO thing (id, parent) VALUES (10, 1)")
        }
        let error = #expect(throws: DatabaseError.self) {
            try database.write { transaction in _ = try transaction.execute(constraint.sql) }
        }
        guard case .constraint(let words) = error else {
            Issue.record("\(constraint.name): \(String(describing: error))")
            return
        }
        #expect(!words.isEmpty && !words.contains("geheim"))
    }

    static let mistakes: [SQL] = [
        "SELECT unheard_of, \("geheim") FROM thing", "SELECT 1 FROM unheard_of WHERE 'x' = \("geheim")",
        "SELEC \("geheim")", "SELECT 1; SELECT \("geheim")", "INSERT INTO thing (id) VALUES (\("geheim"))",
        "",
    ]

    @Test(arguments: StorageEngine.allCases, mistakes)
    func `a mistake names the statement, never the value`(on engine: StorageEngine, sql: SQL) throws {
        let database = try engine.emptyThings()
        for error in [
            #expect(throws: DatabaseError.self) { try database.write { try $0.forEachRow(sql) { _ in } } },
            #expect(throws: DatabaseError.self) { try database.write { _ = try $0.execute(sql) } },
        ] {
            switch error {
            case .statement(let words, sql: let text):
                #expect(text == sql.withQuestionMarks || text == sql.withNumberedParameters)
                #expect(!words.contains("geheim"))
            case .constraint(let words): #expect(!words.contains("geheim"))
            default: Issue.record("\(String(describing: error))")
            }
        }
        #expect(try database.count() == 0)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a statement is compiled once for a connection`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            let start = transaction.statementCount
            for id in 1...20 { try transaction.insert(id) }
            #expect(transaction.statementCount - start == 20)
            guard engine == .postgresql else { return }
            let prepared = try transaction.integer(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO thing%'")
            #expect(prepared == 1)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a thousand different statements do not pile up`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            for number in 0..<1000 {
                let sum = try transaction.integer("SELECT \(number) + \(SQL(unboundText: "\(number)"))")
                #expect(sum == Int64(2 * number))
            }
            guard engine == .postgresql else { return }
            let prepared = try transaction.integer("SELECT count(*) FROM pg_prepared_statements") ?? 0
            #expect(prepared <= 401)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a table may change under prepared statements`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        func columns() throws -> Int? {
            try database.read { try $0.firstRow("SELECT * FROM thing") { $0.columnCount } }
        }
        try database.write { try $0.insert(1) }
        for _ in 0..<7 { #expect(try columns() == 6) }
        try database.write { transaction in
            try transaction.forEachRow("SELECT * FROM thing") { #expect($0.columnCount == 6) }
            try transaction.execute("ALTER TABLE thing ADD COLUMN later TEXT")
        }
        #expect(try columns() == 7)
        try database.write { transaction in
            try transaction.forEachRow("SELECT * FROM thing") { #expect($0.columnCount == 7) }
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the same text takes NULL and a value in turn`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let values: [SQLValue] = [.integer(1), .null, .integer(2), .null]
        try database.write { transaction in
            for (id, value) in values.enumerated() {
                try transaction.execute("INSERT INTO thing (id, number) VALUES (\(id), \(value))")
            }
        }
        let stored = try database.read { try $0.rows("SELECT number FROM thing ORDER BY id") { $0.value(0) } }
        #expect(stored == values)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a write that returns rows tells them`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let ids = try database.write { transaction in
            try transaction.rows("INSERT INTO thing (id) VALUES (\(5)), (\(6)) RETURNING id") {
                $0.integer(0)
            }
        }
        #expect(ids == [5, 6])
        #expect(try database.ids() == [5, 6])
    }
}
