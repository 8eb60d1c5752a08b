/// The few forms of text that may stand in the open: nothing here can carry a name, an address or a sentence.
enum Identifiers {
    /// A UUID in lower case, 8-4-4-4-12.
    static func isUUID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.withContiguousStorageIfAvailable { isUUID($0) }
            ?? Array(text.utf8).withUnsafeBufferPointer(isUUID)
    }

    private static func isUUID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for place in bytes.indices {
            let byte = bytes[place]
            let isJoint = place == 8 || place == 13 || place == 18 || place == 23
            let fits = isJoint ? byte == UInt8(ascii: "-") : isDigit(byte) || byte &- UInt8(ascii: "a") < 6
            guard fits else { return false }
        }
        return true
    }

    /// Words of lower-case letters and digits joined by single `.` or `-`, 1 to 64 bytes: `register.create`.
    static func isCode(_ text: String) -> Bool {
        isJoined(text) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Words of lower-case letters and digits joined by single `-`, 1 to 64 bytes: `information-assets`.
    static func isRegister(_ text: String) -> Bool {
        isJoined(text) { $0 == UInt8(ascii: "-") }
    }

    /// Letters, digits, `_` and `-`, 1 to 64 bytes.
    static func isColumn(_ text: String) -> Bool {
        1...64 ~= text.utf8.count
            && text.utf8.allSatisfy {
                // Setting the bit 0x20 makes a capital small.
                isLower($0 | 0x20) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }

    @inline(__always)
    private static func isJoined(_ text: String, by isJoint: (UInt8) -> Bool) -> Bool {
        guard 1...64 ~= text.utf8.count else { return false }
        var afterLetter = false
        for byte in text.utf8 {
            guard isLower(byte) || isDigit(byte) || afterLetter && isJoint(byte) else { return false }
            afterLetter = !isJoint(byte)
        }
        return afterLetter
    }

    private static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
