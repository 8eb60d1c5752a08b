import AuditLedger
import Database
import Foundation
import Primitives
import Registers

/// One archive with everything of an organization but its signing key: the database as one SQLite file,
/// then the files.
public enum Backup {
    /// The version of the archive's form, in its first entry.
    public static let formVersion = 1

    /// Writes the archive of an organization, of either engine, while others go on working; returns what went
    /// into it.
    ///
    /// - Parameter path: a new file; it is written beside and renamed when it is complete.
    public static func write(_ store: OrganizationStore, toFile path: String) throws -> BackupSummary {
        try write(origin: store.origin, files: store.files, toFile: path) {
            try store.snapshot.write(store.database, $0)
        }
    }

    /// Copies that stay on the server when they are made there by hand; older ones go.
    public static let keptByHand = 3

    /// Writes an archive into the organization's own `backups/`, and returns its file's name and size.
    public static func keep(_ store: OrganizationStore) throws -> (name: String, bytes: Int) {
        try DurableFile.makeFolder(store.backupsFolder)
        // Identifiers go up with time, and so do the names.
        let name = "by-hand-" + store.surroundings.newIdentifier().text + ".tar"
        let summary = try write(store, toFile: store.backupsFolder + "/" + name)
        let all = try FileManager.default.contentsOfDirectory(atPath: store.backupsFolder)
        for old in all.filter({ $0.hasPrefix("by-hand-") && $0.hasSuffix(".tar") }).sorted()
            .dropLast(keptByHand)
        {
            try? FileManager.default.removeItem(atPath: store.backupsFolder + "/" + old)
        }
        return (name, summary.bytes)
    }

    /// The database is copied first, so that every file that its rows name is there to be copied afterwards.
    static func write(
        origin: String, files: EvidenceFiles, toFile path: String,
        copy: (_ snapshotPath: String) throws -> Void
    ) throws -> BackupSummary {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem("backup.exists", "同じ名前のファイルが既にあります：\(path)。別の名前を指定してください。")
        }
        let folder = path + ".making"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try DurableFile.makeFolder(folder)
        let snapshot = folder + "/toride.sqlite"
        try copy(snapshot)
        let archive = folder + "/archive.tar"
        let writer = try TarWriter(path: archive)
        let label =
            "version \(formVersion)\norigin \(origin)\n\(digestMark)\(try digest(ofFile: snapshot).hex)\n"
        try writer.add(name: "toride-backup", bytes: Array(label.utf8))
        try writer.add(name: "toride.sqlite", file: snapshot)
        let hashes = files.all()
        for hash in hashes {
            try writer.add(name: "files/\(hash.hex.prefix(2))/\(hash.hex)", file: files.path(hash))
        }
        try writer.finish()
        guard rename(archive, path) == 0 else {
            throw Problem("backup.write", "バックアップを書けません：\(path)。場所と権限を確かめてください。")
        }
        try DurableFile.syncFolder(of: path)
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        return BackupSummary(files: hashes.count, bytes: bytes)
    }

    /// Unpacks an archive into a new folder and returns the path of its SQLite file.
    ///
    /// - Throws: `Problem` `backup.not-empty` where the folder holds anything, `backup.damaged`,
    ///   `backup.version`.
    public static func unpack(_ path: String, into folder: String) throws -> String {
        let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard present.isEmpty else {
            throw Problem("backup.not-empty", "戻す先のフォルダーが空ではありません：\(folder)。新しいフォルダーを指定してください。")
        }
        try DurableFile.makeFolder(folder)
        do {
            let names = try TarReader.extract(path: path, into: folder)
            guard names.first == "toride-backup", names.contains("toride.sqlite") else {
                throw TarArchive.damaged
            }
            let label = String(decoding: try DurableFile.read(folder + "/toride-backup"), as: UTF8.self)
            guard label.hasPrefix("version \(formVersion)\n") else {
                throw Problem("backup.version", "新しい版の Toride が作ったバックアップです。ソフトウェアを更新してください。")
            }
            // An archive of the first release has no digest: of it the ledger alone tells what was damaged.
            let told = label.split(separator: "\n").first { $0.hasPrefix(digestMark) }
            if let told,
                told.dropFirst(digestMark.count) != (try digest(ofFile: folder + "/toride.sqlite").hex)
            {
                throw TarArchive.damaged
            }
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try FileManager.default.removeItem(atPath: folder + "/toride-backup")
        return folder + "/toride.sqlite"
    }

    private static let digestMark = "sha256 "

    /// Read in parts: a database may be larger than memory.
    private static func digest(ofFile path: String) throws -> Digest32 {
        guard let source = FileHandle(forReadingAtPath: path) else {
            throw Problem("backup.read", "ファイルを読めません：\(path)")
        }
        defer { try? source.close() }
        return try Digest32.sha256(parts: { try source.read(upToCount: 1 << 20).map { [UInt8]($0) } })
    }

    /// The evidence and the adopted texts whose file is missing or changed, as titles with the reason; empty
    /// where all is well.
    public static func missingFiles(_ store: OrganizationStore) throws -> [String] {
        try store.database.read { try missingFiles($0, store.files) }
    }

    /// The same on a connection, with the files of another folder.
    static func missingFiles(_ connection: any Connection, _ files: EvidenceFiles) throws -> [String] {
        try [Evidence.register.definition, PolicyRevision.register.definition].flatMap {
            register -> [String] in
            let rows = try connection.rows(
                """
                SELECT title, file_hash FROM \(name: register.table)
                WHERE to_seq IS NULL AND file_hash IS NOT NULL ORDER BY title, id
                """
            ) { ($0.text(0), $0.text(1)) }
            return rows.compactMap { title, hash -> String? in
                do {
                    _ = try files.read(try Digest32(hex: hash))
                    return nil
                } catch {
                    return title + "：" + ((error as? Problem)?.sentence ?? "指紋が読めません。")
                }
            }
        }
    }
}

/// What a backup holds.
public struct BackupSummary: Sendable {
    /// Evidence files.
    public let files: Int
    /// The archive's size.
    public let bytes: Int
}
