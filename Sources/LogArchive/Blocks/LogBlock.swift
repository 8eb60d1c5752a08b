import AuditLedger

/// Records of one source as they were received, written and made durable together: one leaf of the segment's
/// tree.
///
/// Layout, numbers least significant byte first: `TRB1`, payload length (4), records (4), trailer length (4),
/// first and last receipt in microseconds since 1970 (8 + 8), records dropped before the block (8), payload,
/// trailer. In the payload each record ends with a line feed that is not part of it. The trailer holds runs
/// of receipt times (count; then records and milliseconds since the first receipt, 4 bytes each) and the
/// places of the line feeds that are part of a record (count; then 4 bytes each). docs/log-archive.md has it
/// for those who verify without us.
public struct LogBlock: Sendable {
    /// The whole block as it is hashed and written.
    public let bytes: [UInt8]
    public let recordCount: Int
    public let firstReceipt: Int64
    public let lastReceipt: Int64
    /// Records that were lost for want of room since the block before.
    public let dropped: Int
    /// Where the payload lies in `bytes`.
    public let payload: Range<Int>
    /// Records that arrived together, in order, with microseconds since 1970.
    public let receipts: [(records: Int, microseconds: Int64)]
    /// Places in the payload of line feeds that do not end a record, ascending.
    public let innerLineFeeds: [Int]

    public static let headerLength = 40
    /// A block is cut where its payload would be longer; one record alone may be up to a mebibyte longer.
    public static let usualPayload = 1 << 18
    /// No block is longer, and what claims to be is damage.
    public static let longestBlock = 1 << 23

    private static let magic = Array("TRB1".utf8)

    /// RFC 9162's hash of a leaf over the whole block.
    public var leaf: Digest32 { MerkleHash.leaf(bytes) }

    /// Makes a block of records that lie one after the other, each ended by a line feed.
    public init(
        payload: [UInt8], recordCount: Int, receipts: [(records: Int, microseconds: Int64)],
        innerLineFeeds: [Int],
        dropped: Int
    ) {
        let first = receipts.first?.microseconds ?? 0
        let last = receipts.last?.microseconds ?? first
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headerLength + payload.count + 16 + 8 * receipts.count)
        bytes += Self.magic
        bytes.appendLittle(UInt32(payload.count))
        bytes.appendLittle(UInt32(recordCount))
        bytes.appendLittle(UInt32(8 + 8 * receipts.count + 4 * innerLineFeeds.count))
        bytes.appendLittle(UInt64(bitPattern: first))
        bytes.appendLittle(UInt64(bitPattern: last))
        bytes.appendLittle(UInt64(dropped))
        bytes += payload
        bytes.appendLittle(UInt32(receipts.count))
        for run in receipts {
            bytes.appendLittle(UInt32(run.records))
            bytes.appendLittle(UInt32(clamping: (run.microseconds - first) / 1000))
        }
        bytes.appendLittle(UInt32(innerLineFeeds.count))
        for place in innerLineFeeds { bytes.appendLittle(UInt32(place)) }
        self.bytes = bytes
        self.payload = Self.headerLength..<Self.headerLength + payload.count
        self.recordCount = recordCount
        firstReceipt = first
        lastReceipt = last
        self.dropped = dropped
        self.receipts = receipts
        self.innerLineFeeds = innerLineFeeds
    }

    /// Reads the block that begins at a place.
    ///
    /// - Returns: nil where no whole and sound block begins there.
    public init?(_ source: UnsafeRawBufferPointer, at place: Int) {
        guard let length = Self.length(source, at: place), place + length <= source.count else { return nil }
        let bytes = Array(source[place..<place + length])
        let payloadLength = Int(bytes.little32(at: 4))
        let count = Int(bytes.little32(at: 8))
        payload = Self.headerLength..<Self.headerLength + payloadLength
        recordCount = count
        firstReceipt = Int64(bitPattern: bytes.little64(at: 16))
        lastReceipt = Int64(bitPattern: bytes.little64(at: 24))
        dropped = Int(truncatingIfNeeded: bytes.little64(at: 32) & (1 << 62 - 1))
        var at = payload.upperBound
        let runCount = Int(bytes.little32(at: at))
        at += 4
        guard runCount <= (length - at) / 8 else { return nil }
        var runs: [(records: Int, microseconds: Int64)] = []
        for _ in 0..<runCount {
            runs.append(
                (
                    records: Int(bytes.little32(at: at)),
                    microseconds: firstReceipt &+ Int64(bytes.little32(at: at + 4)) * 1000
                ))
            at += 8
        }
        guard at + 4 <= length else { return nil }
        let innerCount = Int(bytes.little32(at: at))
        at += 4
        guard at + 4 * innerCount == length else { return nil }
        receipts = runs
        innerLineFeeds = (0..<innerCount).map { Int(bytes.little32(at: at + 4 * $0)) }
        self.bytes = bytes
        guard runs.reduce(0, { $0 + $1.records }) == count else { return nil }
    }

    /// How long the block is that begins at a place, told by its header; nil where none begins there.
    public static func length(_ source: UnsafeRawBufferPointer, at place: Int) -> Int? {
        guard place >= 0, place + headerLength <= source.count,
            source[place..<place + 4].elementsEqual(magic)
        else { return nil }
        let payload = Int(
            UInt32(littleEndian: source.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)))
        let trailer = Int(
            UInt32(littleEndian: source.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self)))
        let length = headerLength + payload + trailer
        return trailer >= 8 && length <= longestBlock ? length : nil
    }

    /// The ranges of the records in `bytes`, without the line feeds that end them.
    public func records() -> [Range<Int>] {
        var found: [Range<Int>] = []
        found.reserveCapacity(recordCount)
        var start = payload.lowerBound
        var inner = innerLineFeeds[...]
        for place in payload where bytes[place] == 0x0A {
            if inner.first == place - payload.lowerBound {
                inner.removeFirst()
                continue
            }
            found.append(start..<place)
            start = place + 1
        }
        return found
    }

    /// The lines as a reader of lines takes them: a record that holds line feeds is one line, its line feeds
    /// blanks. Only for reading; what is kept and hashed stays as it was received.
    public var readableLines: ArraySlice<UInt8> {
        guard !innerLineFeeds.isEmpty else { return bytes[payload] }
        var copy = Array(bytes[payload])
        for place in innerLineFeeds where place < copy.count { copy[place] = 0x20 }
        return copy[...]
    }

    /// When the record with this number in the block was received, in microseconds since 1970.
    public func receipt(of record: Int) -> Int64 {
        var passed = 0
        for run in receipts {
            passed += run.records
            if record < passed { return run.microseconds }
        }
        return lastReceipt
    }
}

extension [UInt8] {
    mutating func appendLittle(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    func little32(at place: Int) -> UInt32 {
        withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
    }

    func little64(at place: Int) -> UInt64 {
        withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
    }
}
