/// Reads a document as a careful colleague would and lists what to ask about.
struct OddityFinder {
    /// Oddities of one kind beyond this are left out: a broken text would list a line each.
    static let mostOfOneKind = 50

    let document: PolicyDocument
    let source: SourceText
    let outline: Outline

    /// What was found, in the order of lines.
    func oddities() -> [Oddity] {
        let text = ReviewedText(document: document, source: source, outline: outline)
        var found: [Oddity] = []
        for rule in Self.rules { found += rule.oddities(in: text).prefix(Self.mostOfOneKind) }
        return found.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }

    /// All rules; a new one is a file in this folder and a line here.
    static let rules: [any OddityRule] = [
        ContentsRule(), SeveralNamesRule(), SpellingRule(), SentenceRule(), NumberRule(), IntegrityRule(),
        PromiseRule(), ConversionRule(), BracketRule(), ReferenceRule(), DefinedTwiceRule(), AdoptionRule(),
        PlacementRule(),
    ]
}

/// One thing that a careful reader looks for.
protocol OddityRule: Sendable {
    /// What the rule finds in a text.
    func oddities(in text: ReviewedText) -> [Oddity]
}

/// A document prepared for the rules: its clauses in a row, their words, and where they stand.
struct ReviewedText: Sendable {
    let document: PolicyDocument
    let source: SourceText
    let outline: Outline
    let clauses: [Clause]
    /// The words of each clause's text, in the order of `clauses`.
    let words: [Words]

    init(document: PolicyDocument, source: SourceText, outline: Outline) {
        self.document = document
        self.source = source
        self.outline = outline
        clauses = document.allClauses
        words = clauses.map { Words($0.text) }
    }

    /// The line on which words of a clause stand, counted from 1; the clause's line if they are not found.
    ///
    /// Wrapped lines hide words from the search, so its first ones are enough.
    func line(of phrase: String, in clause: Clause) -> Int {
        let sought = Words(String(phrase.prefix(12)))
        guard sought.count > 0 else { return clause.line }
        var index = clause.line - 1
        while index < source.lines.count, source.offsets[source.lines[index].start] < clause.range.upperBound
        {
            let line = source.lines[index]
            if stands(sought, in: line.content) { return line.number }
            index += 1
        }
        return clause.line
    }

    private func stands(_ phrase: Words, in range: Range<Int>) -> Bool {
        guard range.count >= phrase.count else { return false }
        for start in range.lowerBound...(range.upperBound - phrase.count) {
            var offset = 0
            while offset < phrase.count, source.scalars[start + offset] == phrase.scalars[offset] {
                offset += 1
            }
            if offset == phrase.count { return true }
        }
        return false
    }
}
