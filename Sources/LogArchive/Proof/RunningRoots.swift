import AuditLedger
import Glibc
import Primitives

/// Roots of a segment while it grows, once a minute, in a file beside it: what was received more than a
/// minute ago cannot be changed without a trace in whatever has a copy of the line.
public enum RunningRoots {
    struct Mark: Hashable {
        var blocks: Int
        var root: String
    }

    static let ending = ".roots"

    /// Adds a line `2026-11-30T12:34:00.000000Z 17 <root>` (blocks so far) and makes it durable.
    public static func note(_ writer: SegmentWriter, at moment: Instant, in folder: String)
        throws(LogArchiveError)
    {
        let path = folder + "/" + writer.name.path + ending
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .now(path) }
        defer { close(descriptor) }
        let line = Array("\(moment.iso) \(writer.frontier.size - 1) \(writer.frontier.root.hex)\n".utf8)
        let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count, fdatasync(descriptor) == 0 else { throw .now(path) }
    }

    /// The lines that can be read; a torn last line is none.
    static func marks(_ name: SegmentName, in folder: String) -> [Mark] {
        guard let file = try? MappedFile(folder + "/" + name.path + ending) else { return [] }
        return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 3, let blocks = Int(parts[1]), parts[2].utf8.count == 64 else { return nil }
            return Mark(blocks: blocks, root: String(parts[2]))
        }
    }
}
