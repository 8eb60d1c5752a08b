import Office

/// What a form or a query sent: names to values, and files.
struct FormFields: Sendable {
    private(set) var values: [String: [String]] = [:]
    private(set) var files: [String: UploadedFile] = [:]

    /// The first value of the name; empty where there is none.
    subscript(name: String) -> String { values[name]?.first ?? "" }

    /// All values of the name, in order.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether the name was sent at all.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Words that are searched for at once; each is a condition on every row.
    static let wordLimit = 10

    /// The first words of the first value, parted by blanks of either width.
    func words(_ name: String) -> [String] { Self.words(in: self[name]) }

    /// The first words of a text, parted by blanks of either width.
    static func words(in text: String) -> [String] {
        text.split { $0 == " " || $0 == "　" }.prefix(wordLimit).map { String($0.prefix(100)) }
    }

    /// Neither database takes U+0000 in a text, and nobody means it.
    mutating func add(_ name: String, _ value: String) {
        let value = value.utf8.contains(0) ? value.replacing("\0", with: "") : value
        values[name, default: []].append(value)
    }

    mutating func add(_ name: String, file: UploadedFile) { files[name] = file }

    /// The values alone.
    var withoutFiles: FormFields {
        var copy = self
        copy.files = [:]
        return copy
    }

    /// Adds what an `application/x-www-form-urlencoded` text says (WHATWG URL, 5.1).
    mutating func add(urlEncoded text: some StringProtocol) {
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            add(Self.decoded(halves[0]), halves.count == 2 ? Self.decoded(halves[1]) : "")
        }
    }

    /// The text with `%xx` and `+` undone; a broken escape stays as it is.
    static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = true) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = hex(source[index + 1]),
                let low = hex(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(plusIsBlank && source[index] == UInt8(ascii: "+") ? 0x20 : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
