import Database
import Testing
import TestSupport

/// What every engine keeps, the same tests on each.
@Suite struct `A database of either engine` {
    static let values: [SQLValue] = [
        .null, .integer(0), .integer(.min), .integer(.max), .integer(-1), .text(""), .text("葛󠄀城市 辻\u{E0100}"),
        .text("👩‍💻 e\u{301} \u{FEFF}x"), .text("' \" ; -- ? $1 :x"),
        .text(String(repeating: "情報", count: 100_000)),
        .bytes([]), .bytes([0]), .bytes(Array(0...255)), .bytes(Array(repeating: 7, count: 1_000_000)),
    ]

    static func column(of value: SQLValue) -> String {
        switch value {
        case .null, .integer: "number"
        case .text: "word"
        case .bytes: "content"
        }
    }

    @Test(arguments: StorageEngine.allCases, values)
    func `a value comes back as it was stored`(on engine: StorageEngine, value: SQLValue) throws {
        let database = try engine.emptyThings()
        let column = Self.column(of: value)
        try database.write { transaction in
            let changed = try transaction.execute(
                "INSERT INTO thing (id, \(name: column)) VALUES (1, \(value))")
            #expect(changed == 1)
        }
        let stored = try database.read { connection in
            try connection.firstRow("SELECT \(name: column), id FROM thing") { row in
                #expect(row.columnCount == 2)
                #expect(row.integer(1) == 1)
                #expect(row.isNull(0) == (value == .null))
                switch value {
                case .null: #expect(row.integer(0) == 0 && row.text(0).isEmpty && row.bytes(0).isEmpty)
                case .integer(let integer): #expect(row.integer(0) == integer && row.text(0) == "\(integer)")
                case .text(let text): #expect(row.text(0).utf8.elementsEqual(text.utf8))
                case .bytes(let bytes): #expect(row.bytes(0) == bytes)
                }
                return row.value(0)
            }
        }
        #expect(stored == value)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a value that is bound without a column keeps its kind`(on engine: StorageEngine) throws {
        let database = try engine.emptyDatabase()
        let row = try database.read { connection in
            try connection.firstRow("SELECT \(5), \("五"), \([1, 2] as [UInt8]), 7, 'x', 1 = 1, 3000000000") {
                row in
                (0..<row.columnCount).map(row.value)
            }
        }
        #expect(
            row == [
                .integer(5), .text("五"), .bytes([1, 2]), .integer(7), .text("x"), .integer(1),
                .integer(3_000_000_000),
            ])
    }

    @Test(arguments: StorageEngine.allCases)
    func `sums and counts are integers`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            for number in [Int64(1) << 40, 1, -3, 20_000, 100_000_000] {
                try transaction.execute("INSERT INTO thing (id, number) VALUES (\(number), \(number))")
            }
        }
        let row = try database.read {
            try $0.firstRow("SELECT count(*), sum(number), min(number), sum(number) - sum(number) FROM thing")
            { row in
                (0..<4).map(row.integer)
            }
        }
        #expect(row == [5, (1 << 40) + 100_019_998, -3, 0])
        #expect(try database.read { try $0.integer("SELECT max(number) FROM thing WHERE id = 0") } == nil)
    }

    @Test(arguments: StorageEngine.allCases)
    func `text with U+0000 is refused and named`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let words = failure {
            try database.write { try $0.execute("INSERT INTO thing (id, word) VALUES (1, \("a\0geheim"))") }
        }
        #expect(words.contains("U+0000") && words.contains("INSERT INTO thing") && !words.contains("geheim"))
        #expect(try database.count() == 0)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what throws leaves nothing`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        #expect(throws: Stop.self) {
            try database.write { transaction in
                try transaction.insert(1)
                throw Stop()
            }
        }
        #expect(try database.count() == 0)
        try database.write { try $0.insert(2) }
        #expect(try database.ids() == [2])
    }

    @Test(arguments: StorageEngine.allCases)
    func `a savepoint undoes itself and nothing else`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            try transaction.insert(1)
            #expect(throws: Stop.self) {
                try transaction.savepoint {
                    try transaction.insert(2)
                    try transaction.savepoint { try transaction.insert(3) }
                    throw Stop()
                }
            }
            #expect(throws: DatabaseError.self) {
                try transaction.savepoint { try transaction.insert(1) }
            }
            let kept = try transaction.savepoint {
                try transaction.insert(4)
                return "kept"
            }
            #expect(kept == "kept")
        }
        #expect(try database.ids() == [1, 4])
    }

    @Test(arguments: StorageEngine.allCases)
    func `after a failed statement nothing is kept, though the caller went on`(on engine: StorageEngine)
        throws
    {
        let database = try engine.emptyThings()
        let goesOn = failure {
            try database.write { transaction in
                try transaction.insert(1)
                _ = try? transaction.insert(1)
                try transaction.insert(2)
            }
        }
        #expect(goesOn.contains("an earlier statement failed"))
        let ends = failure {
            try database.write { transaction in
                try transaction.insert(1)
                _ = try? transaction.insert(1)
            }
        }
        #expect(ends.contains("an earlier statement failed"))
        #expect(try database.count() == 0)
    }

    @Test(arguments: StorageEngine.allCases)
    func `changed rows are counted`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            #expect(try transaction.execute("CREATE TABLE other (id BIGINT)") == 0)
            let changed = try transaction.executeAll(
                (1...300).map { "INSERT INTO thing (id) VALUES (\($0))" })
            #expect(changed == 300)
            #expect(try transaction.execute("UPDATE thing SET number = 1 WHERE id <= \(10)") == 10)
            #expect(try transaction.execute("CREATE TABLE third (id BIGINT)") == 0)
            #expect(try transaction.execute("DELETE FROM thing WHERE id > \(290)") == 10)
            #expect(try transaction.execute("DELETE FROM thing WHERE id > \(290)") == 0)
        }
        #expect(try database.count() == 290)
    }

    @Test(arguments: StorageEngine.allCases)
    func `many statements stop at the first that fails`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let words = failure {
            try database.write { transaction in
                try transaction.executeAll([1, 2, 1, 3].map { "INSERT INTO thing (id) VALUES (\($0))" })
            }
        }
        #expect(words.contains("constraint"))
        #expect(try database.count() == 0)
        try database.write { transaction in
            try transaction.insert(9)
            _ = try? transaction.savepoint {
                try transaction.executeAll([1, 2, 9].map { "INSERT INTO thing (id) VALUES (\($0))" })
            }
        }
        #expect(try database.ids() == [9])
    }

    @Test(arguments: StorageEngine.allCases)
    func `rows can be asked and written while rows are read`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in
            for id in 1...50 { try transaction.insert(id) }
            var seen: [Int64] = []
            try transaction.forEachRow("SELECT id FROM thing ORDER BY id") { row in
                let id = row.integer(0)
                seen.append(id)
                let same = try transaction.integer("SELECT id FROM thing WHERE id = \(id)")
                #expect(same == id)
                try transaction.execute("UPDATE thing SET number = \(id) WHERE id = \(id)")
                #expect(row.integer(0) == id)
                // The very statement whose rows are being read, too.
                if id == 1 {
                    let again = try transaction.rows("SELECT id FROM thing ORDER BY id") { $0.integer(0) }
                    #expect(again == Array(1...50))
                }
            }
            #expect(seen == Array(1...50))
            #expect(try transaction.integer("SELECT sum(number) FROM thing") == 1275)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a reader that has enough can stop`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        try database.write { transaction in for id in 1...5000 { try transaction.insert(id) } }
        try database.read { connection in
            #expect(throws: Stop.self) {
                try connection.forEachRow("SELECT id FROM thing ORDER BY id") { row in
                    if row.integer(0) == 3 { throw Stop() }
                }
            }
            let count = try connection.integer("SELECT count(*) FROM thing")
            #expect(count == 5000)
        }
    }
}
