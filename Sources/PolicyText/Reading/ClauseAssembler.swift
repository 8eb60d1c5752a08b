/// Cuts the words of the drafts out of the text and makes the tree of clauses.
struct ClauseAssembler {
    let source: SourceText
    let layout: PageLayout
    let outline: Outline
    let splitter: HeadingSplitter
    private var paths: PathWriter
    private(set) var pathsByLine: [Int: ClausePath] = [:]
    private(set) var headingsByLine: [Int: String] = [:]

    init(source: SourceText, layout: PageLayout, outline: Outline) {
        self.source = source
        self.layout = layout
        self.outline = outline
        splitter = HeadingSplitter(source: source)
        paths = PathWriter(source: source)
    }

    /// The uppermost clauses.
    mutating func clauses() -> [Clause] {
        assembled(outline.roots, above: nil)
    }

    /// What is known of the clause above while its children are made.
    private struct Above {
        let path: String
        let zone: String
        let mark: Mark
        /// Whether it, or a clause above it, announces definitions.
        let defines: Bool
    }

    /// What is known of the clauses beside a clause.
    private struct Row {
        /// Nearly all of them are words without a heading.
        let isPlain: Bool
        /// They have terms before their words.
        let hasTerms: Bool
    }

    private mutating func assembled(_ indexes: [Int], above: Above?) -> [Clause] {
        let plain = plainStyles(indexes)
        let termed = termedStyles(indexes)
        var bullets = 0
        var result: [Clause] = []
        result.reserveCapacity(indexes.count)
        for index in indexes {
            let mark = outline.drafts[index].mark
            if mark.style == .bullet { bullets += 1 }
            let hasTerms = above?.defines == true || termed.contains(mark.style)
            let row = Row(isPlain: plain.contains(mark.style), hasTerms: hasTerms)
            result.append(clause(index, above: above, place: bullets, row: row))
        }
        return result
    }

    private mutating func clause(_ index: Int, above: Above?, place: Int, row: Row) -> Clause {
        let draft = outline.drafts[index]
        let words = words(of: draft, row: row)
        let path = paths.path(
            of: draft.mark, parent: above?.path ?? "", zone: above?.zone ?? "", place: place,
            heading: words.heading)
        pathsByLine[draft.line] = path
        headingsByLine[draft.line] = words.heading
        let isZone = draft.mark.style.isRoot && draft.mark.style != .preface
        let own = Above(
            path: path.text, zone: isZone ? path.text : above?.zone ?? "", mark: draft.mark,
            defines: above?.defines == true || DefinitionFinder.announcesDefinitions(words.heading)
                || DefinitionFinder.announcesDefinitions(inSentence: words.text))
        let children = assembled(draft.children, above: own)
        let kind =
            words.text == "削除" || words.heading == "削除" ? .deleted : kind(of: draft.mark, above: above?.mark)
        let start = source.offsets[source.lines[draft.firstLine].start]
        let end = source.offsets[source.lines[draft.lastLine].content.upperBound]
        return Clause(
            number: source.string(draft.mark.shown), path: path,
            heading: kind == .deleted ? "" : words.heading,
            text: kind == .deleted && words.text.isEmpty ? "削除" : words.text, line: draft.line + 1,
            range: start..<max(end, children.last?.range.upperBound ?? end), kind: kind, children: children)
    }

    /// Rows in which nearly all are words without a heading: the last one's following text is no sign of one.
    private func plainStyles(_ indexes: [Int]) -> Set<Mark.Style> {
        var plain: [Mark.Style: Int] = [:]
        var headed: [Mark.Style: Int] = [:]
        for index in indexes {
            let draft = outline.drafts[index]
            guard draft.headingAbove == nil, draft.mark.style.isNumbered || draft.mark.style == .bullet else {
                continue
            }
            if draft.lines.isEmpty, draft.children.isEmpty {
                plain[draft.mark.style, default: 0] += 1
            } else {
                headed[draft.mark.style, default: 0] += 1
            }
        }
        return Set(plain.filter { $0.value >= 2 && (headed[$0.key] ?? 0) <= 1 }.keys)
    }

    /// Rows in which a clause has its heading on its own line, or a term before its sentence.
    private func termedStyles(_ indexes: [Int]) -> Set<Mark.Style> {
        var termed: Set<Mark.Style> = []
        for index in indexes {
            let draft = outline.drafts[index]
            guard draft.mark.style.isNumbered, !draft.mark.style.isRanked, draft.headingAbove == nil else {
                continue
            }
            let hasOwnLine = splitter.canBeHeading(draft.content) && !draft.lines.isEmpty
            if hasOwnLine || splitter.term(draft.content) != nil { termed.insert(draft.mark.style) }
        }
        return termed
    }

