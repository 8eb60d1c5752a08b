/// Numbers under one parent follow each other; articles do so through the whole text.
struct NumberRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        var scan = Scan(text: text)
        scan.siblings(text.outline.roots, depth: 0)
        return scan.found
    }

    private struct Scan {
        let text: ReviewedText
        var found: [Oddity] = []
        /// The last number of each way of numbering at each depth: rows may go on under the next parent.
        private var last: [Key: (number: Int, components: [Int])] = [:]

        private struct Key: Hashable {
            let style: Mark.Style
            let depth: Int
        }

        init(text: ReviewedText) { self.text = text }

        mutating func siblings(_ indexes: [Int], depth: Int) {
            var here: [Mark.Style: Mark] = [:]
            for index in indexes {
                let draft = text.outline.drafts[index]
                let mark = draft.mark
                if mark.style.isNumbered {
                    // Articles go on from chapter to chapter, so their depth does not matter.
                    let key = Key(style: mark.style, depth: mark.style == .article ? 0 : depth)
                    if let previous = here[mark.style] {
                        compare(mark, after: previous, draft)
                    } else {
                        checkFirst(mark, draft, before: last[key]?.number)
                    }
                    here[mark.style] = mark
                    last[key] = (mark.lastNumber, mark.components)
                }
                if mark.style.isRoot { last.removeAll() }
                siblings(draft.children, depth: depth + 1)
            }
        }

        private mutating func compare(_ mark: Mark, after previous: Mark, _ draft: Draft) {
            if mark.number == previous.lastNumber + 1 { return }
            if mark.style == .dotted, mark.components.count != previous.components.count { return }
            if mark.style == .dotted, mark.components.dropLast() != previous.components.dropLast() { return }
            if mark.isNextBranch(after: previous) { return }
            if mark.isLaterBranch(of: previous) { return addBranch(mark, draft, after: previous) }
            add(mark, draft, after: previous.lastNumber)
        }

        /// A row begins at 1, at 2 after an article's unnumbered paragraph, or where the row before ended.
        private mutating func checkFirst(_ mark: Mark, _ draft: Draft, before: Int?) {
            let isSecondParagraph =
                mark.number == 2 && draft.parent >= 0
                && text.outline.drafts[draft.parent].mark.style == .article
            guard mark.number != 1, !isSecondParagraph, mark.number != (before ?? 0) + 1 else { return }
            guard mark.style != .dotted || mark.number != 0 else { return }
            add(mark, draft, after: before.map { $0 < mark.number ? $0 : 0 } ?? 0)
        }

        private mutating func addBranch(_ mark: Mark, _ draft: Draft, after previous: Mark) {
            let before = text.source.string(previous.shown)
            found.append(
                Oddity(
                    kind: .numberSkipped, line: draft.line + 1,
                    message: "「\(before)」の次が「\(text.source.string(mark.shown))」となり、間の枝番号がありません。",
                    proposal: "抜けたものがないかを確かめてください。廃止したのなら、番号を残して「削除」と書きます。"))
        }

        private mutating func add(_ mark: Mark, _ draft: Draft, after last: Int) {
            let shown = text.source.string(mark.shown)
            let isTwice = mark.number <= last
            found.append(
                Oddity(
                    kind: isTwice ? .numberTwice : .numberSkipped, line: draft.line + 1,
                    message: isTwice
                        ? "番号「\(shown)」が、前の番号（\(last)）と重なるか、戻っています。"
                        : last == 0
                            ? "「\(shown)」から始まっていて、その前の番号がありません。"
                            : "\(last)の次が「\(shown)」となり、間の番号がありません。",
                    proposal: isTwice
                        ? "番号を振り直すか、別の項目の下に置くべきものかを確かめてください。"
                        : "抜けた項目がないかを確かめ、なければ番号を詰めてください。"))
        }
    }
}
