/// What kinds of characters a text would have if its bytes were in a certain encoding.
///
/// Almost any bytes are valid in one of the Japanese encodings; only the mixture tells which one was meant.
struct CharacterTally: Equatable {
    var ascii = 0
    var kana = 0
    /// Kanji of JIS X 0208 level 1, rows 16 to 47: the common ones.
    var commonKanji = 0
    /// Level 2 and the vendors' additions; in real texts one in a hundred or fewer.
    var rareKanji = 0
    var symbols = 0
    var halfWidthKana = 0
    /// User-defined characters (外字) and anything else that has no place in an ordinary text.
    var odd = 0
    /// Offset of the first byte that the encoding does not allow; nil when all are allowed.
    var firstInvalid: Int?

    var beyondASCII: Int { kana + commonKanji + rareKanji + symbols + halfWidthKana + odd }

    /// From -1 to 1: how much this looks like Japanese; 0 for a text of ASCII alone.
    var plausibility: Double {
        guard beyondASCII > 0 else { return 0 }
        let good = Double(kana) + 0.8 * Double(commonKanji) + 0.6 * Double(symbols)
        let doubtful = 0.1 * Double(rareKanji) - 0.4 * Double(halfWidthKana) - Double(odd)
        return (good + doubtful) / Double(beyondASCII)
    }

    /// Counts a character by its row (1 to 94) and cell in JIS X 0208 with the vendors' rows.
    mutating func countJIS(row: Int, cell: Int) {
        switch row {
        case 1, 2: symbols += 1
        // Full-width digits and letters; the rest of row 3 is empty.
        case 3: if cell >= 16 { symbols += 1 } else { odd += 1 }
        case 4, 5: if cell <= 86 { kana += 1 } else { odd += 1 }
        // Row 13 has ①, Ⅰ, ㈱ and the like.
        case 13: symbols += 1
        case 16...47: commonKanji += 1
        case 48...84, 89...92, 115...119: rareKanji += 1
        default: odd += 1
        }
    }

    mutating func count(scalar value: UInt32) {
        switch value {
        case 0..<0x80: ascii += 1
        case 0x3041...0x30FF: kana += 1
        case 0x4E00...0x9FFF: commonKanji += 1
        case 0x3000...0x303F, 0xFF01...0xFF5E, 0x2010...0x27BF, 0x3200...0x33FF: symbols += 1
        case 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF: rareKanji += 1
        case 0xFF61...0xFF9F: halfWidthKana += 1
        default: odd += 1
        }
    }
}
