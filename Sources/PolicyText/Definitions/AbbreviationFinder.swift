/// Finds short names made in running text: （以下「職員等」という。）, 以下単に「町」という, 以下「A」又は「B」という.
struct AbbreviationFinder {
    let words: Words

    /// The short names with what each stands for.
    func found() -> [(term: String, meaning: String)] {
        var result: [(String, String)] = []
        var position = 0
        while let ika = words.first(Self.ika, from: position) {
            position = ika + 2
            let terms = quoted(after: ika + 2)
            guard !terms.isEmpty else { continue }
            let meaning = meaning(before: ika)
            for term in terms { result.append((term, meaning)) }
        }
        return result
    }

    /// The quoted words after 以下 if they are being named: という, と総称する, と略す, と呼ぶ, とする.
    private func quoted(after start: Int) -> [String] {
        var terms: [String] = []
        var position = start
        var gap = 0
        while position < words.count, gap <= 8 {
            let scalar = words.at(position)
            if scalar == 0x300C {
                guard let close = words.first(Self.close, from: position, to: position + 60) else {
                    return []
                }
                terms.append(words.string((position + 1)..<close))
                position = close + 1
                gap = 0
                if words.at(position) == 0x3068, isNaming(position + 1) { return terms }
            } else if scalar == 0x3002 || scalar.isOpenBracket || scalar.isCloseBracket {
                return []
            } else {
                position += 1
                gap += 1
            }
        }
        return []
    }

    private func isNaming(_ position: Int) -> Bool {
        switch words.at(position) {
        case 0x3044, 0x8A00, 0x7DCF, 0x7565, 0x547C, 0x3059, 0x79F0: true  // いう 言う 総称 略 呼ぶ する 称する
        default: false
        }
    }

    /// The words that the short name stands for: those before its bracket, back to the last pause
    /// that parts clauses; a pause between nouns parts a list and is passed.
    private func meaning(before ika: Int) -> String {
        var end = ika
        if let open = openBracket(before: ika) {
            end = open
        } else {
            while end > 0, isJoint(words.at(end - 1)) { end -= 1 }
        }
        var start = end
        var isList = false
        while start > 0, end - start < 120 {
            if isPause(words.at(start - 1)) {
                guard words.at(start - 1) == 0x3001, start > 1, !words.at(start - 2).isHiragana,
                    !isPause(words.at(start - 2))
                else { break }
                isList = true
            }
            start -= 1
        }
        return words.trimmed((isList ? start : nounStart(start, end))..<end)
    }

    private func openBracket(before position: Int) -> Int? {
        var depth = 0
        var index = position - 1
        while index >= 0, position - index < 200 {
            if words.at(index).isCloseBracket { depth += 1 }
            if words.at(index).isOpenBracket {
                if depth == 0 { return index }
                depth -= 1
            }
            index -= 1
        }
        return nil
    }

    /// 町に緊急対応班: a noun of Kanji only after a particle is what is named.
    private func nounStart(_ start: Int, _ end: Int) -> Int {
        var index = end
        while index > start, !words.at(index - 1).isHiragana { index -= 1 }
        guard index > start, end - index >= 2 else { return start }
        switch words.at(index - 1) {
        case 0x306B, 0x306F, 0x304C, 0x3092: return index  // に は が を
        default: return start
        }
    }

    private func isJoint(_ scalar: UInt32) -> Bool { scalar == 0x3092 || scalar == 0x3001 || scalar.isSpace }

    private func isPause(_ scalar: UInt32) -> Bool {
        scalar == 0x3002 || scalar == 0x3001 || scalar == 0x0A || scalar == 0x300C || scalar.isOpenBracket
    }

    private static let ika = Words("以下")
    private static let close = Words("」")
}
