import Foundation

/// Words of spreadsheets made comparable: width, letter case, blanks and decoration folded away.
public enum SheetWords {
    /// The words in one form: NFKC, lower case, no blanks or line ends, no marks such as ※ or ＊.
    public static func folded(_ text: String) -> String {
        let compatible = text.precomposedStringWithCompatibilityMapping.lowercased()
        var scalars = String.UnicodeScalarView()
        for scalar in compatible.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 || decoration.contains(scalar) {
                continue
            }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// `folded`, without what stands in brackets and without の: 「機密性の理由（必須）」 and 「機密性理由」 are one.
    public static func heading(_ text: String) -> String {
        var depth = 0
        var scalars = String.UnicodeScalarView()
        for scalar in folded(text).unicodeScalars {
            if opening.contains(scalar) {
                depth += 1
            } else if closing.contains(scalar) {
                depth = max(0, depth - 1)
            } else if depth == 0, scalar != "の" {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// What stands before the first bracket, folded.
    static func beforeBracket(_ text: String) -> String {
        String(folded(text).unicodeScalars.prefix { !opening.contains($0) })
    }

    private static let decoration: Set<Unicode.Scalar> = ["※", "*", "★", "◎", "●", "■", "□", ":", "\u{FEFF}"]
    // NFKC has made brackets narrow where it can.
    private static let opening: Set<Unicode.Scalar> = ["(", "[", "【", "〔", "<", "「", "〈", "《"]
    private static let closing: Set<Unicode.Scalar> = [")", "]", "】", "〕", ">", "」", "〉", "》"]
}
