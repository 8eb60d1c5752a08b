/// Makes different writings of the same words equal, for matching only: a document's text is never folded.
public enum Folding {
    /// The words with width, letter case, spaces and known variants evened out.
    ///
    /// Full-width letters and half-width Katakana become ordinary ones, spaces go, a long vowel at the end of
    /// a Katakana word goes (サーバー, サーバ), and writings such as 強靱 and 強靭, 漏洩 and 漏えい, 当組合 and 組合
    /// become one. Linear in the length.
    public static func folded(_ text: some StringProtocol) -> String {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.utf8.count / 2)
        for scalar in text.unicodeScalars { append(scalar.value, to: &scalars) }
        return string(variantsFolded(withoutLongEnds(scalars)))
    }

    /// Whether two texts are the same but for writing.
    public static func isSame(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
        folded(one) == folded(other)
    }

    private static func string(_ scalars: [UInt32]) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars {
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }

    /// Width and letter case; spaces go.
    private static func append(_ scalar: UInt32, to result: inout [UInt32]) {
        switch scalar {
        case 0xFF01...0xFF5E: append(scalar - 0xFEE0, to: &result)
        case 0x41...0x5A: result.append(scalar + 0x20)
        case 0xFF66...0xFF9D: result.append(fullKana[Int(scalar - 0xFF66)])
        case 0xFF9E: voice(&result, by: 1)
        case 0xFF9F: voice(&result, by: 2)
        case 0xFF61: result.append(0x3002)
        case 0xFF64: result.append(0x3001)
        case 0x30FB, 0xFF65, 0x2022: result.append(0x30FB)
        case 0x2010...0x2015, 0x2212, 0x2500: result.append(0x2D)
        case 0x0A, 0x0D: break
        default: if !scalar.isSpace { result.append(scalar) }
        }
    }

    /// ｶ and ﾞ make ガ, ﾊ and ﾟ make パ.
    private static func voice(_ result: inout [UInt32], by step: UInt32) {
        guard let last = result.last, last.isKatakana else { return }
        result[result.count - 1] = last == 0x30A6 && step == 1 ? 0x30F4 : last + step
    }

    /// サーバー and サーバ: the long vowel at the end of a word of three or more Katakana.
    private static func withoutLongEnds(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        var run = 0
        for (index, scalar) in scalars.enumerated() {
            run = scalar.isKatakana ? run + 1 : 0
            let isEnd = index + 1 == scalars.count || !scalars[index + 1].isKatakana
            if scalar == 0x30FC, run > 3 || run == 3 && index > 1 && scalars[index - 2] != 0x30FC, isEnd,
                run >= 3
            {
                continue
            }
            result.append(scalar)
        }
        return result
    }

    private static func variantsFolded(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count {
            if let (length, replacement) = variant(scalars, index) {
                result.append(contentsOf: replacement)
                index += length
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return result
    }

    private static func variant(_ scalars: [UInt32], _ index: Int) -> (Int, [UInt32])? {
        guard let variants = SpellingVariants.byFirst[scalars[index]] else { return nil }
        for (written, folded, isWordStart) in variants {
            guard index + written.count <= scalars.count,
                scalars[index..<(index + written.count)].elementsEqual(written)
            else { continue }
            if isWordStart, index > 0, scalars[index - 1].isKanji { continue }
            return (written.count, folded)
        }
        return nil
    }

    private static let fullKana = Array(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars
            .map(\.value))
}
