import PolicyText

/// A clause as the matcher looks at it: which terms stand where.
struct ReadClause: Sendable {
    let clause: Clause
    /// Terms in the clause's own heading.
    let heading: TermIndex.Found
    /// Terms in the headings above.
    let above: TermIndex.Found
    /// Terms that a sentence need not repeat: from headings of one subject, and from the parent's lead-in.
    let carried: TermIndex.Found
    /// Terms of each sentence.
    let sentences: [TermIndex.Found]
    /// Folded words that the clause defines.
    let defined: Set<Folded>
    /// The clause stands in supplementary provisions, tables, forms or history.
    let isSupplementary: Bool
    /// The clause's last sentence only introduces what stands beneath.
    let isLeadIn: Bool
}

/// Reads a document clause by clause, carrying down what headings and lead-ins say.
struct ClauseWalk {
    private struct Surroundings {
        var above: TermIndex.Found
        var carried: TermIndex.Found
        var isInDefinitions = false
        var isSupplementary = false
    }

    private let index: TermIndex
    private let definitions: [ClausePath: Set<Folded>]
    private(set) var clauses: [ReadClause] = []

    init(_ document: PolicyDocument, index: TermIndex) {
        self.index = index
        var definitions: [ClausePath: Set<Folded>] = [:]
        for definition in document.definitions where definition.kind == .defined {
            definitions[definition.clause, default: []].insert(Folded(definition.term))
        }
        self.definitions = definitions
        let nothing = TermIndex.Found(capacity: index.terms.count)
        for clause in document.clauses { visit(clause, Surroundings(above: nothing, carried: nothing)) }
    }

    private mutating func visit(_ clause: Clause, _ outside: Surroundings) {
        // A preface often has its name (はじめに, 前文) where others have a number.
        let isNamed = clause.kind == .preface && clause.heading.isEmpty
        let headingText = Folded(isNamed ? clause.path.text : clause.heading)
        let heading = index.found(in: headingText)
        var carried = outside.carried
        if headingText.isOfOneSubject { carried.formUnion(heading) }
        var sentences = Folded.sentences(of: clause.text)
        if sentences.isEmpty && clause.children.isEmpty { sentences = [headingText] }
        let isSupplementary = outside.isSupplementary || clause.kind.isSupplementary
        let leadIn = clause.children.isEmpty ? nil : sentences.last.flatMap { $0.isLeadIn ? $0 : nil }
        clauses.append(
            ReadClause(
                clause: clause, heading: heading, above: outside.above, carried: carried,
                sentences: sentences.map { index.found(in: $0) },
                defined: defined(by: clause, isInDefinitions: outside.isInDefinitions),
                isSupplementary: isSupplementary, isLeadIn: leadIn != nil))

        var inside = outside
        inside.above.formUnion(heading)
        inside.carried = carried
        if let leadIn { inside.carried.formUnion(index.found(in: leadIn)) }
        inside.isInDefinitions = outside.isInDefinitions || headingText.isOfDefinitions
        inside.isSupplementary = isSupplementary
        for child in clause.children { visit(child, inside) }
    }

    private func defined(by clause: Clause, isInDefinitions: Bool) -> Set<Folded> {
        var terms = definitions[clause.path] ?? []
        if !clause.heading.isEmpty && isInDefinitions { terms.insert(Folded(clause.heading)) }
        return terms
    }
}

extension Clause.Kind {
    /// Outside the body, where duties stand.
    var isSupplementary: Bool {
        switch self {
        case .supplementary, .table, .form, .attachment, .history, .deleted: true
        default: false
        }
    }
}
