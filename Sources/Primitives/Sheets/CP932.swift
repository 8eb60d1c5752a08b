/// Where the code page of Japanese Windows has one character and Unicode two.
public enum CP932 {
    /// Dashes, tildes and the like; the second of each pair is what the code page reads as.
    public static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{301C}": "\u{FF5E}", "\u{2212}": "\u{FF0D}", "\u{2016}": "\u{2225}", "\u{2014}": "\u{2015}",
        "\u{00A2}": "\u{FFE0}", "\u{00A3}": "\u{FFE1}", "\u{00AC}": "\u{FFE2}",
    ]

    /// The text as it comes back from a file in this code page.
    public static func readBack(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { twins[$0] ?? $0 }))
    }
}
