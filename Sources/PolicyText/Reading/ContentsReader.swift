/// Reads the entries of a table of contents with the same rules as the body, page numbers left out.
struct ContentsReader {
    let finder: ContentsFinder
    let layout: PageLayout
    let title: String

    private var source: SourceText { finder.source }

    /// The entries in the lines of a table of contents; its own heading is none.
    func entries(_ lines: Range<Int>) -> [ContentsEntry] {
        var narrowed: [SourceLine] = []
        for index in lines {
            var line = source.lines[index]
            line.content = finder.withoutArticles(finder.withoutPage(line).words)
            narrowed.append(line)
        }
        guard let first = narrowed.firstIndex(where: { !$0.isBlank }) else { return [] }
        let isHeading = finder.withoutPage(source.lines[narrowed[first].index]).hasPage == false
        let rows = isHeading ? Array(narrowed[(first + 1)...]) : narrowed
        var titles = TitleLines(title: title, endLine: 0, listed: [])
        titles.findPrefaces(in: rows, of: source, firstHeading: nil)
        var builder = OutlineBuilder(source: source, layout: layout, titles: titles)
        builder.read(rows)
        var assembler = ClauseAssembler(source: source, layout: layout, outline: builder.outline)
        _ = assembler.clauses()
        return rows.filter { !$0.isBlank && !PageLayout.isFurniture($0, in: source) }.map {
            entry($0, builder.outline, assembler.pathsByLine)
        }
    }

    private func entry(_ line: SourceLine, _ outline: Outline, _ paths: [Int: ClausePath]) -> ContentsEntry {
        guard let path = paths[line.index], let mark = MarkReader(source: source).mark(of: line) else {
            return ContentsEntry(path: nil, number: "", heading: source.string(line), line: line.number)
        }
        let rest = source.trimmed(mark.rest..<max(mark.rest, line.content.upperBound))
        let heading = HeadingSplitter(source: source).bracketed(rest).map {
            $0.rest.isEmpty ? $0.heading : rest
        }
        return ContentsEntry(
            path: path, number: source.string(mark.shown), heading: source.string(heading ?? rest),
            line: line.number)
    }
}
