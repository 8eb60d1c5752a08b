/// Marks that are words: 第3章, 第5条の2, 附則, 別表第1, 様式第2号, 序, はじめに, 改正経過.
extension MarkReader {
    func namedMark(_ position: Int, _ end: Int, hashes: Int) -> Mark? {
        guard position < end else { return nil }
        switch source.at(position) {
        case 0x7B2C:
            return rankedMark(position, end) ?? formMark(position, end) ?? ordinalMark(position, end)  // 第
        case 0x9644, 0x4ED8: return supplementaryMark(position, end) ?? attachmentMark(position, end)  // 附 付
        case 0x5225:
            return tableMark(position, end) ?? formMark(position, end) ?? attachmentMark(position, end)  // 別
        case 0x69D8: return formMark(position, end)  // 様
        case 0x6539: return amendingMark(position, end) ?? historyMark(position, end)  // 改
        default:
            return prefaceMark(position, end, hashes: hashes) ?? historyMark(position, end)
                ?? closingMark(position, end)
        }
    }

    /// 第3章, 第二節, 第 5 条の2, 第5条から第7条まで.
    private func rankedMark(_ position: Int, _ end: Int) -> Mark? {
        guard let (first, unit, afterFirst) = ordinal(position, end), let style = MarkReader.ranks[unit]
        else {
            return nil
        }
        var next = afterFirst
        var branches: [Int] = []
        while next < end, source.at(next) == 0x306E, branches.count < 4,
            let (value, after) = anyNumber(next + 1, end)
        {
            branches.append(value)
            next = after
        }
        var through: Int?
        if let (last, after) = upTo(next, end, unit: unit), last > first {
            through = last
            next = after
        }
        let follower = source.at(next)
        let isDelimited = next >= end || follower.isSpace || follower.isHeadingBracket
        if !isDelimited, style != .article || isReference(next, end) || follower == 0x7B2C { return nil }
        return Mark(
            style: style, number: first, components: branches, through: through, shown: position..<next,
            rest: skippingSpaces(next, end), isDelimited: isDelimited)
    }

    /// 第1　目的: 第 and a number without a unit.
    private func ordinalMark(_ position: Int, _ end: Int) -> Mark? {
        guard let (value, next) = anyNumber(position + 1, end), value < 100, next < end,
            source.at(next).isSpace
        else {
            return nil
        }
        return Mark(style: .ordinal, number: value, shown: position..<next, rest: skippingSpaces(next, end))
    }

    /// 第 + number + one scalar.
    private func ordinal(_ position: Int, _ end: Int) -> (value: Int, unit: UInt32, next: Int)? {
        guard position < end, source.at(position) == 0x7B2C,
            let (value, next) = anyNumber(skippingSpaces(position + 1, end), end)
        else { return nil }
        let unit = skippingSpaces(next, end)
        guard unit < end else { return nil }
        return (value, source.at(unit), unit + 1)
    }

    /// から第7条まで, ～第7条, 及び第6条 of a deleted stretch.
    private func upTo(_ position: Int, _ end: Int, unit: UInt32) -> (last: Int, next: Int)? {
        for joint in MarkReader.joints {
            guard let after = word(joint, at: position, end),
                let (last, sameUnit, next) = ordinal(after, end), sameUnit == unit
            else { continue }
            let closed = word("まで", at: next, end) ?? next
            let follower = source.at(closed)
            guard closed >= end || follower.isSpace || follower.isHeadingBracket else { return nil }
            return (last, closed)
        }
        return nil
    }

    /// 附則, 附　則（令和…）, 付則 抄, 「附則　この規程は、…。」.
    private func supplementaryMark(_ position: Int, _ end: Int) -> Mark? {
        let second = skippingSpaces(position + 1, end)
        guard second < end, source.at(second) == 0x5247 else { return nil }
        let next = second + 1
        let rest = skippingSpaces(next, end)
        let isWord = rest > next && (end - rest <= 2 || source.at(end - 1) == 0x3002)
        guard rest >= end || source.at(rest).isOpenBracket || isWord else { return nil }
        return Mark(style: .supplementary, number: 0, shown: position..<next, rest: rest)
    }

    /// 改正附則（令和…）.
    private func amendingMark(_ position: Int, _ end: Int) -> Mark? {
        guard let next = word("改正", at: position, end), var mark = supplementaryMark(next, end),
            source.at(next) == 0x9644 || source.at(next) == 0x4ED8
        else { return nil }
        mark.shown = position..<mark.shown.upperBound
        return mark
    }

    /// 別表, 別表第1（第8条関係）.
    private func tableMark(_ position: Int, _ end: Int) -> Mark? {
        guard let next = word("別表", at: position, end) else { return nil }
        return counted(.table, position, next, end)
    }

