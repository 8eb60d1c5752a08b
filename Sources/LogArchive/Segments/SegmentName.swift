import Primitives

/// Which lines a segment holds: one source, the hour in which they were received, and a number within the
/// hour.
public struct SegmentName: Hashable, Sendable, Comparable {
    /// The source as its folder is called: letters, digits, `-` and `.`.
    public let source: String
    /// Hours since 1970-01-01T00:00Z.
    public let hour: Int
    /// Counted from 0 within the hour.
    public let serial: Int

    /// - Returns: nil for a source that cannot be the name of a folder.
    public init?(source: String, hour: Int, serial: Int) {
        guard Self.isSource(source), hour >= 0, serial >= 0 else { return nil }
        self.source = source
        self.hour = hour
        self.serial = serial
    }

    /// The hour of a moment.
    public static func hour(of moment: Instant) -> Int {
        Int(moment.microseconds.flooredDivision(by: 3_600_000_000))
    }

    /// `2026-11-30T12`, UTC.
    public var hourText: String { Self.text(hour: hour) }

    /// `2026-11-30T12`, UTC, of an hour since 1970.
    public static func text(hour: Int) -> String {
        String(Instant(microseconds: Int64(hour) * 3_600_000_000).iso.prefix(13))
    }

    /// The hour that a text names.
    public static func hour(text: String) -> Int? {
        guard text.utf8.count == 13, let moment = Instant(iso: text + ":00Z") else { return nil }
        return hour(of: moment)
    }

    /// The moment at which the hour begins.
    public var begin: Instant { Instant(microseconds: Int64(hour) * 3_600_000_000) }

    /// Below the archive's folder, without ending: `gw/2026-11-30/12-0`.
    public var path: String { "\(source)/\(hourText.prefix(10))/\(hourText.suffix(2))-\(serial)" }

    /// The first line of the segment's file, a leaf of its tree: what the segment is cannot be changed
    /// unseen.
    public var headline: [UInt8] { Array("toride-log-segment 1 \(source) \(hourText) \(serial)\n".utf8) }

    /// Reads `path` back.
    public init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let file = parts[2].split(separator: "-", omittingEmptySubsequences: false)
        guard file.count == 2, file[0].utf8.count == 2, let serial = Int(file[1]),
            let hour = Self.hour(text: "\(parts[1])T\(file[0])")
        else { return nil }
        self.init(source: String(parts[0]), hour: hour, serial: serial)
    }

    /// Whether a text can be the name of a source's folder.
    public static func isSource(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 80 && !text.hasPrefix(".")
            && text.utf8.allSatisfy { byte in
                byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".")
            }
    }

    public static func < (left: SegmentName, right: SegmentName) -> Bool {
        (left.hour, left.source, left.serial) < (right.hour, right.source, right.serial)
    }
}
