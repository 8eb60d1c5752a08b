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
import TestSupport

/// What lists, searches, sheets and moves cost against the number of rows, on both engines, with the SQL
/// statements that each takes.
enum RowFigures {
    private static let assets = InformationAsset.register.definition

    /// - Parameter counts: assets, each in an organization of its own.
    static func printAll(_ counts: [Int] = [1_000, 10_000, 100_000]) throws {
        let url = ProcessInfo.processInfo.environment["TORIDE_BENCH_POSTGRESQL_URL"]
        if url == nil { Clock.show("PostgreSQL", "not measured", "TORIDE_BENCH_POSTGRESQL_URL is not set") }
        for count in counts {
            let folder = NSTemporaryDirectory() + "toride-bench-rows-\(getpid())-\(count)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try DurableFile.makeFolder(folder + "/sqlite")
            let file = try SQLiteDatabase(path: folder + "/sqlite/toride.sqlite")
            let home = try measure("SQLite", file, folder + "/sqlite", count)
            if let url {
                let schemas = ["bench_rows_\(getpid())_\(count)", "bench_moved_\(getpid())_\(count)"]
                for schema in schemas { try PostgreSQLDatabase.createSchema(schema, url: url) }
                let server = try PostgreSQLDatabase(url: url, schema: schemas[0])
                let lodger = try measure("PostgreSQL", server, folder + "/postgresql", count)
                try move(home, to: PostgreSQLDatabase(url: url, schema: schemas[1]), folder + "/there", count)
                try DurableFile.makeFolder(folder + "/file")
                try move(
                    lodger, to: SQLiteDatabase(path: folder + "/file/toride.sqlite"), folder + "/back", count)
                try lodger.store.close()
                for schema in schemas { try PostgreSQLDatabase.dropSchemaWithContent(schema, url: url) }
            }
            try home.store.close()
        }
    }

    /// Fills an organization from a sheet and asks it what people ask.
    private static func measure(
        _ engine: String, _ database: any FencedDatabase, _ folder: String, _ count: Int
    ) throws -> Office {
        let counted = CountingDatabase(database)
        let store = try OrganizationStore(
            database: counted, folder: folder, registers: AllRegisters.definitions,
            surroundings: Clock.surroundings)
        let office = Office(
            store: store,
            catalogue: try Catalogue.load(fromFolder: LargeOrganization.content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: LargeOrganization.content + "/criteria"))
        let units = try office.create(
            OrganizationUnit.register.definition,
            many: (0..<100).map {
                OrganizationUnit.register.values(OrganizationUnit(name: "第\($0)課", keepsAssets: true))
            }, by: .console
        ).map(\.id)
        let workbook = try SheetFigures.workbook(count)
        let size = "\(count) assets, \(engine)"
        try once("import from XLSX, \(size)", counted) {
            let request = ImportRequest(try Spreadsheet.tables(of: workbook, name: "assets.xlsx")[0])
            _ = try office.import(assets, request, by: .console)
        }
        func page(_ query: ListQuery) throws {
            let page = try store.database.read {
                try RecordReader($0, viewer: .console).page(assets, query)
            }
            guard !page.rows.isEmpty else { throw Problem("bench.empty", "\(query)") }
        }
        try often("list of 50, \(size)", counted) { try page(ListQuery()) }
        try often("list narrowed by its keeper, \(size)", counted) {
            try page(ListQuery(filters: ["keeper": .text(units[7].text)]))
        }
        try once("first search, reads all text, \(size)", counted) { try office.prepareSearch() }
        for words in ["情報資産", "0007"] {
            try often("search 「\(words)」, \(size)", counted) {
                _ = try office.searchRecords(
                    SearchWords(words), in: Office.searchedRegisters, limit: 5, by: .console)
            }
        }
        try once("export to XLSX, \(size)", counted) {
            _ = try office.exportRegister(assets, format: "xlsx", by: .console) { export in
                var layout = export.layout
                layout.fit(export.beginning)
                return try WorkbookWriter.bytes(layout, rows: export.rows).count
            }
        }
        return office
    }

    private static func move(
        _ office: Office, to target: any DatabaseDriver, _ folder: String, _ count: Int
    ) throws {
        let way = office.store.database.dialect == .sqlite ? "SQLite to PostgreSQL" : "PostgreSQL to SQLite"
        try OrganizationMove.prepareFolder(folder, for: office.store)
        let before = residentKilobytes()
        var moved: MovedOrganization?
        let took = try Clock.seconds {
            moved = try OrganizationMove(
                of: office.store, to: target, folder: folder, places: ("here", "there")
            ).run()
        }
        try target.close()
        Clock.show(
            "move with verification on both sides, \(count) assets, \(way)", String(format: "%.2f s", took),
            "\(moved?.rows ?? 0) rows, \((residentKilobytes() - before) / 1000) MB more resident")
    }

    private static func once(_ what: String, _ database: CountingDatabase, _ body: () throws -> Void) throws {
        let before = database.statementCount
        let took = try Clock.seconds(body)
        Clock.show(what, String(format: "%.3f s", took), "\(database.statementCount - before) statements")
    }

    private static func often(_ what: String, _ database: CountingDatabase, _ body: () throws -> Void) throws
    {
        let before = database.statementCount
        let took = try (0..<41).map { _ in try Clock.seconds(body) }.sorted()
        let statements = (database.statementCount - before) / 41
        Clock.show(
            what, Clock.milliseconds(took[20]),
            "worst \(Clock.milliseconds(took[40])), \(statements) statements")
    }

    private static func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { Int($0) }
            ?? 0
    }
}
