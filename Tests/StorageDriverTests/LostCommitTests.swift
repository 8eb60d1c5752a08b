import Database
import Testing
import TestSupport

@Suite(.enabled(if: StorageEngine.allCases.contains(.postgresql), "TORIDE_TEST_WITHOUT_POSTGRESQL is set"))
struct `A write to PostgreSQL whose line is cut` {
    private let place: DatabasePlace
    private let line: CutLine
    private let database: any FencedDatabase

    init() throws {
        place = try StorageEngine.postgresql.emptyPlace()
        line = try CutLine()
        database = try line.open(place)
        try database.createThings()
    }

    private func kept() throws -> [Int64] {
        let other = try place.open()
        defer { try? other.close() }
        return try other.ids()
    }

    @Test func `at COMMIT says that it does not know, whether it was kept or not, and heals`() throws {
        line.set(.losesAnswerToCommit)
        let answer = failure { try database.write { try $0.insert(1) } }
        #expect(answer.contains("outcomeUnknown"), "\(answer)")
        #expect(try kept() == [1], "the server had done it")
        line.set(.losesCommit)
        let question = failure { try database.write { try $0.insert(2) } }
        #expect(question.contains("outcomeUnknown"), "\(question)")
        #expect(try kept() == [1], "the server had never heard of it")
        try database.write { try $0.insert(3) }
        #expect(try database.ids() == [1, 3])
    }

    @Test func `before COMMIT knows that nothing was kept`() throws {
        let words = failure {
            try database.write { transaction in
                try transaction.insert(1)
                line.set(.cut)
            }
        }
        #expect(words.contains("connectionLost"), "\(words)")
        let nobody = failure { try database.write { try $0.insert(2) } }
        #expect(nobody.contains("cannotOpen"), "\(nobody)")
        #expect(failure { try database.ids() }.contains("cannotOpen"))
        line.set(.whole)
        try database.write { try $0.insert(3) }
        #expect(try database.ids() == [3])
    }
}
