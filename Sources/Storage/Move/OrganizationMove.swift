import AuditLedger
import Database
import Foundation
import Primitives

/// Takes an organization to another folder and database, of either engine, with everything: rows of all
/// versions, ledger, checkpoints, accounts, settings, files and the signing key.
///
/// All or nothing: the target opens only when it is whole, was verified, and the source has been marked as
/// gone; whenever it is stopped, the same move can be run again, and never may both be written.
public struct OrganizationMove {
    private let source: OrganizationStore
    private let target: any DatabaseDriver
    private let targetFolder: String
    private let places: (source: String, target: String)
    private let progress: (Step) -> Void

    /// How far a move has come.
    public enum Step: Sendable {
        /// Entries of the ledger that were verified, of so many.
        case verified(Int, Int)
        /// Rows that were copied.
        case copied(Int)
    }

    /// A move that has not begun.
    ///
    /// - Parameters:
    ///   - target: a database without tables, or with what a move that was stopped has left.
    ///   - targetFolder: prepared by `prepareFolder`.
    ///   - places: what each side is called on the other; for people, without a password.
    public init(
        of source: OrganizationStore, to target: any DatabaseDriver, folder targetFolder: String,
        places: (source: String, target: String), progress: @escaping (Step) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.targetFolder = targetFolder
        self.places = places
        self.progress = progress
    }

    // MARK: The folder

    /// Makes the target's folder, empty but for a note of whose it is going to be; what an earlier move of
    /// the same organization has left there stays.
    ///
    /// - Throws: `Problem` `move.not-empty` where the folder holds anything else, `organization.moved` where
    ///   the
    ///   source has gone already and this is not the end of that move.
    public static func prepareFolder(_ folder: String, for source: OrganizationStore) throws {
        let note = folder + "/" + noteName
        let written = FileManager.default.contents(atPath: note) ?? Data()
        if String(decoding: written, as: UTF8.self) == source.identifier + "\n" { return }
        if let mark = try source.database.read(MoveMark.read) { throw mark.problem }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // Stopped while the note was written, there is nothing but its first half.
        guard present.allSatisfy({ $0.hasPrefix(noteName + ".") && $0.hasSuffix(".part") }) else {
            throw Problem(
                "move.not-empty", "移す先のフォルダーが空ではありません：\(folder)。新しいフォルダーを指定してください。")
        }
        try DurableFile.makeFolder(folder)
        try DurableFile.write(Array((source.identifier + "\n").utf8), toPath: note)
    }

