extension PolicyDocument {
    /// Reads a decoded text into a document; takes any text and never fails.
    ///
    /// Linear in the length of the text. What cannot be placed is kept as a region and listed as an oddity.
    public static func read(_ text: String) -> PolicyDocument {
        PolicyReader(text).document()
    }
}

/// Takes a text through the steps of reading.
struct PolicyReader {
    let source: SourceText
    let layout: PageLayout

    init(_ text: String) {
        source = SourceText(text)
        layout = PageLayout(source)
    }

    func document() -> PolicyDocument {
        var finder = ContentsFinder(source: source, reader: MarkReader(source: source))
        let contentsLines = finder.find()
        let reader = TitleReader(source: source, reader: finder.reader)
        let (title, endLine) = reader.title(before: contentsLines?.lowerBound ?? source.lines.count)
        let contents = contentsLines.map {
            ContentsReader(finder: finder, layout: layout, title: title).entries($0)
        }
        let titles = titles(title, endLine, contentsLines, contents ?? [])
        let outline = outline(titles, contentsLines)
        var assembler = ClauseAssembler(source: source, layout: layout, outline: outline)
        let clauses = assembler.clauses()
        let regions = regions(outline.kinds)
        let amendments = amendments(outline.kinds)
        let definitions = DefinitionFinder().definitions(in: clauses)
        let draft = PolicyDocument(
            title: titles.title, text: source.text, clauses: clauses, definitions: definitions, oddities: [],
            regions: regions, contents: contents ?? [], amendments: amendments)
        return draft.with(OddityFinder(document: draft, source: source, outline: outline).oddities())
    }

    private func titles(
        _ title: String, _ endLine: Int, _ contentsLines: Range<Int>?, _ contents: [ContentsEntry]
    ) -> TitleLines {
        let unnumbered = contents.filter { $0.number.isEmpty }.map(\.heading)
        var titles = TitleLines(title: title, endLine: endLine, listed: unnumbered)
        let first = contents.first { $0.path == "1" }.map { Folding.folded($0.heading) }
        let body = Array(source.lines[(contentsLines?.upperBound ?? 0)...])
        titles.findPrefaces(in: body, of: source, firstHeading: first)
        return titles
    }

    private func outline(_ titles: TitleLines, _ contentsLines: Range<Int>?) -> Outline {
        var builder = OutlineBuilder(source: source, layout: layout, titles: titles)
        if let contentsLines {
            builder.read(Array(source.lines[..<contentsLines.lowerBound]))
            for line in contentsLines {
                builder.outline.kinds[line] = source.lines[line].isBlank ? .blank : .contents
            }
            builder.closeAll()
            builder.read(Array(source.lines[contentsLines.upperBound...]))
        } else {
            builder.read(source.lines)
        }
        return builder.finished()
    }

    /// Neighboring lines of one kind make one region.
    private func regions(_ kinds: [Region.Kind]) -> [Region] {
        var regions: [Region] = []
        var start = 0
        for line in kinds.indices where line + 1 == kinds.count || kinds[line + 1] != kinds[line] {
            regions.append(Region(kind: kinds[line], range: source.byteRange(lines: start..<(line + 1))))
            start = line + 1
        }
        return regions
    }

    private func amendments(_ kinds: [Region.Kind]) -> [Amendment] {
        var amendments: [Amendment] = []
        for line in source.lines where kinds[line.index] == .cover {
            guard DateReader.hasDate(line.content, in: source) else { continue }
            amendments.append(Amendment(text: source.string(line), line: line.number))
        }
        return amendments
    }
}

extension PolicyDocument {
    func with(_ oddities: [Oddity]) -> PolicyDocument {
        PolicyDocument(
            title: title, text: text, clauses: clauses, definitions: definitions, oddities: oddities,
            regions: regions, contents: contents, amendments: amendments)
    }
}
