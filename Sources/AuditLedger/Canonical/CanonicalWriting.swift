/// Writing scalars in RFC 8785 form straight into bytes.
extension [UInt8] {
    /// A whole number in decimal.
    ///
    /// - Throws: `numberRefused` at 2^53 and above.
    mutating func appendCanonical(integer value: Int) throws(AuditLedgerError) {
        guard value.magnitude <= CanonicalJSON.largestInteger.magnitude else {
            throw .numberRefused(String(value))
        }
        appendDecimal(value)
    }

    /// Digits without a String on the way.
    mutating func appendDecimal(_ value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let start = count
        var rest = value.magnitude
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    /// A string in quotes, escaped by RFC 8785, section 3.2.2.2: only `"`, `\` and the controls below U+0020.
    mutating func appendCanonical(string: String) {
        append(UInt8(ascii: "\""))
        let direct: Void? = string.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
        if direct == nil { Array(string.utf8).withUnsafeBufferPointer { appendEscaped($0) } }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var plainStart = 0
        for place in text.indices where Self.needsEscape(text[place]) {
            append(contentsOf: text[plainStart..<place])
            appendEscape(text[place])
            plainStart = place + 1
        }
        append(contentsOf: text[plainStart...])
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case ..<0x20: append(contentsOf: "u00\(Hexadecimal.text(of: [byte]))".utf8)
        default: append(byte)
        }
    }
}
