/// From bytes to values, at the moment a value is asked for.
extension FieldSlot {
    func value(in bytes: UnsafeBufferPointer<UInt8>, given: [EventValue]) -> EventValue {
        switch kind {
        case .word: return .text(LogWord(id: start).text)
        case .whole: return .integer(whole)
        case .given: return given[Int(start)]
        case .null, .consumed: return .null
        case .emptyList: return .list([])
        default: break
        }
        let part = UnsafeBufferPointer(rebasing: bytes[range])
        switch kind {
        case .integer: return DecimalText.integer(part).map(EventValue.integer) ?? .text(LogText.text(part))
        case .number: return DecimalText.number(part) ?? .text(LogText.text(part))
        case .boolean: return DecimalText.boolean(part).map(EventValue.boolean) ?? .text(LogText.text(part))
        default: return .text(LogText.text(written(part)))
        }
    }

    /// The bytes of a text without the escapes of its format.
    func written(_ part: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        switch kind {
        case .jsonText: Unescaping.json(part)
        case .slashText: Unescaping.backslashes(part)
        case .csvText: Unescaping.doubledQuotes(part)
        case .hexEscapedText: Unescaping.hexadecimal(part)
        case .countedLabels: Unescaping.countedLabels(part)
        case .lowered: part.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        default: Array(part)
        }
    }

    /// Whether the bytes of the value are the value, but for the encoding.
    var isPlain: Bool { kind == .text }
}

/// Numbers as logs write them.
enum DecimalText {
    /// `-?[0-9]+` within 64 bits, or nil.
    static func integer(_ part: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard !part.isEmpty, part.count <= 20 else { return nil }
        if part.count <= 18, part[0] != 0x2D {
            var value: Int64 = 0
            for byte in part {
                let digit = byte &- 0x30
                guard digit <= 9 else { return nil }
                value = value &* 10 &+ Int64(digit)
            }
            return value
        }
        let isNegative = part[0] == 0x2D
        var value: Int64 = 0
        for byte in isNegative ? part.dropFirst() : part[...] {
            let digit = byte &- 0x30
            guard digit <= 9 else { return nil }
            let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, overSum) = tenfold.subtractingReportingOverflow(Int64(digit))
            if over || overSum { return nil }
            value = sum
        }
        if isNegative { return part.count > 1 ? value : nil }
        return value == .min ? nil : -value
    }

    /// An integer where it is one, else a number with fraction or exponent; nil for anything else.
    static func number(_ part: UnsafeBufferPointer<UInt8>) -> EventValue? {
        if let whole = integer(part) { return .integer(whole) }
        guard part.count <= 64, let text = String(validating: part, as: UTF8.self), let value = Double(text),
            value.isFinite
        else { return nil }
        return .number(value)
    }

    static func boolean(_ part: UnsafeBufferPointer<UInt8>) -> Bool? {
        switch part.count {
        case 1: part[0] == UInt8(ascii: "T") ? true : part[0] == UInt8(ascii: "F") ? false : nil
        case 4 where part.elementsEqual("true".utf8): true
        case 5 where part.elementsEqual("false".utf8): false
        default: nil
        }
    }
}
