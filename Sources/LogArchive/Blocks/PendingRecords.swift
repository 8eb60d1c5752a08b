/// Records that arrived and are not written yet, in the order of their arrival.
///
/// A value: whoever holds it guards it.
public struct PendingRecords: Sendable {
    private var payload: [UInt8] = []
    private var recordCount = 0
    private var receipts: [(records: Int, microseconds: Int64)] = []
    private var innerLineFeeds: [Int] = []
    /// Records that found no room since the last block was taken.
    public private(set) var dropped = 0

    public init() {}

    public var byteCount: Int { payload.count }
    public var isEmpty: Bool { recordCount == 0 && dropped == 0 }
    /// So many bytes are worth a block of their own.
    public var isFull: Bool { payload.count >= LogBlock.usualPayload }

    /// Longer records are cut there; the rest follows as records of their own, as everywhere when reading.
    public static let longestRecord = 1 << 20

    public mutating func drop(_ count: Int = 1) { dropped += count }

    /// Adds a record without its frame; what it holds is kept to the byte.
    ///
    /// - Parameter microseconds: when it was received, since 1970.
    public mutating func append(
        _ record: UnsafeRawBufferPointer, at microseconds: Int64, mayHoldLineFeeds: Bool
    ) {
        var rest = record[...]
        repeat {
            let piece = rest.prefix(Self.longestRecord)
            rest = rest.dropFirst(piece.count)
            if mayHoldLineFeeds {
                for (offset, byte) in piece.enumerated() where byte == 0x0A {
                    innerLineFeeds.append(payload.count + offset)
                }
            }
            payload.append(contentsOf: piece)
            payload.append(0x0A)
            count(1, at: microseconds)
        } while !rest.isEmpty
    }

    /// Adds whole lines, each with the line feed that ends it.
    ///
    /// - Parameter lines: ends with a line feed; no line is longer than `longestRecord`.
    public mutating func append(lines: UnsafeRawBufferPointer, count lineCount: Int, at microseconds: Int64) {
        guard lineCount > 0 else { return }
        payload.append(contentsOf: lines)
        count(lineCount, at: microseconds)
    }

    private mutating func count(_ records: Int, at microseconds: Int64) {
        recordCount += records
        // A clock that was set back must not make a record older than the one before it.
        let at = max(microseconds, receipts.last?.microseconds ?? microseconds)
        if let last = receipts.indices.last, at - receipts[last].microseconds < 1000 {
            receipts[last].records += records
        } else {
            receipts.append((records, at))
        }
    }

    /// Takes everything as one block; nil where there is nothing.
    public mutating func take() -> LogBlock? {
        guard !isEmpty else { return nil }
        let block = LogBlock(
            payload: payload, recordCount: recordCount, receipts: receipts, innerLineFeeds: innerLineFeeds,
            dropped: dropped)
        self = PendingRecords()
        return block
    }
}
