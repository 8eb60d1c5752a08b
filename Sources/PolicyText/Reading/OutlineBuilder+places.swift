/// Where in the tree a mark belongs.
extension OutlineBuilder {
    /// The mark in its right reading and the draft above it (-1 at the root); nil if it is no mark after all.
    mutating func place(_ mark: Mark) -> (Mark, Int)? {
        leavePreface(for: mark)
        if mark.style.isRoot { return rootPlace(mark) }
        if mark.hashes > 0 { return (mark, parent(ofHashed: mark)) }
        if mark.style.isRanked { return rankedPlace(mark) }
        switch mark.style {
        case .dotted: return dottedPlace(mark)
        case .bullet: return (mark, capped(parent(ofBullet: mark)))
        case .heading: return (mark, parent(ofHeading: mark))
        default: return numberedPlace(mark)
        }
    }

    /// Whether a mark is the next one of an open row, or the next article.
    func isExpected(_ mark: Mark) -> Bool {
        if mark.style == .article { return mark.number == lastArticle + 1 || mark.number == lastArticle }
        if mark.style == .dotted { return dottedParent(mark) != nil }
        return stack.contains { follows(outline.drafts[$0].mark, mark.style, mark) }
    }

    /// A preface ends where the body's numbers begin, unless it has numbers of its own.
    private mutating func leavePreface(for mark: Mark) {
        guard let bottom = stack.first else { return }
        let root = outline.drafts[bottom].mark
        guard root.style == .preface || root.style == .history else { return }
        if mark.hashes > 0, root.hashes > 0 {
            if mark.hashes <= root.hashes { stack.removeAll() }
            return
        }
        switch mark.style {
        case .part, .chapter, .division, .subdivision, .subject, .article, .heading: stack.removeAll()
        case .ordinal, .decimal, .dotted, .kanji, .roman:
            guard mark.isDelimited || mark.number == 1 else { return }
            if root.style == .history || !titles.ownsNumbers(prefaceAt: outline.drafts[bottom].line) {
                stack.removeAll()
            }
        default: break
        }
    }

    private func rootPlace(_ mark: Mark) -> (Mark, Int)? {
        if mark.style == .preface, mark.hashes == 0, hasPrefaceOrArticle { return nil }
        return (mark, -1)
    }

    /// A heading of Markdown stands under the nearest one of a higher level, or of a higher rank on its own.
    private func parent(ofHashed mark: Mark) -> Int {
        for index in stack.reversed() {
            let above = outline.drafts[index].mark
            if above.hashes > 0, above.hashes < mark.hashes { return index }
            guard above.hashes == mark.hashes else { continue }
            if above.style.isRanked, mark.style.isNumbered, mark.style.rawValue > above.style.rawValue {
                return index
            }
            if mark.style == .dotted, isPrefix(above, of: mark) { return index }
            if above.style == .decimal, mark.style == .paren { return index }
        }
        return -1
    }

    /// 章 under 編, 条 under 章; an article after 附則 belongs to it.
    private func rankedPlace(_ mark: Mark) -> (Mark, Int)? {
        if !mark.isDelimited, !isExpected(mark) { return nil }
        for index in stack.reversed() {
            let above = outline.drafts[index].mark
            if above.style.isRanked, above.style.rawValue < mark.style.rawValue { return (mark, index) }
            if above.style.isRoot, above.style != .preface, above.style != .history,
                above.style != .supplementary || mark.style == .article
            {
                return (mark, index)
            }
        }
        return (mark, -1)
    }

    private func numberedPlace(_ mark: Mark) -> (Mark, Int)? {
        for index in stack.reversed() {
            let open = outline.drafts[index]
            if follows(open.mark, mark.style, mark) { return (mark, rowParent(index, mark)) }
            if let other = mark.alternative, follows(open.mark, other.style, replaced(mark, by: other)) {
                return (replaced(mark, by: other), open.parent)
            }
        }
        guard mark.isDelimited || mark.style == .paren && mark.number == 1 else { return nil }
        if mark.number == 1 { return firstPlace(mark) }
        if let parent = laterParagraphParent(of: mark) { return (mark, parent) }
        if let other = mark.alternative, other.number == 1, !isRepeated(mark) {
            return firstPlace(replaced(mark, by: other))
        }
        for index in stack.reversed() {
            let open = outline.drafts[index]
            if isRow(open.mark, mark.style, mark) {
                return mark.number <= open.mark.lastNumber + 10 ? (mark, open.parent) : nil
            }
            if let other = mark.alternative, isRow(open.mark, other.style, mark) {
                return (replaced(mark, by: other), open.parent)
            }
        }
        guard mark.number <= 30 || stack.isEmpty && mark.number < 100 else { return nil }
        return (mark, capped(childParent(of: mark)))
    }

