import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import StorageSQLite
import TestSupport
import Testing

@testable import Storage

/// A register as two releases declare it; the second has renamed a column, split another and dropped a third.
private struct Lamp: Record {
    let name: String
    let spot: String
    let size: String?
    static let registerName = "lamps"
    static let register = Register<Self>("灯", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
        Field("spot", \.spot, "場所")
        Field("size", \.size, "大きさ")
    } access: {
        Read(.office)
        Write(.office)
    }
}

private struct NewLamp: Record {
    let name: String
    let place: String
    let height: Int?
    let width: Int?
    static let registerName = "lamps"
    static let register = Register<Self>("灯", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
        Field("place", \.place, "場所")
        Field("height", \.height, "高さ")
        Field("width", \.width, "幅")
    } access: {
        Read(.office)
        Write(.office)
    }
}

/// Steps from one schema to the next, with data in it: a backup before, verification after, nothing where it
/// fails.
@Suite struct MigrationTests {
    private static let old = Lamp.register.definition
    private static let new = NewLamp.register.definition
    private static let next = (Migration.shipped.map(\.number).max() ?? 0) + 1

    /// spot → place, size "3x4" → height 3 and width 4.
    private static let lamps = Migration(next, "lamps by height and width") { work in
        try work.renameColumn(of: "lamps", from: "spot", to: "place")
        try work.retireColumn(of: "lamps", "size")
    } acts: { writer in
        let rows = try writer.transaction.rows(
            "SELECT id, name, place, size FROM r_lamps WHERE to_seq IS NULL ORDER BY id"
        ) { row in (0..<4).map { row.text($0) } }
        for row in rows {
            let sides = row[3].split(separator: "x").map { StoredValue.integer(Int64($0) ?? 0) }
            guard let id = Identifier(row[0]), sides.count == 2 else { continue }
            try writer.change(new, id: id, [.text(row[1]), .text(row[2])] + sides)
        }
    }

    /// A folder and a database in which the release before has written.
    private struct Before {
        let place: DatabasePlace
        let folder: String
        let row: Identifier

        init(_ engine: StorageEngine) throws {
            place = try engine.emptyPlace()
            folder = NSTemporaryDirectory() + "toride-migration-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            let organization = try TestOrganization(place.open(), registers: [old], folder: folder)
            let (id, _) = try organization.store.commit.perform(actor: nil) { writer in
                (
                    try writer.create(old, [.text("一"), .text("玄関"), .text("3x4")]).id,
                    try writer.create(old, [.text("二"), .text("裏口"), .null]).id
                )
            }
            row = id
            try organization.store.commit.perform(actor: nil) {
                try $0.change(old, id: id, [.text("一"), .text("広間"), .text("3x4")])
            }
            _ = try organization.store.files.store(Array("証拠".utf8))
            try organization.store.writeCheckpoint()
        }

        func open(
            _ registers: [RegisterDefinition], _ migrations: [Migration], seed: UInt64 = 2
        ) throws -> TestOrganization {
            try TestOrganization(
                place.open(), seed: seed, registers: registers, migrations: migrations, folder: folder)
        }

