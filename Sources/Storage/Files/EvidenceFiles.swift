import AuditLedger
import Foundation
import Primitives

/// The files of an organization, each stored under the SHA-256 of its bytes and checked when it is read.
public struct EvidenceFiles: Sendable {
    /// The folder that holds them.
    public let folder: String
    /// The largest file that is taken, in bytes.
    public static let byteLimit = 50 * 1024 * 1024

    /// The files in a folder; it is made when the first one is stored.
    public init(folder: String) { self.folder = folder }

    /// Stores the bytes and returns their hash; the same bytes twice are stored once.
    ///
    /// - Throws: `Problem` `file.too-large`, `file.write`.
    public func store(_ bytes: [UInt8]) throws -> Digest32 {
        guard bytes.count <= Self.byteLimit else {
            throw Problem("file.too-large", "ファイルが大きすぎます（50 MB まで）。分けるか、小さくしてから選んでください。")
        }
        let hash = Digest32.sha256(bytes)
        let path = path(hash)
        if FileManager.default.fileExists(atPath: path), (try? read(hash)) != nil { return hash }
        try DurableFile.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        try DurableFile.write(bytes, toPath: path)
        return hash
    }

    /// The bytes with this hash.
    ///
    /// - Throws: `Problem` `file.missing`, or `file.changed` where the bytes no longer have the hash.
    public func read(_ hash: Digest32) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path(hash)) else {
            throw Problem("file.missing", "証拠のファイルが見つかりません。バックアップから戻してください。", detail: hash.hex)
        }
        let bytes = [UInt8](data)
        guard Digest32.sha256(bytes) == hash else {
            throw Problem(
                "file.changed", "証拠のファイルが保存した時と違っています。バックアップから戻し、監査人に知らせてください。",
                detail: hash.hex)
        }
        return bytes
    }

    /// Removes the file with this hash, where it is there.
    ///
    /// - Throws: `Problem` `file.remove` where it cannot be removed.
    public func remove(_ hash: Digest32) throws {
        guard FileManager.default.fileExists(atPath: path(hash)) else { return }
        do {
            try FileManager.default.removeItem(atPath: path(hash))
        } catch {
            throw Problem(
                "file.remove", "証拠のファイルを消せません。フォルダーの権限を確かめてください。", detail: "\(hash.hex): \(error)")
        }
    }

    /// The hashes of all stored files, in order.
    public func all() -> [Digest32] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.compactMap { name in
            try? Digest32(hex: String(name.split(separator: "/").last ?? ""))
        }.sorted { $0.hex < $1.hex }
    }

    /// Where the bytes with this hash lie.
    public func path(_ hash: Digest32) -> String { folder + "/" + hash.hex.prefix(2) + "/" + hash.hex }
}
