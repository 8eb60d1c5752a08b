/// A UUIDv7 (RFC 9562, 5.7): ordered by the time at which it was made.
public struct Identifier: Hashable, Sendable, Comparable {
    /// The 36 lower-case characters, `xxxxxxxx-xxxx-7xxx-xxxx-xxxxxxxxxxxx`.
    public let text: String

    /// The identifier written in its 36 characters (any version, any case); nil for anything else.
    public init?(_ text: some StringProtocol) {
        var lowered: [UInt8] = []
        lowered.reserveCapacity(36)
        for (index, byte) in text.utf8.enumerated() {
            switch (index, byte) {
            case (8, 0x2D), (13, 0x2D), (18, 0x2D), (23, 0x2D): lowered.append(byte)
            case (8, _), (13, _), (18, _), (23, _): return nil
            case (_, 0x30...0x39), (_, 0x61...0x66): lowered.append(byte)
            case (_, 0x41...0x46): lowered.append(byte + 0x20)
            default: return nil
            }
        }
        guard lowered.count == 36 else { return nil }
        self.text = String(decoding: lowered, as: UTF8.self)
    }

    /// A new identifier from a moment and ten random bytes.
    ///
    /// - Precondition: `random` holds ten bytes or more; the rest are ignored.
    public init(at moment: Instant, random: [UInt8]) {
        precondition(random.count >= 10, "an identifier takes ten random bytes")
        let milliseconds = UInt64(max(0, moment.microseconds / 1000))
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
        bytes += random[0..<10]
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(0x2D) }
            text.append(Identifier.digits[Int(byte >> 4)])
            text.append(Identifier.digits[Int(byte & 15)])
        }
        self.text = String(decoding: text, as: UTF8.self)
    }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}
