/// Collects the words to which a policy gives a meaning.
struct DefinitionFinder {
    /// Longest meaning of a sentence, in characters.
    private static let longestMeaning = 2_000

    private var definitions: [Definition] = []

    /// All definitions and short names, in the order of the text.
    func definitions(in clauses: [Clause]) -> [Definition] {
        var finder = self
        for clause in clauses { finder.visit(clause, isDefining: false) }
        return finder.definitions
    }

    /// Whether a heading announces definitions: 定義, 用語, 用語の意義.
    static func announcesDefinitions(_ heading: String) -> Bool {
        heading.count <= 20 && (heading.contains("定義") || heading.contains("用語"))
    }

    /// Whether a sentence does: 「次の各号に掲げる用語の意義は、当該各号に定めるところによる。」.
    static func announcesDefinitions(inSentence text: String) -> Bool {
        guard text.count <= 200, text.contains("次の") || text.contains("以下の") else { return false }
        return ["用語の意義", "用語の意味", "用語の定義", "用語は", "言葉の意味", "言葉の意義"].contains { text.contains($0) }
    }

    private mutating func visit(_ clause: Clause, isDefining: Bool) {
        let words = Words(clause.text)
        if isDefining { addHeaded(clause) }
        addQuoted(clause, words)
        addUnquoted(clause, words)
        for found in AbbreviationFinder(words: words).found() {
            add(found.term, found.meaning, clause, .abbreviation)
        }
        let defines =
            isDefining || Self.announcesDefinitions(clause.heading)
            || Self.announcesDefinitions(inSentence: clause.text)
        if defines {
            addTable(clause)
            addTabbed(clause)
        }
        for child in clause.children { visit(child, isDefining: defines) }
    }

    /// A headed clause beneath the clause of definitions: the heading is the term.
    private mutating func addHeaded(_ clause: Clause) {
        guard !clause.heading.isEmpty, !clause.text.isEmpty else { return }
        add(unquoted(clause.heading), clause.text, clause, .defined)
    }

    /// 機密性とは、…をいう。 without quotation marks, at the beginning of a sentence.
    private mutating func addUnquoted(_ clause: Clause, _ words: Words) {
        var start = 0
        while start < words.count {
            let end = sentenceEnd(words, from: start)
            if let toha = words.first(Self.toha, from: start, to: min(end, start + 24)), toha > start,
                isPlainTerm(words, start..<toha), saysMeaning(words, toha..<end)
            {
                add(words.trimmed(start..<toha), meaning(words, from: toha + 2), clause, .defined)
            }
            start = max(end, start + 1)
        }
    }

    /// Behind the next 。 outside brackets, or behind the line.
    private func sentenceEnd(_ words: Words, from start: Int) -> Int {
        var end = start
        var depth = 0
        while end < words.count {
            let scalar = words.at(end)
            end += 1
            if scalar.isOpenBracket { depth += 1 }
            if scalar.isCloseBracket { depth -= 1 }
            if scalar == 0x3002 && depth <= 0 || scalar == 0x0A { break }
        }
        return end
    }

    private func isPlainTerm(_ words: Words, _ range: Range<Int>) -> Bool {
        range.allSatisfy { position in
            switch words.at(position) {
            case 0x3001, 0x3002, 0x300C, 0x300D, 0x300E, 0x0A: false
            default: true
            }
        } && words.at(range.lowerBound) != 0x3053  // こ of この方針で…とは
    }

    /// をいう, を指す, のこと: the sentence gives a meaning and does not only say that something is not so.
    private func saysMeaning(_ words: Words, _ range: Range<Int>) -> Bool {
        Self.meanings.contains { words.first($0, from: range.lowerBound, to: range.upperBound) != nil }
    }

