/// Reads the mark at the head of a line, looking at each scalar once.
struct MarkReader {
    let source: SourceText

    /// The mark of a line, nil for running text.
    func mark(of line: SourceLine) -> Mark? {
        guard !line.isBlank else { return nil }
        var position = line.content.lowerBound
        let end = line.content.upperBound
        let hashes = skipHashes(&position, end)
        let isListed = hashes == 0 && skipListSign(&position, end)
        skipEmphasis(&position, end)
        if let mark = namedMark(position, end, hashes: hashes) ?? numberedMark(position, end) {
            return finished(mark, hashes: hashes, isListed: isListed, indent: line.indent)
        }
        if hashes > 0 {
            return Mark(
                style: .heading, number: 0, shown: position..<position, rest: position, hashes: hashes)
        }
        if let bullet = bulletMark(position, end) {
            if let numbered = numberedMark(after: bullet, end) {
                return finished(numbered, hashes: 0, isListed: isListed, indent: line.indent)
            }
            return finished(bullet, hashes: 0, isListed: isListed, indent: line.indent)
        }
        if isListed {
            let sign = line.content.lowerBound
            return Mark(
                style: .bullet, number: 0, shown: sign..<(sign + 1), rest: position, isListed: true,
                sign: source.at(sign), indent: line.indent)
        }
        return headingMark(line)
    }

    /// 「■ 1. 目的」, 「◆第2　範囲」: the number after a sign is the clause's own, the sign decorates.
    private func numberedMark(after bullet: Mark, _ end: Int) -> Mark? {
        guard var mark = namedMark(bullet.rest, end, hashes: 0) ?? numberedMark(bullet.rest, end),
            !mark.style.isRoot, mark.isDelimited, mark.rest < end
        else { return nil }
        mark.sign = bullet.sign
        return mark
    }

    private func finished(_ mark: Mark, hashes: Int, isListed: Bool, indent: Int) -> Mark {
        var mark = mark
        mark.hashes = hashes
        mark.isListed = isListed
        mark.indent = indent
        if hashes > 0 { mark.isDelimited = true }
        return mark
    }

    /// `#` to `######` and a space.
    private func skipHashes(_ position: inout Int, _ end: Int) -> Int {
        var next = position
        while next < end, next - position < 6, source.at(next) == 0x23 { next += 1 }
        let count = next - position
        guard count > 0, next < end, source.at(next).isSpace else { return 0 }
        position = skippingSpaces(next, end)
        return count
    }

    /// `- `, `* `, `+ ` of a Markdown list.
    private func skipListSign(_ position: inout Int, _ end: Int) -> Bool {
        let sign = source.at(position)
        guard sign == 0x2D || sign == 0x2A || sign == 0x2B, source.at(position + 1).isSpace else {
            return false
        }
        position = skippingSpaces(position + 1, end)
        return position < end
    }

    /// `**` before a number, and the backslash of `1\.`.
    private func skipEmphasis(_ position: inout Int, _ end: Int) {
        while position + 1 < end, source.at(position) == 0x2A, source.at(position + 1) == 0x2A {
            position += 2
        }
    }

    private func bulletMark(_ position: Int, _ end: Int) -> Mark? {
        guard position < end else { return nil }
        let sign = source.at(position)
        let needsSpace: Bool
        switch sign {
        case 0x30FB, 0xFF65, 0x2022, 0x25CF, 0x25CB, 0x25EF, 0x25CE, 0x25A0, 0x25A1, 0x25C6, 0x25C7, 0x25AA,
            0x25B6, 0x27A2, 0x2713, 0x2981, 0x25B7, 0x25E6, 0xB7:
            needsSpace = false
        case 0x2013, 0x2014, 0x2010, 0xFF0D, 0x2212, 0x6F: needsSpace = true
        default: return nil
        }
        if needsSpace, !source.at(position + 1).isSpace { return nil }
        let rest = skippingSpaces(position + 1, end)
        guard rest < end else { return nil }
        return Mark(style: .bullet, number: 0, shown: position..<(position + 1), rest: rest, sign: sign)
    }

    /// 【目的】 alone on its line.
    private func headingMark(_ line: SourceLine) -> Mark? {
        let range = line.content
        guard range.count >= 3, range.count <= 40, source.at(range.lowerBound) == 0x3010,
            source.at(range.upperBound - 1) == 0x3011
        else { return nil }
        return Mark(
            style: .heading, number: 0, shown: range.lowerBound..<range.lowerBound, rest: range.lowerBound,
            sign: 0x3010)
    }

    func skippingSpaces(_ position: Int, _ end: Int) -> Int {
        var next = position
        while next < end, source.at(next).isSpace { next += 1 }
        return next
    }
}
