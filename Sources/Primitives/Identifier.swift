/// A UUIDv7 (RFC 9562, 5.7): ordered by the time at which it was made.
public struct Identifier: Hashable, Sendable, Comparable {
    /// The 36 lower-case characters, `xxxxxxxx-xxxx-7xxx-xxxx-xxxxxxxxxxxx`.
    public let text: String

    /// The identifier written in its 36 characters (any version, any case); nil for anything else.
    ///
    /// Lists make one for every row: text that is already in lower case is looked at and kept, not copied.
    public init?(_ text: String) {
        var text = text
        guard let isLower = text.withUTF8(Identifier.isLowerCase) else { return nil }
        self.text = isLower ? text : text.lowercased()
    }

    /// The identifier written in a part of a text; nil for anything else.
    public init?(_ text: Substring) { self.init(String(text)) }

    /// Whether the characters of an identifier are all in lower case; nil where they are not those of one.
    private static func isLowerCase(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard bytes.count == 36 else { return nil }
        var isLower = true
        var index = 0
        while index < 36 {
            switch bytes[index] {
            case 0x2D: guard index == 8 || index == 13 || index == 18 || index == 23 else { return nil }
            case 0x30...0x39, 0x61...0x66:
                guard index != 8, index != 13, index != 18, index != 23 else { return nil }
            case 0x41...0x46:
                guard index != 8, index != 13, index != 18, index != 23 else { return nil }
                isLower = false
            default: return nil
            }
            index += 1
        }
        return isLower
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
