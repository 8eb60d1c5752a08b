import Glibc
import Primitives

/// The bytes of one log file or of standard input, in pieces; unpacked where the file is gzip or zstd.
///
/// Which of them it is, its first bytes say, not its name. Memory is bounded: a piece is as large as the
/// caller's room, and what unpacking needs beside it is at most 128 MiB (zstd's largest window).
public final class LogFile {
    public let path: String
    /// When the file was last changed; nil for what is no file.
    public let lastChange: Instant?
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private var head: [UInt8] = []
    private var unpacking: (any Unpacking)?
    private var hasBegun = false

    /// Standard input for `-`.
    public init(_ path: String) throws(LogFileError) {
        self.path = path
        ownsDescriptor = path != "-"
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: LogFile.reason()) }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        lastChange =
            isFile
            ? Instant(
                microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
            : nil
    }

    deinit { if ownsDescriptor { close(descriptor) } }

    /// Writes the next bytes into the room; 0 at the end.
    ///
    /// - Throws: `cannotRead`, or `damaged` where packed bytes cannot be unpacked. What was readable before
    ///   the
    ///   damage has been given.
    public func read(into room: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int {
        guard !room.isEmpty else { return 0 }
        if !hasBegun { try begin() }
        if let unpacking {
            return try unpacking.read(into: room) { more throws(LogFileError) in try self.raw(more) }
        }
        return try raw(room)
    }

    private func begin() throws(LogFileError) {
        hasBegun = true
        var first = [UInt8](repeating: 0, count: 4)
        var count = 0
        while count < 4 {
            let got = try received(&first, from: count)
            if got == 0 { break }
            count += got
        }
        head = Array(first[..<count])
        if head.starts(with: [0x1F, 0x8B]) {
            unpacking = try GzipUnpacking(path)
        } else if head == [0x28, 0xB5, 0x2F, 0xFD] {
            unpacking = try ZstdUnpacking(path)
        }
    }

    private func received(_ bytes: inout [UInt8], from: Int) throws(LogFileError) -> Int {
        var result = 0
        var problem: LogFileError?
        bytes.withUnsafeMutableBytes { buffer in
            do throws(LogFileError) {
                result = try system(UnsafeMutableRawBufferPointer(rebasing: buffer[from...]))
            } catch {
                problem = error
            }
        }
        if let problem { throw problem }
        return result
    }

    /// The file's own bytes; those that were looked at in the beginning first.
    private func raw(_ room: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int {
        guard head.isEmpty else {
            let count = min(head.count, room.count)
            room.copyBytes(from: head.prefix(count))
            head.removeFirst(count)
            return count
        }
        return try system(room)
    }

    private func system(_ room: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int {
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            if errno != EINTR { throw .cannotRead(path: path, reason: LogFile.reason()) }
        }
    }

    static func reason() -> String { String(cString: strerror(errno)) }
}

/// What can go wrong with a file of logs.
public enum LogFileError: Error, Sendable, Equatable {
    case cannotOpen(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    /// Packed bytes that cannot be unpacked: cut short, or changed.
    case damaged(path: String, reason: String)

    /// Stable; for programs.
    public var code: String {
        switch self {
        case .cannotOpen: "log-file.cannot-open"
        case .cannotRead: "log-file.cannot-read"
        case .damaged: "log-file.damaged"
        }
    }
}
