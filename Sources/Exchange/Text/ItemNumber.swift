/// Recognizing the number or mark that an author typed before an item.
///
/// Only to tell whether one is there; what it means is for the reader of the clauses to say.
enum ItemNumber {
    /// True for 第3条, 1　, 1.2 , （2）, (ア), ア　, ①, 一　, ・, ※, 附則, 別表 and the like at the start of a line.
    static func starts(_ line: some StringProtocol) -> Bool {
        let scalars = line.unicodeScalars.drop { $0.properties.isWhitespace }.prefix(14).map { $0 }
        guard let first = scalars.first else { return false }
        if marks.contains(first) || isEnclosed(first) { return true }
        if dashes.contains(first) { return scalars.count > 1 && scalars[1].properties.isWhitespace }
        if openers.contains(first) { return isBracketed(scalars) }
        if first == "第" { return isArticle(scalars) }
        if isDigit(first) { return isPlainNumber(scalars) }
        if isKana(first) || isKanjiNumeral(first) || isLetter(first) { return isFollowedByGap(scalars) }
        return isSupplement(scalars)
    }

    /// True for a line that is nothing but words in brackets, as a heading above an article is.
    static func isBracketedHeading(_ line: some StringProtocol) -> Bool {
        let scalars = line.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard let first = scalars.first, let last = scalars.last, scalars.count <= 40 else { return false }
        return openers.contains(first) && closers.contains(last)
    }

    /// True for digits with or without points, digits or one letter in brackets, and a list's dash: 1, 2.3,
    /// (1), ア), -.
    static func isNumberAlone(_ text: some StringProtocol) -> Bool {
        guard let last = text.unicodeScalars.last else { return false }
        if text.unicodeScalars.count == 1, marks.contains(last) || dashes.contains(last) { return true }
        let isClosed = isDigit(last) || gaps.contains(last) || closers.contains(last)
        return isClosed && text.unicodeScalars.allSatisfy { !$0.isWide || isDigit($0) || gaps.contains($0) }
            && starts(String(text) + "　")
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    private static let marks: Set<Unicode.Scalar> = [
        "・", "●", "○", "◎", "◆", "◇", "■", "□", "▪", "•", "※", "►", "▶", "➢", "✓", "●",
    ]
    private static let dashes: Set<Unicode.Scalar> = ["-", "－", "–", "—", "*", "＊", "+"]
    private static let openers: Set<Unicode.Scalar> = ["(", "（", "〔", "［", "[", "【", "〈"]
    private static let closers: Set<Unicode.Scalar> = [")", "）", "〕", "］", "]", "】", "〉"]
    private static let gaps: Set<Unicode.Scalar> = [".", "．", ")", "）", "、", ":", "："]
    private static let kanjiNumerals: Set<Unicode.Scalar> = Set("〇一二三四五六七八九十百千".unicodeScalars)
    private static let articleEnds: Set<Unicode.Scalar> = Set("編章節款目条項号表部".unicodeScalars)

    private static func isKanjiNumeral(_ scalar: Unicode.Scalar) -> Bool { kanjiNumerals.contains(scalar) }

    private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        (0x30A1...0x30F6).contains(scalar.value) || (0xFF71...0xFF9D).contains(scalar.value)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        let folded = scalar.value >= 0xFF00 ? scalar.value - 0xFEE0 : scalar.value
        return (0x41...0x5A).contains(folded) || (0x61...0x7A).contains(folded)
    }

    /// ① to ⒵, ㈠ to ㊰ and the filled circles.
    private static func isEnclosed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2460...0x24FF, 0x2776...0x2793, 0x3220...0x3247, 0x3251...0x325F, 0x3280...0x32FE: true
        default: false
        }
    }

    private static func isBracketed(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let end = scalars.firstIndex(where: closers.contains), (2...4).contains(end) else {
            return false
        }
        let inside = scalars[1..<end]
        return inside.allSatisfy(isDigit) || inside.allSatisfy(isKanjiNumeral)
            || inside.count <= 1 && inside.allSatisfy { isKana($0) || isLetter($0) }
            || inside.count <= 4 && inside.allSatisfy { "ivxIVX".unicodeScalars.contains($0) }
    }

    private static func isArticle(_ scalars: [Unicode.Scalar]) -> Bool {
        let rest = scalars.dropFirst().drop {
            isDigit($0) || isKanjiNumeral($0) || $0.properties.isWhitespace
        }
        guard let unit = rest.first, rest.startIndex > 1 else { return false }
        guard articleEnds.contains(unit) else { return false }
        // 「第3条の規定により」 inside a sentence is a reference; a heading has a gap, a bracket, の2 or nothing after
        // it.
        guard let next = rest.dropFirst().first else { return true }
        if next == "の" { return rest.dropFirst(2).first.map { isDigit($0) || isKanjiNumeral($0) } ?? false }
        return next.properties.isWhitespace || openers.contains(next)
    }

    private static func isPlainNumber(_ scalars: [Unicode.Scalar]) -> Bool {
        let rest = scalars.drop { isDigit($0) || [".", "．", "-", "－", "の"].contains($0) }
        guard rest.startIndex <= 8 else { return false }
        guard let next = rest.first else { return true }
        if next.properties.isWhitespace { return true }
        return gaps.contains(next) || gaps.contains(scalars[rest.startIndex - 1])
    }

    private static func isFollowedByGap(_ scalars: [Unicode.Scalar]) -> Bool {
        let rest = scalars.dropFirst().drop { isKanjiNumeral($0) && isKanjiNumeral(scalars[0]) }
        guard let next = rest.first else { return false }
        if next.properties.isWhitespace { return true }
        return [".", "．", ")", "）"].contains(next)
    }

    private static func isSupplement(_ scalars: [Unicode.Scalar]) -> Bool {
        let text = String(String.UnicodeScalarView(scalars.filter { !$0.properties.isWhitespace }))
        return ["附則", "付則", "改正附則", "目次", "様式"].contains(text)
            || ["別表", "様式第", "別紙", "別記", "別添", "附則（", "付則（", "附則(", "改正附則"].contains { text.hasPrefix($0) }
    }
}
