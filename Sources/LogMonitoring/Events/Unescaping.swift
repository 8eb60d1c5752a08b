/// Texts without the escapes of the format that carried them. What is not an escape stays as it is.
enum Unescaping {
    typealias Part = UnsafeBufferPointer<UInt8>

    private static let backslash = UInt8(ascii: "\\")

    static func json(_ part: Part) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(part.count)
        var at = 0
        while at < part.count {
            let byte = part[at]
            guard byte == backslash, at + 1 < part.count else {
                output.append(byte)
                at += 1
                continue
            }
            at += 2
            switch part[at - 1] {
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "u"): at = appendScalar(of: part, from: at, to: &output)
            case let other: output.append(other)
            }
        }
        return output
    }

    /// A lone half of a surrogate pair becomes U+FFFD.
    private static func appendScalar(of part: Part, from: Int, to output: inout [UInt8]) -> Int {
        guard let first = unit(part, from) else {
            output.append(contentsOf: [backslash, UInt8(ascii: "u")])
            return from
        }
        var at = from + 4
        var scalar = UInt32(first)
        if 0xD800...0xDBFF ~= first, at + 1 < part.count, part[at] == backslash,
            part[at + 1] == UInt8(ascii: "u"), let second = unit(part, at + 2), 0xDC00...0xDFFF ~= second
        {
            scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            at += 6
        }
        output.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        return at
    }

    private static func unit(_ part: Part, _ at: Int) -> UInt16? {
        guard at + 4 <= part.count else { return nil }
        var value: UInt16 = 0
        for byte in part[at..<at + 4] {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    static func backslashes(_ part: Part) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        // In CP932 a backslash is also the second half of ソ and 表: it is no escape there.
        let isCP932 = !LogText.isUTF8(part)
        while at < part.count {
            let byte = part[at]
            if isCP932, LogText.isLeadByte(byte), at + 1 < part.count {
                output.append(contentsOf: [byte, part[at + 1]])
                at += 2
            } else if byte == backslash, at + 1 < part.count {
                switch part[at + 1] {
                case UInt8(ascii: "n"): output.append(0x0A)
                case UInt8(ascii: "r"): output.append(0x0D)
                case UInt8(ascii: "t"): output.append(0x09)
                case let next where isPunctuation(next): output.append(next)
                // `C:\Windows` is a path, not an escape.
                case let next: output.append(contentsOf: [byte, next])
                }
                at += 2
            } else {
                output.append(byte)
                at += 1
            }
        }
        return output
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        byte == backslash || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "|")
            || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "]")
    }

    static func doubledQuotes(_ part: Part) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        while at < part.count {
            output.append(part[at])
            let isPair = part[at] == 0x22 && at + 1 < part.count && part[at + 1] == 0x22
            at += isPair ? 2 : 1
        }
        return output
    }

    static func hexadecimal(_ part: Part) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        while at < part.count {
            if part[at] == backslash, at + 3 < part.count, part[at + 1] == UInt8(ascii: "x"),
                let high = hexDigit(part[at + 2]), let low = hexDigit(part[at + 3])
            {
                output.append(high << 4 | low)
                at += 4
            } else {
                output.append(part[at])
                at += 1
            }
        }
        return output
    }

    static func countedLabels(_ part: Part) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        while at < part.count {
            if part[at] == UInt8(ascii: "("), let close = part[at...].firstIndex(of: UInt8(ascii: ")")),
                part[at + 1..<close].allSatisfy({ $0 &- 0x30 <= 9 })
            {
                if !output.isEmpty, close + 1 < part.count { output.append(UInt8(ascii: ".")) }
                at = close + 1
            } else {
                output.append(part[at])
                at += 1
            }
        }
        return output
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
