import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// An organization goes from one engine to another and back, whole or not at all.
@Suite struct MoveTests {
    struct Way: CustomTestStringConvertible {
        let from: StorageEngine
        let to: StorageEngine
        var testDescription: String { "\(from.rawValue) to \(to.rawValue)" }

        static let all = StorageEngine.allCases.flatMap { from in
            StorageEngine.allCases.map { Way(from: from, to: $0) }
        }
    }

    private static func folder() -> String {
        NSTemporaryDirectory() + "toride-move-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    }

    /// An organization with a history, a file and a signature.
    private static func lived(_ engine: StorageEngine, folder: String) throws -> TestOrganization {
        let organization = try TestOrganization(engine.emptyDatabase(), folder: folder)
        _ = try organization.live(60, seed: 11)
        let hash = try organization.store.files.store(Array("名簿".utf8))
        try organization.store.commit.perform(actor: nil) { writer in
            let register = Evidence.register
            try writer.create(
                register.definition,
                register.values {
                    $0.title = "名簿"
                    $0.fileHash = hash.hex
                })
        }
        try organization.store.writeCheckpoint()
        return organization
    }

    private static func rows(_ database: any DatabaseDriver) throws -> [String] {
        try database.read { connection in
            try ["r_sites", "r_evidence", "ledger_entries", "ledger_nodes", "ledger_checkpoints", "settings"]
                .flatMap { table in
                    try connection.rows("SELECT * FROM \(name: table) ORDER BY 1, 2") { row in
                        table + (0..<row.columnCount).map { "\(row.value($0))" }.joined()
                    }
                }
        }
    }

    private static func move(
        _ source: OrganizationStore, to target: any DatabaseDriver, _ folder: String
    ) throws -> MovedOrganization {
        try OrganizationMove.prepareFolder(folder, for: source)
        return try OrganizationMove(of: source, to: target, folder: folder, places: ("元の場所", "先の場所")).run()
    }

    @Test(arguments: Way.all)
    func `an organization moves there and back with every row, its root, its files and its key`(
        way: Way
    ) throws {
        let folders = [Self.folder(), Self.folder(), Self.folder()]
        defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
        let home = try Self.lived(way.from, folder: folders[0])
        let before = try Self.rows(home.database)
        let there = try way.to.emptyDatabase()
        let moved = try Self.move(home.store, to: there, folders[1])
        #expect(moved.entries > 30 && moved.files == 1 && moved.rows > 100)
        let lodger = try TestOrganization(there, seed: 2, folder: folders[1])
        #expect(lodger.store.identifier == home.store.identifier)
        #expect(try lodger.store.signingKey().verifierKey == home.store.signingKey().verifierKey)
        _ = try lodger.live(5, seed: 12)
        let backHome = try way.from.emptyDatabase()
        let back = try Self.move(lodger.store, to: backHome, folders[2])
        #expect(back.entries > moved.entries)
        let end = try TestOrganization(backHome, folder: folders[2])
        // What was there before is there now, but for what lived on: its current rows may have ended.
        let lasting = before.filter { !$0.hasPrefix("r_sites") }
        #expect(Set(lasting).isSubset(of: Set(try Self.rows(backHome))))
        let report = try backHome.read {
            try StoredVerification($0, registers: AllRegisters.definitions, origin: end.store.origin).report()
        }
        #expect(report.holds && report.entryCount == back.entries)
        #expect(try Backup.missingFiles(end.store).isEmpty)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an organization that has moved takes no act, even from who had opened it before`(
        on engine: StorageEngine
    ) throws {
        let folders = [Self.folder(), Self.folder()]
        defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
        let home = try Self.lived(engine, folder: folders[0])
        _ = try Self.move(home.store, to: StorageEngine.sqlite.emptyDatabase(), folders[1])
        let before = try Self.rows(home.database)
        for _ in 0..<2 {
            let refused = #expect(throws: Problem.self) {
                try home.store.commit.perform(actor: nil) { try $0.note("session.sign-in") }
            }
            #expect(refused?.code == "organization.moved")
            #expect(refused?.sentence.contains("先の場所") == true)
        }
        #expect(try Self.rows(home.database) == before)
        let opened = #expect(throws: Problem.self) {
            try TestOrganization(home.database, folder: folders[0])
        }
        #expect(opened?.code == "organization.moved")
        try home.store.reopenAfterMove()
        try home.store.commit.perform(actor: nil) { try $0.note("session.sign-in") }
        let kinds = try home.database.read { try LedgerReader($0).newest(2).map(\.kind) }
        #expect(kinds == ["session.sign-in", "organization.reopen"])
        #expect(throws: Problem.self) { try home.store.reopenAfterMove() }
    }

    @Test(arguments: Way.all)
    func `a move that is stopped anywhere leaves one copy that can be written, and is ended by the same move`(
        way: Way
    ) throws {
        let home = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let source = try Self.lived(way.from, folder: home)
        // Every transaction at the target, and every so many statements within the first.
        for stop in [Stopping.Place.commit(1), .statement(3), .statement(40), .commit(2), .commit(3)] {
            let folder = Self.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let target = try way.to.emptyDatabase()
            try OrganizationMove.prepareFolder(folder, for: source.store)
            let stopped = OrganizationMove(
                of: source.store, to: Stopping(target, at: stop), folder: folder, places: ("元", "先"))
            #expect(throws: (any Error).self, "\(stop)") { try stopped.run() }
            // Nothing was given up, as after kill -9.
            let here =
                (try? source.store.commit.perform(actor: nil) { try $0.note("session.sign-in") }) != nil
            let there = (try? TestOrganization(target, folder: folder)) != nil
            #expect(!(here && there), "\(stop)")
            if stop == .commit(1) || stop == .statement(3) {
                let empty = try target.read { try MoveMark.read($0) } == nil
                #expect(here && empty, "\(stop)")
            }
            let moved = try Self.move(source.store, to: target, folder)
            #expect(moved.entries > 30, "\(stop)")
            _ = try TestOrganization(target, folder: folder)
            try source.store.reopenAfterMove()
        }
    }

    @Test func `nothing is moved into what holds something, nor away from what is unsound`() throws {
        let folders = (0..<4).map { _ in Self.folder() }
        defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
        let home = try Self.lived(.sqlite, folder: folders[0])
        let other = try Self.lived(.sqlite, folder: folders[1])
        func code(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? Problem)?.code ?? "\(error)" }
            return nil
        }
        #expect(
            code { _ = try Self.move(home.store, to: other.database, folders[2]) } == "move.not-empty",
            "another organization's database")
        #expect(
            code { try OrganizationMove.prepareFolder(folders[1], for: home.store) } == "move.not-empty",
            "another organization's folder")
        #expect(
            code { _ = try Self.move(home.store, to: home.database, folders[3]) } == "move.not-empty",
            "its own database")
        #expect(try MoveMark.read(home) == nil)
        _ = try home.database.write { try $0.execute("UPDATE r_sites SET name = 'x' WHERE from_seq = 2") }
        try FileManager.default.removeItem(atPath: folders[3])
        let target = try StorageEngine.sqlite.emptyDatabase()
        #expect(code { _ = try Self.move(home.store, to: target, folders[3]) } == "move.source-unsound")
        #expect(try MoveMark.read(home) == nil)
    }
}

extension MoveMark {
    fileprivate static func read(_ organization: TestOrganization) throws -> MoveMark? {
        try organization.database.read(MoveMark.read)
    }
}
