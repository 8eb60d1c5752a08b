/// The second of the three properties is 完全性 (JIS Q 27000); some texts call it by another word.
struct IntegrityRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        guard let (word, line) = amongSiblings(text.document.clauses) ?? inSentence(text) else { return [] }
        let isMixed = !Self.scanner.hits(in: text.source).isEmpty
        return [
            Oddity(
                kind: .integrityRenamed, line: line,
                message: isMixed
                    ? "機密性、可用性と並ぶ「完全性」が、ここでは「\(word)」と呼ばれています。"
                    : "機密性、可用性と並ぶ「完全性」が、この文書では「\(word)」と呼ばれています。",
                proposal: isMixed
                    ? "ほかの所に合わせて「完全性」とするかを検討してください。"
                    : "記録では「\(word)（完全性）」として扱います。次の改正で「完全性」とするかを検討してください。")
        ]
    }

    /// 機密性, 安全性, 可用性 as headings side by side, or as the first words of clauses that say 機密性とは.
    private func amongSiblings(_ clauses: [Clause]) -> (String, Int)? {
        let names = clauses.map(name)
        if names.contains("機密性"), names.contains("可用性"), !names.contains("完全性"),
            let other = clauses.first(where: { isOther(name($0)) })
        {
            return (name(other), other.line)
        }
        for clause in clauses {
            if let found = amongSiblings(clause.children) { return found }
        }
        return nil
    }

    private func name(_ clause: Clause) -> String {
        guard clause.heading.isEmpty else { return clause.heading }
        let words = Words(clause.text.prefix(12))
        return words.first(Self.toha).map { words.string(0..<$0) } ?? ""
    }

    private func isOther(_ name: String) -> Bool {
        name.hasSuffix("性") && name.count <= 6 && name != "機密性" && name != "可用性"
    }

    /// 機密性、真正性及び可用性 in one sentence.
    private func inSentence(_ text: ReviewedText) -> (String, Int)? {
        for (clause, words) in zip(text.clauses, text.words) {
            if let word = inList(words) ?? between(words) {
                return (word, text.line(of: word, in: clause))
            }
        }
        return nil
    }

    /// 可用性、機密性及び正確性: a row of properties in any order that lacks 完全性.
    private func inList(_ words: Words) -> String? {
        var row: [String] = []
        var end = 0
        for position in 0..<words.count where words.at(position) == 0x6027 {
            guard let start = start(of: position, words) else { continue }
            if !isJoint(words, end..<start) { row = [] }
            row.append(words.string(start..<(position + 1)))
            end = position + 1
            // The row may go on: looked at when it ends.
            guard row.count >= 3, !goesOn(words, from: end) else { continue }
            if row.contains("機密性"), row.contains("可用性"), !row.contains("完全性") {
                return row.first(where: isOther)
            }
        }
        return nil
    }

    /// Whether only 、, 及び, quotation marks and the like stand between two properties.
    private func isJoint(_ words: Words, _ range: Range<Int>) -> Bool {
        guard range.count >= 1, range.count <= 5 else { return false }
        return range.allSatisfy { Self.joints.contains(words.at($0)) }
    }

    private func goesOn(_ words: Words, from end: Int) -> Bool {
        var next = end
        while next < words.count, next < end + 5, Self.joints.contains(words.at(next)) { next += 1 }
        return next > end && words.at(next + 2) == 0x6027
    }

    /// A word between the first and the last of the three, where not all of them stand alone.
    private func between(_ words: Words) -> String? {
        guard let first = words.first(Self.confidentiality),
            let last = words.first(Self.availability, from: first, to: first + 120),
            words.first(Self.integrity, from: first, to: last) == nil
        else { return nil }
        for position in (first + Self.confidentiality.count)..<last where words.at(position) == 0x6027 {
            guard let start = start(of: position, words), Self.joints.contains(words.at(start - 1)) else {
                continue
            }
            return words.string(start..<(position + 1))
        }
        return nil
    }

    /// Where a word of two Kanji and 性 begins.
    private func start(of position: Int, _ words: Words) -> Int? {
        var start = position
        while start > 0, words.at(start - 1).isKanji { start -= 1 }
        return position - start == 2 ? start : nil
    }

    private static let joints = Set("、・及び並に「」『』と又は，".unicodeScalars.map(\.value))
    private static let toha = Words("とは")
    private static let scanner = PhraseScanner([["完全性"]])
    private static let confidentiality = Words("機密性")
    private static let integrity = Words("完全性")
    private static let availability = Words("可用性")
}