    private func kind(of mark: Mark, above: Mark?) -> Clause.Kind {
        switch mark.style {
        case .part, .chapter, .division, .subdivision, .subject: .chapter
        case .article: .article
        case .bullet: .bullet
        case .heading: .heading
        case .preface: .preface
        case .supplementary: .supplementary
        case .table: .table
        case .form: .form
        case .attachment: .attachment
        case .history: .history
        case .decimal where above?.style == .article: .paragraph
        case .ordinal, .decimal, .dotted, .roman: isItem(mark, above) ? .item : .section
        case .kanji: isItem(mark, above) || above?.style == .article ? .item : .section
        default: .item
        }
    }

    /// A list numbered 1, 2 beneath a heading or clause that has a number of its own.
    private func isItem(_ mark: Mark, _ above: Mark?) -> Bool {
        guard let above, mark.style != .dotted else { return false }
        return above.style.isNumbered && !above.style.isRanked
    }

    // MARK: heading and words

    private func words(of draft: Draft, row: Row) -> (heading: String, text: String) {
        var lines = draft.lines[...]
        var content = draft.content
        var contentLine = source.lines[draft.line]
        var heading: Range<Int>?
        if let above = draft.headingAbove {
            heading = above
        } else {
            if content.isEmpty, let first = lines.first, takesHeadingBelow(draft, first) {
                contentLine = source.lines[first.index]
                content = contentLine.content
                lines.removeFirst()
            }
            (heading, content) = split(
                draft, content, hasBody: !lines.isEmpty, row: row, contentLine)
        }
        var joiner = ParagraphJoiner(source: source, layout: layout)
        joiner.add(content, of: contentLine, isAfterBlank: false)
        for line in lines {
            let whole = source.lines[line.index]
            joiner.add(whole.content, of: whole, isAfterBlank: line.isAfterBlank)
        }
        return (heading.map { source.string(withoutSigns($0)) } ?? "", joiner.text)
    }

    /// A number alone on its line, its heading on the next.
    private func takesHeadingBelow(_ draft: Draft, _ first: Draft.OwnLine) -> Bool {
        guard draft.mark.style.isNumbered else { return false }
        return !splitter.isSentence(source.lines[first.index].content)
    }

    /// The heading, if there is one, and the words that remain on its line.
    private func split(
        _ draft: Draft, _ content: Range<Int>, hasBody: Bool, row: Row, _ line: SourceLine
    ) -> (Range<Int>?, Range<Int>) {
        let none = content.upperBound..<content.upperBound
        let style = draft.mark.style
        guard !content.isEmpty else { return (nil, none) }
        if style == .preface, draft.mark.shown.isEmpty { return (nil, content) }
        if let (inside, rest) = splitter.bracketed(content) {
            if rest.isEmpty, style == .article || style.isRoot || hasBody { return (inside, rest) }
            if !rest.isEmpty, style == .article { return (inside, rest) }
        }
        let hasOwnLine = style.isRoot || draft.mark.hashes > 0 || style.isRanked && style != .article
        if hasOwnLine || style == .heading {
            return splitter.isSentence(content) ? (nil, content) : (content, none)
        }
        if let (term, rest) = splitter.term(content, isAmongTerms: row.hasTerms) { return (term, rest) }
        guard splitter.canBeHeading(content) else { return (nil, content) }
        let isPlainItem = row.isPlain && style.rawValue > Mark.Style.dotted.rawValue
        if hasBody {
            let wraps = layout.isFull(line) && draft.lines.first?.isAfterBlank == false
            return wraps || isPlainItem ? (nil, content) : (content, none)
        }
        if !draft.children.isEmpty { return isPlainItem ? (nil, content) : (content, none) }
        let isShortSection =
            (style == .decimal || style == .dotted || style == .ordinal) && draft.parent < 0
            && content.count <= 30
        return isShortSection && !row.isPlain ? (content, none) : (nil, content)
    }

    /// The heading without `**`, 【 】 and the `#` that closes some headings of Markdown.
    private func withoutSigns(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isSign(source.at(lower)) { lower += 1 }
        while upper > lower, isSign(source.at(upper - 1)) { upper -= 1 }
        return source.trimmed(lower..<upper)
    }

    private func isSign(_ scalar: UInt32) -> Bool {
        scalar == 0x2A || scalar == 0x3010 || scalar == 0x3011 || scalar == 0x23
    }
}
