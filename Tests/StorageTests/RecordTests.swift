import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Versions, paging, groups, schema, backup: what the rest of the product stands on.
@Suite struct RecordTests {
    private static let sites = TestOrganization.sites.definition

    @Test(arguments: StorageEngine.allCases)
    func `every past state can be read again`(on engine: StorageEngine) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        let histories = try organization.live(90, seed: 21)
        try organization.database.read { (connection) throws -> Void in
            let size = try LedgerReader(connection).size
            for known in stride(from: 0, through: size, by: 7) {
                let reader = RecordReader(connection, viewer: .console, knownSize: known)
                let expected = histories.filter { $0.values(atSize: known) != nil }
                #expect(try reader.count(Self.sites) == expected.count, "at size \(known)")
                for history in expected {
                    #expect(
                        try reader.row(Self.sites, id: history.id)?.values == history.values(atSize: known))
                }
            }
        }
    }

    @Test(arguments: StorageEngine.allCases, ["name", "address"])
    func `paging visits each record once`(on engine: StorageEngine, sort: String) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        let rows = (0..<57).map { number in
            TestOrganization.sites.values(
                Site(name: "施設 \(number % 10) \(number)", address: number % 3 == 0 ? nil : "町 \(number % 4)"))
        }
        try organization.store.commit.perform(actor: nil) { writer in
            for row in rows { try writer.create(Self.sites, row) }
        }
        for descending in [true, false] {
            var query = ListQuery(sortColumn: sort, descending: descending, limit: 8)
            var seen: [Identifier] = []
            repeat {
                let page = try organization.database.read {
                    try RecordReader($0, viewer: .console).page(Self.sites, query)
                }
                #expect(page.total == 57)
                seen += page.rows.map(\.id)
                query.after = page.next
            } while query.after != nil
            #expect(seen.count == 57 && Set(seen).count == 57)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a page costs as many statements with two thousand records as with sixty`(
        on engine: StorageEngine
    ) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        var costs: [Int] = []
        for count in [60, 2_000] {
            try organization.store.commit.perform(actor: nil) { writer in
                for number in 0..<count {
                    try writer.create(Self.sites, [.text("\(count) \(number)"), .null, .null])
                }
            }
            costs.append(
                try organization.database.read { connection in
                    let before = connection.statementCount
                    _ = try RecordReader(connection, viewer: .console).page(Self.sites, ListQuery())
                    return connection.statementCount - before
                })
        }
        #expect(costs[0] == costs[1] && costs[0] <= 4, "\(costs)")
    }

    @Test(arguments: StorageEngine.allCases)
    func `the newest entry of some registers moves with each of them and with no other`(
        on engine: StorageEngine
    ) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        let names = [Site.registerName, OrganizationUnit.registerName]
        func newest() throws -> Int {
            try organization.database.read { try RegisterVersions.newest($0, of: names) }
        }
        #expect(try newest() == -1)
        let site = try organization.store.commit.perform(actor: nil) {
            try $0.create(Self.sites, organization.site("施設")).id
        }
        #expect(try newest() == 0)
        try organization.store.commit.perform(actor: nil) { writer in
            _ = try writer.create(
                Contractor.register.definition, Contractor.register.values(.init(name: "社")))
        }
        #expect(try newest() == 0)
        try organization.store.commit.perform(actor: nil) { writer in
            let unit = OrganizationUnit.register
            let values = unit.values(OrganizationUnit(name: "課", keepsAssets: true))
            _ = try writer.create(unit.definition, values)
        }
        #expect(try newest() == 2)
        try organization.store.commit.perform(actor: nil) { try $0.close(Self.sites, id: site) }
        #expect(try newest() == 3)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an act that fails takes nothing of the others with it`(on engine: StorageEngine) async throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        let store = organization.store
        let answers = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let values: [StoredValue] = [.text("施設 \(number % 48)"), .null, .null]
                    let made = try? await store.commit.performAsync(actor: nil) {
                        try $0.create(Self.sites, values)
                    }
                    return made != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // Sixteen of the names come twice; the second of each is refused by the unique name.
        #expect(answers.count(where: \.self) == 48)
        try organization.database.read { (connection) throws -> Void in
            #expect(try RecordReader(connection, viewer: .console).count(Self.sites) == 48)
            #expect(try LedgerReader(connection).size == 48)
            #expect(
                try StoredVerification(connection, registers: store.registers, origin: store.origin).report()
                    .holds)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `an act that takes no notice of its failure is answered with it`(on engine: StorageEngine)
        async throws
    {
        let organization = try TestOrganization(engine.emptyDatabase())
        let store = organization.store
        let create: @Sendable (Int) async -> Bool = { number in
            let values: [StoredValue] = [.text("施設 \(number % 48)"), .null, .null]
            let answer: Void? = try? await store.commit.performAsync(actor: nil) { writer in
                _ = try? writer.create(Self.sites, values)
            }
            return answer != nil
        }
        let answers = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 { group.addTask { await create(number) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count(where: \.self) == 48)
        #expect(await create(7) == false)
        try organization.database.read { (connection) throws -> Void in
            #expect(try RecordReader(connection, viewer: .console).count(Self.sites) == 48)
            #expect(try LedgerReader(connection).size == 48)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `an act alone is told what the database refused`(on engine: StorageEngine) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        var words = ""
        do {
            try organization.store.commit.perform(actor: nil) { writer in
                try writer.create(Self.sites, [.text("同じ名前"), .null, .null])
                try writer.create(Self.sites, [.text("同じ名前"), .null, .null])
            }
        } catch DatabaseError.constraint(let refused) {
            words = refused
        }
        #expect(!words.isEmpty)
        #expect(try organization.database.read { try LedgerReader($0).size } == 0)
    }

    @Test(arguments: StorageEngine.allCases)
    func `who comes second is told and loses nothing`(on engine: StorageEngine) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        let values = organization.site("施設")
        let row = try organization.store.commit.perform(actor: nil) { try $0.create(Self.sites, values) }
        let first = organization.site("先の名前")
        try organization.store.commit.perform(actor: nil) {
            try $0.change(Self.sites, id: row.id, first, expected: row.fromSeq)
        }
        #expect(throws: Problem.self) {
            let second = organization.site("後の名前")
            try organization.store.commit.perform(actor: nil) {
                try $0.change(Self.sites, id: row.id, second, expected: row.fromSeq)
            }
        }
        let versions = try organization.database.read {
            try RecordReader($0, viewer: .console).versions(Self.sites, id: row.id)
        }
        #expect(versions.map(\.values) == [values, first])
    }

    @Test(arguments: StorageEngine.allCases)
    func `two programs on one database cannot fork the ledger`(on engine: StorageEngine) async throws {
        let place = try engine.emptyPlace()
        let (one, two) = (
            try TestOrganization(place.open(), seed: 1), try TestOrganization(place.open(), seed: 2)
        )
        await withTaskGroup(of: Void.self) { group in
            for (index, organization) in [one, two].enumerated() {
                let store = organization.store
                group.addTask {
                    for number in 0..<40 {
                        let values: [StoredValue] = [.text("施設 \(index) \(number)"), .null, .null]
                        _ = try? await store.commit.performAsync(actor: nil) {
                            try $0.create(Self.sites, values)
                        }
                    }
                }
            }
        }
        try one.database.read { (connection) throws -> Void in
            #expect(try LedgerReader(connection).size == 80)
            let report = try StoredVerification(
                connection, registers: one.store.registers, origin: one.store.origin
            ).report()
            #expect(report.holds, "\(report.findings)")
        }
        withExtendedLifetime(place) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `preparing a schema twice changes nothing`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let organization = try TestOrganization(place.open())
        _ = try organization.live(20, seed: 2)
        let again = try TestOrganization(place.open())
        #expect(again.store.identifier == organization.store.identifier)
        try again.database.read { (connection) throws -> Void in
            #expect(try connection.integer("SELECT MAX(shape) FROM ledger_shapes") == 1)
        }
        withExtendedLifetime(place) {}
    }

    @Test func `a backup taken while others write restores and verifies`() async throws {
        let organization = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        let store = organization.store
        let folder = NSTemporaryDirectory() + "toride-backup-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try DurableFile.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        async let writing: Void = withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<60 {
                        let values: [StoredValue] = [.text("施設 \(writer) \(number)"), .null, .null]
                        _ = try? await store.commit.performAsync(actor: nil) {
                            try $0.create(Self.sites, values)
                        }
                    }
                }
            }
        }
        let hash = try store.files.store(Array("証拠".utf8))
        let summary = try Backup.write(store, toFile: folder + "/one.tar")
        #expect(summary.files == 1)
        await writing
        let file = try Backup.unpack(folder + "/one.tar", into: folder + "/new")
        #expect(!FileManager.default.fileExists(atPath: folder + "/new/keys"), "the key is never in a backup")
        let restored = try TestOrganization(SQLiteDatabase(path: file))
        try restored.database.read { (connection) throws -> Void in
            let report = try StoredVerification(
                connection, registers: store.registers, origin: restored.store.origin
            ).report()
            #expect(report.holds, "\(report.findings)")
        }
        #expect(try EvidenceFiles(folder: folder + "/new/files").read(hash) == Array("証拠".utf8))
    }

    @Test func `an organization moves to PostgreSQL and back with its ledger intact`() throws {
        let origin = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        _ = try origin.live(60, seed: 8)
        try origin.store.writeCheckpoint()
        let (there, back) = (
            try StorageEngine.postgresql.emptyDatabase(), try StorageEngine.sqlite.emptyDatabase()
        )
        try TableCopy.copy(from: origin.database, to: there)
        try TableCopy.copy(from: there, to: back)
        let root = try origin.database.read { try LedgerReader($0).root }
        for database in [there, back] {
            try database.read { connection in
                #expect(try LedgerReader(connection).root == root)
                let report = try StoredVerification(
                    connection, registers: AllRegisters.definitions, origin: origin.store.origin
                ).report()
                #expect(report.holds, "\(report.findings)")
            }
        }
    }
}
