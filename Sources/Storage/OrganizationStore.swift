import AuditLedger
import Database
import Foundation
import Primitives
import Registers

/// One organization: its database, its writer, its evidence files and the key that signs its ledger.
public struct OrganizationStore: Sendable {
    /// The database; read from it as often as you like.
    public let database: any DatabaseDriver
    /// The only way to write.
    public let commit: GroupCommit
    /// Evidence, by hash.
    public let files: EvidenceFiles
    /// The registers that the schema holds.
    public let registers: [RegisterDefinition]
    /// Time, identity and chance.
    public let surroundings: Surroundings
    /// The text of its records, for searches.
    public let search = SearchIndex()
    /// The organization's own identifier; the ledger's origin is `toride/` and this.
    public let identifier: String
    let snapshot: DatabaseSnapshot
    /// Where copies of the whole lie that were made on this machine.
    public let backupsFolder: String
    /// Where the signing key lies.
    let keysFolder: String
    private var keyPath: String { keysFolder + "/ledger.key" }

    /// Opens an organization whose schema is brought up to date first, after a backup where one is there
    /// already; a failure leaves the data as it was.
    ///
    /// - Parameters:
    ///   - folder: holds `files/`, `keys/` and `backups/`; made where it is missing.
    ///   - release: this program's version, for the name of that backup.
    ///   - snapshot: how one SQLite file is made of the database, for that backup and every other.
    ///   - opensMoved: also where the organization has moved elsewhere; for what ends or undoes a move.
    /// - Throws: `Problem` `migration.no-backup`, `migration.failed`, `schema.newer`, `schema.changed-field`,
    ///   `organization.moved`, `organization.arriving`.
    public init(
        database: any DatabaseDriver, folder: String, registers: [RegisterDefinition],
        surroundings: Surroundings, release: String = "0", migrations: [Migration] = Migration.shipped,
        snapshot: DatabaseSnapshot = .ofEngine, opensMoved: Bool = false
    ) throws {
        if let mark = try database.read(MoveMark.read) {
            guard opensMoved, mark.kind == .gone else { throw mark.problem }
        } else if try OrganizationMove.isExpected(folder, database) {
            throw MoveMark.stopped
        }
        try DurableFile.makeFolder(folder)
        try DurableFile.makeFolder(folder + "/keys")
        try SchemaUpgrade(
            database: database, folder: folder, registers: registers, migrations: migrations,
            release: release, snapshot: snapshot, surroundings: surroundings
        ).run()
        let proposed = surroundings.newIdentifier().text
        identifier = try database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO settings (name, value) VALUES ('organization-id', \(proposed))
                ON CONFLICT (name) DO NOTHING
                """)
            return try transaction.text("SELECT value FROM settings WHERE name = 'organization-id'")
                ?? proposed
        }
        self.database = database
        self.registers = registers
        self.surroundings = surroundings
        self.snapshot = snapshot
        files = EvidenceFiles(folder: folder + "/files")
        backupsFolder = folder + "/backups"
        keysFolder = folder + "/keys"
        commit = GroupCommit(database, surroundings: surroundings)
    }

    /// `toride/` and the organization's identifier.
    public var origin: String { "toride/" + identifier }

    /// Whether the key that signs checkpoints is there, or none was ever made.
    public func mayBeSigned() throws -> Bool {
        if FileManager.default.fileExists(atPath: keyPath) { return true }
        return try database.read { try $0.integer("SELECT COUNT(*) FROM ledger_keys") ?? 0 } == 0
    }

    /// The key that signs checkpoints; made at the first use. It is never in a backup: people keep it apart.
    ///
    /// - Throws: `Problem` `ledger.key-missing` where the ledger was signed before and the key's file is
    ///   gone.
    public func signingKey() throws -> NoteSigningKey {
        if FileManager.default.fileExists(atPath: keyPath) {
            let text = String(decoding: try DurableFile.read(keyPath), as: UTF8.self)
            return try NoteSigningKey(parsing: String(text.prefix { $0 != "\n" }))
        }
        let known = try database.read { try $0.integer("SELECT COUNT(*) FROM ledger_keys") ?? 0 }
        guard known == 0 else {
            throw Problem(
                "ledger.key-missing",
                "履歴に署名する鍵のファイルがありません。控えておいた ledger.key を、データのフォルダーの keys に戻してください。",
                detail: keyPath)
        }
        let key = try NoteSigningKey(name: origin, seed: surroundings.random(32))
        try DurableFile.write(Array((key.revealedText + "\n").utf8), toPath: keyPath)
        return key
    }

    /// Signs the ledger as it stands, keeps the note and returns it.
    ///
    /// The signature is made outside the write lock: the root of a size never changes.
    @discardableResult
    public func writeCheckpoint() throws -> SignedNote {
        let (size, root) = try database.read { connection in
            let ledger = LedgerReader(connection)
            return (try ledger.size, try ledger.root)
        }
        let key = try signingKey()
        let note = try LedgerCheckpoint(origin: origin, size: size, root: root).signed(by: key)
        let verifier = key.verifierKey
        try database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO ledger_keys (key_id, vkey, from_seq)
                VALUES (\(verifier.keyIDText), \(verifier.text), 0)
                ON CONFLICT (key_id) DO NOTHING
                """)
            try transaction.execute(
                """
                INSERT INTO ledger_checkpoints (size, key_id, note)
                VALUES (\(size), \(verifier.keyIDText), \(note.encoded)) ON CONFLICT (size, key_id) DO NOTHING
                """)
        }
        return note
    }

    /// Ends the writer and closes the database.
    public func close() throws {
        commit.stop()
        try database.close()
    }
}
