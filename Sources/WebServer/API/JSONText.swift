/// Writes JSON (RFC 8259) straight into bytes, members in the order in which they are written.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init() { bytes.reserveCapacity(1 << 14) }

    mutating func object(_ members: (inout JSONText) throws -> Void) rethrows {
        open("{")
        try members(&self)
        close("}")
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>, _ body: (Element, inout JSONText) throws -> Void
    ) rethrows {
        open("[")
        for element in elements { try body(element, &self) }
        close("]")
    }

    /// The name of the value that is written next.
    mutating func name(_ name: String) {
        text(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func text(_ text: String) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { source in
            var written = 0
            for (index, byte) in source.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: source[written..<index])
                escape(byte)
                written = index + 1
            }
            bytes.append(contentsOf: source[written...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func integer(_ integer: Int64) {
        comma()
        bytes.append(contentsOf: String(integer).utf8)
    }

    mutating func flag(_ flag: Bool) { word(flag ? "true" : "false") }

    mutating func null() { word("null") }

    /// A text, or null.
    mutating func textOrNull(_ text: String?) {
        if let text { self.text(text) } else { null() }
    }

    private mutating func word(_ word: StaticString) {
        comma()
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        comma()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        default:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: ("\\u00" + (digits.count == 1 ? "0" : "") + digits).utf8)
        }
    }
}
