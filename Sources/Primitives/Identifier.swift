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
    /// The twelve bits behind the milliseconds say which part of the millisecond it was (RFC 9562, 6.2,
    /// method 3): identifiers of one act after the other ascend, and an index of them grows at its end.
    /// - Precondition: `random` holds ten bytes or more; the first two and those behind the tenth are
    ///   ignored.
    public init(at moment: Instant, random: [UInt8]) {
        precondition(random.count >= 10, "an identifier takes ten random bytes")
        let milliseconds = UInt64(max(0, moment.microseconds / 1000))
        let part = UInt64(max(0, moment.microseconds) % 1000) * 4096 / 1000
        text = String(unsafeUninitializedCapacity: 36) { characters in
            var place = 0
            for index in 0..<16 {
                let byte =
                    switch index {
                    case ..<6: UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index))
                    case 6: UInt8(truncatingIfNeeded: part >> 8) | 0x70
                    case 7: UInt8(truncatingIfNeeded: part)
                    case 8: random[2] & 0x3F | 0x80
                    default: random[index - 6]
                    }
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    characters[place] = 0x2D
                    place += 1
                }
                characters[place] = Identifier.digit(byte >> 4)
                characters[place + 1] = Identifier.digit(byte & 15)
                place += 2
            }
            return place
        }
    }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}
