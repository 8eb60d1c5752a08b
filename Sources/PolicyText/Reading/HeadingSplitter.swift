/// Tells a clause's heading from its words.
struct HeadingSplitter {
    /// Longest heading that stands before its words on one line, in characters.
    static let longestTerm = 24
    /// Longest term before a short sentence, in characters.
    static let longestPlainTerm = 12
    /// Longest heading that has a line to itself, in characters.
    static let longestHeading = 50

    let source: SourceText

    /// （目的）この規程は…: the heading between brackets and the rest; nil if the words do not begin so.
    func bracketed(_ range: Range<Int>) -> (heading: Range<Int>, rest: Range<Int>)? {
        guard !range.isEmpty, source.at(range.lowerBound).isHeadingBracket else { return nil }
        var depth = 0
        for position in range.prefix(60) {
            let scalar = source.at(position)
            if scalar.isHeadingBracket { depth += 1 }
            if scalar.isCloseBracket || scalar == 0x3011 || scalar == 0x3015 || scalar == 0xFF3D
                || scalar == 0x5D
            {
                depth -= 1
            }
            if scalar == 0x3002 { return nil }
            if depth == 0 {
                let rest = source.trimmed((position + 1)..<range.upperBound)
                return ((range.lowerBound + 1)..<position, rest)
            }
        }
        return nil
    }

    /// 機密性　許された者に…: a term, a space or colon, and a sentence.
    ///
    /// - Parameter isAmongTerms: Whether the clauses beside it have terms, so that short words will do.
    func term(_ range: Range<Int>, isAmongTerms: Bool = false) -> (heading: Range<Int>, rest: Range<Int>)? {
        if let emphasized = emphasized(range) { return emphasized }
        for position in range.prefix(Self.longestTerm + 1) {
            let scalar = source.at(position)
            if scalar == 0x3002 || scalar == 0x3001 { return nil }
            let isColon = isColonSign(scalar) || isAmongTerms && isArrow(scalar)
            guard isColon || scalar.isSpace else { continue }
            let heading = source.trimmed(range.lowerBound..<position)
            let rest = afterSign(position + 1, range.upperBound)
            guard !heading.isEmpty, rest.count >= 2, isTerm(heading) else { return nil }
            if isColon || isAmongTerms { return (heading, rest) }
            if scalar == 0x3000, heading.count <= Self.longestPlainTerm, isOneSentence(rest) {
                return (heading, rest)
            }
            guard rest.count >= 8 else { return nil }
            if scalar == 0x20, source.at(heading.upperBound - 1).isLatin || source.at(rest.lowerBound).isLatin
            {
                guard scalarIsFollowedByTerm(rest) else { return nil }
            }
            return isSentence(rest) || rest.count >= 15 ? (heading, rest) : nil
        }
        return nil
    }

    /// 「**人** 全員」, its first two stars skipped with the mark: the emphasized words are the heading.
    private func emphasized(_ range: Range<Int>) -> (heading: Range<Int>, rest: Range<Int>)? {
        let lower = range.lowerBound
        let opens = lower >= 2 && isStars(lower - 2) || isStars(lower)
        guard opens else { return nil }
        let first = isStars(lower) ? lower + 2 : lower
        guard
            let close = (first..<max(first, range.upperBound - 1)).prefix(Self.longestHeading).first(
                where: isStars),
            close > first
        else { return nil }
        let isColon = isColonSign(source.at(close - 1)) || isColonSign(source.at(close + 2))
        guard source.at(close + 2).isSpace || isColon else { return nil }
        var next = close + 2
        while next < range.upperBound, isColonSign(source.at(next)) || source.at(next).isSpace { next += 1 }
        let heading = first..<(isColonSign(source.at(close - 1)) ? close - 1 : close)
        guard next < range.upperBound, !heading.isEmpty, isTerm(heading) else { return nil }
        return (heading, source.trimmed(next..<range.upperBound))
    }

    /// The words behind 「… 」, 「＝ 」 or 「→ 」 that stands between a term and its meaning.
    private func afterSign(_ position: Int, _ end: Int) -> Range<Int> {
        var next = position
        while next < end, source.at(next).isSpace { next += 1 }
        let start = next
        while next < end, isArrow(source.at(next)) || source.at(next) == 0x2026 { next += 1 }
        return source.trimmed((next > start && next < end ? next : start)..<end)
    }

    /// ＝ = → ― —.
    private func isArrow(_ scalar: UInt32) -> Bool {
        scalar == 0x3D || scalar == 0xFF1D || scalar == 0x2192 || scalar == 0x2015 || scalar == 0x2014
    }

    private func isStars(_ position: Int) -> Bool {
        source.at(position) == 0x2A && source.at(position + 1) == 0x2A
    }

    private func isColonSign(_ scalar: UInt32) -> Bool { scalar == 0xFF1A || scalar == 0x3A }

    /// Whether words that have a line to themselves can be a heading.
    func canBeHeading(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= Self.longestHeading else { return false }
        let last = source.at(range.upperBound - 1)
        return !source.contains(0x3002, in: range) && last != 0x3001 && last != 0xFF1A && last != 0x3A
    }

    /// Whether words are a sentence up to their last character.
    private func isOneSentence(_ range: Range<Int>) -> Bool {
        let last = source.at(range.upperBound - 1)
        return range.count >= 3 && (last == 0x3002 || last == 0xFF61)
    }

    /// Whether words end like a sentence, or hold one.
    func isSentence(_ range: Range<Int>) -> Bool { source.contains(0x3002, in: range) }

    /// 「A社 B社」 is a list and no term with its sentence: a Latin word before a space needs a 。 behind it.
    private func scalarIsFollowedByTerm(_ rest: Range<Int>) -> Bool { isSentence(rest) && rest.count >= 15 }

    private func closesBrackets(_ range: Range<Int>) -> Bool {
        var depth = 0
        for position in range {
            let scalar = source.at(position)
            if scalar.isOpenBracket || scalar == 0x300C { depth += 1 }
            if scalar.isCloseBracket || scalar == 0x300D { depth -= 1 }
        }
        return depth == 0
    }

    /// A term does not end in a particle, is not a digit and closes its brackets.
    private func isTerm(_ range: Range<Int>) -> Bool {
        switch source.at(range.upperBound - 1) {
        case 0x306F, 0x3092, 0x304C, 0x306B, 0x3067, 0x3068, 0x306E, 0x3082, 0x3066, 0x3001: return false
        default: break
        }
        return range.contains { source.at($0).digit == nil } && !DateReader.hasDate(range, in: source)
            && closesBrackets(range)
    }
}
