/// What the title page and the table of contents tell about the lines of the body.
struct TitleLines: Sendable {
    /// The title as shown, joined; empty if none was found.
    var title = ""
    /// The line after the last one of the title, counted from 0.
    var endLine = 0
    private var folded = ""
    private var lastScalar: UInt32 = 0
    private var listed: Set<String> = []
    private var prefacesWithNumbers: Set<Int> = []

    init(title: String, endLine: Int, listed: [String]) {
        self.title = title
        self.endLine = endLine
        folded = Folding.folded(title)
        lastScalar = title.unicodeScalars.last?.value ?? 0
        self.listed = Set(listed.map { Folding.folded($0) }.filter { !$0.isEmpty })
    }

    /// Whether a line repeats the title, with or without the name of the body before it.
    func isTitle(_ line: SourceLine, in source: SourceText) -> Bool {
        guard !folded.isEmpty, line.content.count <= 120, source.at(line.content.upperBound - 1) == lastScalar
        else {
            return false
        }
        var start = line.content.lowerBound
        while source.at(start) == 0x23 { start += 1 }
        let words = Folding.folded(source.string(start..<line.content.upperBound))
        if words == folded { return true }
        return words.unicodeScalars.count >= 8 && folded.hasSuffix(words) && TitleReader.namesDocument(words)
    }

    /// Whether the table of contents names a line that has no number.
    func isListed(_ line: SourceLine, in source: SourceText) -> Bool {
        guard !listed.isEmpty, line.content.count <= 60, !source.contains(0x3002, in: line.content) else {
            return false
        }
        let words = Folding.folded(source.string(line))
        return words != folded && listed.contains(words)
    }

    /// Whether the numbers after a preface are its own: the body starts later, at 1 again.
    func ownsNumbers(prefaceAt line: Int) -> Bool { prefacesWithNumbers.contains(line) }

    /// Finds the prefaces with numbers of their own.
    ///
    /// Such a preface has a number before the title is repeated, before 第1章 or 第1条, or before the heading
    /// that the contents give to clause 1.
    mutating func findPrefaces(in lines: [SourceLine], of source: SourceText, firstHeading: String?) {
        let reader = MarkReader(source: source)
        var preface: Int?
        var hasNumber = false
        for line in lines where !line.isBlank {
            if preface == nil {
                guard let mark = reader.mark(of: line), mark.style == .preface else { continue }
                preface = line.index
                hasNumber = false
                continue
            }
            if hasNumber, isTitle(line, in: source) { return keep(preface) }
            let first = source.at(line.content.lowerBound)
            guard first.digit == 1 || first == 0x7B2C || first.isSupplementary,
                let mark = reader.mark(of: line)
            else { continue }
            if mark.style.isRanked, mark.number == 1, mark.isDelimited {
                return hasNumber ? keep(preface) : ()
            }
            if mark.style.isRoot { return }
            guard mark.style == .decimal, mark.number == 1 else { continue }
            let heading = Folding.folded(source.string(mark.rest..<max(mark.rest, line.content.upperBound)))
            if heading == firstHeading { return hasNumber ? keep(preface) : () }
            hasNumber = true
        }
    }

    private mutating func keep(_ line: Int?) {
        if let line { prefacesWithNumbers.insert(line) }
    }
}