    /// 「情報資産」とは、…をいう。 anywhere.
    private mutating func addQuoted(_ clause: Clause, _ words: Words) {
        var position = 0
        while let toha = words.first(Self.toha, from: position) {
            position = toha + Self.toha.count
            let close = toha - 1
            guard words.at(close) == 0x300D || words.at(close) == 0x300F else { continue }
            let sign: UInt32 = words.at(close) == 0x300D ? 0x300C : 0x300E
            var open = close - 1
            while open >= 0, words.at(open) != sign, close - open <= 40 { open -= 1 }
            guard words.at(open) == sign, close - open > 1,
                words.at(position) == 0x3001
                    || saysMeaning(words, position..<sentenceEnd(words, from: position))
            else { continue }
            add(words.string((open + 1)..<close), meaning(words, from: position), clause, .defined)
        }
    }

    /// The words up to the end of the sentence, or up to the next term: 「甲」とは…を、「乙」とは…をいう。
    private func meaning(_ words: Words, from start: Int) -> String {
        var lower = start
        while words.at(lower) == 0x3001 || words.at(lower).isSpace { lower += 1 }
        var upper = lower
        var depth = 0
        while upper < words.count, upper - lower < Self.longestMeaning {
            let scalar = words.at(upper)
            if scalar.isOpenBracket { depth += 1 }
            if scalar.isCloseBracket { depth -= 1 }
            upper += 1
            if scalar == 0x3002, depth <= 0 { break }
            if scalar == 0x3001, depth <= 0, words.at(upper - 2) == 0x3092, beginsTerm(words, at: upper) {
                return words.trimmed(lower..<(upper - 2))
            }
        }
        return words.trimmed(lower..<upper)
    }

    private func beginsTerm(_ words: Words, at position: Int) -> Bool {
        guard words.at(position) == 0x300C,
            let close = words.first(Self.closing, from: position, to: position + 40)
        else { return false }
        return words.stands(Self.toha, at: close + 1)
    }

    /// Rows of a table that came from a word processor: 用語<TAB>意味.
    private mutating func addTabbed(_ clause: Clause) {
        guard clause.text.contains("\t") else { return }
        for row in clause.text.split(separator: "\n") {
            let cells = row.split(separator: "\t").map { trimmed($0) }.filter { !$0.isEmpty }
            guard cells.count >= 2, cells[0].count <= 30, !Self.headers.contains(cells[0]) else { continue }
            add(unquoted(cells[0]), cells[1...].joined(separator: "　"), clause, .defined)
        }
    }

    /// Rows of a Markdown table in a clause of definitions: | 用語 | 意味 |.
    private mutating func addTable(_ clause: Clause) {
        guard clause.text.contains("|") else { return }
        var isBody = false
        for row in clause.text.split(separator: "\n") where row.hasPrefix("|") {
            let cells = row.split(separator: "|").map { trimmed($0) }.filter { !$0.isEmpty }
            if cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) {
                isBody = true
            } else if isBody, cells.count >= 2 {
                add(unquoted(cells[0]), cells[1], clause, .defined)
            }
        }
    }

    private mutating func add(_ term: String, _ meaning: String, _ clause: Clause, _ kind: Definition.Kind) {
        guard !term.isEmpty, !meaning.isEmpty else { return }
        let found = Definition(term: term, meaning: meaning, clause: clause.path, kind: kind)
        if !definitions.suffix(12).contains(where: { $0.term == term && $0.clause == clause.path }) {
            definitions.append(found)
        }
    }

    private func unquoted(_ term: String) -> String {
        let isQuoted =
            term.hasPrefix("「") && term.hasSuffix("」") || term.hasPrefix("『") && term.hasSuffix("』")
        return isQuoted && term.count > 2 ? String(term.dropFirst().dropLast()) : term
    }

    private func trimmed(_ cell: Substring) -> String {
        let words = Words(cell)
        return words.trimmed(0..<words.count)
    }

    private static let toha = Words("とは")
    private static let closing = Words("」")
    private static let meanings = ["をいう", "を言う", "を指す", "をさす", "のことで", "のことを"].map { Words($0) }
    private static let headers: Set = ["用語", "言葉", "語句", "項目", "名称", "番号", "No", "No."]
}
