/// Bytes of unknown encoding made into clean text.
enum TextDecoding {
    struct Decoded: Equatable {
        let text: String
        let encoding: TextEncoding
        let notes: [String]
    }

    /// Decodes, normalises line ends and refuses what is no text.
    ///
    /// - Parameter declared: what the caller or the document says; believed unless a byte order mark says
    ///   otherwise.
    static func decode(
        _ bytes: [UInt8], name: String, as declared: TextEncoding?
    ) throws(TextExtractionError) -> Decoded {
        let mark = byteOrderMark(of: bytes)
        let body = mark.map { Array(bytes[$0.length...]) } ?? bytes
        let skipped = bytes.count - body.count
        guard !body.isEmpty else { throw .empty(name: name) }
        let encoding: TextEncoding
        if let known = mark?.encoding ?? declared {
            encoding = known
        } else {
            encoding = try EncodingDetection.encoding(of: body, name: name)
        }
        let utf8 = try utf8(from: body, encoding, name: name, skipped: skipped)
        var notes: [String] = []
        if mark == nil, declared == nil, encoding != .utf8 {
            notes.append("文字コードを \(encoding.rawValue) と判断しました。")
        }
        let text = try CleanText.text(fromUTF8: utf8, name: name, notes: &notes)
        return Decoded(text: text, encoding: encoding, notes: notes)
    }

    static func byteOrderMark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// The 1-based line that holds a byte, for encodings in which a line feed is one byte of its own.
    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        var previous: UInt8 = 0
        for byte in bytes.prefix(offset) {
            if byte == 0x0A && previous != 0x0D || byte == 0x0D { line += 1 }
            previous = byte
        }
        return line
    }

    private static func utf8(
        from body: [UInt8], _ encoding: TextEncoding, name: String, skipped: Int
    ) throws(TextExtractionError) -> [UInt8] {
        func wrong(at offset: Int) -> TextExtractionError {
            let single = body.prefix(offset).filter { $0 != 0 }
            return .wrongEncoding(
                name: name, encoding: encoding.rawValue, byteOffset: offset + skipped,
                line: line(of: single.count, in: single))
        }
        if encoding == .iso2022JP { return try utf8(fromISO2022JP: body, wrong) }
        if let offset = StrictReading.tally(body, as: encoding).firstInvalid { throw wrong(at: offset) }
        if encoding == .utf8 { return body }
        do {
            return try IconvConversion.utf8(from: body, encoding: encoding.iconvName)
        } catch .invalid(let offset) {
            throw wrong(at: offset)
        } catch {
            throw .unknownEncoding(name: name, byteOffset: 0, line: 1)
        }
    }

    private static func utf8(
        fromISO2022JP body: [UInt8], _ wrong: (Int) -> TextExtractionError
    ) throws(TextExtractionError) -> [UInt8] {
        let converted: ISO2022JP.AsEUC
        do {
            converted = try ISO2022JP.eucJP(from: body)
        } catch {
            throw wrong(error.byteOffset)
        }
        do {
            return try IconvConversion.utf8(from: converted.bytes, encoding: TextEncoding.eucJP.iconvName)
        } catch .invalid(let offset) {
            throw wrong(min(body.count, converted.originalOffset(of: offset)))
        } catch {
            throw wrong(0)
        }
    }
}

extension TextEncoding {
    /// The C library's name; its EUC-JP-MS has the vendors' characters and their usual dashes and tildes.
    var iconvName: String { self == .eucJP ? "EUC-JP-MS" : rawValue }
}
