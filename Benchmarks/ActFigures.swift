import AuditLedger
import Database
import Foundation
import Glibc
import Primitives
import Registers
import Storage
import StoragePostgreSQL
import StorageSQLite

/// Acts appended and ledgers verified, on each engine that is there.
enum ActFigures {
    static func printAll(_ folder: String) throws {
        try print("SQLite, synchronous FULL", count: 64_000, folder + "/acts") {
            try SQLiteDatabase(path: folder + "/acts.sqlite")
        }
        let servers = [
            ("PostgreSQL, test server", "TORIDE_BENCH_POSTGRESQL_URL"),
            ("PostgreSQL, durable server", "TORIDE_BENCH_POSTGRESQL_DURABLE_URL"),
        ]
        for (number, (engine, variable)) in servers.enumerated() {
            guard let url = ProcessInfo.processInfo.environment[variable] else {
                Clock.show("acts appended, \(engine)", "not measured", "\(variable) is not set")
                continue
            }
            let schema = "bench_acts_\(getpid())"
            try PostgreSQLDatabase.createSchema(schema, url: url)
            try print(engine, count: 16_000, folder + "/acts-postgresql-\(number)") {
                try PostgreSQLDatabase(url: url, schema: schema)
            }
            try PostgreSQLDatabase.dropSchemaWithContent(schema, url: url)
        }
    }

    /// The figures of one engine; the disk's beside them, because a commit waits for it.
    private static func print(
        _ engine: String, count: Int, _ folder: String, _ open: () throws -> any DatabaseDriver
    ) throws {
        let database = try open()
        let store = try OrganizationStore(
            database: database, folder: folder, registers: AllRegisters.definitions,
            surroundings: .systemRandom(now: Clock.surroundings.now))
        let beside = Clock.perSecond(200, fsyncs(folder + "/fsync"))
        let took = append(count, to: store)
        let size = try database.read { try LedgerReader($0).size }
        guard size == count else { throw Problem("bench.lost", "acts were refused: \(size) of \(count)") }
        Clock.show(
            "acts appended, \(engine), groups of \(GroupCommit.actsPerCommit)", Clock.perSecond(count, took),
            "fsync \(beside)" + (try serverSetting(database)))
        try verify(engine, store, count)
        try store.close()
    }

    /// 128 askers at once, each of whom waits for the answer to one act before asking for the next.
    private static func append(_ count: Int, to store: OrganizationStore) -> Double {
        let register = InformationAsset.register
        let writers = 128
        let values = register.values(
            InformationAsset(name: "資産", kind: .files, confidentiality: .level2, place: "本部"))
        return Clock.seconds {
            let done = DispatchGroup()
            for _ in 0..<writers {
                done.enter()
                Task.detached {
                    for _ in 0..<count / writers {
                        _ = try? await store.commit.performAsync(actor: nil) {
                            try $0.create(register.definition, values)
                        }
                    }
                    done.leave()
                }
            }
            done.wait()
        }
    }

    private static func verify(_ engine: String, _ store: OrganizationStore, _ count: Int) throws {
        let database = store.database
        let leaves = try database.read { connection in
            try connection.rows("SELECT leaf FROM ledger_entries ORDER BY seq") {
                Digest32(bytes: $0.bytes(0)) ?? .ofNothing
            }
        }
        let tree = Clock.median(5) {
            var frontier = MerkleFrontier()
            for leaf in leaves { frontier.append(leaf) { _ in } }
        }
        Clock.show("ledger verified, \(engine), tree over stored leaves", Clock.perSecond(count, tree))
        let full = try Clock.median(3) {
            let report = try database.read { connection in
                try StoredVerification(connection, registers: store.registers, origin: store.origin).report()
            }
            guard report.holds else { throw Problem("bench.ledger", report.sentence) }
        }
        Clock.show("ledger verified, \(engine), every row recomputed", Clock.perSecond(count, full))
    }

    /// Seconds for 200 times 4 KiB appended and synchronized.
    private static func fsyncs(_ path: String) -> Double {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 7, count: 4096)
        return Clock.seconds {
            for _ in 0..<200 {
                _ = block.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                fsync(descriptor)
            }
        }
    }

    /// What a PostgreSQL server says of its own durability; nothing for SQLite.
    private static func serverSetting(_ database: any DatabaseDriver) throws -> String {
        guard database.dialect == .postgresql else { return "" }
        let setting = try database.read { try $0.text("SELECT current_setting('fsync')") }
        return ", the server's own fsync \(setting ?? "unknown")"
    }
}
