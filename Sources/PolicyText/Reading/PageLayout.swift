/// What a page adds to a text: wrapped lines, page numbers, rules.
struct PageLayout: Sendable {
    /// The columns at which sentences are wrapped, nil if the text is not wrapped.
    let wrapWidth: Int?

    init(_ source: SourceText) {
        var counts = [Int](repeating: 0, count: 141)
        var total = 0
        var wide = 0
        for line in source.lines where !line.isBlank {
            total += 1
            if line.width + line.indent > 140 { wide += 1 } else { counts[line.width + line.indent] += 1 }
        }
        guard total >= 8, wide * 50 <= total else {
            wrapWidth = nil
            return
        }
        var above = wide
        var width = 140
        while width > 30, above * 50 <= total {
            above += counts[width]
            width -= 1
        }
        let near = counts[max(width - 6, 0)...min(width + 4, 140)].reduce(0, +)
        wrapWidth = width > 40 && near >= max(3, total / 8) ? width : nil
    }

    /// Whether a line reaches the edge at which sentences are wrapped.
    func isFull(_ line: SourceLine) -> Bool {
        guard let wrapWidth else { return false }
        return line.width + line.indent >= wrapWidth - 6
    }

    /// Whether a line without an end goes on in the next one: a wrapped page, or a long soft-wrapped line.
    func goesOn(_ line: SourceLine, in source: SourceText) -> Bool {
        guard !line.isBlank, !source.at(line.content.upperBound - 1).isSentenceEnd else { return false }
        return isFull(line) || (wrapWidth == nil && line.width >= 60)
    }

    /// Whether a line is a page number between dashes, a fraction of pages or a drawn rule.
    static func isFurniture(_ line: SourceLine, in source: SourceText) -> Bool {
        guard line.width <= 160 else { return false }
        var digits = 0
        var rules = 0
        var slashes = 0
        for position in line.content {
            let scalar = source.at(position)
            if scalar.digit != nil {
                digits += 1
            } else if scalar.isRule {
                rules += 1
            } else if scalar == 0x2F || scalar == 0xFF0F {
                slashes += 1
            } else if !scalar.isSpace {
                return false
            }
        }
        if digits == 0 { return rules >= 3 && slashes == 0 }
        let isBetweenDashes =
            source.at(line.content.lowerBound).isRule && source.at(line.content.upperBound - 1).isRule
        return digits <= 4 && rules >= 2 && isBetweenDashes || slashes == 1 && rules == 0 && digits <= 8
    }
}
