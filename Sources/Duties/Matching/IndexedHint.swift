import PolicyText

/// A hint with its terms looked up, ready to be held against clauses.
struct IndexedHint: Sendable {
    private let headings: [Int]
    private let defines: [(term: Folded, isEnding: Bool)]
    private let groups: [[Int]]
    private let any: [Int]
    private let not: [Int]
    private let notHeadings: [Int]
    private let isDecisive: Bool
    private let source: MatchHint

    init(_ hint: MatchHint, index: inout TermIndex) {
        headings = hint.headings.map { index.position(of: $0) }
        groups = hint.all.map { $0.map { index.position(of: $0) } }
        any = hint.any.map { index.position(of: $0) }
        not = hint.not.map { index.position(of: $0) }
        notHeadings = hint.notHeadings.map { index.position(of: $0) }
        defines = hint.defines.map {
            $0.hasPrefix("*") ? (Folded(String($0.dropFirst())), true) : (Folded($0), false)
        }
        isDecisive = hint.isDecisive
        source = hint
    }

    /// How the clause fits; nil if it is not worth proposing.
    func match(in clause: ReadClause, index: TermIndex) -> ClauseMatch? {
        if notHeadings.contains(where: { clause.heading.contains($0) || clause.above.contains($0) }) {
            return nil
        }
        if let term = definedTerm(in: clause) { return definitionMatch(of: term, in: clause, index: index) }
        if groups.isEmpty { return nil }
        let place = headingPlace(in: clause)
        let matches = clause.sentences.compactMap {
            match(sentence: $0, in: clause, place: place, index: index)
        }
        return matches.max { $0.score < $1.score }
    }

    private func definedTerm(in clause: ReadClause) -> String? {
        for (position, term) in defines.enumerated() {
            let fits = clause.defined.contains {
                term.isEnding ? $0.hasSuffix(term.term) : $0 == term.term
            }
            if fits { return source.defines[position] }
        }
        return nil
    }

    private func definitionMatch(of term: String, in clause: ReadClause, index: TermIndex) -> ClauseMatch? {
        let saysAll = groups.allSatisfy { group in
            clause.sentences.contains { sentence in group.contains { sentence.contains($0) } }
        }
        guard saysAll else { return nil }
        return ClauseMatch(
            score: 95, ground: .definition(term), heading: nil, terms: [], carried: [], missing: [])
    }

    private func headingPlace(in clause: ReadClause) -> (term: Int, isOwn: Bool)? {
        if let own = headings.first(where: { clause.heading.contains($0) }) { return (own, true) }
        return headings.first { clause.above.contains($0) }.map { ($0, false) }
    }

    private func match(
        sentence: TermIndex.Found, in clause: ReadClause, place: (term: Int, isOwn: Bool)?, index: TermIndex
    ) -> ClauseMatch? {
        if not.contains(where: { sentence.contains($0) }) { return nil }
        var terms: [String] = []
        var carried: [String] = []
        var missing: [String] = []
        for group in groups {
            if let term = group.first(where: { sentence.contains($0) }) {
                terms.append(index.terms[term])
            } else if let term = group.first(where: { clause.carried.contains($0) }) {
                carried.append(index.terms[term])
            } else if let term = group.first {
                missing.append(index.terms[term])
            }
        }
        if terms.isEmpty { return nil }
        let extra = any.filter { sentence.contains($0) }
        let heading = place.map { index.terms[$0.term] }
        let words = Double(terms.count) + 0.75 * Double(carried.count)
        let headingScore = place.map { $0.isOwn ? 30 : 25 } ?? (isDecisive ? 25 : 0)
        let score = Int(60 * words / Double(groups.count)) + headingScore + min(10, 5 * extra.count)
        let isComplete = missing.isEmpty
        let isPlaced = place != nil || isDecisive
        if isComplete && isPlaced {
            return ClauseMatch(
                score: min(100, max(score, Matcher.bindingThreshold)), ground: .words, heading: heading,
                terms: terms,
                carried: carried, missing: [])
        }
        // Worth a proposal: all the words in the wrong place, or most of them in the right one.
        let isWorthy =
            isComplete
            ? carried.isEmpty : isPlaced && groups.count >= 3 && missing.count == 1 && terms.count >= 2
        guard isWorthy else { return nil }
        return ClauseMatch(
            score: min(score, Matcher.bindingThreshold - 1), ground: .words, heading: heading, terms: terms,
            carried: carried,
            missing: missing)
    }
}