    /// 様式第1号, 第1号様式, 別記様式, 別記第1号様式（第3条関係）.
    private func formMark(_ position: Int, _ end: Int) -> Mark? {
        var start = position
        if let after = word("別記", at: start, end) { start = skippingSpaces(after, end) }
        if let next = word("様式", at: start, end) { return counted(.form, position, next, end) }
        guard let (value, unit, afterUnit) = ordinal(start, end), unit == 0x53F7 else { return nil }
        let (before, name) = branch(afterUnit, end)
        guard let afterName = word("様式", at: name, end) else { return nil }
        let (behind, form) = branch(afterName, end)
        return closed(
            Mark(
                style: .form, number: value, components: before + behind, shown: position..<form,
                rest: skippingSpaces(form, end)), form, end)
    }

    /// の2 at a position, and the position after it.
    private func branch(_ position: Int, _ end: Int) -> ([Int], Int) {
        guard source.at(position) == 0x306E, let (value, after) = anyNumber(position + 1, end) else {
            return ([], position)
        }
        return ([value], after)
    }

    /// 別紙, 別紙1, 別添, 別記, 付録.
    private func attachmentMark(_ position: Int, _ end: Int) -> Mark? {
        for name in MarkReader.attachments {
            if let next = word(name, at: position, end) { return counted(.attachment, position, next, end) }
        }
        return nil
    }

    /// A name with an optional number: 第1, 第1号, 1, 第1の2.
    private func counted(_ style: Mark.Style, _ start: Int, _ afterName: Int, _ end: Int) -> Mark? {
        var next = skippingSpaces(afterName, end)
        var value = 0
        var branches: [Int] = []
        var digitsAt = next
        if source.at(next) == 0x7B2C { digitsAt = next + 1 }
        if let (number, after) = anyNumber(digitsAt, end) {
            value = number
            (branches, next) = branch(source.at(after) == 0x53F7 ? after + 1 : after, end)
        } else {
            next = afterName
        }
        return closed(
            Mark(
                style: style, number: value, components: branches, shown: start..<next,
                rest: skippingSpaces(next, end)), next, end)
    }

    /// A name stands alone, before a bracket or before a space, and its line is no sentence.
    private func closed(_ mark: Mark, _ next: Int, _ end: Int) -> Mark? {
        let follower = source.at(next)
        guard next >= end || follower.isSpace || follower.isOpenBracket else { return nil }
        return end > next && source.at(end - 1) == 0x3002 ? nil : mark
    }

    /// 序, 序 …, 前文, はじめに alone on the line.
    private func prefaceMark(_ position: Int, _ end: Int, hashes: Int) -> Mark? {
        for name in MarkReader.prefaces {
            guard let next = word(name, at: position, end) else { continue }
            let rest = skippingSpaces(next, end)
            let isJo = source.at(position) == 0x5E8F
            guard rest >= end || isJo && rest > next && !source.contains(0x3002, in: rest..<end) else {
                continue
            }
            return Mark(style: .preface, number: 0, shown: position..<next, rest: rest)
        }
        return nil
    }

    /// おわりに, むすび alone on the line: a heading at the root.
    private func closingMark(_ position: Int, _ end: Int) -> Mark? {
        for name in MarkReader.closings {
            if let next = word(name, at: position, end), next == end {
                return Mark(
                    style: .heading, number: 0, shown: position..<position, rest: position, sign: 0x76EE)
            }
        }
        return nil
    }

    private func historyMark(_ position: Int, _ end: Int) -> Mark? {
        for name in MarkReader.histories {
            if let next = word(name, at: position, end), next == end {
                return Mark(style: .history, number: 0, shown: position..<next, rest: next)
            }
        }
        return nil
    }

    /// The position after a word if it stands here, spaces between its characters allowed.
    func word(_ word: String, at position: Int, _ end: Int) -> Int? {
        var next = position
        for scalar in word.unicodeScalars {
            if next > position, next < end, source.at(next).isSpace { next = skippingSpaces(next, end) }
            guard next < end, source.at(next) == scalar.value else { return nil }
            next += 1
        }
        return next
    }

    private static let ranks: [UInt32: Mark.Style] = [
        0x7DE8: .part, 0x90E8: .part, 0x7AE0: .chapter, 0x7BC0: .division, 0x6B3E: .subdivision,
        0x76EE: .subject,
        0x6761: .article,
    ]
    private static let joints = ["から", "～", "〜", "及び", "―", "-"]
    private static let attachments = ["別紙様式", "別紙", "別添", "別記", "付録", "附属書"]
    private static let prefaces = ["序文", "序章", "序論", "序", "前文", "はじめに", "まえがき", "前書き"]
    private static let closings = ["おわりに", "終わりに", "むすび", "結び"]
    private static let histories = [
        "改正経過", "改訂履歴", "改定履歴", "改正履歴", "変更履歴", "改版履歴", "制定改正経過", "制定・改正経過", "沿革",
    ]
}
