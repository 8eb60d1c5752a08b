import Database
import Foundation
import StoragePostgreSQL
import StorageSQLite
import Synchronization

/// The engines that every storage test runs on.
public enum StorageEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgresql

    /// Both; without PostgreSQL where `TORIDE_TEST_WITHOUT_POSTGRESQL` is set, on a machine that has none.
    public static var allCases: [StorageEngine] {
        ProcessInfo.processInfo.environment["TORIDE_TEST_WITHOUT_POSTGRESQL"] == nil
            ? [.sqlite, .postgresql] : [.sqlite]
    }

    /// An open database of this test's own, removed when the test lets go of it.
    public func emptyDatabase() throws -> any FencedDatabase { try TemporaryDatabase(place: emptyPlace()) }

    /// A place for a database of this test's own, which several may open; removed when the test lets go of
    /// it.
    public func emptyPlace() throws -> DatabasePlace { try DatabasePlace(engine: self) }
}

/// Where a test's database is: a file in a folder of its own, or a schema.
public final class DatabasePlace: Sendable {
    public let engine: StorageEngine
    /// The file's path, or the schema's name.
    public let name: String

    init(engine: StorageEngine) throws {
        self.engine = engine
        let unique = "\(UInt64.random(in: 0 ... .max))"
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "toride-test-" + unique)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            name = folder.appending(path: "toride.sqlite").path
        case .postgresql:
            name = "test_" + unique
            try PostgreSQLDatabase.createSchema(name, url: PostgreSQLServer.address())
        }
    }

    deinit {
        switch engine {
        case .sqlite: try? FileManager.default.removeItem(atPath: folder)
        case .postgresql: try? PostgreSQLDatabase.dropSchemaWithContent(name, url: PostgreSQLServer.address())
        }
    }

    /// The folder of the file, for copies; of SQLite only.
    public var folder: String { URL(filePath: name).deletingLastPathComponent().path }

    /// Opens it, as another process would; whoever opens closes.
    ///
    /// - Parameter lockWait: how long a write waits for another process's.
    public func open(readers: Int = 4, lockWait: Duration = .seconds(5)) throws -> any FencedDatabase {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: name, readers: readers, lockWait: lockWait)
        case .postgresql:
            try PostgreSQLDatabase(
                url: PostgreSQLServer.address(), schema: name, readers: readers, lockWait: lockWait)
        }
    }
}

/// A database that goes away with its last user.
final class TemporaryDatabase: FencedDatabase {
    private let place: DatabasePlace
    private let inner: any FencedDatabase

    init(place: DatabasePlace) throws {
        self.place = place
        inner = try place.open()
    }

    deinit { try? inner.close() }

    var dialect: Dialect { inner.dialect }

    func read<Result>(_ body: (any Connection) throws -> Result) throws -> Result { try inner.read(body) }

    func write<Result>(_ body: (any Transaction) throws -> Result) throws -> Result { try inner.write(body) }

    func readFenced<Result>(limit steps: Int, _ body: (any FencedConnection) throws -> Result) throws
        -> Result
    {
        try inner.readFenced(limit: steps, body)
    }

    func copy(toFile path: String) throws { try inner.copy(toFile: path) }

    func close() throws { try inner.close() }
}
