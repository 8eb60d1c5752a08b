/// Page numbers and running heads, which belong to the paper and not to the text.
struct PDFRunningLines {
    private let pages: [PDFPage]
    /// Share of the page's height at either end in which running lines stand.
    private static let zone = 0.12

    init(pages: [PDFPage]) { self.pages = pages }

    /// The lines without those of the paper; `heads` are the running heads that were found, once each.
    func removed(from lines: [PDFLine]) -> (lines: [PDFLine], heads: [String]) {
        let repeated = repeatedShapes(lines.filter(isInZone))
        var heads: [String] = []
        let kept = lines.enumerated().filter { index, line in
            guard isInZone(line) else { return true }
            if repeated.contains(Self.shape(line.text)) {
                if !Self.isPageNumber(line.text), !heads.contains(line.text) { heads.append(line.text) }
                return false
            }
            return !(Self.isPageNumber(line.text) && standsAlone(index, in: lines))
        }
        return (kept.map(\.element), heads)
    }

    /// What stands at the same height on most pages; with two pages, on both.
    private func repeatedShapes(_ lines: [PDFLine]) -> Set<String> {
        let least = pages.count == 2 ? 2 : max(3, pages.count * 3 / 5)
        let found = Dictionary(grouping: lines) { Self.shape($0.text) }.filter { _, lines in
            let middles = lines.map(\.middle)
            let spread = (middles.max() ?? 0) - (middles.min() ?? 0)
            return spread <= 4 && Set(lines.map(\.page)).count >= least
        }
        return Set(found.keys)
    }

    private func isInZone(_ line: PDFLine) -> Bool {
        let height = pages[line.page].height
        return line.middle < height * Self.zone || line.middle > height * (1 - Self.zone)
    }

    /// The first or last line of its page, with more than a line's height to its neighbour.
    private func standsAlone(_ index: Int, in lines: [PDFLine]) -> Bool {
        let line = lines[index]
        let before = index > 0 && lines[index - 1].page == line.page ? lines[index - 1] : nil
        let after = index + 1 < lines.count && lines[index + 1].page == line.page ? lines[index + 1] : nil
        if let before, let after {
            return line.middle - before.middle > 3 * line.height && after.page != line.page
        }
        guard let neighbour = before ?? after else { return true }
        return abs(line.middle - neighbour.middle) > 1.5 * line.height
    }

    /// The line with all digits alike, by which heads with page numbers are the same on every page.
    private static func shape(_ text: String) -> String {
        String(
            text.unicodeScalars.filter { !$0.properties.isWhitespace }.map {
                ItemNumber.isDigit($0) ? "0" : Character($0)
            }
        )
        .replacing(/0+/, with: "0")
    }

    /// 3, - 3 -, 3/12, (3), 3ページ, P.3, iv.
    static func isPageNumber(_ text: String) -> Bool {
        let bare = text.lowercased().filter { !$0.isWhitespace }
            .replacing("ページ", with: "").replacing("頁", with: "").replacing("page", with: "").replacing(
                "p.", with: "")
        guard !bare.isEmpty, bare.count <= 9 else { return false }
        let marks: Set<Unicode.Scalar> = [
            "-", "－", "ー", "―", "–", "—", "−", "/", "／", "(", ")", "（", "）", "‐", "~",
        ]
        let core = bare.unicodeScalars.filter { !marks.contains($0) }
        guard !core.isEmpty else { return false }
        return core.allSatisfy(ItemNumber.isDigit) || core.allSatisfy { "ivx".unicodeScalars.contains($0) }
    }
}
