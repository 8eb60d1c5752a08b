import Glibc

/// The bytes of a file, mapped for reading as long as this lives.
public final class MappedFile: @unchecked Sendable {
    public let bytes: UnsafeRawBufferPointer
    public let path: String

    /// - Throws: `LogArchiveError.system`.
    public init(_ path: String) throws(LogArchiveError) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .now(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .now(path) }
        guard status.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let place = mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0)
        guard let place, place != MAP_FAILED else { throw .now(path) }
        bytes = UnsafeRawBufferPointer(start: place, count: Int(status.st_size))
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}

extension LogArchiveError {
    /// The error that the system has just reported.
    static func now(_ path: String) -> LogArchiveError {
        errno == ENOSPC || errno == EDQUOT
            ? .noRoom(path: path) : .system(path: path, reason: String(cString: strerror(errno)))
    }
}
