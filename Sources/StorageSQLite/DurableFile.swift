import Glibc

/// Why a file could not be made or kept.
enum FileFailure: Error {
    case exists(String)
    case refused(String)

    /// For the operator's log.
    var words: String {
        switch self {
        case .exists(let path): "the file \(path) is there already"
        case .refused(let words): words
        }
    }
}

/// Files that are there, whole, after a power cut.
enum DurableFile {
    /// Creates an empty file that its owner alone may read and write (0600).
    static func create(at path: String) throws(FileFailure) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file < 0 { throw errno == EEXIST ? .exists(path) : lastFailure(path) }
        _ = Glibc.close(file)
    }

    /// The first bytes of a file; fewer where it is shorter.
    static func beginning(of path: String, byteCount: Int) throws(FileFailure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 { throw lastFailure(path) }
        defer { _ = Glibc.close(file) }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, byteCount) }
        if count < 0 { throw lastFailure(path) }
        return Array(bytes.prefix(count))
    }

    /// Waits until a file or a folder is on the disk.
    static func synchronize(_ path: String) throws(FileFailure) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 { throw lastFailure(path) }
        defer { _ = Glibc.close(file) }
        if fsync(file) != 0 { throw lastFailure(path) }
    }

    /// Gives a finished file its name, never over another file, and waits until the folder knows it.
    static func rename(_ path: String, to destination: String) throws(FileFailure) {
        // link + unlink, because rename(2) would replace a file that came to stand there meanwhile.
        if link(path, destination) != 0 {
            throw errno == EEXIST ? .exists(destination) : lastFailure(destination)
        }
        if unlink(path) != 0 { throw lastFailure(path) }
        let folder = destination.lastIndex(of: "/").map { String(destination[...$0]) } ?? "."
        try synchronize(folder)
    }

    private static func lastFailure(_ path: String) -> FileFailure {
        .refused("\(path): \(String(cString: strerror(errno)))")
    }
}
