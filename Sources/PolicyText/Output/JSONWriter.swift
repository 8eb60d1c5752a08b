/// Writes JSON (RFC 8259) with members in the order in which they are given.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        open("{")
        members(&self)
        close("}")
    }

    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    mutating func member(_ name: String, _ value: Int) {
        key(name)
        text += String(value)
    }

    /// `[lower, upper]`, the upper end not included.
    mutating func member(_ name: String, _ value: Range<Int>) {
        key(name)
        text += "[\(value.lowerBound), \(value.upperBound)]"
    }

    mutating func member<Element>(
        _ name: String, array: [Element], _ element: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        guard !array.isEmpty else {
            text += "[]"
            return
        }
        open("[")
        for value in array {
            next()
            element(&self, value)
        }
        close("]")
    }

    private mutating func key(_ name: String) {
        next()
        string(name)
        text += ": "
    }

    private mutating func open(_ sign: String) {
        text += sign
        depth += 1
        isFirst = true
    }

    private mutating func close(_ sign: String) {
        depth -= 1
        if !isFirst { newLine() }
        text += sign
        isFirst = false
    }

    private mutating func next() {
        if !isFirst { text += "," }
        isFirst = false
        newLine()
    }

    private mutating func newLine() {
        text += "\n"
        for _ in 0..<depth { text += "  " }
    }

    private mutating func string(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": escape(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private mutating func escape(_ value: UInt32) {
        let digits = String(value, radix: 16)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
