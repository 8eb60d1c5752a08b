/// Marks that are numbers: 1, 2.3, (1), ア, (ア), ①, 一, a), Ⅰ.
extension MarkReader {
    func numberedMark(_ position: Int, _ end: Int) -> Mark? {
        guard position < end else { return nil }
        let scalar = source.at(position)
        if let (style, number) = MarkReader.single(scalar) {
            let rest = skippingDelimiters(position + 1, end)
            return Mark(style: style, number: number, shown: position..<(position + 1), rest: rest)
        }
        if scalar.isOpenBracket { return bracketedMark(position, end) }
        if scalar.digit != nil { return decimalMark(position, end) }
        if scalar.isKatakana || scalar.isHalfKana { return kanaMark(position, end) }
        if scalar.isLatin { return latinMark(position, end) }
        return kanjiMark(position, end)
    }

    /// (1), （１）, (一), (ア), (a): digits, one letter or a Kanji number between brackets.
    private func bracketedMark(_ position: Int, _ end: Int) -> Mark? {
        let inner = skippingSpaces(position + 1, end)
        guard let (style, number, alternative, next) = bracketed(inner, end) else { return nil }
        let close = skippingSpaces(next, end)
        guard close < end, source.at(close).isCloseBracket else { return nil }
        let (branches, shownEnd) = branches(close + 1, end)
        let rest = skippingSpaces(shownEnd, end)
        return Mark(
            style: style, number: number, components: branches, alternative: alternative,
            shown: position..<shownEnd, rest: rest, isDelimited: !isReference(shownEnd, end))
    }

    /// の2 of 「2の2」, 「(1)の2」, 「一の二」 before a space; the position itself if there is none.
    private func branches(_ position: Int, _ end: Int) -> ([Int], Int) {
        var found: [Int] = []
        var next = position
        while next < end, source.at(next) == 0x306E, found.count < 4,
            let (value, after) = anyNumber(next + 1, end)
        {
            found.append(value)
            next = after
        }
        return next < end && source.at(next).isSpace ? (found, next) : ([], position)
    }

    private func bracketed(_ inner: Int, _ end: Int) -> (Mark.Style, Int, Mark.Alternative?, Int)? {
        if let (value, next) = digits(inner, end) { return value < 1000 ? (.paren, value, nil, next) : nil }
        let scalar = source.at(inner)
        if let place = MarkReader.kanaPlace(scalar) {
            let iroha = MarkReader.irohaPlace(scalar).map { Mark.Alternative(style: .parenIroha, number: $0) }
            return (.parenKana, place, iroha, inner + 1)
        }
        if let place = latinPlace(scalar) {
            if let (value, next) = smallRoman(inner, end), next - inner > 1 || value == 1 {
                let letter = Mark.Alternative(style: .parenLatin, number: place)
                return (.parenRoman, value, next - inner == 1 ? letter : nil, next)
            }
            let roman = smallRoman(inner, end).map { Mark.Alternative(style: .parenRoman, number: $0.value) }
            return (.parenLatin, place, roman, inner + 1)
        }
        if let (value, next) = kanjiNumber(inner, end) { return (.parenKanji, value, nil, next) }
        return nil
    }

    /// 1, 1., 1．, 1、, 1), and 1.2.3 or 1-2.
    private func decimalMark(_ position: Int, _ end: Int) -> Mark? {
        guard let (first, afterFirst) = digits(position, end), first < 1000, source.at(position) != 0x30
        else {
            return nil
        }
        var components = [first]
        var next = afterFirst
        while next < end, isPoint(source.at(next)), components.count < 8,
            let (value, after) = digits(next + 1, end), value < 1000, source.at(next + 1).digit != 0
        {
            components.append(value)
            next = after
        }
        let isDotted = components.count > 1
        let sign = source.at(next)
        if !isDotted, next < end, sign.isCloseBracket {
            let rest = skippingSpaces(next + 1, end)
            return Mark(style: .rightParen, number: first, shown: position..<(next + 1), rest: rest)
        }
        if !isDotted {
            let (branches, after) = branches(next, end)
            if !branches.isEmpty {
                return Mark(
                    style: .decimal, number: first, components: branches, shown: position..<after,
                    rest: skippingSpaces(after, end))
            }
        }
        var shownEnd = next
        if source.at(shownEnd) == 0x5C { shownEnd += 1 }
        if shownEnd < end, isDelimiter(source.at(shownEnd)) { shownEnd += 1 }
        let rest = skippingSpaces(shownEnd, end)
        let isDelimited = rest > next || next == end
        if isDotted, !isDelimited { return nil }
        if !isDelimited, isCounter(sign) { return nil }
        if shownEnd > next, source.at(shownEnd - 1) == 0x3001, source.at(rest).digit != nil { return nil }
        return Mark(
            style: isDotted ? .dotted : .decimal, number: components.last ?? first,
            components: isDotted ? components : [], shown: position..<next, rest: rest,
            isDelimited: isDelimited && next < end && (isDotted || !isInSentence(first, next, rest, end)))
    }