    /// Whether イ stands twice in a row of アイウ, and does not begin one of イロハ beneath it.
    private func isRepeated(_ mark: Mark) -> Bool {
        guard let other = mark.alternative,
            stack.contains(where: {
                let open = outline.drafts[$0].mark
                return isRow(open, mark.style, mark) && open.number == mark.number
                    && abs(open.indent - mark.indent) <= 1
            })
        else { return false }
        for line in source.lines[min(current + 1, source.lines.count)...].prefix(Self.farthestLook) {
            guard let next = reader.mark(of: line), isRow(next, mark.style, mark) else { continue }
            if next.alternative?.style == other.style, next.alternative?.number == other.number + 1 {
                return false
            }
            return next.number == mark.number + 1
        }
        return false
    }

    /// The article above a second or later paragraph: its first one has no number, though items may stand
    /// beneath it.
    private func laterParagraphParent(of mark: Mark) -> Int? {
        guard mark.number <= 30, mark.style == .decimal || mark.style == .circled else { return nil }
        for index in stack.reversed() {
            let open = outline.drafts[index]
            if open.mark.style == mark.style { return nil }
            switch open.mark.style {
            case .article, .supplementary: return index
            case .ordinal where hasWords(open): return index
            default: continue
            }
        }
        return nil
    }

    /// Whether a draft has a sentence of its own behind its mark or below it.
    private func hasWords(_ draft: Draft) -> Bool {
        !draft.lines.isEmpty || source.contains(0x3002, in: draft.content)
    }

    /// The parent of the row that a mark goes on.
    ///
    /// Of two rows that wait for the same number, the one at its margin; at one margin the inner one if the
    /// number comes again, else the one whose last clause looks alike.
    private func rowParent(_ innermost: Int, _ mark: Mark) -> Int {
        let rows = stack.reversed().filter { follows(outline.drafts[$0].mark, mark.style, mark) }
        let atMargin = rows.filter { abs(outline.drafts[$0].mark.indent - mark.indent) <= 1 }
        let rest = atMargin.isEmpty ? rows : atMargin
        guard rest.count > 1, !comesAgain(mark) else { return outline.drafts[rest.first ?? innermost].parent }
        let alike = rest.first { hasWordsBeside(outline.drafts[$0].content) == hasWordsBeside(mark) }
        return outline.drafts[alike ?? rest[0]].parent
    }

    /// Whether the same number stands below once more before the next one.
    private func comesAgain(_ mark: Mark) -> Bool {
        for line in source.lines[min(current + 1, source.lines.count)...].prefix(Self.farthestLook) {
            guard let next = reader.mark(of: line), isRow(next, mark.style, mark) else { continue }
            if next.number == mark.number { return true }
            if next.number == mark.number + 1 { return false }
        }
        return false
    }

    /// Lines looked through for a number that comes again.
    private static let farthestLook = 200

    /// Whether a sentence stands on the line of a mark, unlike a heading alone.
    private func hasWordsBeside(_ mark: Mark) -> Bool {
        var end = mark.rest
        while end < source.scalars.count, source.at(end) != 0x0A { end += 1 }
        return hasWordsBeside(mark.rest..<end)
    }

    private func hasWordsBeside(_ content: Range<Int>) -> Bool {
        source.contains(0x3002, in: content) || content.count > HeadingSplitter.longestHeading
    }

    /// The first of a row opens a new level; one that starts again right after its own kind stays beside it,
    /// unless the clause before announces a list.
    private func firstPlace(_ mark: Mark) -> (Mark, Int)? {
        if let top = stack.last, isRow(outline.drafts[top].mark, mark.style, mark),
            !mark.isListedDeeper(than: outline.drafts[top].mark), !announcesList(outline.drafts[top])
        {
            return (mark, outline.drafts[top].parent)
        }
        return (mark, capped(childParent(of: mark)))
    }

    /// 「2 定義」, or a clause whose last line says 備考, 次のとおり, 以下に掲げる: what follows is its list.
    private func announcesList(_ draft: Draft) -> Bool {
        guard draft.mark.number > 0, draft.children.isEmpty else { return false }
        let last = draft.lines.last.map { source.lines[$0.index].content } ?? draft.content
        let isHeading = last.count <= 20
        if isHeading, Self.notes.contains(Folding.folded(source.string(last))) { return true }
        if draft.lines.isEmpty, DefinitionFinder.announcesDefinitions(source.string(last)) { return true }
        guard source.contains(0x3002, in: last), last.count < 200 else { return false }
        let words = source.string(last)
        return Self.announcements.contains { words.contains($0) }
    }

