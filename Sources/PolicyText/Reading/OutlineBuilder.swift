/// Puts the lines of a text into a tree, one pass, with the open clauses on a stack.
struct OutlineBuilder {
    /// Clauses nested deeper than this stand beside their parent instead.
    static let deepest = 12

    let source: SourceText
    let reader: MarkReader
    let layout: PageLayout
    /// The folded title: a line that repeats it before the body ends the preface.
    let titles: TitleLines
    var outline: Outline
    /// The open drafts, outermost first.
    var stack: [Int] = []
    var lastArticle = 0
    /// The line that is being placed, counted from 0.
    private(set) var current = 0
    /// Whether a preface can no longer begin: there was one, or an article.
    private(set) var hasPrefaceOrArticle = false
    private var pendingHeading: (line: Int, range: Range<Int>)?
    private var isAfterBlank = true
    private var previous: SourceLine?

    init(source: SourceText, layout: PageLayout, titles: TitleLines) {
        self.source = source
        self.layout = layout
        self.titles = titles
        reader = MarkReader(source: source)
        outline = Outline(lineCount: source.lines.count)
    }

    /// Reads lines in order; `lines` may be a part of the text, with narrowed contents.
    mutating func read(_ lines: [SourceLine]) {
        for (place, line) in lines.enumerated() {
            if line.isBlank || PageLayout.isFurniture(line, in: source) {
                outline.kinds[line.index] = .blank
                isAfterBlank = true
                continue
            }
            take(line, next: firstFilled(lines, after: place))
            isAfterBlank = false
            previous = line
        }
    }

    /// The outline after the last line: without any clause only the title is a cover, the rest is unplaced.
    func finished() -> Outline {
        guard outline.drafts.isEmpty else { return outline }
        var outline = outline
        for line in outline.kinds.indices where outline.kinds[line] == .cover && line >= titles.endLine {
            outline.kinds[line] = .unplaced
        }
        return outline
    }

    /// Closes all open clauses: a table of contents or a title page follows.
    mutating func closeAll() {
        stack.removeAll()
        previous = nil
    }

    private func firstFilled(_ lines: [SourceLine], after place: Int) -> SourceLine? {
        var next = place + 1
        while next < lines.count, next < place + 4 {
            if !lines[next].isBlank { return lines[next] }
            next += 1
        }
        return nil
    }

    private mutating func take(_ line: SourceLine, next: SourceLine?) {
        current = line.index
        if titles.isTitle(line, in: source) {
            closeAll()
            outline.kinds[line.index] = .cover
            return
        }
        if let heading = headingAbove(line, next: next) {
            pendingHeading = (line.index, heading)
            outline.kinds[line.index] = .tree
            return
        }
        if let mark = mark(of: line, next: next), isAllowed(mark, line),
            let (resolved, parent) = place(mark)
        {
            open(resolved, under: parent, line)
        } else {
            addText(line)
        }
        pendingHeading = nil
    }

    /// The mark of a line; a number alone on its line counts if the next line can be its heading, else it is
    /// a page number.
    private func mark(of line: SourceLine, next: SourceLine?) -> Mark? {
        guard var mark = reader.mark(of: line) ?? listedHeading(line) else { return nil }
        guard mark.style == .decimal, mark.hashes == 0, mark.rest >= line.content.upperBound else {
            return mark
        }
        guard let next, next.index == line.index + 1, next.content.count <= 40, !hasSentence(next),
            reader.mark(of: next) == nil
        else { return nil }
        mark.isDelimited = mark.isDelimited || mark.number == 1
        return mark
    }

    /// （目的） alone on a line, directly above a numbered line.
    private func headingAbove(_ line: SourceLine, next: SourceLine?) -> Range<Int>? {
        let range = line.content
        guard range.count >= 3, range.count <= 60, let next, source.at(range.lowerBound).isHeadingBracket,
            closesAtEnd(range), let mark = reader.mark(of: next),
            mark.style == .article || mark.style.isNumbered,
            !source.at(mark.rest).isOpenBracket, reader.mark(of: line)?.style.isNumbered != true
        else { return nil }
        return (range.lowerBound + 1)..<(range.upperBound - 1)
    }

