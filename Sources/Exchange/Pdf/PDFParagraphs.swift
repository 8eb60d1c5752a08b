/// Printed lines joined again into the paragraphs that the author wrote.
///
/// A line goes on in the next one when it was full, that is when the next line's first word would not have
/// fitted any more, and when nothing else speaks for a new paragraph: a number, an indent, a gap, another
/// size of type.
struct PDFParagraphs {
    private let lines: [PDFLine]
    private let rightEdge: Double
    /// The usual distance between two lines of one paragraph.
    private let pitch: Double

    /// - Parameter width: of the pages.
    init(_ lines: [PDFLine], width: Double) {
        self.lines = lines
        let edge = Self.rightEdge(of: lines)
        // Where no two lines come near to the margin, none was long enough to be broken.
        rightEdge = edge < width * Self.narrowest ? width : edge
        let steps = zip(lines, lines.dropFirst()).filter { $0.page == $1.page }.map { $1.middle - $0.middle }
        pitch = steps.filter { $0 > 0 }.median ?? 0
    }

    /// Share of the page's width that a text at least takes up when its lines are broken.
    private static let narrowest = 0.6

    /// One string a paragraph; an empty one where the page shows a gap.
    func texts() -> [String] {
        var texts: [String] = []
        var current: [PDFLine] = []
        for line in lines {
            guard let previous = current.last else {
                current = [line]
                continue
            }
            if continues(current, in: line) {
                current.append(line)
            } else {
                texts.append(Self.joined(current))
                if isGap(previous, line, atLeast: 1.9) { texts.append("") }
                current = [line]
            }
        }
        if !current.isEmpty { texts.append(Self.joined(current)) }
        return texts
    }

    /// The edge that full lines reach: the rightmost that at least two lines come near to.
    private static func rightEdge(of lines: [PDFLine]) -> Double {
        let edges = lines.map(\.right).sorted(by: >)
        let em = lines.map(\.em).median ?? 10
        for (edge, next) in zip(edges, edges.dropFirst()) where edge - next < 1.5 * em { return edge }
        return edges.first ?? 0
    }

    private func continues(_ paragraph: [PDFLine], in next: PDFLine) -> Bool {
        guard let first = paragraph.first, let last = paragraph.last else { return false }
        guard isFull(last, before: next), !Self.isContentsEntry(last.text), !next.hasColumns else {
            return false
        }
        if last.hasColumns, next.left - last.left > 5 * last.em || next.left < last.left { return false }
        if isGap(last, next, atLeast: 1.5)
            || max(last.height, next.height) > 1.25 * min(last.height, next.height)
        {
            return false
        }
        let isEstablished = paragraph.count >= 2 && abs(next.left - last.left) < 0.3 * last.em
        let endsSentence = Self.endsSentence(last.text)
        if ItemNumber.starts(next.text) || ItemNumber.isBracketedHeading(next.text) {
            // Only a line set exactly like the one before it, away from where the paragraph began, is a
            // reference.
            return isEstablished && !endsSentence && abs(next.left - first.left) > 0.8 * last.em
        }
        guard endsSentence else { return next.left - last.left < 8 * last.em }
        if paragraph.count >= 2 { return isEstablished }
        // After a first line that happens to end with its sentence, a new paragraph would begin where that
        // one did.
        return abs(next.left - last.left) > 0.5 * last.em && next.left - last.left < 8 * last.em
    }

    private func isFull(_ line: PDFLine, before next: PDFLine) -> Bool {
        // A closing bracket or a full stop may not begin a line and takes the character before it along.
        var unit = 2.2 * line.em
        let word = next.text.unicodeScalars.prefix { !$0.isWide && !$0.properties.isWhitespace }.count
        if word > 2 { unit = max(unit, Double(word) * 0.6 * line.em) }
        return rightEdge - line.right < unit
    }

    private func isGap(_ line: PDFLine, _ next: PDFLine, atLeast factor: Double) -> Bool {
        guard line.page == next.page, pitch > 0 else { return false }
        return next.middle - line.middle > factor * pitch
    }

    private static func endsSentence(_ text: String) -> Bool {
        guard let last = text.last(where: { !$0.isWhitespace }) else { return true }
        return last == "。" || last == "．"
    }

    /// Leaders and a page number at the end: 趣旨 ……… 2.
    private static func isContentsEntry(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.suffix(40).reversed().map { $0 }
        let rest = scalars.drop { ItemNumber.isDigit($0) }
        guard rest.startIndex > 0 else { return false }
        let leaders = rest.prefix { [".", "．", "・", "…", "‥", "･", " ", "　", "\t"].contains($0) }
        return leaders.contains("\t") || leaders.count >= 3
    }

    private static func joined(_ lines: [PDFLine]) -> String {
        var text = ""
        for line in lines {
            let isWide = text.unicodeScalars.last?.isWide ?? true
            let nextIsWide = line.text.unicodeScalars.first?.isWide ?? true
            if !text.isEmpty, !isWide, !nextIsWide { text += " " }
            text += line.text
        }
        return text
    }
}
