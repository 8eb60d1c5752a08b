import Foundation
import Glibc

/// Names and durable writing of the archive's files.
enum SegmentFiles {
    static let open = ".open"
    static let sealed = ".seg"
    static let columns = ".col"

    /// Writes a file under another name, makes it durable, and renames it.
    static func writeDurably(_ bytes: [UInt8], to path: String) throws(LogArchiveError) {
        let temporary = path + ".\(getpid()).part"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .now(temporary) }
        var offset = 0
        var isWritten = true
        while isWritten, offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            offset += max(0, count)
        }
        isWritten = isWritten && fsync(descriptor) == 0 && rename(temporary, path) == 0
        let problem = LogArchiveError.now(path)
        close(descriptor)
        guard isWritten else {
            unlink(temporary)
            throw problem
        }
        try syncFolder(of: path)
    }

    static func makeFolder(_ path: String) throws(LogArchiveError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .now(path) }
        try syncFolder(of: path)
    }

    /// Makes names in the file's folder durable.
    static func syncFolder(of path: String) throws(LogArchiveError) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let descriptor = Glibc.open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .now(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .now(path) }
    }

    /// Removes a file; no error where there is none.
    static func remove(_ path: String) throws(LogArchiveError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .now(path) }
        try syncFolder(of: path)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
