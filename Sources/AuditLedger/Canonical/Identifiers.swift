/// The few forms of text that may stand in the open: nothing here can carry a name, an address or a sentence.
enum Identifiers {
    /// A UUID in lower case, 8-4-4-4-12.
    static func isUUID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { place, byte in
            switch place {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
            }
        }
    }

    /// Words of lower-case letters and digits joined by single `.` or `-`, 1 to 64 bytes: `register.create`.
    static func isCode(_ text: String) -> Bool {
        isJoined(text, by: [UInt8(ascii: "."), UInt8(ascii: "-")]) { isLower($0) || isDigit($0) }
    }

    /// Words of lower-case letters and digits joined by single `-`, 1 to 64 bytes: `information-assets`.
    static func isRegister(_ text: String) -> Bool {
        isJoined(text, by: [UInt8(ascii: "-")]) { isLower($0) || isDigit($0) }
    }

    /// Letters, digits, `_` and `-`, 1 to 64 bytes.
    static func isColumn(_ text: String) -> Bool {
        let isUpper = { (byte: UInt8) in UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
        return isJoined(text, by: []) {
            isLower($0) || isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }

    private static func isJoined(_ text: String, by joints: [UInt8], _ isLetter: (UInt8) -> Bool) -> Bool {
        guard 1...64 ~= text.utf8.count else { return false }
        var afterLetter = false
        for byte in text.utf8 {
            if isLetter(byte) {
                afterLetter = true
            } else {
                guard afterLetter, joints.contains(byte) else { return false }
                afterLetter = false
            }
        }
        return afterLetter
    }

    private static func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
