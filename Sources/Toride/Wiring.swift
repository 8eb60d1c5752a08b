import Database
import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import StoragePostgreSQL
import StorageSQLite

/// The one place where drivers, clocks and content are made and handed down.
enum Wiring {
    /// The real clock and the system's random bytes.
    static let surroundings = Surroundings.systemRandom(now: {
        Instant(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    })

    /// The folder of what ships: `TORIDE_CONTENT`, beside the program, in a folder above it, or where one
    /// stands.
    static func contentFolder(_ environment: [String: String]) throws -> String {
        var candidates: [String] = []
        if let named = environment["TORIDE_CONTENT"] { candidates.append(named) }
        var folder = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            .resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<6 {
            candidates.append(folder.appendingPathComponent("Content").path)
            candidates.append(folder.appendingPathComponent("share/toride/Content").path)
            folder = folder.deletingLastPathComponent()
        }
        candidates.append(FileManager.default.currentDirectoryPath + "/Content")
        for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/requirements")
        {
            return candidate
        }
        throw Problem(
            "content.missing", "付属のファイル（Content）が見つかりません。配布物を展開し直すか、環境変数 TORIDE_CONTENT で場所を指定してください。")
    }

    static func catalogue(_ environment: [String: String]) throws -> Catalogue {
        try Catalogue.load(fromFolder: contentFolder(environment) + "/requirements")
    }

    /// Whether the folder holds an organization.
    static func hasOrganization(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/toride.sqlite")
            || FileManager.default.fileExists(atPath: folder + "/database")
    }

    /// Opens an organization for a command.
    ///
    /// - Throws: `Problem` `organization.missing` where the folder holds none.
    static func office(_ invocation: Invocation, surroundings: Surroundings = surroundings) throws -> Office {
        let folder = try invocation.required("data")
        guard hasOrganization(folder) || invocation.options["database"] != nil else {
            throw Problem(
                "organization.missing", "このフォルダーには団体のデータがありません：\(folder)。toride init で作るか、場所を確かめてください。")
        }
        return try open(folder, invocation, surroundings: surroundings)
    }

    /// Opens or makes an organization in a folder.
    ///
    /// - Parameter makesSchema: makes the PostgreSQL schema where it is missing; only `init` and `demo` do.
    static func open(
        _ folder: String, _ invocation: Invocation, surroundings: Surroundings = surroundings,
        makesSchema: Bool = false
    ) throws -> Office {
        let content = try contentFolder(invocation.environment)
        let catalogue = try Catalogue.load(fromFolder: content + "/requirements")
        let criteria = try CriterionLibrary.load(fromFolder: content + "/criteria")
        try DurableFile.makeFolder(folder)
        if makesSchema, let address = invocation.options["database"] {
            try PostgreSQLDatabase.createSchema(schema(invocation), url: address)
        }
        let driver = try database(folder, invocation)
        let store = try OrganizationStore(
            database: driver, folder: folder, registers: AllRegisters.definitions, surroundings: surroundings,
            release: Program.version, snapshot: snapshot)
        return Office(store: store, catalogue: catalogue, criteria: criteria)
    }

    /// Copies a SQLite file into the schema that `--database` names, which must be empty, and removes the
    /// file.
    static func moveIntoPostgreSQL(_ snapshot: String, _ invocation: Invocation) throws {
        let address = try invocation.required("database")
        try PostgreSQLDatabase.createSchema(schema(invocation), url: address)
        let source = try SQLiteDatabase(path: snapshot)
        let target = try PostgreSQLDatabase(url: address, schema: schema(invocation))
        try TableCopy.copy(from: source, to: target)
        try target.close()
        try source.close()
        try FileManager.default.removeItem(atPath: snapshot)
    }

    /// PostgreSQL goes through a table copy, so that one form of backup restores into both engines.
    private static let snapshot = DatabaseSnapshot { database, path in
        switch database.dialect {
        case .sqlite: try database.copy(toFile: path)
        case .postgresql:
            let target = try SQLiteDatabase(path: path)
            try TableCopy.copy(from: database, to: target)
            try target.close()
        }
    }

    private static func schema(_ invocation: Invocation) -> String {
        invocation.options["schema"] ?? "organization"
    }

    /// SQLite in the folder, or PostgreSQL where `--database` says so.
    private static func database(_ folder: String, _ invocation: Invocation) throws -> any DatabaseDriver {
        guard let address = invocation.options["database"] else {
            return try SQLiteDatabase(path: folder + "/toride.sqlite")
        }
        return try PostgreSQLDatabase(
            url: address, schema: schema(invocation),
            allowSuperuser: invocation.environment["TORIDE_ALLOW_SUPERUSER"] == "1")
    }
}

extension Command.Option {
    static let database = Command.Option(
        name: "database", value: Words("アドレス", "URL"),
        about: Words("PostgreSQL を使うときのアドレス（postgresql://…）。", "PostgreSQL address (postgresql://…)."))
    static let schema = Command.Option(
        name: "schema", value: Words("名前", "NAME"),
        about: Words("PostgreSQL のスキーマ（初期値 organization）。", "PostgreSQL schema (default organization)."))
    /// What every command on an organization takes.
    static let organization: [Command.Option] = [.data, .database, .schema]
}

extension Invocation {
    /// A day in an option; nil where it is not given.
    func day(_ name: String) throws -> Day? {
        guard let text = options[name] else { return nil }
        if let day = JapaneseEra.day(text) { return day }
        throw WrongUse.unusableValue(
            option: name, value: text,
            wanted: Words("2026-04-01 か 令和8年4月1日 の形で書いてください。", "Write it as 2026-04-01."))
    }

    /// A moment in an option; nil where it is not given.
    func moment(_ name: String) throws -> Instant? {
        guard let text = options[name] else { return nil }
        if let moment = Instant(iso: text) { return moment }
        throw WrongUse.unusableValue(
            option: name, value: text,
            wanted: Words(
                "2026-04-01 か 2026-04-01T09:00 の形で書いてください。", "Write it as 2026-04-01 or 2026-04-01T09:00."))
    }
}
