/// Finds the table of contents, so that its lines are not taken for clauses.
struct ContentsFinder {
    /// Longest table of contents, in lines.
    static let longest = 2_000

    let source: SourceText
    let reader: MarkReader
    /// Whether one space is enough before a page number: pages of the web lose tabs and leaders.
    private var hasNarrowLeaders = false

    init(source: SourceText, reader: MarkReader) {
        self.source = source
        self.reader = reader
    }

    /// The lines of the table of contents with its heading, nil if the text has none.
    mutating func find() -> Range<Int>? {
        for line in source.lines.prefix(Self.longest) where !line.isBlank {
            if isContentsHeading(line) {
                hasNarrowLeaders = endInNumbers(after: line.index)
                return from(line.index, entriesFrom: line.index + 1)
            }
            if isRowOfEntries(line) { return from(line.index, entriesFrom: line.index) }
        }
        return nil
    }

    /// An entry's words without leaders and page number, and whether there was a page number.
    func withoutPage(_ line: SourceLine) -> (words: Range<Int>, hasPage: Bool) {
        let range = line.content
        var end = range.upperBound
        while end > range.lowerBound, source.at(end - 1).digit != nil || isPageSign(source.at(end - 1)) {
            end -= 1
        }
        let digitsFrom = end
        var leaders = 0
        while end > range.lowerBound {
            let scalar = source.at(end - 1)
            guard scalar.isSpace || scalar.isLeader else { break }
            leaders += scalar == 0x20 ? 1 : 2
            end -= 1
        }
        let hasDigits = (digitsFrom..<range.upperBound).contains { source.at($0).digit != nil }
        if hasDigits, leaders >= (hasNarrowLeaders ? 1 : 2), end > range.lowerBound {
            return (range.lowerBound..<end, true)
        }
        if !hasDigits, leaders >= 4, end > range.lowerBound { return (range.lowerBound..<end, false) }
        return (range, false)
    }

    /// Whether the first lines below the heading end in a space and numbers that do not fall.
    private func endInNumbers(after heading: Int) -> Bool {
        var pages: [Int] = []
        var filled = 0
        for line in source.lines[(heading + 1)...].prefix(20) where !line.isBlank {
            guard filled < 8, !source.contains(0x3002, in: line.content) else { break }
            filled += 1
            var start = line.content.upperBound
            while start > line.content.lowerBound, source.at(start - 1).digit != nil { start -= 1 }
            guard start > line.content.lowerBound, source.at(start - 1).isSpace,
                let (page, _) = reader.digits(start, line.content.upperBound)
            else { continue }
            pages.append(page)
        }
        return pages.count >= 2 && pages.count * 3 >= filled * 2 && pages == pages.sorted()
    }

    private func isPageSign(_ scalar: UInt32) -> Bool { scalar == 0x70 || scalar == 0x50 || scalar == 0x9801 }

    private func isContentsHeading(_ line: SourceLine) -> Bool {
        guard line.content.count <= 20 else { return false }
        var words = Folding.folded(source.string(line))
        while let first = words.first, first == "#" || first == "*" || first == "【" || first == "<" {
            words.removeFirst()
        }
        while let last = words.last, last == "*" || last == "】" || last == ">" { words.removeLast() }
        return words == "目次" || words == "もくじ" || words == "contents" || words == "tableofcontents"
    }

    /// A line with a page number, and two more of them right after it: contents without their heading.
    private func isRowOfEntries(_ line: SourceLine) -> Bool {
        guard line.index < 200, withoutPage(line).hasPage, hasLeaders(line) else { return false }
        var found = 0
        var filled = 0
        for next in source.lines[(line.index + 1)...].prefix(8) where !next.isBlank {
            filled += 1
            if withoutPage(next).hasPage, hasLeaders(next) { found += 1 }
            if filled == 3 { break }
        }
        return found >= 2
    }

    private func hasLeaders(_ line: SourceLine) -> Bool {
        let words = withoutPage(line).words
        var leaders = 0
        for position in words.upperBound..<line.content.upperBound {
            let scalar = source.at(position)
            if scalar == 0x09 || scalar.isLeader { leaders += 1 }
        }
        return leaders >= 1
    }

    private func from(_ start: Int, entriesFrom first: Int) -> Range<Int>? {
        let limit = min(source.lines.count, first + Self.longest)
        guard first < limit else { return start..<first }
        let end = endByFirstEntry(first, limit) ?? endByPages(first, limit) ?? endByRestart(first, limit)
        return start..<end
    }

    /// The contents end where their first entry comes again, without a page number.
    private func endByFirstEntry(_ first: Int, _ limit: Int) -> Int? {
        var key: String?
        var entries = 0
        for index in first..<limit {
            let line = source.lines[index]
            guard !line.isBlank else { continue }
            if entries > 0, line.content.count > 100 { return nil }
            let (words, hasPage) = withoutPage(line)
            let folded = entryKey(words)
            entries += 1
            guard let key else {
                key = folded
                continue
            }
            if !hasPage, folded == key, entries > 2 { return upToHeading(index) }
        }
        return nil
    }

    /// The contents end after the last entry with a page number; one or two without may stand between.
    private func endByPages(_ first: Int, _ limit: Int) -> Int? {
        var last: Int?
        var withoutPages = 0
        for index in first..<limit {
            let line = source.lines[index]
            guard !line.isBlank else { continue }
            if withoutPage(line).hasPage {
                last = index
                withoutPages = 0
            } else {
                withoutPages += 1
                if withoutPages > 2 || source.contains(0x3002, in: line.content) { break }
            }
        }
        return last.map { $0 + 1 }
    }

    /// Without pages and without a repeated entry: the body is the last place before the first sentence where
    /// numbers start again; else the first blank line after an entry.
    private func endByRestart(_ first: Int, _ limit: Int) -> Int {
        var firstMark: Mark?
        var restart: Int?
        var blank: Int?
        for index in first..<limit {
            let line = source.lines[index]
            if line.isBlank {
                if blank == nil, index > first, !source.lines[index - 1].isBlank { blank = index }
                continue
            }
            if source.contains(0x3002, in: line.content) { break }
            guard let mark = reader.mark(of: line), mark.style.isNumbered else { continue }
            if let firstMark {
                if mark.style == firstMark.style, mark.number == firstMark.number { restart = index }
            } else {
                firstMark = mark
            }
        }
        return restart.map(upToHeading) ?? blank ?? min(first + 1, limit)
    }

    /// A heading in brackets directly above the first clause belongs to the body.
    private func upToHeading(_ index: Int) -> Int {
        guard index > 0 else { return index }
        let above = source.lines[index - 1]
        return !above.isBlank && source.at(above.content.lowerBound).isOpenBracket
            && source.at(above.content.upperBound - 1).isCloseBracket ? index - 1 : index
    }

    /// An entry's words for comparing, without 「（第1条―第5条）」 behind a chapter.
    func entryKey(_ words: Range<Int>) -> String { Folding.folded(source.string(withoutArticles(words))) }

    /// The words without the bracket that tells which articles a chapter holds.
    func withoutArticles(_ words: Range<Int>) -> Range<Int> {
        guard !words.isEmpty, source.at(words.upperBound - 1).isCloseBracket else { return words }
        var open = words.upperBound - 1
        while open > words.lowerBound, !source.at(open).isOpenBracket { open -= 1 }
        guard open > words.lowerBound, source.at(open + 1) == 0x7B2C else { return words }
        return source.trimmed(words.lowerBound..<open)
    }
}