    private func closesAtEnd(_ range: Range<Int>) -> Bool {
        switch source.at(range.upperBound - 1) {
        case 0x29, 0xFF09, 0x3011, 0x3015, 0xFF3D, 0x5D: true
        default: false
        }
    }

    /// A line without a number that the table of contents names.
    private func listedHeading(_ line: SourceLine) -> Mark? {
        guard titles.isListed(line, in: source) else { return nil }
        let start = line.content.lowerBound
        return Mark(style: .heading, number: 0, shown: start..<start, rest: start, sign: 0x76EE)
    }

    /// Refuses marks on the title page, and numbers that a wrapped sentence or a dated list carries.
    private func isAllowed(_ mark: Mark, _ line: SourceLine) -> Bool {
        if outline.drafts.isEmpty {
            if mark.style == .heading, mark.hashes == 1 { return false }
            if mark.style == .bullet, !hasSentence(line) || DateReader.hasDate(line.content, in: source) {
                return false
            }
        }
        if let bottom = stack.first, outline.drafts[bottom].mark.style == .history, !mark.style.isRoot,
            DateReader.hasDate(line.content, in: source)
        {
            return false
        }
        guard let previous, !isAfterBlank, layout.isFull(previous),
            !source.at(previous.content.upperBound - 1).isSentenceEnd
        else { return true }
        return mark.isDelimited && (mark.number <= 1 || isExpected(mark))
    }

    private mutating func open(_ mark: Mark, under parent: Int, _ line: SourceLine) {
        let index = outline.drafts.count
        while let top = stack.last, top != parent { stack.removeLast() }
        if mark.style == .article { lastArticle = mark.lastNumber }
        if mark.style == .article || mark.style == .preface { hasPrefaceOrArticle = true }
        outline.drafts.append(
            Draft(
                mark: mark, parent: parent, depth: stack.count, line: line.index,
                firstLine: pendingHeading?.line ?? line.index,
                content: source.trimmed(mark.rest..<max(mark.rest, line.content.upperBound)),
                headingAbove: pendingHeading?.range, lastLine: line.index))
        if parent < 0 {
            outline.roots.append(index)
        } else {
            outline.drafts[parent].children.append(index)
        }
        stack.append(index)
        outline.kinds[line.index] = .tree
    }

    private mutating func addText(_ line: SourceLine) {
        if isLoneNumber(line) {
            outline.kinds[line.index] = .blank
            return
        }
        leaveList(for: line)
        if let pendingHeading, stack.isEmpty { outline.kinds[pendingHeading.line] = .unplaced }
        guard let top = stack.last else { return addLooseText(line) }
        if let pendingHeading {
            outline.drafts[top].lines.append(.init(index: pendingHeading.line, isAfterBlank: isAfterBlank))
        }
        outline.drafts[top].lines.append(.init(index: line.index, isAfterBlank: isAfterBlank))
        outline.drafts[top].lastLine = line.index
        outline.kinds[line.index] = .tree
    }

    /// Text outside all clauses: a sentence opens an unnamed preface, anything else belongs to the cover.
    private mutating func addLooseText(_ line: SourceLine) {
        if hasSentence(line) {
            let start = line.content.lowerBound
            let mark = Mark(style: .preface, number: 0, shown: start..<start, rest: start)
            open(mark, under: -1, line)
        } else {
            let followsTitle = previous.map { outline.kinds[$0.index] == .cover } ?? false
            outline.kinds[line.index] = outline.drafts.isEmpty || followsTitle ? .cover : .unplaced
        }
    }

    /// In Markdown an unindented paragraph after a blank line ends the list before it.
    private mutating func leaveList(for line: SourceLine) {
        guard isAfterBlank, line.indent == 0, let top = stack.last else { return }
        let draft = outline.drafts[top]
        guard draft.mark.isListed, draft.parent >= 0, !draft.lines.isEmpty || draft.content.count > 25 else {
            return
        }
        while let top = stack.last, outline.drafts[top].mark.isListed, outline.drafts[top].parent >= 0 {
            stack.removeLast()
        }
    }

    func hasSentence(_ line: SourceLine) -> Bool {
        source.contains(0x3002, in: line.content) && source.at(line.content.lowerBound).isOpenBracket == false
    }

    private func isLoneNumber(_ line: SourceLine) -> Bool {
        line.content.count <= 4 && line.content.allSatisfy { source.at($0).digit != nil }
    }
}
