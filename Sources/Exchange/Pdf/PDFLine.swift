/// A printed line, put together from the words at one height.
struct PDFLine: Equatable {
    var text = ""
    let page: Int
    let left: Double
    let right: Double
    let middle: Double
    let height: Double
    let em: Double
    /// Left edges differ within the line so far that it must be a row of a table or an entry of a list of
    /// contents.
    var hasColumns = false

    /// From this many ems on, a gap is a column's and no space.
    private static let columnGap = 2.5

    /// The lines of all pages, from top to bottom.
    static func lines(of pages: [PDFPage]) -> [PDFLine] {
        let ems = pages.flatMap { $0.words.compactMap(\.em) }
        let heights = pages.flatMap { $0.words.map(\.height) }
        let height = heights.median ?? 10
        let em = ems.median ?? height * 0.8
        return pages.enumerated().flatMap { index, page in
            groups(of: page.words.filter { !isReading($0, height: height) })
                .compactMap { PDFLine($0, page: index, usualEm: em) }
        }
    }

    /// Small kana that stand above the line are readings of the kanji below them.
    private static func isReading(_ word: PDFPage.Word, height: Double) -> Bool {
        word.height < height * 0.62
            && word.text.unicodeScalars.allSatisfy { (0x3041...0x30FF).contains($0.value) }
    }

    private static func groups(of words: [PDFPage.Word]) -> [[PDFPage.Word]] {
        var groups: [[PDFPage.Word]] = []
        for word in words.sorted(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
            if let last = groups.last, let reference = last.max(by: { $0.height < $1.height }),
                abs(word.middle - reference.middle) < 0.5 * min(word.height, reference.height)
            {
                groups[groups.count - 1].append(word)
            } else {
                groups.append([word])
            }
        }
        return groups
    }

    private init?(_ words: [PDFPage.Word], page: Int, usualEm: Double) {
        let sorted = words.sorted { $0.left < $1.left }
        guard let first = sorted.first else { return nil }
        self.page = page
        left = first.left
        right = sorted.map(\.right).max() ?? first.right
        height = sorted.map(\.height).max() ?? first.height
        middle = sorted.map(\.middle).median ?? first.middle
        em = sorted.compactMap(\.em).median ?? usualEm
        var end = first.left
        for word in sorted {
            append(word, after: word.left - end)
            end = max(end, word.right)
        }
    }

    private mutating func append(_ word: PDFPage.Word, after gap: Double) {
        if !text.isEmpty {
            let isAfterNumber = text.count <= 8 && ItemNumber.starts(text + "　")
            if gap >= Self.columnGap * em, !isAfterNumber {
                hasColumns = true
                text += "\t"
            } else if gap >= 0.75 * em {
                text += "　"
            } else if gap >= spaceGap(before: word) * em {
                text += " "
            }
        }
        text += word.text
    }

    /// Typesetters put a quarter of an em between kanji and digits where the author wrote nothing; not so
    /// between two kanji, and behind an item's number a gap parts it from its words whoever made it.
    private func spaceGap(before word: PDFPage.Word) -> Double {
        let isWideHere = text.unicodeScalars.last?.isWide ?? false
        let isWideThere = word.text.unicodeScalars.first?.isWide ?? false
        guard isWideHere || isWideThere else { return 0.12 }
        let isAfterNumber = isWideThere && text.count <= 8 && ItemNumber.isNumberAlone(text)
        return isWideHere && isWideThere || isAfterNumber ? 0.2 : 0.4
    }
}

extension [Double] {
    /// The middle value; nil when there is none.
    var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
