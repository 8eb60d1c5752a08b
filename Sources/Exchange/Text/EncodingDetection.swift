/// Finding out in which encoding a text was written.
enum EncodingDetection {
    /// Below this a text that has few characters beyond ASCII is rather Western than Japanese.
    private static let leastPlausibility = 0.25

    /// The encoding of bytes without a byte order mark.
    ///
    /// - Throws: `binary`, or an encoding error that names the first byte that does not fit the likeliest
    ///   encoding.
    static func encoding(of bytes: [UInt8], name: String) throws(TextExtractionError) -> TextEncoding {
        let utf8 = StrictReading.tally(bytes, as: .utf8)
        let hasNull = bytes.contains(0)
        if utf8.firstInvalid == nil, !hasNull {
            if utf8.beyondASCII == 0 { return ISO2022JP.isPresent(in: bytes) ? .iso2022JP : .utf8 }
            if utf8.plausibility > 0 { return .utf8 }
            // Greek or Cyrillic only: a few kanji of EUC-JP or half-width kana can look like that.
            return likeliest(of: bytes, among: [.eucJP, .cp932], atLeast: 0.5) ?? .utf8
        }
        if let found = utf16(bytes, hasNull: hasNull) { return found }
        if hasNull { throw .binary(name: name) }
        if utf8.isUTF8WithAFault { throw fault(in: bytes, .utf8, utf8, name: name) }
        if let found = likeliest(of: bytes, among: [.cp932, .eucJP], atLeast: nil) { return found }
        throw failure(for: bytes, utf8: utf8, name: name)
    }

    private static func likeliest(
        of bytes: [UInt8], among encodings: [TextEncoding], atLeast least: Double?
    ) -> TextEncoding? {
        var best: (encoding: TextEncoding, plausibility: Double)?
        for encoding in encodings {
            let tally = StrictReading.tally(bytes, as: encoding)
            guard tally.firstInvalid == nil, tally.odd * 4 <= tally.beyondASCII else { continue }
            let plausibility = tally.plausibility
            if let least, plausibility < least { continue }
            if plausibility < leastPlausibility, tally.ascii > tally.beyondASCII * 3 { continue }
            if plausibility > best?.plausibility ?? -2 { best = (encoding, plausibility) }
        }
        return best?.encoding
    }

    /// UTF-16 without its mark: valid, and nearly everything in it is Japanese or ASCII.
    private static func utf16(_ bytes: [UInt8], hasNull: Bool) -> TextEncoding? {
        guard bytes.count % 2 == 0 else { return nil }
        var best: (encoding: TextEncoding, share: Double)?
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            let tally = StrictReading.tally(bytes, as: encoding)
            guard tally.firstInvalid == nil else { continue }
            let usual = tally.ascii + tally.kana + tally.symbols + tally.commonKanji
            let share = Double(usual) / Double(max(1, tally.ascii + tally.beyondASCII))
            // Two ASCII bytes in a row look like one kanji; only zero bytes or kana tell UTF-16 from that.
            guard share >= 0.95, hasNull || tally.kana * 5 >= tally.beyondASCII else { continue }
            let evidence = share + Double(tally.ascii + tally.kana) / Double(bytes.count)
            if evidence > best?.share ?? 0 { best = (encoding, evidence) }
        }
        return best?.encoding
    }

    private static func failure(for bytes: [UInt8], utf8: CharacterTally, name: String) -> TextExtractionError
    {
        for encoding in [TextEncoding.cp932, .eucJP] {
            let tally = StrictReading.tally(bytes, as: encoding)
            if tally.firstInvalid != nil, tally.beyondASCII >= 20, tally.plausibility >= 0.6 {
                return fault(in: bytes, encoding, tally, name: name)
            }
        }
        let offset = utf8.firstInvalid ?? 0
        return .unknownEncoding(
            name: name, byteOffset: offset, line: TextDecoding.line(of: offset, in: bytes))
    }

    private static func fault(
        in bytes: [UInt8], _ encoding: TextEncoding, _ tally: CharacterTally, name: String
    ) -> TextExtractionError {
        let offset = tally.firstInvalid ?? 0
        return .wrongEncoding(
            name: name, encoding: encoding.rawValue, byteOffset: offset,
            line: TextDecoding.line(of: offset, in: bytes))
    }
}

extension CharacterTally {
    /// Several sound Japanese characters before the fault cannot be chance.
    fileprivate var isUTF8WithAFault: Bool {
        firstInvalid != nil && beyondASCII >= 4 && plausibility >= 0.5
    }
}
