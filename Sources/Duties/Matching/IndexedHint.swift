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

    /// How the clause fits; nil if it is not worth proposing, as where nothing names the subject.
    func match(in clause: ReadClause) -> ClauseMatch? {
        if notHeadings.contains(where: { clause.heading.contains($0) || clause.above.contains($0) }) {
            return nil
        }
        if let term = definedTerm(in: clause) { return definitionMatch(of: term, in: clause) }
        if groups.isEmpty { return nil }
        let place = headingPlace(in: clause)
        var best: ClauseMatch?
        // A sentence often leaves unsaid what the one before it spoke of.
        var subjects = clause.carried
        for (sentence, isDenial) in zip(clause.sentences, clause.denials) {
            if not.contains(where: { sentence.contains($0) }) {
                subjects = clause.carried
                continue
            }
            if let match = match(
                sentence: sentence, subjects: subjects, in: clause, place: place, isDenial: isDenial),
                match.score > best?.score ?? 0
            {
                best = match
            }
            subjects = clause.carried.union(sentence)
        }
        return best
    }

    private func definedTerm(in clause: ReadClause) -> String? {
        if clause.defined.isEmpty { return nil }
        let position = defines.firstIndex { wanted in
            clause.defined.contains { wanted.isEnding ? $0.hasSuffix(wanted.term) : $0 == wanted.term }
        }
        return position.map { source.defines[$0] }
    }

    private func definitionMatch(of term: String, in clause: ReadClause) -> ClauseMatch? {
        let saysAll = groups.allSatisfy { group in
            clause.sentences.contains { sentence in group.contains { sentence.contains($0) } }
        }
        return saysAll ? ClauseMatch(score: 95, ground: .definition(term)) : nil
    }

    private func headingPlace(in clause: ReadClause) -> (term: Int, isOwn: Bool)? {
        if let own = headings.first(where: { clause.heading.contains($0) }) { return (own, true) }
        return headings.first { clause.above.contains($0) || clause.leadIn.contains($0) }.map { ($0, false) }
    }

    private func match(
        sentence: TermIndex.Found, subjects: TermIndex.Found, in clause: ReadClause,
        place: (term: Int, isOwn: Bool)?, isDenial: Bool
    ) -> ClauseMatch? {
        var words = ClauseMatch.Words(heading: place?.term, isDenied: isDenial)
        for (position, group) in groups.enumerated() {
            // Only what it is about may be said far above it.
            let carried = position == 0 ? subjects : clause.near
            // One word cannot say two things.
            if let term = group.first(where: { sentence.contains($0) && !words.found.contains($0) }) {
                words.found.append(term)
            } else if let term = group.first(where: { carried.contains($0) }) {
                words.carried.append(term)
            } else if position == 0 {
                // The first group is what the hint is about: without it the clause speaks of another thing.
                return nil
            } else if let term = group.first {
                words.missing.append(term)
            }
        }
        let isPlaced = place != nil || isDecisive
        guard isWorthProposing(words, isPlaced: isPlaced) else { return nil }
        let share = (Double(words.found.count) + 0.75 * Double(words.carried.count)) / Double(groups.count)
        let headingScore = place.map { $0.isOwn ? 30 : 25 } ?? (isDecisive ? 25 : 0)
        let extra = any.count { sentence.contains($0) }
        let score = Int(60 * share) + headingScore + min(10, 5 * extra)
        let isBinding = words.missing.isEmpty && isPlaced && !isDenial
        let limits = isBinding ? Matcher.bindingThreshold...100 : 0...(Matcher.bindingThreshold - 1)
        return ClauseMatch(
            score: min(max(score, limits.lowerBound), limits.upperBound), ground: .words(words))
    }

    /// All the words, be it in the wrong place, or most of them in the right one.
    private func isWorthProposing(_ words: ClauseMatch.Words, isPlaced: Bool) -> Bool {
        if words.found.isEmpty { return false }
        if words.missing.isEmpty { return isPlaced || words.carried.isEmpty }
        return isPlaced && words.missing.count == 1 && words.found.count >= 2
    }
}
