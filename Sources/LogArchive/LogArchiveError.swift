/// What the archive refuses or finds.
public enum LogArchiveError: Error, Hashable, Sendable {
    /// The system would not: which file, and why.
    case system(path: String, reason: String)
    /// No room on the disk. What was given is not written, and can be given again.
    case noRoom(path: String)
    /// Another program writes this segment.
    case inUse(path: String)
    /// A file that is no segment, or holds something else than it was sealed with.
    case damaged(path: String, reason: String)

    /// Stable; for programs.
    public var code: String {
        switch self {
        case .system: "log-archive.system"
        case .noRoom: "log-archive.no-room"
        case .inUse: "log-archive.in-use"
        case .damaged: "log-archive.damaged"
        }
    }

    public var path: String {
        switch self {
        case .system(let path, _), .noRoom(let path), .inUse(let path), .damaged(let path, _): path
        }
    }
}
