import Foundation
import Glibc
import Primitives

/// Files that are there after a power failure, or not at all: write, fsync, rename, fsync of the folder.
public enum DurableFile {
    /// Writes the bytes to a new name beside the path, makes them durable and renames; replaces what was
    /// there.
    ///
    /// - Throws: `Problem` `file.write` with the reason in Japanese.
    public static func write(_ bytes: [UInt8], toPath path: String, mode: mode_t = 0o600) throws {
        let temporary = path + ".part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("開けません", path) }
        defer { close(descriptor) }
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
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("フォルダーを開けません", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("フォルダーを保存できません", path) }
    }

    /// Makes a folder that only its owner may enter; no error where it is there already.
    public static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem("file.folder", "フォルダーを作れません：\(path)。場所と権限を確かめてください。", detail: "\(error)")
        }
    }

    private static func failure(_ what: String, _ path: String) -> Problem {
        let reason = String(cString: strerror(errno))
        return Problem("file.write", "\(what)：\(path)（\(reason)）。空き容量と権限を確かめてください。", detail: reason)
    }
}
