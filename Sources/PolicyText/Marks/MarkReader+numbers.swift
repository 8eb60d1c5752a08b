/// Numbers in all the ways in which they are written.
extension MarkReader {
    /// Half-width or full-width digits, at most four; nil if none stand here.
    func digits(_ position: Int, _ end: Int) -> (value: Int, next: Int)? {
        var value = 0
        var next = position
        while next < end, let digit = source.at(next).digit {
            value = value * 10 + digit
            next += 1
            if next - position > 4 { return nil }
        }
        return next > position ? (value, next) : nil
    }

    /// 一 to 九百九十九, also 一〇三; nil if none stand here.
    func kanjiNumber(_ position: Int, _ end: Int) -> (value: Int, next: Int)? {
        var total = 0
        var digit = 0
        var next = position
        scan: while next < end, next - position < 7 {
            let scalar = source.at(next)
            if let value = scalar.kanjiDigit {
                digit = digit * 10 + value
            } else if scalar == 0x5341 {
                total += max(digit, 1) * 10
                digit = 0
            } else if scalar == 0x767E {
                total += max(digit, 1) * 100
                digit = 0
            } else {
                break scan
            }
            next += 1
        }
        return next > position ? (total + digit, next) : nil
    }

    func anyNumber(_ position: Int, _ end: Int) -> (value: Int, next: Int)? {
        digits(position, end) ?? kanjiNumber(position, end)
    }

    /// The place of a Katakana in アイウエオ…, counted from 1.
    static func kanaPlace(_ scalar: UInt32) -> Int? { kanaPlaces[fullKana(scalar)] }

    /// The place of a Katakana in イロハニホ…, counted from 1.
    static func irohaPlace(_ scalar: UInt32) -> Int? { irohaPlaces[fullKana(scalar)] }

    private static func fullKana(_ scalar: UInt32) -> UInt32 {
        guard scalar >= 0xFF71, scalar <= 0xFF9D else { return scalar }
        return halfKanaOrder[Int(scalar - 0xFF71)]
    }

    private static let halfKanaOrder: [UInt32] = Array(kanaOrder.unicodeScalars.map(\.value))
    private static let kanaOrder = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    private static let kanaPlaces = places(kanaOrder)
    private static let irohaPlaces = places("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")

    private static func places(_ order: String) -> [UInt32: Int] {
        var places: [UInt32: Int] = [:]
        for (index, scalar) in order.unicodeScalars.enumerated() { places[scalar.value] = index + 1 }
        return places
    }

    /// A number that is one scalar: ①, ⑴, ⒈, ㈠, ㋐, Ⅰ.
    static func single(_ scalar: UInt32) -> (style: Mark.Style, number: Int)? {
        switch scalar {
        case 0x2460...0x2473: (.circled, Int(scalar - 0x2460) + 1)
        case 0x3251...0x325F: (.circled, Int(scalar - 0x3251) + 21)
        case 0x32B1...0x32BF: (.circled, Int(scalar - 0x32B1) + 36)
        case 0x2776...0x277F: (.circled, Int(scalar - 0x2776) + 1)
        case 0x2780...0x2789: (.circled, Int(scalar - 0x2780) + 1)
        case 0x2474...0x2487: (.paren, Int(scalar - 0x2474) + 1)
        case 0x2488...0x249B: (.decimal, Int(scalar - 0x2488) + 1)
        case 0x3220...0x3229: (.parenKanji, Int(scalar - 0x3220) + 1)
        case 0x32D0...0x32FE: (.circledKana, Int(scalar - 0x32D0) + 1)
        case 0x2160...0x216B: (.roman, Int(scalar - 0x2160) + 1)
        case 0x2170...0x217B: (.smallRoman, Int(scalar - 0x2170) + 1)
        default: nil
        }
    }
}
