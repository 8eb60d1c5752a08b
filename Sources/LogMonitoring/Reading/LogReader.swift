import Glibc
import Primitives

/// Reads one source: bytes in, one event at a time out. No file, no clock; memory is bounded.
///
/// The loop of a caller: `fill`, then `next()` until it is false, again and again; at the end `finish()` and
/// `next()` once more until it is false.
public struct LogReader: ~Copyable {
    /// The record that `next()` found.
    public private(set) var draft = EventDraft()
    /// Lines of each kind so far.
    public private(set) var tally = ReadingTally()
    private var formats: [any LogFormat]
    private let settings: ReadingSettings
    private var lastFormat = 0
    private var buffer: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private let pieceLength: Int
    private var start = 0
    private var end = 0
    private var line = 0
    private var isFinished = false
    private var continuesLine = false

    /// A longer line is cut there, and the pieces are kept as records of their own.
    public static let longestRecord = 1 << 20

    /// Bytes behind the last one that may be loaded and mean nothing.
    private static let slack = 128

    /// - Parameter pieceLength: how many bytes `fill` asks for at once.
    public init(_ settings: ReadingSettings, pieceLength: Int = 1 << 17) {
        self.settings = settings
        self.pieceLength = pieceLength
        formats = settings.makeFormats()
        capacity = LogReader.longestRecord + pieceLength
        buffer = .allocate(capacity: capacity + LogReader.slack)
        buffer.initialize(repeating: 0, count: capacity + LogReader.slack)
    }

    deinit { buffer.deallocate() }

    /// Lets the caller write the next bytes of the source; returns how many it wrote, 0 for none.
    public mutating func fill<Failure: Error>(
        _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        if start > 0 {
            memmove(buffer, buffer + start, end - start)
            end -= start
            start = 0
        }
        // Small enough to be read again from the processor's own cache.
        let free = min(capacity - end, pieceLength)
        let count = try write(UnsafeMutableRawBufferPointer(start: buffer + end, count: free))
        precondition(count >= 0 && count <= free)
        end += count
        return count
    }

    /// Says that the source has ended: what is left is a line too.
    public mutating func finish() { isFinished = true }

    /// Reads the next record into `draft`; false where more bytes are needed, or none are left.
    public mutating func next() -> Bool {
        while let found = nextRecord() {
            if found.count == 0 {
                tally.blankLines += 1
                continue
            }
            read(found)
            if !draft.isHeading { return true }
        }
        return false
    }

    private mutating func nextRecord() -> Bytes? {
        guard start < end else { return nil }
        let from = buffer + start
        var length: Int
        var isCut = false
        if let found = memchr(from, 0x0A, end - start) {
            length = UnsafeRawPointer(found) - UnsafeRawPointer(from)
        } else if isFinished || end - start >= LogReader.longestRecord {
            length = end - start
            isCut = !isFinished
        } else {
            return nil
        }
        if length > LogReader.longestRecord {
            length = LogReader.longestRecord
            isCut = true
        }
        start += isCut ? length : min(length + 1, end - start)
        if !continuesLine { line += 1 }
        let isPiece = isCut || continuesLine
        continuesLine = isCut
        if !isCut, length > 0, from[length - 1] == 0x0D { length -= 1 }
        draft.begin(Bytes(base: from, count: length), line: line)
        if isPiece { draft.fault = .tooLong }
        return draft.bytes
    }

    private mutating func read(_ bytes: Bytes) {
        let record = LogRecord(bytes: bytes, envelope: SyslogEnvelope(bytes), times: settings.times)
        draft.body = record.body
        if let chosen = choose(record) {
            lastFormat = chosen
            let fault = formats[chosen].read(record, into: &draft)
            if draft.fault == nil { draft.fault = fault }
            draft.format = settings.kinds[chosen].name
        } else {
            draft.format = LogReader.unknown
            if draft.fault == nil { draft.fault = .notRecognized }
        }
        if draft.isHeading {
            tally.headingLines += 1
            return
        }
        record.envelope.complete(&draft, record.times)
        if draft.fault == nil, draft.time.microseconds == nil, draft.hasUnreadTime { draft.fault = .noTime }
        tally.count(draft)
    }

    /// The name under which lines are counted that no format recognizes.
    public static let unknown = "unknown"

    private func choose(_ record: LogRecord) -> Int? {
        // What takes anything must not keep what others know better.
        if settings.isForced
            || !settings.kinds[lastFormat].takesAnything && formats[lastFormat].recognizes(record)
        {
            return lastFormat
        }
        return formats.indices.first { formats[$0].recognizes(record) }
    }
}

/// How a source is to be read.
public struct ReadingSettings: Sendable {
    public var times: TimeSettings
    /// For JSON whose names are somebody's own.
    public var mapping: JSONMapping?
    let kinds: [any LogFormat.Type]
    let isForced: Bool

    /// Formats are found by content.
    public init(times: TimeSettings) {
        self.times = times
        kinds = AllFormats.list
        isForced = false
    }

    /// Every line is read as this format; nil where there is none of this name.
    public init?(format: String, times: TimeSettings) {
        guard let kind = AllFormats.list.first(where: { $0.name == format }) else { return nil }
        self.times = times
        kinds = [kind]
        isForced = true
    }

    func makeFormats() -> [any LogFormat] {
        if let mapping { return [GeneralJSON(mapping)] }
        return kinds.map { $0.init() }
    }
}