    /// Whether an organization was on its way here when a move was stopped, and nothing of it is there: to
    /// make a new one in its place would be no help.
    static func isExpected(_ folder: String, _ database: any DatabaseDriver) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder + "/" + noteName) else { return false }
        return try database.read { try StoredTable.names($0).isEmpty }
    }

    /// Takes the folder away again where nothing but the note has come into it.
    public static func leaveFolder(_ folder: String) {
        let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if present == [noteName] { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Stands in a folder until it holds the whole organization.
    private static let noteName = "moving"

    // MARK: The move

    /// Moves; blocks all writes of the source meanwhile.
    ///
    /// - Throws: `Problem` `move.not-empty`, `move.source-unsound`, `move.differs`; then the source is as it
    ///   was.
    public func run() throws -> MovedOrganization {
        if let mark = try source.database.read(MoveMark.read) { return try finish(mark) }
        try clearTarget()
        let missing = try Backup.missingFiles(source)
        guard missing.isEmpty else { throw Self.unsound(missing.joined(separator: "、")) }
        if try source.mayBeSigned() { try source.writeCheckpoint() }
        // Most of the files come before anybody has to wait.
        try copyFiles()
        let move = source.surroundings.newIdentifier().text
        let moved = try source.database.write { transaction in
            let before = try verify(transaction)
            guard before.holds else {
                throw Self.unsound(before.findings.map(\.sentence).joined(separator: "、"))
            }
            let rows = try copyRows(transaction, move)
            try copyFiles()
            let (root, size) = try requireSame(as: transaction)
            try MoveMark(
                kind: .gone, move: move, at: source.surroundings.now(), place: places.target
            ).write(transaction)
            return MovedOrganization(
                rows: rows, files: source.files.all().count, entries: size, root: root)
        }
        try open()
        return moved
    }

    /// Takes away what there is at the target and closes it, unless the source has been marked as gone, or
    /// may have been: then only the end is missing, and the same move makes it.
    public func giveUp() {
        defer { try? target.close() }
        do {
            guard try source.database.read(MoveMark.read) == nil else { return }
            try clearTarget()
            try target.close()
            try FileManager.default.removeItem(atPath: targetFolder)
        } catch {
            // Somebody else's data was in the way: of ours there is the note, and nothing more.
            Self.leaveFolder(targetFolder)
        }
    }

    /// A move that was stopped when everything was there: the target becomes the organization.
    private func finish(_ mark: MoveMark) throws -> MovedOrganization {
        let there = try target.read(MoveMark.read)
        guard mark.kind == .gone, there?.kind == .arriving, there?.move == mark.move else {
            throw mark.problem
        }
        let (root, size) = try source.database.read { try requireSame(as: $0) }
        try open()
        return MovedOrganization(rows: 0, files: source.files.all().count, entries: size, root: root)
    }

    private func open() throws {
        try target.write { try MoveMark.remove($0) }
        try? FileManager.default.removeItem(atPath: targetFolder + "/" + Self.noteName)
    }

    /// What an earlier move of the same organization has left goes; anything else stays and is in the way.
    private func clearTarget() throws {
        try target.write { transaction in
            let tables = try StoredTable.names(transaction)
            guard !tables.isEmpty else { return }
            let owner =
                try tables.contains("settings")
                ? transaction.text("SELECT value FROM settings WHERE name = 'organization-id'") : nil
            guard owner == source.identifier, try MoveMark.read(transaction)?.kind == .arriving else {
                throw Problem(
                    "move.not-empty", "移す先のデータベースに既にデータがあります：\(places.target)。空の場所を指定してください。")
            }
            for table in tables.sorted() { try transaction.execute("DROP TABLE \(name: table)") }
        }
    }

    private func copyRows(_ transaction: any Transaction, _ move: String) throws -> Int {
        let tables = try StoredTable.all(transaction)
        return try target.write { copy in
            let rows = try TableCopy.copy(tables, from: transaction, to: copy) { progress(.copied($0)) }
            for table in tables {
                guard try TableDigest.of(table, transaction) == TableDigest.of(table, copy) else {
                    throw Self.differs(table.name)
                }
            }
            // In the same transaction: whenever there is a row, there is the mark that nobody opens it.
            try MoveMark(
                kind: .arriving, move: move, at: source.surroundings.now(), place: places.source
            ).write(copy)
            return rows
        }
    }

    /// Holds the target's ledger against the source's; both were recomputed from their rows.
    private func requireSame(as transaction: any Connection) throws -> (root: Digest32, size: Int) {
        let ledger = LedgerReader(transaction)
        let (root, size) = (try ledger.root, try ledger.size)
        try target.read { copy in
            let report = try verify(copy)
            guard report.holds else {
                throw Self.differs(report.findings.map(\.sentence).joined(separator: "、"))
            }
            let there = LedgerReader(copy)
            guard try there.size == size, try there.root == root, report.entryCount == size else {
                throw Self.differs("ledger")
            }
            let missing = try Backup.missingFiles(copy, targetFiles)
            guard missing.isEmpty else { throw Self.differs(missing.joined(separator: "、")) }
        }
        return (root, size)
    }

    private func verify(_ connection: any Connection) throws -> LedgerReport {
        try StoredVerification(connection, registers: source.registers, origin: source.origin)
            .report { progress(.verified($0, $1)) }
    }

    private var targetFiles: EvidenceFiles { EvidenceFiles(folder: targetFolder + "/files") }

    /// Files that are not there yet, of which one is in memory at a time, and the keys.
    private func copyFiles() throws {
        for hash in source.files.all()
        where !FileManager.default.fileExists(atPath: targetFiles.path(hash)) {
            _ = try targetFiles.store(try source.files.read(hash))
        }
        try DurableFile.makeFolder(targetFolder + "/keys")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: source.keysFolder)) ?? [] {
            try DurableFile.write(
                try DurableFile.read(source.keysFolder + "/" + name), toPath: targetFolder + "/keys/" + name)
        }
    }

    private static func unsound(_ detail: String) -> Problem {
        Problem(
            "move.source-unsound", "移す元に問題があるため、移しませんでした。toride doctor で確かめて、直してから移してください。",
            detail: detail)
    }

    private static func differs(_ detail: String) -> Problem {
        Problem(
            "move.differs", "移した先が元と同じになりませんでした。移す元はそのままです。この文を添えて配布元に連絡してください。",
            detail: detail)
    }
}

/// What a move has taken along.
public struct MovedOrganization: Sendable {
    /// Rows of all tables; 0 where the move before had copied them.
    public let rows: Int
    /// Evidence and adopted texts.
    public let files: Int
    /// Entries of the ledger, recomputed on both sides.
    public let entries: Int
    /// The root of the ledger, the same on both sides.
    public let root: Digest32
}

extension OrganizationStore {
    /// Takes an organization that has moved back into use here, because the place that it moved to is given
    /// up; the ledger says so.
    ///
    /// - Throws: `Problem` `move.not-gone` where it has not moved.
    public func reopenAfterMove() throws {
        try database.write { transaction in
            guard let mark = try MoveMark.read(transaction), mark.kind == .gone else {
                throw Problem("move.not-gone", "この団体は移っていません。そのまま使えます。")
            }
            try MoveMark.remove(transaction)
            let gathering = GatheringTransaction(transaction)
            let writer = ActWriter(
                gathering, actor: nil, state: try LedgerState(transaction), shapes: ShapeTable(),
                surroundings: surroundings)
            try writer.note("organization.reopen", .object([.init("move", .string(mark.move))]))
            try gathering.flush()
            try writer.state.save(transaction)
        }
    }
}
