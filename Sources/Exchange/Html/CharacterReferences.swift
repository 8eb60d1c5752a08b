/// Named and numeric character references of HTML, and the five of XML.
enum CharacterReferences {
    /// Replaces the references in a run of text; what is not one stays as written.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(in: bytes, at: index) {
                output.append(contentsOf: String(scalar).utf8)
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// The scalar that a `&#…;` body, without `&#` and `;`, stands for; nil where there is none.
    static func scalar(numeric body: Substring) -> Unicode.Scalar? {
        let isHex = body.first == "x" || body.first == "X"
        guard let value = UInt32(isHex ? body.dropFirst() : body, radix: isHex ? 16 : 10) else { return nil }
        return Unicode.Scalar(value)
    }

    private static func reference(
        in bytes: ArraySlice<UInt8>, at index: Int
    ) -> (scalar: Unicode.Scalar, end: Int)? {
        var end = index + 1
        while end < bytes.endIndex, end - index < 12, bytes[end].isReferenceBody { end += 1 }
        let body = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)[...]
        let after = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";") ? end + 1 : end
        if body.first == "#" {
            guard let scalar = scalar(numeric: body.dropFirst()), scalar.value != 0 else { return nil }
            return (windows1252[scalar.value] ?? scalar, after)
        }
        // Without its semicolon only the oldest names count, or `&copy=1` in running text would change.
        guard let scalar = named[String(body)], after > end || oldest.contains(String(body)) else {
            return nil
        }
        return (scalar, after)
    }

    private static let oldest: Set<String> = ["amp", "lt", "gt", "quot", "nbsp"]

    /// What web pages mean by the numbers 128 to 159.
    private static let windows1252: [UInt32: Unicode.Scalar] = [
        0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
    ]

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
        "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "shy": "\u{AD}",
        "copy": "©", "reg": "®", "trade": "™", "yen": "¥", "cent": "¢", "pound": "£", "euro": "€",
        "sect": "§",
        "para": "¶", "middot": "·", "bull": "•", "hellip": "…", "ndash": "–", "mdash": "—", "horbar": "―",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "times": "×",
        "divide": "÷", "plusmn": "±", "deg": "°", "rarr": "→", "larr": "←", "uarr": "↑", "darr": "↓",
        "harr": "↔", "le": "≤", "ge": "≥", "ne": "≠", "infin": "∞", "minus": "−", "prime": "′", "Prime": "″",
        "dagger": "†", "Dagger": "‡", "permil": "‰", "frac12": "½", "frac14": "¼", "sup2": "²", "sup3": "³",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "mu": "μ", "Omega": "Ω", "micro": "µ",
        "hearts": "♥", "loz": "◊", "NewLine": "\n", "Tab": "\t", "lpar": "(", "rpar": ")", "num": "#",
    ]
}

extension UInt8 {
    fileprivate var isReferenceBody: Bool {
        isASCIILetter || self == UInt8(ascii: "#") || (0x30...0x39).contains(self)
    }
}
