import Database
import StorageSQLite
import Testing
import TestSupport

@Suite struct `Statements behind the fence` {
    @Test(arguments: StorageEngine.allCases)
    func `read as any other`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { try $0.insert(1) }
        for round in 0..<3 {
            let seen = try database.readFenced(limit: 1_000_000) { connection in
                let seen = try connection.rows("SELECT id FROM thing WHERE id >= \(round - 5)") {
                    $0.integer(0)
                }
                #expect(connection.tablesRead == (engine == .sqlite ? ["thing"] : nil))
                return seen
            }
            #expect(seen == [1])
        }
    }

    static let refused: [SQL] = [
        "INSERT INTO thing (id) VALUES (1)", "DELETE FROM thing", "DROP TABLE thing",
        "CREATE TABLE other (id INTEGER)",
        "WITH x AS (SELECT 1) INSERT INTO thing (id) SELECT * FROM x", "COMMIT", "ROLLBACK", "BEGIN",
        "SELECT 1; DELETE FROM thing", "VACUUM", "",
    ]

    @Test(arguments: StorageEngine.allCases, refused)
    func `cannot change anything, and the snapshot goes on`(on engine: StorageEngine, sql: SQL) throws {
        let database = try engine.emptyThings()
        try database.write { try $0.insert(7) }
        try database.readFenced(limit: 1_000_000) { connection in
            #expect(throws: DatabaseError.self) { try connection.forEachRow(sql) { _ in } }
            let ids = try connection.rows("SELECT id FROM thing") { $0.integer(0) }
            #expect(ids == [7])
        }
        #expect(try database.ids() == [7])
    }

    static let refusedBySQLite: [SQL] = [
        "ATTACH '/etc/passwd' AS other", "PRAGMA query_only = 0", "SELECT * FROM pragma_database_list",
        "SELECT load_extension('x')", "SELECT writefile('/tmp/x', 'x')", "SELECT length(zeroblob(900000000))",
        "EXPLAIN DELETE FROM thing", "CREATE TEMP TABLE x (id)",
    ]

    @Test(arguments: refusedBySQLite)
    func `cannot reach another file or a setting`(sql: SQL) throws {
        let database = try StorageEngine.sqlite.emptyThings()
        let words = failure { try database.readFenced(limit: 1_000_000) { try $0.forEachRow(sql) { _ in } } }
        #expect(words.contains("statement("))
    }

    @Test(arguments: StorageEngine.allCases)
    func `end when they take too long`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let endless: SQL = """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
            SELECT max(n) FROM numbers
            """
        let words = failure { try database.readFenced(limit: 100_000) { try $0.integer(endless) } }
        #expect(words.contains("statement(\"limit of"))
        #expect(try database.readFenced(limit: 100_000) { try $0.integer("SELECT 1") } == 1)
        #expect(try database.count() == 0)
    }

    @Test func `share the steps of one block`() throws {
        let database = try StorageEngine.sqlite.emptyThings()
        let thousands: SQL = """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 2000)
            SELECT max(n) FROM numbers
            """
        var done = 0
        let words = failure {
            try database.readFenced(limit: 200_000) { connection in
                for _ in 0..<1000 {
                    _ = try connection.integer(thousands)
                    done += 1
                }
            }
        }
        #expect(words.contains("limit of steps") && (2...50).contains(done))
    }

    @Test(arguments: StorageEngine.allCases)
    func `that fail leave the next one its answer`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.readFenced(limit: 1_000_000) { connection in
            #expect(throws: DatabaseError.self) { try connection.integer("SELECT unheard_of") }
            #expect(throws: Stop.self) { try connection.forEachRow("SELECT 1") { _ in throw Stop() } }
            let two = try connection.integer("SELECT 2")
            #expect(two == 2)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `see later writes in the next block`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        for id in 1...3 {
            try database.write { try $0.insert(id) }
            let count = try database.readFenced(limit: 100_000) {
                try $0.integer("SELECT count(*) FROM thing")
            }
            #expect(count == Int64(id))
        }
    }
}