    private static let announcements = [
        "次のとおり", "次の通り", "次に掲げる", "次に定める", "以下のとおり", "以下の通り", "以下に掲げる", "下記のとおり",
    ]

    private static let notes: Set = ["備考", "注", "注記", "注釈"]

    /// The clause above a new row; bullets at the same margin do not take numbers beneath them.
    private func childParent(of mark: Mark) -> Int {
        var depth = stack.count
        while depth > 0 {
            let above = outline.drafts[stack[depth - 1]].mark
            guard above.style == .bullet, mark.indent <= above.indent else { break }
            depth -= 1
        }
        return depth > 0 ? stack[depth - 1] : -1
    }

    private func replaced(_ mark: Mark, by other: Mark.Alternative) -> Mark {
        var mark = mark
        mark.style = other.style
        mark.number = other.number
        return mark
    }

    /// Same way of numbering, both or neither in headings of Markdown, with the same sign before the number.
    private func isRow(_ open: Mark, _ style: Mark.Style, _ mark: Mark) -> Bool {
        open.style == style && (open.hashes > 0) == (mark.hashes > 0) && open.sign == mark.sign
    }

    private func follows(_ open: Mark, _ style: Mark.Style, _ mark: Mark) -> Bool {
        isRow(open, style, mark) && (mark.number == open.lastNumber + 1 || mark.isLaterBranch(of: open))
    }

    private func capped(_ parent: Int) -> Int {
        guard parent >= 0, outline.drafts[parent].depth >= Self.deepest else { return parent }
        return outline.drafts[parent].parent
    }

    // MARK: 2.1, 2.1.3

    private func dottedPlace(_ mark: Mark) -> (Mark, Int)? {
        if let parent = dottedParent(mark) { return (mark, parent) }
        for index in stack.reversed() where outline.drafts[index].mark.style == .dotted {
            let open = outline.drafts[index].mark
            if open.components.count == mark.components.count, mark.components[0] <= open.components[0] + 3 {
                return (mark, outline.drafts[index].parent)
            }
        }
        guard mark.number == 1 || stack.isEmpty else { return nil }
        for index in stack.reversed() {
            let style = outline.drafts[index].mark.style
            if style.isRanked || style.isRoot || style == .decimal || style == .ordinal || style == .heading {
                return (mark, index)
            }
        }
        return (mark, -1)
    }

    private func dottedParent(_ mark: Mark) -> Int? {
        stack.last { isPrefix(outline.drafts[$0].mark, of: mark) }
    }

    private func isPrefix(_ above: Mark, of mark: Mark) -> Bool {
        let prefix = mark.components.dropLast()
        if above.style == .dotted { return above.components[...] == prefix }
        return prefix.count == 1 && prefix.first == above.number
            && (above.style == .decimal || above.style == .ordinal || above.style == .chapter
                || above.style == .kanji
                || above.style == .roman)
    }

    // MARK: bullets and headings without numbers

    private func parent(ofBullet mark: Mark) -> Int {
        for index in stack.reversed() {
            let open = outline.drafts[index].mark
            if open.style == .bullet {
                if open.sign == mark.sign, abs(open.indent - mark.indent) <= 1 {
                    return outline.drafts[index].parent
                }
                if mark.indent > open.indent + 1 || open.sign != mark.sign && mark.indent >= open.indent {
                    return hasOpen(mark.sign, mark.indent) ?? index
                }
            } else if !(open.isListed && mark.isListed && mark.indent < open.indent) {
                return index
            }
        }
        return -1
    }

    /// The parent of an open bullet of the same sign at the same margin.
    private func hasOpen(_ sign: UInt32, _ indent: Int) -> Int? {
        for index in stack.reversed() {
            let open = outline.drafts[index].mark
            guard open.style == .bullet else { return nil }
            if open.sign == sign, abs(open.indent - indent) <= 1 { return outline.drafts[index].parent }
        }
        return nil
    }

    /// 【目的】 stands beside others of its kind, under a chapter or numbered clause; a line that the contents
    /// name stands at the root.
    private func parent(ofHeading mark: Mark) -> Int {
        if mark.sign == 0x76EE { return -1 }
        for index in stack.reversed() {
            let open = outline.drafts[index].mark
            if open.style == .heading, open.sign == mark.sign { return outline.drafts[index].parent }
            if open.style.isRanked || open.style == .decimal || open.style == .dotted
                || open.style == .ordinal
            {
                return index
            }
            if open.hashes > 0 || open.style.isRoot { return index }
        }
        return -1
    }
}
