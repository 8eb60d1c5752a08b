/// Line ends, marks and stray characters of decoded text.
enum CleanText {
    /// Makes every line end `\n` (form feeds too), drops byte order marks, and refuses what is no text.
    ///
    /// - Throws: `binary` for a NUL or too many control characters, `empty` when only blanks remain.
    static func text(
        fromUTF8 bytes: [UInt8], name: String, notes: inout [String]
    ) throws(TextExtractionError) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var controls = 0
        var carriageReturn = false
        for byte in bytes {
            defer { carriageReturn = byte == 0x0D }
            switch byte {
            case 0: throw .binary(name: name)
            case 0x0A: if !carriageReturn { output.append(0x0A) }
            case 0x0D, 0x0C: output.append(0x0A)
            case 0x01..<0x09, 0x0E..<0x20, 0x7F:
                controls += 1
                output.append(byte)
            default: output.append(byte)
            }
        }
        guard controls <= max(3, bytes.count / 200) else { throw .binary(name: name) }
        let text = String(decoding: output, as: UTF8.self)
        try inspect(text, name: name, notes: &notes)
        return text
    }

    /// Finds whether anything can be read, and counts the characters that only one organization's fonts know.
    private static func inspect(_ text: String, name: String, notes: inout [String])
        throws(TextExtractionError)
    {
        var isBlank = true
        var privateUse = 0
        for scalar in text.unicodeScalars {
            if isBlank, !scalar.properties.isWhitespace, scalar.value != 0xFEFF { isBlank = false }
            if (0xE000...0xF8FF).contains(scalar.value) { privateUse += 1 }
        }
        guard !isBlank else { throw .empty(name: name) }
        if privateUse > 0 {
            notes.append("外字が \(privateUse) 字あります。この文書を作った機械以外では正しく表示されないことがあります。")
        }
    }
}
