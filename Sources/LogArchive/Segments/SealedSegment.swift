import AuditLedger
import Foundation

/// What a sealed segment says of itself. It stands at the end of the file, as JSON.
public struct SealStatement: Codable, Hashable, Sendable {
    public var source: String
    /// `2026-11-30T12`, UTC.
    public var hour: String
    public var serial: Int
    /// Blocks; leaf 0 of the tree is the headline, leaf n + 1 is block n.
    public var blocks: Int
    public var records: Int
    /// Bytes of the payloads: lines with one line feed each.
    public var bytes: Int
    public var dropped: Int
    /// First and last receipt, microseconds since 1970; 0 where there is no record.
    public var first: Int64
    public var last: Int64
    /// RFC 9162 root, 64 hexadecimal digits.
    public var root: String
    var frames: [Frame]

    struct Frame: Codable, Hashable, Sendable {
        var offset: Int
        var packed: Int
        var length: Int
        var firstBlock: Int
        var blocks: Int
    }
}

/// A sealed segment: the same blocks, packed with zstd.
public final class SealedSegment: Sendable {
    public let name: SegmentName
    public let statement: SealStatement
    private let file: MappedFile

    private static let mark = Array("TRSEAL1\n".utf8)
    /// Blocks are packed together up to this many bytes: a question unpacks at least one frame.
    private static let frameLength = 1 << 19

    /// - Throws: `LogArchiveError.damaged` where it is no sealed segment of this name.
    public init(_ name: SegmentName, in folder: String) throws(LogArchiveError) {
        self.name = name
        file = try MappedFile(folder + "/" + name.path + SegmentFiles.sealed)
        let (bytes, mark) = (file.bytes, Self.mark)
        let problem = LogArchiveError.damaged(path: file.path, reason: "no seal")
        guard bytes.count >= 2 * mark.count + 8, bytes[..<mark.count].elementsEqual(mark),
            bytes[(bytes.count - mark.count)...].elementsEqual(mark)
        else { throw problem }
        let end = bytes.count - mark.count - 8
        let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        guard length <= end - mark.count,
            let statement = try? JSONDecoder().decode(
                SealStatement.self, from: Data(bytes[(end - Int(length))..<end]))
        else { throw problem }
        guard statement.source == name.source, statement.hour == name.hourText,
            statement.serial == name.serial,
            statement.frames.allSatisfy({ frame in
                frame.offset >= 0 && frame.packed >= 0 && frame.offset <= end
                    && frame.packed <= end - frame.offset
                    && frame.blocks >= 0 && frame.firstBlock >= 0
            })
        else { throw .damaged(path: file.path, reason: "another seal") }
        self.statement = statement
    }

    public var blockCount: Int { statement.blocks }

    /// The blocks of the frame that holds a block, with the first one's number.
    public func frame(holding block: Int) throws(LogArchiveError) -> (first: Int, blocks: [LogBlock]) {
        guard let frame = statement.frames.last(where: { $0.firstBlock <= block }) else {
            throw .damaged(path: file.path, reason: "block \(block)")
        }
        return (frame.firstBlock, try blocks(of: frame))
    }

    /// Every block in order; the body returns false to stop.
    public func forEachBlock(_ body: (Int, LogBlock) -> Bool) throws(LogArchiveError) {
        for frame in statement.frames {
            for (offset, block) in try blocks(of: frame).enumerated() {
                guard body(frame.firstBlock + offset, block) else { return }
            }
        }
    }

    private func blocks(of frame: SealStatement.Frame) throws(LogArchiveError) -> [LogBlock] {
        let packed = UnsafeRawBufferPointer(rebasing: file.bytes[frame.offset..<frame.offset + frame.packed])
        guard let bytes = Unpacker()?.unpack(packed, length: frame.length) else {
            throw .damaged(path: file.path, reason: "block \(frame.firstBlock)")
        }
        var found: [LogBlock] = []
        found.reserveCapacity(frame.blocks)
        let isWhole = bytes.withUnsafeBytes { bytes in
            var place = 0
            while place < bytes.count, let block = LogBlock(bytes, at: place) {
                found.append(block)
                place += block.bytes.count
            }
            return place == bytes.count
        }
        guard isWhole, found.count == frame.blocks else {
            throw .damaged(path: file.path, reason: "block \(frame.firstBlock + found.count)")
        }
        return found
    }

    /// The root over what the file holds now, whatever it says of itself.
    public func recomputedRoot() throws(LogArchiveError) -> Digest32 {
        var frontier = MerkleFrontier()
        _ = frontier.append(MerkleHash.leaf(name.headline))
        try forEachBlock { _, block in
            _ = frontier.append(block.leaf)
            return true
        }
        return frontier.root
    }
}

extension SealedSegment {
    /// Packs an open segment and makes the sealed one durable. The open one stays; the caller removes it.
    ///
    /// - Throws: `LogArchiveError`, also where there is a torn end: that is cut off first, when the segment
    ///   is
    ///   opened for writing.
    static func seal(_ open: OpenSegment, in folder: String) throws(LogArchiveError) -> SealStatement {
        let path = folder + "/" + open.name.path + SegmentFiles.sealed
        guard open.tornLength == 0, open.hasHeadline, let packer = Packer() else {
            throw .damaged(path: path, reason: "torn end")
        }
        var statement = SealStatement(
            source: open.name.source, hour: open.name.hourText, serial: open.name.serial,
            blocks: open.blockCount,
            records: open.recordCount, bytes: 0, dropped: 0, first: 0, last: 0, root: open.frontier.root.hex,
            frames: [])
        var out = mark
        var (gathered, firstBlock): ([UInt8], Int) = ([], 0)
        for number in 0..<open.blockCount {
            let block = try open.block(number)
            if statement.first == 0 { statement.first = block.firstReceipt }
            statement.last = max(statement.last, block.lastReceipt)
            statement.bytes += block.payload.count
            statement.dropped += block.dropped
            gathered += block.bytes
            guard gathered.count >= frameLength || number == open.blockCount - 1 else { continue }
            let packed = packer.pack(gathered)
            statement.frames.append(
                .init(
                    offset: out.count, packed: packed.count, length: gathered.count, firstBlock: firstBlock,
                    blocks: number + 1 - firstBlock))
            out += packed
            (gathered, firstBlock) = ([], number + 1)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let footer = try? encoder.encode(statement) else {
            throw .damaged(path: path, reason: "statement")
        }
        out += footer
        out.appendLittle(UInt64(footer.count))
        out += mark
        try SegmentFiles.writeDurably(out, to: path)
        return statement
    }
}
