/// Upper and lower case as one: what "case does not matter" means everywhere in detection.
enum TextFolding {
    /// Lower case of ASCII by table; whatever has other characters through Unicode's own lower case.
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(lower) }
        // What is no UTF-8 keeps its bytes: replacing them would make different texts equal.
        guard let text = String(validating: bytes, as: UTF8.self) else { return bytes.map(lower) }
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                folded.append(lower(UInt8(scalar.value)))
            } else if becomesASCII.contains(scalar) {
                folded.append(contentsOf: String(scalar).utf8)
            } else {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return folded
    }

    /// The Kelvin sign and the I with a dot, which Unicode makes `k` and `i`. They stay: ASCII is made only
    /// of ASCII, which the filters over bytes rely on.
    private static let becomesASCII: Set<Unicode.Scalar> = ["\u{212A}", "\u{0130}"]

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
