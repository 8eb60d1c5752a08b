import Database
import StoragePostgreSQL
import Testing
import TestSupport

@Suite(.enabled(if: StorageEngine.allCases.contains(.postgresql), "TORIDE_TEST_WITHOUT_POSTGRESQL is set"))
struct `A PostgreSQL schema` {
    /// Ends the server's side of all connections that work in the schema, as a restart would.
    private func endConnections(of place: DatabasePlace) throws {
        let administrator = try PostgreSQLDatabase(
            url: PostgreSQLServer.superuserAddress(), schema: place.name, allowSuperuser: true)
        try administrator.read { connection in
            // The schema's role is taken inside a read; what ends connections is the account's own right.
            try connection.forEachRow("RESET ROLE") { _ in }
            try connection.forEachRow(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE pid <> pg_backend_pid() AND application_name = \(place.name)
                """
            ) { _ in }
        }
        try administrator.close()
    }

    private func open(_ place: DatabasePlace) throws -> PostgreSQLDatabase {
        try PostgreSQLDatabase(
            url: PostgreSQLServer.address() + "&application_name=" + place.name, schema: place.name)
    }

    @Test func `heals after its idle connections were ended`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let database = try open(place)
        defer { try? database.close() }
        try database.createThings()
        try database.write { try $0.insert(1) }
        _ = try database.count()
        try endConnections(of: place)
        #expect(try database.ids() == [1])
        try database.write { try $0.insert(2) }
        #expect(try database.ids() == [1, 2])
    }

    @Test func `keeps nothing of a write that lost its connection, and heals`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let database = try open(place)
        defer { try? database.close() }
        try database.createThings()
        for swallows in [false, true] {
            let words = failure {
                try database.write { transaction in
                    try transaction.insert(1)
                    try endConnections(of: place)
                    if swallows { _ = try? transaction.insert(2) } else { try transaction.insert(2) }
                }
            }
            #expect(words.contains("connectionLost"), "\(words)")
            #expect(try database.ids() == [])
        }
        let inSavepoint = failure {
            try database.write { transaction in
                try transaction.savepoint {
                    try endConnections(of: place)
                    try transaction.insert(2)
                }
            }
        }
        #expect(inSavepoint.contains("connectionLost"), "\(inSavepoint)")
        let many = failure {
            try database.write { transaction in
                try endConnections(of: place)
                try transaction.executeAll((1...300).map { "INSERT INTO thing (id) VALUES (\($0))" })
            }
        }
        #expect(many.contains("connectionLost"), "\(many)")
        let onTheWay = failure {
            try database.write { transaction in
                try transaction.enqueue((1...100).map { "INSERT INTO thing (id) VALUES (\($0))" })
                try endConnections(of: place)
                try transaction.enqueue((101...200).map { "INSERT INTO thing (id) VALUES (\($0))" })
            }
        }
        #expect(onTheWay.contains("connectionLost"), "\(onTheWay)")
        try database.write { try $0.insert(3) }
        #expect(try database.ids() == [3])
    }

    @Test func `is worked in as its own role, which sees no other schema`() throws {
        let (mine, theirs) = (
            try StorageEngine.postgresql.emptyPlace(), try StorageEngine.postgresql.emptyPlace()
        )
        let (database, other) = (try mine.open(), try theirs.open())
        defer { for each in [database, other] { try? each.close() } }
        try database.createThings()
        try other.createThings()
        let role = try database.read { try $0.text("SELECT current_user") }
        #expect(role == mine.name)
        let words = failure {
            try database.read { try $0.integer("SELECT count(*) FROM \(name: theirs.name).\(name: "thing")") }
        }
        #expect(words.contains("permission denied"))
        #expect(try database.read { try $0.text("SELECT current_schemas(false)::text") } == "{\(mine.name)}")
    }

    @Test func `is never reached as a superuser`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let words = failure {
            try PostgreSQLDatabase(url: PostgreSQLServer.superuserAddress(), schema: place.name)
        }
        #expect(words.contains("superuser"))
    }

    @Test func `is made twice without harm`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let database = try place.open()
        defer { try? database.close() }
        try database.createThings()
        try PostgreSQLDatabase.createSchema(place.name, url: PostgreSQLServer.address())
        #expect(try database.count() == 0)
    }

    @Test func `waits for the disk though the account does not ask for it`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let database = try PostgreSQLDatabase(
            url: PostgreSQLServer.address() + "&options=-csynchronous_commit%3Doff", schema: place.name)
        defer { try? database.close() }
        #expect(try database.write { try $0.text("SELECT current_setting('synchronous_commit')") } == "on")
    }

    @Test(arguments: [
        "", "1abc", "a b", "pg_x", "A", "é", String(repeating: "a", count: 64), "a\"; DROP SCHEMA x",
    ])
    func `has a plain name`(name: String) throws {
        #expect(throws: DatabaseError.self) {
            try PostgreSQLDatabase.createSchema(name, url: PostgreSQLServer.address())
        }
        #expect(throws: DatabaseError.self) {
            try PostgreSQLDatabase(url: PostgreSQLServer.address(), schema: name)
        }
    }

    @Test(arguments: [
        "postgresql://someone:geheim@[bad/x", "garbage geheim", "host=/nowhere password=geheim user=x",
    ])
    func `never shows the password of its address`(url: String) {
        let words = failure { try PostgreSQLDatabase(url: url, schema: "x") }
        #expect(words.contains("cannotOpen") && !words.contains("geheim"))
    }

    @Test func `that is missing is said to be missing`() throws {
        let words = failure { try PostgreSQLDatabase(url: PostgreSQLServer.address(), schema: "unheard_of") }
        #expect(words.contains("no such schema"))
        #expect(
            failure { try PostgreSQLDatabase(url: PostgreSQLServer.address(), schema: "toride") }.contains(
                "cannotOpen"))
    }

    @Test func `does not tell the value that could not be read`() throws {
        let database = try StorageEngine.postgresql.emptyDatabase()
        let words = failure { try database.read { try $0.integer("SELECT \("geheim")::bigint") } }
        #expect(words.contains("data exception 22") && !words.contains("invalid input"))
    }

    @Test func `turns numbers beside the subset into it`() throws {
        let database = try StorageEngine.postgresql.emptyDatabase()
        let values = try database.read { connection in
            try connection.firstRow(
                """
                SELECT 12345678.25::numeric, -0.0050::numeric, 1000000000000::numeric, 0::numeric,
                    -30000::numeric,
                    99999999999999999999::numeric, 0.5::float8, 2::smallint, true, 'x'::varchar,
                    100.00::numeric
                """
            ) { row in (0..<row.columnCount).map(row.value) }
        }
        let expected: [SQLValue] = [
            .text("12345678.25"), .text("-0.0050"), .integer(1_000_000_000_000), .integer(0),
            .integer(-30_000),
            .text("99999999999999999999"), .text("0.5"), .integer(2), .integer(1), .text("x"), .integer(100),
        ]
        #expect(values == expected)
    }

    @Test func `is busy while another process holds the lock for long`() throws {
        let place = try StorageEngine.postgresql.emptyPlace()
        let (first, second) = (try place.open(), try place.open(lockWait: .milliseconds(50)))
        defer { for each in [first, second] { try? each.close() } }
        try first.createThings()
        try first.write { transaction in
            try transaction.insert(1)
            #expect(failure { try second.write { try $0.insert(2) } }.hasPrefix("busy"))
        }
        try second.write { try $0.insert(3) }
        #expect(try first.ids() == [1, 3])
    }
}
