import PolicyText

/// A clause as the matcher looks at it: which terms stand where.
struct ReadClause: Sendable {
    let clause: Clause
    /// Terms in the clause's own heading.
    let heading: TermIndex.Found
    /// Terms in the headings above.
    let above: TermIndex.Found
    /// Terms of the sentence above that introduces this clause among others.
    let leadIn: TermIndex.Found
    /// What a sentence need not name to be about it: from headings of one subject, and from lead-ins.
    let carried: TermIndex.Found
    /// What it need not repeat at all: from the nearest heading, if of one subject, and from the lead-in.
    let near: TermIndex.Found
    /// Terms of each sentence.
    let sentences: [TermIndex.Found]
    /// Of each sentence: whether it says that something is not done.
    let denials: [Bool]
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
        var leadIn: TermIndex.Found
        var carried: TermIndex.Found
        var near: TermIndex.Found
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
        let outside = Surroundings(above: nothing, leadIn: nothing, carried: nothing, near: nothing)
        for clause in document.clauses { visit(clause, outside) }
    }

    private mutating func visit(_ clause: Clause, _ outside: Surroundings) {
        // A preface often has its name (はじめに, 前文) where others have a number.
        let isNamed = clause.kind == .preface && clause.heading.isEmpty
        let headingText = Folded(isNamed ? clause.path.text : clause.heading)
        let heading = index.found(in: headingText)
        let subject = headingText.isOfOneSubject ? heading : TermIndex.Found(capacity: index.terms.count)
        let nearest = headingText.scalars.isEmpty ? outside.near : subject
        let carried = outside.carried.union(subject)
        var sentences = Folded.sentences(of: clause.text)
        if sentences.isEmpty && clause.children.isEmpty { sentences = [headingText] }
        let isSupplementary = outside.isSupplementary || clause.kind.isSupplementary
        let leadIn = clause.children.isEmpty ? nil : sentences.lastIndex(where: \.isLeadIn)
        let found = sentences.map { index.found(in: $0) }
        clauses.append(
            ReadClause(
                clause: clause, heading: heading, above: outside.above, leadIn: outside.leadIn,
                carried: carried, near: nearest.union(outside.leadIn), sentences: found,
                denials: sentences.map(\.isDenial),
                defined: defined(by: clause, isInDefinitions: outside.isInDefinitions),
                isSupplementary: isSupplementary,
                isLeadIn: leadIn.map { $0 == sentences.count - 1 } ?? false))

        var inside = outside
        inside.above.formUnion(heading)
        inside.carried = carried
        inside.near = nearest
        if let leadIn {
            inside.leadIn = found[leadIn]
            inside.carried.formUnion(found[leadIn])
        }
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
