/// What could not be placed or read.
struct PlacementRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] { unplaced(text) + broken(text.source) }

    private func unplaced(_ text: ReviewedText) -> [Oddity] {
        var found: [Oddity] = []
        var line = 0
        for region in text.document.unplaced {
            while line + 1 < text.source.lines.count,
                text.source.offsets[text.source.lines[line].start] < region.range.lowerBound
            {
                line += 1
            }
            found.append(
                Oddity(
                    kind: .unplaced, line: line + 1,
                    message: "この行からの文を、どの項目にも置けませんでした。",
                    proposal: "見出しや番号を確かめてください。文はこのまま保存されます。"))
        }
        return found
    }

    /// U+FFFD, control characters and private characters.
    private func broken(_ source: SourceText) -> [Oddity] {
        var found: [Oddity] = []
        for line in source.lines {
            guard found.count < OddityFinder.mostOfOneKind else { break }
            guard line.content.contains(where: { isBroken(source.scalars[$0]) }) else { continue }
            found.append(
                Oddity(
                    kind: .brokenCharacters, line: line.number,
                    message: "読めない文字が含まれています。",
                    proposal: "元のファイルの文字コードと外字を確かめ、正しい文字に直してください。"))
        }
        return found
    }

    private func isBroken(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xFFFD, 0xE000...0xF8FF: true
        case 0...0x1F: scalar != 0x09 && scalar != 0x0C && scalar != 0x0B
        default: false
        }
    }
}
