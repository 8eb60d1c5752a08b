import Glibc

/// Takes the records out of a stream, RFC 6587: with their length before them, or each ended by a line feed.
/// Which of the two, the first byte of each record says, so that a sender may change.
///
/// A value for one connection; memory is bounded by the longest record.
public struct SyslogFrames {
    private var rest: [UInt8] = []
    /// Bytes of the record with its length before it that have not come yet; 0 between records.
    private var missing = 0

    public init() {}

    /// Longer records come in pieces.
    public static let longestRecord = 1 << 20

    /// What a piece of the stream held.
    public enum Part {
        /// Whole lines, with the line feed that ends each.
        case lines(UnsafeRawBufferPointer, count: Int)
        /// One record without its frame; it may hold line feeds.
        case record(UnsafeRawBufferPointer)
    }

    /// Adds bytes of the stream and hands over the records that are whole.
    public mutating func add(_ bytes: UnsafeRawBufferPointer, _ take: (Part) -> Void) {
        if rest.isEmpty, missing == 0 {
            let used = split(bytes, take)
            if used < bytes.count { rest = Array(bytes[used...]) }
            return
        }
        rest += bytes
        var held = rest
        let used = held.withUnsafeBytes { split($0, take) }
        held.removeFirst(used)
        rest = held
    }

    /// The stream has ended: what is left is a record, though not a whole one.
    public mutating func finish(_ take: (Part) -> Void) {
        let held = rest
        rest = []
        missing = 0
        if !held.isEmpty { held.withUnsafeBytes { take(.record($0)) } }
    }

    /// - Returns: how many bytes were records.
    private mutating func split(_ bytes: UnsafeRawBufferPointer, _ take: (Part) -> Void) -> Int {
        var start = 0
        while start < bytes.count {
            if missing > 0 {
                let length = min(missing, Self.longestRecord)
                guard bytes.count - start >= length else { return start }
                take(.record(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])))
                missing -= length
                start += length
            } else if let (length, begin) = Self.length(bytes, start) {
                guard let begin else { return start }
                missing = length
                start = begin
            } else {
                let end = lines(bytes, start, take)
                guard end > start else { return start }
                start = end
            }
        }
        return start
    }

    /// A number and a blank at the beginning of a record: its length. The place behind it is nil where it may
    /// still go on.
    private static func length(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> (length: Int, begin: Int?)? {
        guard bytes[start] &- 0x31 < 9 else { return nil }
        var (place, length) = (start, 0)
        while place < bytes.count, bytes[place] &- 0x30 < 10, place - start < 8 {
            length = length * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        guard place < bytes.count else { return place - start < 8 ? (length, nil) : nil }
        // Behind the length a syslog message begins; a line that begins with a number does not look so.
        guard bytes[place] == 0x20 else { return nil }
        guard place + 1 < bytes.count else { return (length, nil) }
        return bytes[place + 1] == UInt8(ascii: "<") ? (length, place + 1) : nil
    }

    /// Hands over the lines up to the next record that has its length before it.
    private func lines(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ take: (Part) -> Void) -> Int {
        var (end, count) = (start, 0)
        var place = start
        while place < bytes.count, let found = Self.lineFeed(bytes, place) {
            (end, count) = (found + 1, count + 1)
            place = end
            // Only a digit can begin a length.
            if end < bytes.count, bytes[end] &- 0x31 < 9, Self.length(bytes, end) != nil { break }
        }
        if count > 0 {
            take(.lines(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), count: count))
            return end
        }
        guard bytes.count - start >= Self.longestRecord else { return start }
        let cut = start + Self.longestRecord
        take(.record(UnsafeRawBufferPointer(rebasing: bytes[start..<cut])))
        return cut
    }

    private static func lineFeed(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
            return nil
        }
        return base.distance(to: UnsafeRawPointer(found))
    }
}
