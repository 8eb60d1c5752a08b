import Foundation
import Glibc
import Primitives
import Synchronization

/// Files that are there after a power failure, or not at all: write, fsync, rename, fsync of the folder.
public enum DurableFile {
    /// Writes the bytes to a new name beside the path, makes them durable and renames; replaces what was
    /// there.
    ///
    /// - Throws: `Problem` `file.write` with the reason in Japanese.
    public static func write(_ bytes: [UInt8], toPath path: String, mode: mode_t = 0o600) throws {
        // A name of its own: two who write the same file at once would cut off each other's bytes.
        let temporary = path + ".\(getpid())-\(writes.wrappingAdd(1, ordering: .relaxed).newValue).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("開けません", path) }
        var isFinished = false
        defer {
            close(descriptor)
            if !isFinished { unlink(temporary) }
        }
        var offset = 0
        while offset < bytes.count {
            let written = bytes[offset...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw failure("書き込めません", path)
            }
            offset += written
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure("書き込めません", path) }
        isFinished = true
        try syncFolder(of: path)
    }

    /// All bytes of a file.
    ///
    /// - Throws: `Problem` `file.read`.
    public static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem("file.read", "ファイルを読めません：\(path)。場所と権限を確かめてください。")
        }
        return [UInt8](data)
    }

    /// Makes a rename or a removal in the file's folder durable.
    public static func syncFolder(of path: String) throws {
        var folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if folder.isEmpty, path.hasPrefix("/") { folder = "/" }
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("フォルダーを開けません", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("フォルダーを保存できません", path) }
    }

    /// Makes a folder that only its owner may enter, with those above it, and makes their names durable: a
    /// file in a folder that a power cut takes away is gone with it. No error where it is there already.
    public static func makeFolder(_ path: String) throws {
        guard !path.isEmpty, !isFolder(path) else { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        guard mkdir(path, 0o700) == 0 || (errno == EEXIST && isFolder(path)) else {
            throw Problem(
                "file.folder", "フォルダーを作れません：\(path)。場所と権限を確かめてください。",
                detail: String(cString: strerror(errno)))
        }
        try syncFolder(of: path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static let writes = Atomic(0)

    private static func failure(_ what: String, _ path: String) -> Problem {
        let reason = String(cString: strerror(errno))
        return Problem("file.write", "\(what)：\(path)（\(reason)）。空き容量と権限を確かめてください。", detail: reason)
    }
}
