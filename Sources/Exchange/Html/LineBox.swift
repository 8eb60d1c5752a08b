/// A place that text flows into and leaves as lines: a page's body or one table cell.
struct LineBox {
    private(set) var lines: [String] = []
    private var line: [UInt8] = []
    private var pending = Gap.none
    private var endsWide = false

    private enum Gap { case none, space, lineEnd }

    /// Adds text the way a browser flows it: runs of ASCII white space become one space.
    ///
    /// Where the author's editor broke a Japanese sentence into lines, nothing is put in between; full-width
    /// spaces are characters like any other.
    mutating func flow(_ text: [UInt8]) {
        for byte in text {
            if byte.isHTMLSpace {
                if byte == 0x0A || byte == 0x0D {
                    pending = .lineEnd
                } else if pending == .none {
                    pending = .space
                }
                continue
            }
            if pending != .none {
                let joinsJapanese = pending == .lineEnd && endsWide && byte >= 0xE3
                if !line.isEmpty, !joinsJapanese { line.append(0x20) }
                pending = .none
            }
            add(byte)
        }
    }

    /// Adds preformatted text, whose line ends and spaces count.
    mutating func keep(_ text: [UInt8]) {
        for byte in text {
            if byte == 0x0A { breakLine() } else { add(byte) }
        }
    }

    /// Ends the line even when nothing is on it.
    mutating func breakLine() {
        lines.append(finished())
    }

    /// Ends the line if there is something on it.
    mutating func endBlock() {
        if !line.isEmpty { lines.append(finished()) }
        pending = .none
    }

    mutating func add(lines more: [String]) {
        endBlock()
        lines += more
    }

    mutating func prefix(line index: Int, with mark: String) {
        lines[index] = mark + lines[index]
    }

    /// All lines, with blank ones at both ends left out.
    mutating func finish() -> [String] {
        endBlock()
        let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
        let last = lines.lastIndex { !$0.isEmpty } ?? first
        return first < lines.endIndex ? Array(lines[first...last]) : []
    }

    private mutating func add(_ byte: UInt8) {
        line.append(byte)
        if byte < 0x80 { endsWide = false } else if byte >= 0xC0 { endsWide = byte >= 0xE3 }
    }

    private mutating func finished() -> String {
        defer {
            line.removeAll(keepingCapacity: true)
            pending = .none
            endsWide = false
        }
        while line.last == 0x20 { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        guard line.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.compactMap(Self.plain)))
    }

    /// Layout characters of the web: a space that does not break is a space, and hints where to break are
    /// nothing.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xA0: " "
        case 0xAD, 0x200B, 0x2060: nil
        default: scalar
        }
    }
}
