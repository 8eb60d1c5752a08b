import Database
import Duties
import Exchange
import Foundation
import Glibc
import Office
import Primitives
import Registers
import Storage
import StoragePostgreSQL
import StorageSQLite

/// Searches over assets as a section would describe them, for one who sees all of them and one who sees a
/// hundredth.
enum SearchFigures {
    private static let assets = InformationAsset.register
    private static let queries = ["情報", "資", "救急 本庁舎", "0077", "さーば", "書庫 3", "ありません"]

    static func printAll() throws {
        for count in [10_000, 100_000] {
            let folder = NSTemporaryDirectory() + "toride-bench-search-\(getpid())-\(count)"
            try DurableFile.makeFolder(folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try DurableFile.makeFolder(folder + "/sqlite")
            try measure("SQLite", SQLiteDatabase(path: folder + "/sqlite/toride.sqlite"), folder, count)
            guard let url = ProcessInfo.processInfo.environment["TORIDE_BENCH_POSTGRESQL_URL"] else {
                Clock.show("search, PostgreSQL", "not measured", "TORIDE_BENCH_POSTGRESQL_URL is not set")
                continue
            }
            let schema = "bench_search_\(getpid())_\(count)"
            try PostgreSQLDatabase.createSchema(schema, url: url)
            try measure("PostgreSQL", PostgreSQLDatabase(url: url, schema: schema), folder, count)
            try PostgreSQLDatabase.dropSchemaWithContent(schema, url: url)
        }
    }

    private static func measure(
        _ engine: String, _ database: any DatabaseDriver, _ folder: String, _ count: Int
    ) throws {
        let store = try OrganizationStore(
            database: database, folder: folder + "/" + engine, registers: AllRegisters.definitions,
            surroundings: Clock.surroundings)
        let office = Office(
            store: store,
            catalogue: try Catalogue.load(fromFolder: LargeOrganization.content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: LargeOrganization.content + "/criteria"))
        let unit = try fill(office, count)
        let what = "\(count) assets, \(engine)"
        let before = residentKilobytes()
        let cold = try Clock.seconds { try office.prepareSearch() }
        Clock.show(
            "first search reads all text, \(what)", Clock.milliseconds(cold),
            "\((residentKilobytes() - before) / 1000) MB more resident")
        let viewers = [
            ("all", Viewer.console), ("1/100", Viewer(person: nil, roles: [.sectionHead], units: [unit])),
        ]
        for (sees, viewer) in viewers {
            for query in queries {
                let words = SearchWords(query)
                var total = 0
                let took = try (0..<15).map { _ in
                    try Clock.seconds {
                        let groups = try office.searchRecords(
                            words, in: Office.searchedRegisters, limit: 5, by: viewer)
                        total = groups.reduce(0) { $0 + $1.total }
                    }
                }.sorted()
                Clock.show(
                    "search 「\(query)」 by who sees \(sees), \(what)", Clock.milliseconds(took[7]),
                    "worst \(Clock.milliseconds(took[14])), \(total) hits")
            }
        }
        let stepped = try Clock.median(15) {
            try office.create(assets.definition, assets.values(InformationAsset(name: "新しい資産")), by: .console)
            _ = try office.searchRecords(
                SearchWords("新しい"), in: Office.searchedRegisters, limit: 5, by: .console)
        }
        Clock.show("a record made and found, \(what)", Clock.milliseconds(stepped))
        try store.close()
    }

    /// Assets of a hundred units; one of the units.
    private static func fill(_ office: Office, _ count: Int) throws -> Identifier {
        let units = try office.create(
            OrganizationUnit.register.definition,
            many: (0..<100).map {
                OrganizationUnit.register.values(OrganizationUnit(name: "第\($0)課", keepsAssets: true))
            },
            by: .console
        ).map(\.id)
        let kinds = ["情報資産", "救急搬送記録", "消防団員名簿", "業務サーバーの設定", "介護認定の資料"]
        let records = (0..<count).map { index in
            let asset = InformationAsset(
                name: String(format: "\(kinds[index % kinds.count]) %06d", index), kind: .files,
                keeper: Link(units[index / 7 % 100]), confidentiality: .level2,
                confidentialityReason: "検討中のため",
                integrity: .level1, integrityReason: "直せば足りるため", availability: .level1,
                availabilityReason: "数日待てるため", place: "本庁舎2階 書庫 \(index % 40)")
            return (id: office.store.surroundings.newIdentifier(), values: assets.values(asset))
        }
        try office.store.commit.perform(actor: nil) { try $0.createAll(assets.definition, records) }
        return units[7]
    }

    private static func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { Int($0) }
            ?? 0
    }
}
