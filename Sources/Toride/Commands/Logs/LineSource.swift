import Glibc
import Primitives

/// Reads a file, or standard input for `-`, line by line without holding it whole.
enum LineSource {
    /// A longer line is given in pieces; no event is so long.
    private static let longestLine = 64 << 20

    static func forEachLine(
        of path: String, _ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Void
    ) throws {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
        guard descriptor >= 0 else {
            throw Problem("logs.unreadable", "ログのファイルを開けません：\(path)。場所と読む権限を確かめてください。")
        }
        defer { if path != "-" { close(descriptor) } }
        var capacity = 1 << 20
        var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        var end = 0
        var number = 0
        while true {
            let count = read(descriptor, buffer + end, capacity - end)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Problem("logs.unreadable", "ログのファイルを読めません：\(path)。") }
            end += count
            var start = 0
            while start < end {
                var length = end - start
                if let newline = memchr(buffer + start, 0x0A, length) {
                    length = UnsafeRawPointer(newline) - UnsafeRawPointer(buffer + start)
                } else if count > 0, length < longestLine {
                    break
                }
                number += 1
                if length > 0 { try body(UnsafeBufferPointer(start: buffer + start, count: length), number) }
                start += length + 1
            }
            start = min(start, end)
            memmove(buffer, buffer + start, end - start)
            end -= start
            if count == 0 { return }
            if end == capacity {
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
                memcpy(larger, buffer, end)
                buffer.deallocate()
                buffer = larger
                capacity *= 2
            }
        }
    }
}
