import Database

/// Numbers in PostgreSQL's binary format.
enum ServerNumber {
    /// A whole number whose most significant byte comes first; 0 where the length does not fit.
    static func bigEndian<Integer: FixedWidthInteger>(_ raw: UnsafeRawBufferPointer, as: Integer.Type)
        -> Integer
    {
        guard raw.count == MemoryLayout<Integer>.size else { return 0 }
        return Integer(bigEndian: raw.loadUnaligned(as: Integer.self))
    }

    /// A `numeric`: an integer where it is whole and fits, otherwise its decimal digits as text.
    ///
    /// Four 16-bit words (digits, weight, sign, scale) and then the digits, to the base of 10,000
    /// (numeric_send).
    static func numeric(_ raw: UnsafeRawBufferPointer) -> SQLValue {
        guard raw.count >= 8 else { return .null }
        func word(_ index: Int) -> Int {
            Int(Int16(bigEndian: raw.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
        }
        let (digits, weight, sign, scale) = (word(0), word(1), word(2) & 0xC000, word(3))
        guard sign == 0 || sign == 0x4000, raw.count >= 8 + digits * 2 else { return .text("NaN") }
        func digit(_ index: Int) -> Int { index < digits && index >= 0 ? word(4 + index) : 0 }
        var whole = ""
        for index in 0...max(weight, 0) { whole += fourDigits(weight < 0 ? 0 : digit(index)) }
        whole = String(whole.drop { $0 == "0" })
        var fraction = ""
        var index = weight + 1
        while fraction.utf8.count < scale {
            fraction += fourDigits(digit(index))
            index += 1
        }
        fraction = String(fraction.prefix(scale))
        let text = (sign == 0 ? "" : "-") + (whole.isEmpty ? "0" : whole)
        if !fraction.contains(where: { $0 != "0" }), let integer = Int64(text) { return .integer(integer) }
        return .text(fraction.isEmpty ? text : text + "." + fraction)
    }

    /// The number at the beginning of a text, as SQLite reads it: 0 where there is none.
    static func leadingInteger(of text: String) -> Int64 {
        let start = text.drop { $0 == " " }
        let sign = start.first == "-" || start.first == "+" ? String(start.prefix(1)) : ""
        let digits = start.dropFirst(sign.utf8.count).prefix { $0.isASCII && $0.isNumber }
        return Int64(sign + digits) ?? 0
    }

    private static func fourDigits(_ value: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }
}
