import Primitives

/// What is looked for in kept logs. All that is given must hold.
public struct LogQuestion: Sendable {
    /// When the event happened, not before; nil: since ever.
    public var from: Instant?
    /// Not after; nil: until now.
    public var to: Instant?
    /// Only these sources; empty: all.
    public var sources: Set<String> = []
    /// Source or destination address, whole.
    public var address: String?
    public var user: String?
    public var host: String?
    /// This domain and what is below it.
    public var domain: String?
    /// Part of a rule's name, whatever the case of its letters.
    public var rule: String?
    /// Part of the line as received; ASCII letters in either case.
    public var text: String?
    /// Hits that are given back, the newest; all are counted.
    public var limit = 100

    public init() {}

    /// Narrows by nothing but time and source.
    var asksOnlyForTime: Bool {
        address == nil && user == nil && host == nil && domain == nil && rule == nil && text == nil
    }

    /// Each condition on columns: a row fits where one of the columns has a value that fits.
    var conditions: [(columns: [EventColumns.Column], holds: (UnsafeBufferPointer<UInt8>) -> Bool)] {
        var found: [(columns: [EventColumns.Column], holds: (UnsafeBufferPointer<UInt8>) -> Bool)] = []
        if let address { found.append(([.source, .destination], { Folded.equal($0, address) })) }
        if let user { found.append(([.user], { Folded.equal($0, user) })) }
        if let host { found.append(([.host], { Folded.equal($0, host) })) }
        if let domain {
            let below = "." + domain
            found.append(([.domain], { Folded.equal($0, domain) || Folded.ends($0, below) }))
        }
        if let rule { found.append(([.rule], { Folded.contains($0, Array(rule.utf8)) })) }
        return found
    }
}

/// Comparing bytes with ASCII letters in either case.
enum Folded {
    @inline(__always)
    static func byte(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
        bytes.count == text.utf8.count && zip(bytes, text.utf8).allSatisfy { byte($0) == byte($1) }
    }

    static func ends(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
        bytes.count >= text.utf8.count
            && zip(bytes.suffix(text.utf8.count), text.utf8).allSatisfy { byte($0) == byte($1) }
    }

    /// Whether the words stand somewhere in the bytes; empty words do.
    static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ words: [UInt8]) -> Bool {
        guard let first = words.first else { return true }
        guard bytes.count >= words.count else { return false }
        let (low, last) = (byte(first), bytes.count - words.count)
        for start in 0...last where byte(bytes[start]) == low {
            var offset = 1
            while offset < words.count, byte(bytes[start + offset]) == byte(words[offset]) { offset += 1 }
            if offset == words.count { return true }
        }
        return false
    }
}

/// One record that was found.
public struct LogHit: Sendable {
    public let source: String
    /// The segment's path below the archive, without ending.
    public let segment: String
    /// The record's number in the segment, counted from 0.
    public let record: Int
    public let at: Instant
    public let receivedAt: Instant
    /// The line as received.
    public let raw: [UInt8]
    /// Lines before it in the segment that name its columns.
    public let headings: [[UInt8]]
}

/// What was found, and what could not be looked at.
public struct LogAnswer: Sendable {
    /// All that fit, also beyond the limit.
    public internal(set) var total = 0
    /// The newest, newest first.
    public internal(set) var hits: [LogHit] = []
    /// Records that were looked at.
    public internal(set) var examined = 0
    /// Segments that cannot be read: what they hold is not in the answer.
    public internal(set) var unreadable: [LogArchiveError] = []
    /// Whoever asked stopped it.
    public internal(set) var isStopped = false
}
