/// Reads the title from the lines before the first clause, where it may be spread over several.
struct TitleReader {
    let source: SourceText
    let reader: MarkReader

    /// The title and the line after it; lines at and after `limit` do not belong to the title page.
    func title(before limit: Int) -> (title: String, endLine: Int) {
        var parts: [String] = []
        var endLine = 0
        var firstBlockEnd: (count: Int, line: Int)?
        for line in source.lines.prefix(min(limit, 60)) {
            if line.isBlank || PageLayout.isFurniture(line, in: source) {
                if !parts.isEmpty, firstBlockEnd == nil { firstBlockEnd = (parts.count, endLine) }
                continue
            }
            guard let words = titleWords(line) else {
                if isEnd(line) { break }
                continue
            }
            guard parts.count < 8 else { break }
            parts.append(words)
            endLine = line.index + 1
            if TitleReader.namesDocument(words) { return withBracket(parts.joined(), line, before: limit) }
        }
        let block = firstBlockEnd ?? (parts.count, endLine)
        guard block.count > 0 else { return ("", 0) }
        return block.count <= 3 ? (parts.prefix(block.count).joined(), block.line) : (parts[0], block.line)
    }

    /// The title with （基本方針） or （案） that stands alone on the next line.
    private func withBracket(
        _ title: String, _ line: SourceLine, before limit: Int
    ) -> (title: String, endLine: Int) {
        let next = line.index + 1
        guard next < min(limit, source.lines.count) else { return (title, next) }
        let range = source.lines[next].content
        guard range.count >= 3, range.count <= 20, source.at(range.lowerBound).isOpenBracket,
            source.at(range.upperBound - 1).isCloseBracket
        else { return (title, next) }
        let inside = source.string((range.lowerBound + 1)..<(range.upperBound - 1))
        guard TitleReader.namesDocument(inside) || inside == "案" else { return (title, next) }
        return (title + source.string(range), next + 1)
    }

    /// Whether words end like the name of a policy or a rule: 基本方針, 規程, ポリシー（案）.
    static func namesDocument(_ words: String) -> Bool {
        var end = words[...]
        while let last = end.last, "）)".contains(last), let open = end.lastIndex(where: { "（(".contains($0) })
        {
            end = end[..<open]
        }
        return names.contains { end.hasSuffix($0) }
    }

    /// The words of a line that may be part of a title; nil for numbers of rules, dates, lists and sentences.
    private func titleWords(_ line: SourceLine) -> String? {
        guard !isEnd(line), line.content.count <= 80, !DateReader.hasDate(line.content, in: source) else {
            return nil
        }
        var start = line.content.lowerBound
        while source.at(start) == 0x23 { start += 1 }
        let range = source.trimmed(start..<line.content.upperBound)
        guard !range.isEmpty, !isRuleNumber(range) else { return nil }
        if source.at(range.lowerBound).isOpenBracket, source.at(range.upperBound - 1).isCloseBracket {
            return nil
        }
        return withoutSpacing(source.string(range))
    }

    /// 基 本 方 針, spread over the line, is 基本方針.
    private func withoutSpacing(_ words: String) -> String {
        let pieces = words.split { $0.isWhitespace }
        return pieces.count > 1 && pieces.allSatisfy { $0.count == 1 } ? pieces.joined() : words
    }

    /// Whether the title page ends at a line: a clause, a sentence.
    func isEnd(_ line: SourceLine) -> Bool {
        if source.contains(0x3002, in: line.content) { return true }
        guard let mark = reader.mark(of: line) else { return false }
        return !(mark.style == .heading && mark.hashes == 1)
    }

    /// 訓令第12号, 規程第四号 at the end of a line.
    private func isRuleNumber(_ range: Range<Int>) -> Bool {
        guard source.at(range.upperBound - 1) == 0x53F7 else { return false }
        return source.contains(0x7B2C, in: range)
    }

    private static let names = [
        "方針", "規程", "規則", "要綱", "要領", "基準", "ポリシー", "条例", "訓令", "指針", "ガイドライン", "手順書", "手順",
        "方針書", "規約", "計画", "要項", "宣言", "規範", "内規", "細則", "Policy", "policy",
    ]
}
