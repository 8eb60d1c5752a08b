/// A decoded text cut once into scalars and lines; every later step works on positions in it.
struct SourceText: Sendable {
    let text: String
    let utf8: [UInt8]
    let scalars: [UInt32]
    /// The UTF-8 offset of each scalar, and one more for the end.
    let offsets: [Int]
    let lines: [SourceLine]

    init(_ original: String) {
        text = SourceText.canonical(original)
        utf8 = Array(text.utf8)
        var scalars: [UInt32] = []
        var offsets: [Int] = []
        scalars.reserveCapacity(utf8.count / 2)
        offsets.reserveCapacity(utf8.count / 2)
        var offset = 0
        for scalar in text.unicodeScalars {
            scalars.append(scalar.value)
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
        self.lines = SourceText.lines(of: scalars)
        self.scalars = scalars
        self.offsets = offsets
    }

    /// The words between two scalar positions.
    func string(_ range: Range<Int>) -> String {
        String(decoding: utf8[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
    }

    /// The words of a line without the spaces around them.
    func string(_ line: SourceLine) -> String { string(line.content) }

    /// The UTF-8 range of whole lines, their line breaks included.
    func byteRange(lines range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        let start = offsets[lines[range.lowerBound].start]
        let end = range.upperBound < lines.count ? offsets[lines[range.upperBound].start] : utf8.count
        return start..<end
    }

    /// The scalar at a position, 0 at the end.
    func at(_ position: Int) -> UInt32 { position < scalars.count ? scalars[position] : 0 }

    /// Whether the words between two positions contain a scalar.
    func contains(_ scalar: UInt32, in range: Range<Int>) -> Bool {
        for position in range where scalars[position] == scalar { return true }
        return false
    }

    /// The part of a range without spaces at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, scalars[lower].isSpace { lower += 1 }
        while upper > lower, scalars[upper - 1].isSpace { upper -= 1 }
        return lower..<upper
    }

    /// `\n` for every way of breaking a line or page; no byte order mark.
    private static func canonical(_ text: String) -> String {
        let needsWork = text.unicodeScalars.contains { scalar in
            (0x0B...0x0D).contains(scalar.value) || scalar.value == 0x85 || scalar.value == 0x2028
                || scalar.value == 0x2029
                || scalar.value == 0xFEFF
        }
        guard needsWork else { return text }
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFEFF: break
            case 0x0A where afterReturn: break
            case 0x0B...0x0D, 0x85, 0x2028, 0x2029: result.append("\n")
            default: result.append(scalar)
            }
            afterReturn = scalar.value == 0x0D
        }
        return String(result)
    }

    private static func lines(of scalars: [UInt32]) -> [SourceLine] {
        var lines: [SourceLine] = []
        var start = 0
        while start < scalars.count {
            var end = start
            while end < scalars.count, scalars[end] != 0x0A { end += 1 }
            lines.append(SourceLine(index: lines.count, start: start, end: end, scalars: scalars))
            start = end + 1
        }
        return lines
    }
}

/// One line as positions in the scalars of its text.
struct SourceLine: Sendable {
    /// Counted from 0.
    let index: Int
    let start: Int
    /// The end without the line break.
    let end: Int
    /// The words without spaces around them.
    var content: Range<Int>
    /// Columns of space before the words; a full-width space counts two, a tab four.
    let indent: Int
    /// Columns of the words; a full-width character counts two.
    let width: Int

    init(index: Int, start: Int, end: Int, scalars: [UInt32]) {
        self.index = index
        self.start = start
        self.end = end
        var lower = start
        var indent = 0
        while lower < end, scalars[lower].isSpace {
            indent += scalars[lower] == 0x3000 ? 2 : scalars[lower] == 0x09 ? 4 : 1
            lower += 1
        }
        var upper = end
        while upper > lower, scalars[upper - 1].isSpace { upper -= 1 }
        var width = 0
        for position in lower..<upper {
            width += scalars[position] < 0x1100 || scalars[position].isHalfKana ? 1 : 2
        }
        self.content = lower..<upper
        self.indent = indent
        self.width = width
    }

    /// Whether the line holds nothing but spaces.
    var isBlank: Bool { content.isEmpty }
    /// Counted from 1, as people count.
    var number: Int { index + 1 }
}
