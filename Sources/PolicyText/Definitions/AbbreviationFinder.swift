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
            if scalar == 0x300C || scalar == 0x300E {
                let closing = scalar == 0x300C ? Self.close : Self.doubleClose
                guard let close = words.first(closing, from: position, to: position + 60) else {
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
            if words.at(start - 1).isCloseBracket, let open = openBracket(before: start - 1) {
                // （以下「町」という。）の職員 goes on before the bracket, …）及び業者 does not.
                if let joint = joint(after: start) {
                    return withoutBrackets(joint..<end)
                }
                start = open
                continue
            }
            if isPause(words.at(start - 1)) {
                guard words.at(start - 1) == 0x3001, start > 1, !words.at(start - 2).isHiragana,
                    !isPause(words.at(start - 2))
                else { break }
                isList = true
            }
            start -= 1
        }
        return withoutBrackets((isList ? start : nounStart(start, end))..<end)
    }

    /// The position after 及び, 又は, 並びに or 、 that stand at a position.
    private func joint(after position: Int) -> Int? {
        Self.joints.first { words.stands($0, at: position) }.map { position + $0.count }
    }

    /// The words without what stands between brackets.
    private func withoutBrackets(_ range: Range<Int>) -> String {
        var kept = ""
        var depth = 0
        var start = range.lowerBound
        for position in range {
            if words.at(position).isOpenBracket {
                if depth == 0 { kept += words.string(start..<position) }
                depth += 1
            } else if words.at(position).isCloseBracket, depth > 0 {
                depth -= 1
                start = position + 1
            }
        }
        if depth == 0 { kept += words.string(start..<range.upperBound) }
        let trimmed = Words(kept)
        return trimmed.trimmed(0..<trimmed.count)
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
    private static let doubleClose = Words("』")
    private static let joints = ["及び", "又は", "並びに", "若しくは", "と", "、"].map { Words($0) }
}
