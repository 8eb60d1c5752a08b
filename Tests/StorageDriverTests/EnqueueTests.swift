import Database
import StoragePostgreSQL
import TestSupport
import Testing

/// Statements whose answers nobody waits for, until somebody asks.
@Suite struct EnqueueTests {
    private static func inserts(_ ids: [Int]) -> [SQL] {
        ids.map { "INSERT INTO thing (id) VALUES (\($0))" }
    }

    @Test(arguments: StorageEngine.allCases)
    func `what is enqueued is done before whatever is asked next`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            // More than are ever on the way at once.
            try transaction.enqueue(Self.inserts(Array(1...1_500)))
            #expect(try transaction.integer("SELECT count(*) FROM thing") == 1_500)
            try transaction.enqueue(Self.inserts([1_501]))
            #expect(try transaction.execute("UPDATE thing SET number = 1") == 1_501)
            try transaction.enqueue(Self.inserts([1_502]))
            #expect(try transaction.executeAll(Self.inserts([1_503, 1_504])) == 2)
            try transaction.enqueue(["DELETE FROM thing WHERE id <= \(1_500)"])
        }
        #expect(try database.ids() == [1_501, 1_502, 1_503, 1_504])
    }

    @Test(arguments: StorageEngine.allCases)
    func `one that fails leaves nothing, whoever notices`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let atTheEnd = failure { try database.write { try $0.enqueue(Self.inserts([1, 2, 1, 3])) } }
        #expect(atTheEnd.contains("constraint"), "\(atTheEnd)")
        let unnoticed = failure {
            try database.write { transaction in
                _ = try? transaction.enqueue(Self.inserts([1, 1]))
                _ = try? transaction.integer("SELECT count(*) FROM thing")
                _ = try? transaction.enqueue(Self.inserts([2]))
            }
        }
        #expect(
            unnoticed.contains("constraint") || unnoticed.contains("an earlier statement failed"),
            "\(unnoticed)")
        let given = failure {
            try database.write { transaction in
                try transaction.enqueue(Self.inserts([4]))
                throw Stop()
            }
        }
        #expect(given.contains("Stop"))
        #expect(try database.count() == 0)
        try database.write { try $0.enqueue(Self.inserts([5])) }
        #expect(try database.ids() == [5])
    }

    @Test(arguments: StorageEngine.allCases)
    func `a savepoint undoes what was enqueued in it, and only that`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            try transaction.enqueue(Self.inserts([1]))
            let refused = failure {
                try transaction.savepoint { try transaction.enqueue(Self.inserts([2, 2])) }
            }
            #expect(refused.contains("constraint"), "\(refused)")
            let left = failure {
                try transaction.savepoint {
                    try transaction.enqueue(Self.inserts([3]))
                    throw Stop()
                }
            }
            #expect(left.contains("Stop"))
            try transaction.savepoint { try transaction.enqueue(Self.inserts([4])) }
            try transaction.enqueue(Self.inserts([5]))
        }
        #expect(try database.ids() == [1, 4, 5])
    }

    @Test(arguments: StorageEngine.allCases)
    func `a statement can be enqueued while rows are read`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            try transaction.enqueue(Self.inserts(Array(1...50)))
            try transaction.forEachRow("SELECT id FROM thing WHERE id <= 50 ORDER BY id") { row in
                let id = row.integer(0)
                try transaction.enqueue(["UPDATE thing SET number = \(id) WHERE id = \(id)"])
                #expect(row.integer(0) == id)
            }
            #expect(try transaction.integer("SELECT sum(number) FROM thing") == 1_275)
        }
    }

    private static let insert = StatementText(
        unboundPieces: ["INSERT INTO thing (id, number, word, content) VALUES (", ", ", ", ", ", ", ")"],
        kinds: [.integer, .integer, .text, .bytes])

    @Test(arguments: StorageEngine.allCases)
    func `a text made beforehand takes values of any length and NULL in any place`(
        on engine: StorageEngine
    ) throws {
        let database = try engine.emptyThings()
        let long = String(repeating: "長い文", count: 100_000)
        let rows: [[SQLValue]] = [
            [.integer(1), .null, .text(""), .bytes([])],
            [.integer(2), .integer(-7), .text(long), .bytes([0, 255, 0])],
            [.integer(3), .integer(.max), .null, .null],
            [.integer(4), .null, .text("短"), .bytes(Array(repeating: 9, count: 70_000))],
        ]
        try database.write { transaction in
            try transaction.enqueue(rows.map { SQL(Self.insert, $0) })
            for row in rows {
                let again = SQL(Self.insert, [.integer(100)] + row.dropFirst())
                #expect(try transaction.execute(again) == 1)
                #expect(try transaction.execute("DELETE FROM thing WHERE id = \(100)") == 1)
            }
            if engine == .postgresql {
                // Not one for each pattern of NULLs.
                let plans: SQL =
                    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO thing%'"
                #expect(try transaction.integer(plans) == 1)
            }
        }
        let stored = try database.read { connection in
            try connection.rows("SELECT id, number, word, content FROM thing ORDER BY id") { row in
                (0..<4).map { row.value($0) }
            }
        }
        #expect(stored == rows)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a value of another kind than the text announces is refused`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let words = failure {
            try database.write { transaction in
                try transaction.execute(
                    SQL(Self.insert, [.integer(1), .text("8 letter"), .null, .null]))
            }
        }
        #expect(words != "nothing was thrown")
        #expect(try database.count() == 0)
    }
}
