import AuditLedger
import Glibc
import Primitives

/// The open segment of one source: plain, appended to, durable when `sync` returns.
///
/// Each block is followed by its leaf, so that a write that a power cut tore is known from a whole one. Not
/// for two threads at once; a lock on the file keeps other programs away.
public final class SegmentWriter {
    public let name: SegmentName
    /// The tree over the headline and the blocks so far.
    public private(set) var frontier: MerkleFrontier
    public private(set) var length: Int
    public private(set) var recordCount = 0
    private var descriptor: Int32
    private let path: String

    /// Begins a segment; its name is durable when this returns.
    ///
    /// - Throws: `LogArchiveError`, also where there is a segment of this name.
    public init(beginning name: SegmentName, in folder: String) throws(LogArchiveError) {
        self.name = name
        path = folder + "/" + name.path + SegmentFiles.open
        try SegmentFiles.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .now(path) }
        (frontier, length) = (MerkleFrontier(), 0)
        try lock()
        _ = frontier.append(MerkleHash.leaf(name.headline))
        try write([name.headline])
        try sync()
        try SegmentFiles.syncFolder(of: path)
    }

    /// Goes on with a segment that another run left open. What is torn at its end is cut off and kept beside
    /// it.
    ///
    /// - Throws: `LogArchiveError`: `inUse` where another program writes it, `damaged` where it is no
    ///   segment.
    public init(continuing name: SegmentName, in folder: String) throws(LogArchiveError) {
        self.name = name
        path = folder + "/" + name.path + SegmentFiles.open
        descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw .now(path) }
        (frontier, length) = (MerkleFrontier(), 0)
        try lock()
        let found = try OpenSegment(name, in: folder)
        guard found.hasHeadline else { throw .damaged(path: path, reason: "no headline") }
        frontier = found.frontier
        length = found.soundLength
        recordCount = found.recordCount
        if found.tornLength > 0 {
            try SegmentFiles.writeDurably(found.tornBytes, to: path + ".torn-\(length)")
            guard ftruncate(descriptor, off_t(length)) == 0, fsync(descriptor) == 0 else { throw .now(path) }
        }
    }

    deinit { close() }

    /// Lets the segment go; nothing can be appended any more.
    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Writes a block; it is durable after `sync`.
    ///
    /// - Throws: `LogArchiveError`; then nothing of the block stays.
    public func append(_ block: LogBlock) throws(LogArchiveError) {
        let leaf = block.leaf
        try write([block.bytes, leaf.bytes])
        _ = frontier.append(leaf)
        recordCount += block.recordCount
    }

    /// Makes everything durable that was appended.
    public func sync() throws(LogArchiveError) {
        guard fdatasync(descriptor) == 0 else { throw .now(path) }
    }

    private func lock() throws(LogArchiveError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: path) }
    }

    private func write(_ parts: [[UInt8]]) throws(LogArchiveError) {
        let before = length
        for part in parts {
            var offset = 0
            while offset < part.count {
                let count = part[offset...].withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let problem = count < 0 ? LogArchiveError.now(path) : .noRoom(path: path)
                    // Half a block would look like one that a power cut tore.
                    _ = ftruncate(descriptor, off_t(before))
                    length = before
                    throw problem
                }
                offset += count
                length += count
            }
        }
    }
}
