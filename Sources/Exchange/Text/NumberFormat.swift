/// How a counter is written: the number formats of ECMA-376 Part 1, 17.18.59, that Japanese documents use.
enum NumberFormat: String, Sendable, CaseIterable {
    case decimal, decimalZero, decimalFullWidth, decimalFullWidth2, decimalHalfWidth
    case upperRoman, lowerRoman, upperLetter, lowerLetter
    case aiueo, aiueoFullWidth, iroha, irohaFullWidth
    case japaneseCounting, japaneseLegal, japaneseDigitalTenThousand
    case ideographDigital, chineseCounting, chineseCountingThousand
    case decimalEnclosedCircle, decimalEnclosedCircleChinese, decimalEnclosedParen, decimalEnclosedFullstop
    case ideographEnclosedCircle, ideographTraditional, ideographZodiac
    case bullet, none

    /// The number in this format; numbers that a format has no sign for are written in digits.
    func text(_ number: Int) -> String {
        guard number > 0 || self == .decimal else { return self == .none ? "" : String(number) }
        return switch self {
        case .bullet, .none: ""
        case .decimal, .decimalHalfWidth: String(number)
        case .decimalZero: number < 10 ? "0\(number)" : String(number)
        case .decimalFullWidth, .decimalFullWidth2: Self.fullWidth(number)
        case .upperRoman: Self.roman(number)
        case .lowerRoman: Self.roman(number).lowercased()
        case .upperLetter: Self.letters(number)
        case .lowerLetter: Self.letters(number).lowercased()
        case .japaneseCounting, .chineseCounting, .chineseCountingThousand:
            Self.kanji(number, digits: Self.kanjiDigits, units: ["", "十", "百", "千"], writesOne: false)
        case .japaneseLegal:
            Self.kanji(number, digits: Self.legalDigits, units: ["", "拾", "百", "阡"], writesOne: true)
        case .ideographDigital, .japaneseDigitalTenThousand:
            String(String(number).compactMap { $0.wholeNumberValue.map { Self.kanjiDigits[$0] } })
        case .aiueo, .aiueoFullWidth, .iroha, .irohaFullWidth, .ideographTraditional, .ideographZodiac:
            Self.sign(number, of: sequence)
        case .decimalEnclosedCircle, .decimalEnclosedCircleChinese: Self.circled(number)
        case .decimalEnclosedParen: Self.scalar(0x2474, number, upTo: 20) ?? "(\(number))"
        case .decimalEnclosedFullstop: Self.scalar(0x2488, number, upTo: 20) ?? "\(number)."
        case .ideographEnclosedCircle: Self.scalar(0x3280, number, upTo: 10) ?? String(number)
        }
    }

    private var sequence: [Character] {
        switch self {
        case .aiueo: Self.halfWidthAiueo
        case .aiueoFullWidth: Self.fullWidthAiueo
        case .iroha: Self.halfWidthIroha
        case .irohaFullWidth: Self.fullWidthIroha
        case .ideographTraditional: Self.heavenlyStems
        default: Self.earthlyBranches
        }
    }

    private static let kanjiDigits = Array("〇一二三四五六七八九")
    private static let legalDigits = Array("〇壱弐参四伍六七八九")
    // ECMA-376 prints the half-width forms for `aiueo` and `iroha`, and so does Word.
    private static let halfWidthAiueo = Array("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ")
    private static let fullWidthAiueo = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
    private static let halfWidthIroha = Array("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳｲﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼｴﾋﾓｾｽﾝ")
    private static let fullWidthIroha = Array("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")
    private static let heavenlyStems = Array("甲乙丙丁戊己庚辛壬癸")
    private static let earthlyBranches = Array("子丑寅卯辰巳午未申酉戌亥")

    private static func sign(_ number: Int, of signs: [Character]) -> String {
        number <= signs.count ? String(signs[number - 1]) : String(number)
    }

    private static func scalar(_ first: UInt32, _ number: Int, upTo last: Int) -> String? {
        guard number <= last, let scalar = Unicode.Scalar(first + UInt32(number) - 1) else { return nil }
        return String(scalar)
    }

    private static func circled(_ number: Int) -> String {
        switch number {
        case 1...20: scalar(0x2460, number, upTo: 20) ?? String(number)
        case 21...35: scalar(0x3251, number - 20, upTo: 15) ?? String(number)
        case 36...50: scalar(0x32B1, number - 35, upTo: 15) ?? String(number)
        default: String(number)
        }
    }

    private static func fullWidth(_ number: Int) -> String {
        String(
            String.UnicodeScalarView(
                String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    }

    /// a to z, then aa, bb and so on, as Word counts.
    private static func letters(_ number: Int) -> String {
        guard number <= 26 * 30, let letter = Unicode.Scalar(UInt32(0x41 + (number - 1) % 26)) else {
            return String(number)
        }
        return String(repeating: String(letter), count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard number < 4000 else { return String(number) }
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        var text = ""
        for (value, sign) in steps {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    private static func kanji(_ number: Int, digits: [Character], units: [String], writesOne: Bool) -> String
    {
        guard number < 10_000 else { return String(number) }
        var text = ""
        for (place, digit) in zip(
            (0..<4).reversed(), [number / 1000, number / 100 % 10, number / 10 % 10, number % 10])
        where digit > 0 {
            if digit > 1 || place == 0 || writesOne { text.append(digits[digit]) }
            text += units[place]
        }
        return text
    }
}
