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

/// Assets out of and into workbooks: bytes to durable records with their ledger, and back.
enum SheetFigures {
    private static let assets = InformationAsset.register.definition

    static func printAll() throws {
        for count in [1_000, 10_000, 100_000] {
            let folder = NSTemporaryDirectory() + "toride-bench-sheets-\(getpid())-\(count)"
            try DurableFile.makeFolder(folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try DurableFile.makeFolder(folder + "/sqlite")
            try measure("SQLite", SQLiteDatabase(path: folder + "/sqlite/toride.sqlite"), folder, count)
            guard let url = ProcessInfo.processInfo.environment["TORIDE_BENCH_POSTGRESQL_URL"] else {
                Clock.show("import, PostgreSQL", "not measured", "TORIDE_BENCH_POSTGRESQL_URL is not set")
                continue
            }
            let schema = "bench_sheets_\(getpid())_\(count)"
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
        let units = (0..<100).map { OrganizationUnit(name: "第\($0)課", keepsAssets: true) }
        try office.create(
            OrganizationUnit.register.definition, many: units.map(OrganizationUnit.register.values),
            by: .console)
        let workbook = try workbook(count)
        let what = "\(count) assets, \(engine)"
        var request: ImportRequest?
        let read = try Clock.seconds {
            request = ImportRequest(try Spreadsheet.tables(of: workbook, name: "assets.xlsx")[0])
        }
        guard let request else { return }
        let planned = try Clock.seconds {
            _ = try office.dryRunImport(assets, request, by: .console)
        }
        let written = try Clock.seconds {
            let result = try office.import(assets, request, by: .console).result
            guard result.created == count else { throw Problem("bench.lost", "\(result.created)") }
        }
        let note = String(format: "read %.2f s, look %.2f s, look and write %.2f s", read, planned, written)
        Clock.show("import from XLSX, \(what)", String(format: "%.2f s", read + written), note)
        var size = 0
        let exported = try Clock.seconds {
            size = try office.exportRegister(assets, format: "xlsx", by: .console) { export in
                var layout = export.layout
                layout.fit(export.beginning)
                return try WorkbookWriter.bytes(layout, rows: export.rows).count
            }
        }
        Clock.show("export to XLSX, \(what)", String(format: "%.2f s", exported), "\(size / 1000) kB")
        try store.close()
    }

    /// As a section would hand it in: no identifiers, fifteen columns, eleven of them filled.
    static func workbook(_ count: Int) throws -> [UInt8] {
        let titles = assets.fields.map(\.title)
        let day = Day(daysSince1970: 20_500)
        var next = 0
        return try WorkbookWriter.bytes(
            SheetLayout(name: "情報資産", columns: titles.map { .init($0, .text) })
        ) {
            guard next < count else { return nil }
            let rows = (next..<min(next + 1000, count)).map { index -> [SheetCell] in
                [
                    .text(String(format: "情報資産 %06d", index)), .text("電子ファイル"), .text("第\(index % 100)課"),
                    .empty, .empty, .text("含む"), .text("自治体機密性2（直ちには公表しない）"), .text("検討中のため"), .text("1"),
                    .text("直せば足りるため"), .text("1"), .text("数日待てるため"), .day(day.adding(days: -(index % 400))),
                    .text("本庁舎2階 書庫 \(index % 40)"), .empty,
                ]
            }
            next += 1000
            return rows
        }
    }
}
