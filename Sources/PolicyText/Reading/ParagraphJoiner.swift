/// Makes paragraphs of a clause's lines: wrapped lines are joined, the others parted by `\n`.
struct ParagraphJoiner {
    let source: SourceText
    let layout: PageLayout
    private(set) var text = ""
    private var last: SourceLine?
    private var lastScalar: UInt32 = 0

    init(source: SourceText, layout: PageLayout) {
        self.source = source
        self.layout = layout
    }

    /// Adds words of a line; `isAfterBlank` parts them from what stands before.
    mutating func add(_ range: Range<Int>, of line: SourceLine, isAfterBlank: Bool) {
        let range = withoutEmphasis(range)
        guard !range.isEmpty else { return }
        if !text.isEmpty {
            if isAfterBlank || !joins(line, range) {
                text += "\n"
            } else if lastScalar < 0x250, lastScalar != 0x2D, source.at(range.lowerBound) < 0x250 {
                text += " "
            }
        }
        text += source.string(range)
        last = line
        lastScalar = source.at(range.upperBound - 1)
    }

    private func joins(_ line: SourceLine, _ range: Range<Int>) -> Bool {
        guard let last else { return false }
        let isIndented = source.at(line.start) == 0x3000 && line.indent > last.indent
        let isTableRow = source.at(range.lowerBound) == 0x7C
        return layout.goesOn(last, in: source) && !isTableRow && !(isIndented && layout.wrapWidth == nil)
    }

    /// The words without `**` around all of them.
    private func withoutEmphasis(_ range: Range<Int>) -> Range<Int> {
        guard range.count > 4, source.at(range.lowerBound) == 0x2A, source.at(range.lowerBound + 1) == 0x2A,
            source.at(range.upperBound - 1) == 0x2A, source.at(range.upperBound - 2) == 0x2A
        else { return range }
        return (range.lowerBound + 2)..<(range.upperBound - 2)
    }
}
