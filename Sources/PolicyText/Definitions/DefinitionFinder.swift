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

    private mutating func visit(_ clause: Clause, isDefining: Bool) {
        let words = Words(clause.text)
        if isDefining { addHeaded(clause, words) }
        addQuoted(clause, words)
        for found in AbbreviationFinder(words: words).found() {
            add(found.term, found.meaning, clause, .abbreviation)
        }
        let defines = isDefining || Self.announcesDefinitions(clause.heading)
        if defines { addTable(clause) }
        for child in clause.children { visit(child, isDefining: defines) }
    }

    /// A headed clause beneath the clause of definitions: the heading is the term.
    private mutating func addHeaded(_ clause: Clause, _ words: Words) {
        if !clause.heading.isEmpty {
            guard !clause.text.isEmpty else { return }
            return add(unquoted(clause.heading), clause.text, clause, .defined)
        }
        // 機密性とは、…をいう。 without quotation marks.
        guard words.at(0) != 0x300C, let toha = words.first(Self.toha, to: 30), toha > 0,
            words.first(Self.comma, to: toha) == nil, words.first(Self.quotation, to: toha) == nil
        else { return }
        add(words.trimmed(0..<toha), meaning(words, from: toha + 2), clause, .defined)
    }

    /// 「情報資産」とは、…をいう。 anywhere.
    private mutating func addQuoted(_ clause: Clause, _ words: Words) {
        var position = 0
        while let close = words.first(Self.closedToha, from: position) {
            position = close + Self.closedToha.count
            var open = close - 1
            while open >= 0, words.at(open) != 0x300C, close - open <= 40 { open -= 1 }
            guard words.at(open) == 0x300C, close - open > 1 else { continue }
            add(words.string((open + 1)..<close), meaning(words, from: position), clause, .defined)
        }
    }

    /// The words up to the end of the sentence.
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
        }
        return words.trimmed(lower..<upper)
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
        guard term.hasPrefix("「"), term.hasSuffix("」"), term.count > 2 else { return term }
        return String(term.dropFirst().dropLast())
    }

    private func trimmed(_ cell: Substring) -> String {
        let words = Words(cell)
        return words.trimmed(0..<words.count)
    }

    private static let comma = Words("、")
    private static let quotation = Words("「")
    private static let toha = Words("とは")
    private static let closedToha = Words("」とは")
}
