import Database
import Foundation
import Primitives
import StoragePostgreSQL
import StorageSQLite

/// Where an organization is: its folder, and a schema of PostgreSQL where its database is not a file in it.
struct OrganizationPlace: Sendable {
    /// Holds files, keys and backups, and the database where that is SQLite's.
    let folder: String
    /// The address of the PostgreSQL server, which may hold a password; nil for SQLite.
    let database: String?
    /// The schema there.
    let schema: String
    private let allowsSuperuser: Bool

    init(folder: String, database: String?, schema: String?, environment: [String: String]) {
        self.folder = folder
        self.database = database
        self.schema = schema ?? "organization"
        allowsSuperuser = environment["TORIDE_ALLOW_SUPERUSER"] == "1"
    }

    /// For people, without the address: it may hold a password.
    var shown: String {
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        return database == nil ? path : "\(path)（PostgreSQL、\(schema)）"
    }

    /// The SQLite file in the folder, or the schema.
    func openDatabase(readers: Int = 4) throws -> any DatabaseDriver {
        guard let database else {
            return try SQLiteDatabase(path: folder + "/toride.sqlite", readers: readers)
        }
        return try PostgreSQLDatabase(
            url: database, schema: schema, readers: readers, allowSuperuser: allowsSuperuser)
    }

    /// The same; a schema that is missing is made. One that an administrator has made is taken as it is: the
    /// account need not be allowed to make any.
    func openOrMakeDatabase() throws -> any DatabaseDriver {
        guard let database, !(try PostgreSQLDatabase.hasSchema(schema, url: database)) else {
            return try openDatabase()
        }
        try makeSchema()
        return try openDatabase()
    }

    /// Makes the schema where the database is PostgreSQL and has none of the name.
    func makeSchema() throws {
        guard let database else { return }
        try PostgreSQLDatabase.createSchema(schema, url: database)
    }
}
