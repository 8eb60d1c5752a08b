/// ISO-2022-JP (RFC 1468) with the vendors' rows, by way of EUC-JP.
///
/// The C library's own converter refuses ① and ㈱, which mail and old word processors do write.
enum ISO2022JP {
    struct AsEUC: Equatable {
        var bytes: [UInt8] = []
        /// Where a stretch of `bytes` starts, and where it stood in the original.
        var stretches: [(euc: Int, original: Int)] = []

        static func == (left: AsEUC, right: AsEUC) -> Bool { left.bytes == right.bytes }

        func originalOffset(of offset: Int) -> Int {
            guard let stretch = stretches.last(where: { $0.euc <= offset }) else { return offset }
            return stretch.original + offset - stretch.euc
        }
    }

    struct Invalid: Error { let byteOffset: Int }

    private enum CharacterSet { case ascii, kanji, halfWidthKana, supplementaryKanji }

    /// True when the bytes are 7-bit and hold an escape into kanji or kana.
    static func isPresent(in bytes: [UInt8]) -> Bool {
        var escapes = false
        var index = 0
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            if bytes[index] == 0x1B, let (set, _) = characterSet(bytes, at: index), set != .ascii {
                escapes = true
            }
            index += 1
        }
        return escapes
    }

    static func eucJP(from bytes: [UInt8]) throws(Invalid) -> AsEUC {
        var result = AsEUC()
        var current = CharacterSet.ascii
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                guard let (set, length) = characterSet(bytes, at: index) else {
                    throw Invalid(byteOffset: index)
                }
                current = set
                index += length
                result.stretches.append((result.bytes.count, index))
                continue
            }
            // A line end always leads back to ASCII, even where the escape was forgotten.
            if byte == 0x0A || byte == 0x0D { current = .ascii }
            guard let length = append(bytes, at: index, in: current, to: &result.bytes) else {
                throw Invalid(byteOffset: index)
            }
            index += length
        }
        return result
    }

    /// Returns how many bytes were taken; nil where they have no meaning in the set.
    private static func append(
        _ bytes: [UInt8], at index: Int, in set: CharacterSet, to output: inout [UInt8]
    ) -> Int? {
        let byte = bytes[index]
        guard byte < 0x80 else { return nil }
        if set == .ascii || byte <= 0x20 {
            output.append(byte)
            return 1
        }
        if set == .halfWidthKana {
            guard byte <= 0x5F else { return nil }
            output += [0x8E, byte | 0x80]
            return 1
        }
        guard index + 1 < bytes.count, (0x21...0x7E).contains(byte), (0x21...0x7E).contains(bytes[index + 1])
        else {
            return nil
        }
        if set == .supplementaryKanji { output.append(0x8F) }
        output += [byte | 0x80, bytes[index + 1] | 0x80]
        return 2
    }

    private static func characterSet(_ bytes: [UInt8], at index: Int) -> (set: CharacterSet, length: Int)? {
        func matches(_ tail: String) -> Bool { bytes[(index + 1)...].starts(with: tail.utf8) }
        if matches("(B") || matches("(J") { return (.ascii, 3) }
        if matches("$(D") { return (.supplementaryKanji, 4) }
        if matches("$B") || matches("$@") { return (.kanji, 3) }
        if matches("(I") { return (.halfWidthKana, 3) }
        return nil
    }
}