        var backups: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/backups")) ?? []).sorted()
        }
    }

    private func report(_ database: any DatabaseDriver, _ registers: [RegisterDefinition], _ origin: String)
        throws -> LedgerReport
    {
        try database.read {
            try StoredVerification($0, registers: registers, origin: origin).report()
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `rows of every shape verify after columns were renamed, split and dropped`(on engine: StorageEngine)
        throws
    {
        let before = try Before(engine)
        let organization = try before.open([Self.new], Migration.shipped + [Self.lamps])
        let found = try report(organization.database, [Self.new], organization.store.origin)
        #expect(found.holds, "\(found.findings)")
        let versions = try organization.database.read {
            try RecordReader($0, viewer: .console).versions(Self.new, id: before.row).map(\.values)
        }
        #expect(
            versions == [
                [.text("一"), .text("玄関"), .null, .null], [.text("一"), .text("広間"), .null, .null],
                [.text("一"), .text("広間"), .integer(3), .integer(4)],
            ], "the old name's values stand under the new one")
        try organization.store.commit.perform(actor: nil) {
            try $0.create(Self.new, [.text("三"), .text("倉庫"), .integer(1), .null])
        }
        let again = try before.open([Self.new], Migration.shipped + [Self.lamps], seed: 3)
        #expect(try report(again.database, [Self.new], again.store.origin).holds)
        #expect(before.backups.count == 1, "what is up to date is left alone")
        // Columns that nobody declares any more go into a copy, too: rows were signed with them.
        let copy = try SQLiteDatabase(path: before.folder + "/copy.sqlite")
        try TableCopy.copy(from: again.database, to: copy)
        #expect(try report(copy, [Self.new], again.store.origin).holds)
        withExtendedLifetime(before) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a changed row is found after its column was renamed`(on engine: StorageEngine) throws {
        let before = try Before(engine)
        let organization = try before.open([Self.new], Migration.shipped + [Self.lamps])
        _ = try organization.database.write {
            try $0.execute("UPDATE r_lamps SET place = '偽' WHERE to_seq IS NOT NULL AND place = '玄関'")
        }
        #expect(try !report(organization.database, [Self.new], organization.store.origin).holds)
        withExtendedLifetime(before) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `the backup made before a step is what stood there`(on engine: StorageEngine) throws {
        let before = try Before(engine)
        let organization = try before.open([Self.new], Migration.shipped + [Self.lamps])
        let name = try #require(before.backups.first)
        #expect(name.hasPrefix("before-9.9-2026"), "\(name)")
        var path = before.folder + "/backups/" + name
        if engine == .postgresql {
            let folder = before.folder + "/restored"
            path = try Backup.unpack(path, into: folder)
            #expect(EvidenceFiles(folder: folder + "/files").all().count == 1)
        }
        // The release before opens it as its own, and the new one upgrades it again.
        let restored = try TestOrganization(SQLiteDatabase(path: path), seed: 4, registers: [Self.old])
        #expect(restored.store.identifier == organization.store.identifier)
        #expect(try report(restored.database, [Self.old], restored.store.origin).holds)
        try restored.store.commit.perform(actor: nil) {
            try $0.create(Self.old, [.text("四"), .text("庭"), .null])
        }
        try restored.store.close()
        let upgraded = try TestOrganization(
            SQLiteDatabase(path: path), seed: 5, registers: [Self.new],
            migrations: Migration.shipped + [Self.lamps])
        #expect(try report(upgraded.database, [Self.new], upgraded.store.origin).holds)
        withExtendedLifetime(before) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a step that fails midway leaves everything as it was and names the backup`(on engine: StorageEngine)
        throws
    {
        struct Broken: Error {}
        let before = try Before(engine)
        let failing = [
            Migration(Self.next + 1, "breaks in the schema") { work in
                try work.renameColumn(of: "lamps", from: "name", to: "title")
                throw Broken()
            },
            Migration(Self.next + 1, "breaks in the engine") { work in
                try work.renameColumn(of: "lamps", from: "nothing", to: "title")
            },
            Migration(Self.next + 1, "breaks in the rows", change: { _ in }) { writer in
                try writer.note("half")
                throw Broken()
            },
        ]
        for broken in failing {
            let problem = #expect(throws: Problem.self) {
                try before.open([Self.new], Migration.shipped + [Self.lamps, broken])
            }
            #expect(problem?.code == "migration.failed", "\(broken.name)")
            #expect(problem?.detail.contains(broken.name) == true)
            let named = before.backups.contains { problem?.sentence.contains($0) == true }
            #expect(named && problem?.sentence.contains("元のまま") == true, "\(problem?.sentence ?? "")")
        }
        #expect(before.backups.count == failing.count, "after a failure every backup stays")
        let old = try before.open([Self.old], Migration.shipped)
        #expect(try report(old.database, [Self.old], old.store.origin).holds)
        try old.store.commit.perform(actor: nil) {
            try $0.create(Self.old, [.text("五"), .text("門"), .null])
        }
        withExtendedLifetime(before) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `without a backup nothing is changed`(on engine: StorageEngine) throws {
        let before = try Before(engine)
        try Data().write(to: URL(filePath: before.folder + "/backups"))
        let problem = #expect(throws: Problem.self) {
            try before.open([Self.new], Migration.shipped + [Self.lamps])
        }
        #expect(problem?.code == "migration.no-backup")
        let old = try before.open([Self.old], Migration.shipped)
        #expect(try report(old.database, [Self.old], old.store.origin).holds)
        withExtendedLifetime(before) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a new database runs no step and has the same schema as one that grew`(on engine: StorageEngine)
        throws
    {
        let migrations = Migration.shipped + [Self.lamps]
        let before = try Before(engine)
        let grown = try before.open([Self.new], migrations)
        let place = try engine.emptyPlace()
        let fresh = try TestOrganization(place.open(), registers: [Self.new], migrations: migrations)
        func columns(_ organization: TestOrganization) throws -> [String] {
            try organization.database.read { connection in
                try StoredTable.all(connection).flatMap { table in
                    table.columns.map { "\(table.name).\($0.name) \($0.type) \($0.isRequired) \(table.key)" }
                }.sorted()
            }
        }
        let (old, new) = (try columns(grown), try columns(fresh))
        #expect(old.filter { !$0.hasPrefix("r_lamps.size ") } == new)
        let steps = try fresh.database.read { try $0.integer("SELECT MAX(step) FROM schema_steps") }
        #expect(steps == Int64(Self.next))
        withExtendedLifetime((before, place)) {}
    }

    @Test func `shipped steps are numbered without a gap`() {
        #expect(Migration.shipped.map(\.number) == Array(1...Migration.shipped.count))
    }

    @Test(arguments: StorageEngine.allCases)
    func `a database of the first release comes up to date`(on engine: StorageEngine) throws {
        let before = try Before(engine)
        let organization = try before.open([Self.old], Migration.shipped)
        // What the first release had, where it differs.
        _ = try organization.database.write { transaction in
            let table = "sign_in_refusals (login TEXT NOT NULL, hour INTEGER NOT NULL)"
            try transaction.execute(SQL(unboundText: "CREATE TABLE " + table.typed(for: transaction.dialect)))
            for name in ["refused_sign_ins", "sign_in_places"] {
                try transaction.execute("DROP TABLE \(name: name)")
            }
            try transaction.execute("DELETE FROM schema_steps WHERE step > 1")
        }
        let upgraded = try before.open([Self.old], Migration.shipped, seed: 3)
        try upgraded.database.read { (connection) throws -> Void in
            let names = try StoredTable.names(connection)
            #expect(names.isSuperset(of: EngineSchema.tableNames))
            #expect(!names.contains("sign_in_refusals"))
        }
        #expect(before.backups.count == 1)
        withExtendedLifetime(before) {}
    }

    @Test func `only the newest three backups of steps stay`() throws {
        let before = try Before(.sqlite)
        let folder = before.folder + "/backups"
        try DurableFile.makeFolder(folder)
        let older = [
            "before-0.9-20240101-0101.sqlite", "before-0.10-20250101-0101.sqlite",
            "before-0.2-20260101-0101.sqlite", "before-0.1.0-20230101-0101-2.sqlite",
        ]
        for name in older + ["mine.tar", "before-us.txt"] {
            try Data().write(to: URL(filePath: folder + "/" + name))
        }
        _ = try before.open([Self.new], Migration.shipped + [Self.lamps])
        let left = before.backups
        #expect(left.count == 5, "\(left)")
        #expect(
            left.contains("before-0.2-20260101-0101.sqlite")
                && left.contains("before-0.10-20250101-0101.sqlite"))
        #expect(left.contains("mine.tar") && left.contains("before-us.txt"), "what is not ours stays")
        withExtendedLifetime(before) {}
    }
}
