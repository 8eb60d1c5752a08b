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
        if let other = mark.alternative, other.number == 1 { return firstPlace(replaced(mark, by: other)) }
        for index in stack.reversed() where isRow(outline.drafts[index].mark, mark.style, mark) {
            let last = outline.drafts[index].mark.lastNumber
            guard mark.number <= last + 10 else { return nil }
            return (mark, outline.drafts[index].parent)
        }
        guard mark.number <= 30 || stack.isEmpty && mark.number < 100 else { return nil }
        return (mark, capped(childParent(of: mark)))
    }

    /// The parent of the row that a mark goes on; of two rows that wait for the same number, the one at its
    /// margin.
    private func rowParent(_ innermost: Int, _ mark: Mark) -> Int {
        guard abs(outline.drafts[innermost].mark.indent - mark.indent) > 1 else {
            return outline.drafts[innermost].parent
        }
        for index in stack.reversed() where follows(outline.drafts[index].mark, mark.style, mark) {
            if abs(outline.drafts[index].mark.indent - mark.indent) <= 1 {
                return outline.drafts[index].parent
            }
        }
        return outline.drafts[innermost].parent
    }

    /// The first of a row opens a new level; one that starts again right after its own kind stays beside it.
    private func firstPlace(_ mark: Mark) -> (Mark, Int)? {
        if let top = stack.last, isRow(outline.drafts[top].mark, mark.style, mark),
            !mark.isListedDeeper(than: outline.drafts[top].mark)
        {
            return (mark, outline.drafts[top].parent)
        }
        return (mark, capped(childParent(of: mark)))
    }

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

    /// Same way of numbering, and both or neither in headings of Markdown.
    private func isRow(_ open: Mark, _ style: Mark.Style, _ mark: Mark) -> Bool {
        open.style == style && (open.hashes > 0) == (mark.hashes > 0)
    }

    private func follows(_ open: Mark, _ style: Mark.Style, _ mark: Mark) -> Bool {
        isRow(open, style, mark) && mark.number == open.lastNumber + 1
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
