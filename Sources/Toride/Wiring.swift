import Database
import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
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
            || (try? OrganizationDeclaration.read(folder))?.database != nil
    }

    /// Opens an organization for a command.
    ///
    /// - Parameter opensMoved: also where it has moved elsewhere.
    /// - Throws: `Problem` `organization.missing` where the folder holds none.
    static func office(
        _ invocation: Invocation, at place: OrganizationPlace? = nil,
        surroundings: Surroundings = surroundings, opensMoved: Bool = false
    ) throws -> Office {
        let place = try place ?? invocation.place()
        guard hasOrganization(place.folder) || place.database != nil else { throw missing(place.folder) }
        return try open(place, invocation, surroundings: surroundings, opensMoved: opensMoved)
    }

    /// Opens or makes an organization.
    ///
    /// - Parameter makesSchema: makes the PostgreSQL schema where it is missing; only `init` and `demo` do.
    static func open(
        _ place: OrganizationPlace, _ invocation: Invocation, surroundings: Surroundings = surroundings,
        makesSchema: Bool = false, opensMoved: Bool = false
    ) throws -> Office {
        try DurableFile.makeFolder(place.folder)
        if makesSchema { try place.makeSchema() }
        return try ShippedContent(invocation).office(place, surroundings, opensMoved: opensMoved)
    }

    /// What ships, read once.
    private struct ShippedContent: Sendable {
        let catalogue: Catalogue
        let criteria: CriterionLibrary

        init(_ invocation: Invocation) throws {
            let content = try Wiring.contentFolder(invocation.environment)
            catalogue = try Catalogue.load(fromFolder: content + "/requirements")
            criteria = try CriterionLibrary.load(fromFolder: content + "/criteria")
        }

        func office(
            _ place: OrganizationPlace, _ surroundings: Surroundings, opensMoved: Bool = false,
            readers: Int = 4
        ) throws -> Office {
            let driver = try place.openDatabase(readers: readers)
            do {
                let store = try OrganizationStore(
                    database: driver, folder: place.folder, registers: AllRegisters.definitions,
                    surroundings: surroundings, release: Program.version, snapshot: Wiring.snapshot,
                    opensMoved: opensMoved)
                return Office(store: store, catalogue: catalogue, criteria: criteria)
            } catch {
                try? driver.close()
                throw error
            }
        }
    }

    /// Opens any of many organizations, with one copy of what ships.
    struct HostedOpener: Sendable {
        private let shipped: ShippedContent
        private let environment: [String: String]
        /// As many as one of many organizations has threads that read.
        private static let readers = 2

        init(_ invocation: Invocation) throws {
            shipped = try ShippedContent(invocation)
            environment = invocation.environment
        }

        /// - Throws: `Problem` `organization.missing` where the folder holds none: a server makes none.
        func open(_ folder: String, _ declaration: OrganizationDeclaration) throws -> Office {
            guard Wiring.hasOrganization(folder) else { throw Wiring.missing(folder) }
            let place = OrganizationPlace(
                folder: folder, database: declaration.database, schema: declaration.schema,
                environment: environment)
            return try shipped.office(place, Wiring.surroundings, readers: Self.readers)
        }
    }

    private static func missing(_ folder: String) -> Problem {
        Problem(
            "organization.missing",
            "このフォルダーには団体のデータがありません：\(folder)。toride init で作るか、場所を確かめてください。")
    }

    /// Copies a SQLite file into the schema of a place, which must be empty, and removes the file.
    static func moveIntoPostgreSQL(_ snapshot: String, _ place: OrganizationPlace) throws {
        try place.makeSchema()
        let source = try SQLiteDatabase(path: snapshot)
        let target = try place.openDatabase()
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
    /// What a command takes that can also do without an organization.
    static let optionalOrganization: [Command.Option] = [
        .init(
            name: "data", value: Words("フォルダー", "DIR"),
            about: Words(
                "団体のデータのフォルダー。台帳と照らし合わせます。", "The organization's data folder, to hold events against.")),
        .database, .schema,
    ]
}

extension Invocation {
    /// The place that `--data`, `--database` and `--schema` name; of one of many organizations the folder
    /// alone says where its database is.
    func place() throws -> OrganizationPlace {
        let folder = try required("data")
        let declared = try options["database"] == nil ? OrganizationDeclaration.read(folder) : nil
        return OrganizationPlace(
            folder: folder, database: options["database"] ?? declared?.database,
            schema: options["schema"] ?? declared?.schema, environment: environment)
    }

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