    /// 「10 年」, 「10 人以上」: an amount with a space and no point behind its number.
    private func isInSentence(_ value: Int, _ next: Int, _ rest: Int, _ end: Int) -> Bool {
        isDateLike(rest, end) || value > 1 && source.at(next).isSpace && isAmount(rest, end)
    }

    /// ア followed by a space or a sign; イ may also be the first of イロハ.
    private func kanaMark(_ position: Int, _ end: Int) -> Mark? {
        let scalar = source.at(position)
        guard let place = MarkReader.kanaPlace(scalar) ?? MarkReader.irohaPlace(scalar) else { return nil }
        let iroha = MarkReader.irohaPlace(scalar).map { Mark.Alternative(style: .iroha, number: $0) }
        let next = position + 1
        guard next < end else { return nil }
        if source.at(next).isCloseBracket {
            return Mark(
                style: .rightParenKana, number: place, shown: position..<(next + 1),
                rest: skippingSpaces(next + 1, end))
        }
        let rest = skippingDelimiters(next, end)
        guard rest > next, rest < end else { return nil }
        return Mark(
            style: .kana, number: place, alternative: iroha, shown: position..<next, rest: rest)
    }

    /// a), a., 「a　」 and I., ii.
    private func latinMark(_ position: Int, _ end: Int) -> Mark? {
        guard let place = latinPlace(source.at(position)) else { return nil }
        let next = position + 1
        if let (value, after) = smallRoman(position, end), after < end, source.at(after).isCloseBracket,
            after > next || value == 1
        {
            let letter = Mark.Alternative(style: .rightParenLatin, number: place)
            return Mark(
                style: .rightParenRoman, number: value, alternative: after == next ? letter : nil,
                shown: position..<(after + 1), rest: skippingSpaces(after + 1, end))
        }
        if next < end, source.at(next).isCloseBracket {
            let roman = smallRoman(position, end).map {
                Mark.Alternative(style: .rightParenRoman, number: $0.value)
            }
            let rest = skippingSpaces(next + 1, end)
            return Mark(
                style: .rightParenLatin, number: place, alternative: roman, shown: position..<(next + 1),
                rest: rest)
        }
        if let (value, after) = largeRoman(position, end), isStop(source.at(after)),
            source.at(after + 1).isSpace
        {
            let letter = Mark.Alternative(style: .latin, number: place)
            return Mark(
                style: .roman, number: value, alternative: after == next ? letter : nil,
                shown: position..<after, rest: skippingSpaces(after + 1, end))
        }
        if let (value, after) = smallRoman(position, end), isStop(source.at(after)),
            source.at(after + 1).isSpace
        {
            let letter = Mark.Alternative(style: .latin, number: place)
            return Mark(
                style: .smallRoman, number: value, alternative: after == next ? letter : nil,
                shown: position..<after, rest: skippingSpaces(after + 1, end))
        }
        if next < end, source.at(next) == 0x3000 {
            return Mark(style: .latin, number: place, shown: position..<next, rest: skippingSpaces(next, end))
        }
        guard next < end, isStop(source.at(next)), source.at(next + 1).isSpace else { return nil }
        return Mark(style: .latin, number: place, shown: position..<next, rest: skippingSpaces(next + 1, end))
    }

    /// 一, 十二 followed by a space or 、.
    private func kanjiMark(_ position: Int, _ end: Int) -> Mark? {
        guard let (value, next) = kanjiNumber(position, end), value > 0, value < 200, next < end else {
            return nil
        }
        let (branches, shownEnd) = branches(next, end)
        let rest = skippingDelimiters(shownEnd, end)
        guard rest > shownEnd, rest < end,
            !(source.at(shownEnd) == 0x3001 && source.at(rest).kanjiDigit != nil)
        else {
            return nil
        }
        return Mark(
            style: .kanji, number: value, components: branches, shown: position..<shownEnd, rest: rest)
    }

    private func skippingDelimiters(_ position: Int, _ end: Int) -> Int {
        let next = skippingSpaces(position, end)
        guard next == position, next < end, isDelimiter(source.at(next)) else { return next }
        return skippingSpaces(next + 1, end)
    }

    private func isPoint(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0xFF0E, 0x2D, 0xFF0D, 0x2010, 0x2212: true
        default: false
        }
    }

    private func isStop(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0xFF0E }

    private func isDelimiter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0xFF0E, 0x3001, 0xFF0C, 0xFF64, 0x3A, 0xFF1A, 0x3002: true
        default: false
        }
    }
}
