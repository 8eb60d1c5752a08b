import Database
import Foundation
import Primitives
import Registers

/// How one SQLite file is made of a whole database; the room that knows the drivers says how.
public struct DatabaseSnapshot: Sendable {
    let write: @Sendable (_ database: any DatabaseDriver, _ path: String) throws -> Void

    /// A snapshot that is written by `write` to a path where nothing is yet.
    public init(write: @escaping @Sendable (_ database: any DatabaseDriver, _ path: String) throws -> Void) {
        self.write = write
    }

    /// The engine's own copy; SQLite alone has one.
    public static let ofEngine = DatabaseSnapshot { try $0.copy(toFile: $1) }
}

/// Brings an organization's schema up to date: first a backup where there is anything to lose, then
/// everything in one transaction.
struct SchemaUpgrade {
    /// Backups of this kind that stay; older ones go.
    static let keptBackups = 3

    let database: any DatabaseDriver
    let folder: String
    let registers: [RegisterDefinition]
    let migrations: [Migration]
    let release: String
    let snapshot: DatabaseSnapshot
    let surroundings: Surroundings

    /// - Throws: `Problem` `migration.no-backup` or `migration.failed`, the data being as before in both;
    ///   `schema.newer`, `schema.changed-field`.
    func run() throws {
        let changes = try database.read {
            try DerivedSchema.pendingChanges($0, registers: registers, migrations: migrations)
        }
        let backup = changes.isEmpty ? nil : try makeBackup()
        do {
            try database.write { transaction in
                let ran = try DerivedSchema.prepare(transaction, registers: registers, migrations: migrations)
                for migration in ran { try write(migration, transaction) }
            }
        } catch DatabaseError.busy {
            throw DatabaseError.busy
        } catch {
            guard let backup else { throw error }
            throw Problem(
                "migration.failed",
                "データを新しい版（\(release)）の形に合わせられなかったため、起動をやめました。"
                    + "途中の変更は取り消したので、データは元のままです。前の版の Toride に戻せば、続けて使えます。"
                    + "更新前のバックアップは \(backup) にあります。この文を添えて配布元に連絡してください。",
                detail: Self.words(error))
        }
        if backup != nil { prune() }
    }

    /// A migration that writes rows anew is an act like any other, by nobody.
    private func write(_ migration: Migration, _ transaction: any Transaction) throws {
        guard let acts = migration.acts else { return }
        let gathering = GatheringTransaction(transaction)
        let writer = ActWriter(
            gathering, actor: nil, state: try LedgerState(transaction), shapes: ShapeTable(),
            surroundings: surroundings)
        do {
            try writer.note(
                "schema.migrate",
                .object([.init("name", .string(migration.name)), .init("step", .integer(migration.number))]))
            try acts(writer)
            try gathering.flush()
            try writer.state.save(transaction)
        } catch {
            throw MigrationFailure(migration: migration.title, cause: error)
        }
    }

    /// `backups/before-<release>-<moment>`: a copy of the file for SQLite, an archive for PostgreSQL.
    private func makeBackup() throws -> String {
        let digits = surroundings.now().textInJapan.filter(\.isNumber)
        let name = "\(backups)/before-\(release)-\(digits.prefix(8))-\(digits.dropFirst(8))"
        let ending = database.dialect == .sqlite ? ".sqlite" : ".tar"
        let names = [name] + (2...99).map { "\(name)-\($0)" }
        do {
            try DurableFile.makeFolder(backups)
            guard
                let path = names.map({ $0 + ending }).first(where: {
                    !FileManager.default.fileExists(atPath: $0)
                })
            else { throw Problem("backup.exists", name) }
            if database.dialect == .sqlite {
                try snapshot.write(database, path)
            } else {
                let identifier = try database.read {
                    try $0.text("SELECT value FROM settings WHERE name = 'organization-id'") ?? ""
                }
                _ = try Backup.write(
                    origin: "toride/" + identifier, files: EvidenceFiles(folder: folder + "/files"),
                    toFile: path
                ) { try snapshot.write(database, $0) }
            }
            return path
        } catch {
            throw Problem(
                "migration.no-backup",
                "新しい版（\(release)）の形に合わせる前のバックアップを \(backups) に作れなかったため、起動をやめました。"
                    + "データは元のままです。空き容量とフォルダーの権限を確かめてから、もう一度実行してください。",
                detail: Self.words(error))
        }
    }

    /// Keeps the newest. They are copies of what was upgraded without a fault long ago, so that a failure
    /// here is no reason to stop.
    private func prune() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: backups)) ?? []
        func moment(_ name: String) -> String {
            name.split(separator: "-").filter { $0.count >= 4 && $0.prefix(4).allSatisfy(\.isNumber) }
                .joined(separator: "-")
        }
        let ours = names.filter {
            $0.hasPrefix("before-") && ($0.hasSuffix(".sqlite") || $0.hasSuffix(".tar"))
        }
        .sorted { (moment($0), $0) < (moment($1), $1) }
        for name in ours.dropLast(Self.keptBackups) {
            try? FileManager.default.removeItem(atPath: backups + "/" + name)
        }
    }

    private var backups: String { folder + "/backups" }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let failure as MigrationFailure: "\(failure.migration)：\(words(failure.cause))"
        case let problem as Problem: problem.sentence + problem.detail
        default: "\(error)"
        }
    }
}
