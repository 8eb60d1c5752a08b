import AuditLedger
import Database
import Duties
import Foundation
import Glibc
import Office
import PolicyText
import Primitives
import Registers
import Storage
import StoragePostgreSQL
import StorageSQLite

/// The figures that one process can measure.
enum Figures {
    static func printAll() throws {
        let folder = NSTemporaryDirectory() + "toride-bench-\(getpid())"
        try DurableFile.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try policy()
        try fsyncs(folder)
        try acts("SQLite", SQLiteDatabase(path: folder + "/acts.sqlite"), folder + "/acts")
        if let url = ProcessInfo.processInfo.environment["TORIDE_BENCH_POSTGRESQL_URL"] {
            let schema = "bench_acts_\(getpid())"
            try PostgreSQLDatabase.createSchema(schema, url: url)
            try acts("PostgreSQL", PostgreSQLDatabase(url: url, schema: schema), folder + "/acts-postgresql")
            try PostgreSQLDatabase.dropSchemaWithContent(schema, url: url)
        } else {
            Clock.show("acts appended, PostgreSQL", "not measured", "TORIDE_BENCH_POSTGRESQL_URL is not set")
        }
        try assessments(folder)
        Clock.show("resident memory of this process at the end", residentMemory())
    }

    // MARK: Policy

    private static func policy() throws {
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? "../shared"
        let inputs = (try? FileManager.default.contentsOfDirectory(atPath: shared + "/inputs")) ?? []
        let path =
            inputs.first { $0.hasSuffix(".txt") }.map { shared + "/inputs/" + $0 }
            ?? LargeOrganization.content + "/demonstration/policy-revised.txt"
        let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
        let catalogue = try Catalogue.load(fromFolder: LargeOrganization.content + "/requirements")
        let matcher = Matcher(catalogue)
        let document = PolicyDocument.read(text)
        Clock.show(
            "policy read, \(text.utf8.count) bytes to \(document.allClauses.count) clauses",
            Clock.milliseconds(Clock.median(21) { _ = PolicyDocument.read(text) }))
        Clock.show(
            "policy matched with \(catalogue.requirements.count) requirements",
            Clock.milliseconds(Clock.median(21) { _ = matcher.bindings(for: document) }))
    }

    // MARK: Acts and ledger

    private static func fsyncs(_ folder: String) throws {
        let descriptor = open(folder + "/fsync", O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 7, count: 4096)
        let took = Clock.seconds {
            for _ in 0..<200 {
                _ = block.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                fsync(descriptor)
            }
        }
        Clock.show("fsync of 4 KiB appended, for scale", Clock.perSecond(200, took))
    }

    private static func acts(_ engine: String, _ database: any DatabaseDriver, _ folder: String) throws {
        let store = try OrganizationStore(
            database: database, folder: folder, registers: AllRegisters.definitions,
            surroundings: Clock.surroundings)
        let register = InformationAsset.register
        let count = engine == "SQLite" ? 64_000 : 16_000
        let writers = 128
        let values = register.values(
            InformationAsset(name: "資産", kind: .files, confidentiality: .level2, place: "本部"))
        let took = Clock.seconds {
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
        let size = try database.read { try LedgerReader($0).size }
        guard size == count else { throw Problem("bench.lost", "acts were refused: \(size) of \(count)") }
        Clock.show(
            "acts appended, \(engine), groups of \(GroupCommit.actsPerCommit)", Clock.perSecond(count, took))
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
        try store.close()
    }

    // MARK: Assessment and lists

    private static func assessments(_ folder: String) throws {
        let office = try LargeOrganization.office(folder + "/large")
        let filled = try Clock.seconds {
            try LargeOrganization.fill(office, assets: 10_000, people: 2_000, contracts: 500)
        }
        Clock.show("12,650 records created in acts of 500, with ledger", String(format: "%.2f s", filled))
        let cold = try Clock.seconds { _ = try office.assess(on: office.today) }
        Clock.show("assess all, 10,000 assets, 2,000 people, 500 contracts, cold", Clock.milliseconds(cold))
        let unchanged = try Clock.median(21) { _ = try office.assess(on: office.today) }
        Clock.show("assess all, unchanged", Clock.milliseconds(unchanged))
        let register = InformationAsset.register.definition
        let list = try Clock.median(101) {
            _ = try office.store.database.read {
                try RecordReader($0, viewer: .console).page(register, ListQuery())
            }
        }
        Clock.show("list of 50 of 10,000 assets, without HTTP", Clock.milliseconds(list))
        let searched = try Clock.median(21) {
            _ = try office.store.database.read {
                try RecordReader($0, viewer: .console).page(register, ListQuery(words: ["00777"]))
            }
        }
        Clock.show("list narrowed by a word, 10,000 assets, without HTTP", Clock.milliseconds(searched))
        try office.store.close()
    }

    private static func residentMemory() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return line.map { $0.split(whereSeparator: \.isWhitespace)[1] + " kB" }.map(String.init) ?? "unknown"
    }
}
