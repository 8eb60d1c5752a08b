/// What a scalar is in a Japanese official text.
extension UInt32 {
    init(_ scalar: Unicode.Scalar) { self = scalar.value }

    var isSpace: Bool {
        switch self {
        case 0x20, 0x09, 0x3000, 0xA0, 0x0B, 0x0C, 0x200B, 0x2000...0x200A: true
        default: false
        }
    }

    var isHalfKana: Bool { self >= 0xFF61 && self <= 0xFF9F }

    var isHiragana: Bool { self >= 0x3041 && self <= 0x309F }

    var isKatakana: Bool { (self >= 0x30A1 && self <= 0x30FA) || self == 0x30FC }

    var isKanji: Bool {
        (self >= 0x4E00 && self <= 0x9FFF) || (self >= 0x3400 && self <= 0x4DBF) || self == 0x3005
    }

    var isLatin: Bool {
        (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A)
            || (self >= 0xFF21 && self <= 0xFF3A) || (self >= 0xFF41 && self <= 0xFF5A)
    }

    var isOpenBracket: Bool { self == 0x28 || self == 0xFF08 }

    var isCloseBracket: Bool { self == 0x29 || self == 0xFF09 }

    /// Brackets in which a heading may stand: （ ( 【 〔 ［ [.
    var isHeadingBracket: Bool {
        isOpenBracket || self == 0x3010 || self == 0x3014 || self == 0xFF3B || self == 0x5B
    }

    /// The first character of 附則, 付則, 別表, 様式.
    var isSupplementary: Bool { self == 0x9644 || self == 0x4ED8 || self == 0x5225 || self == 0x69D8 }

    /// The digit's value, half-width or full-width.
    var digit: Int? {
        switch self {
        case 0x30...0x39: Int(self - 0x30)
        case 0xFF10...0xFF19: Int(self - 0xFF10)
        default: nil
        }
    }

    /// The value of a Kanji digit, 十 and 百 excluded.
    var kanjiDigit: Int? {
        switch self {
        case 0x3007, 0x96F6: 0
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    /// Whether a sentence or a stretch ends here: 。．！？ and closing brackets.
    var isSentenceEnd: Bool {
        switch self {
        case 0x3002, 0xFF0E, 0xFF01, 0xFF1F, 0x300D, 0xFF09, 0xFF61: true
        default: false
        }
    }

    /// Lines drawn across a page and rows of leaders.
    var isRule: Bool {
        switch self {
        case 0x2D, 0x3D, 0x2A, 0x5F, 0x2010...0x2015, 0x2500, 0x2501, 0x30FC, 0xFF0D, 0xFF1D, 0x2E, 0xFF3F:
            true
        default: false
        }
    }

    /// Leaders of a table of contents: … ‥ ・ . ． ･ _ ─ ―.
    var isLeader: Bool {
        switch self {
        case 0x2026, 0x2025, 0x30FB, 0x2E, 0xFF0E, 0xFF65, 0xB7, 0x5F, 0x2500, 0x2015, 0x2014, 0x22EF: true
        default: false
        }
    }
}
