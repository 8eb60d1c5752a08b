import PolicyText

/// Finds for each requirement the clauses of a policy that say it.
///
/// Pure and deterministic. A wrong binding costs more than a missing one: words without a fitting
/// heading, or a heading without all the words, are only proposed.
public struct Matcher: Sendable {
    /// From this score on a binding counts, 0...100.
    public static let bindingThreshold = 75
    /// Further clauses that score at most so much less than the best are bound beside it.
    static let spread = 5
    /// Proposals shown for one requirement at most.
    static let proposalsPerRequirement = 3

    private let requirements: [Requirement]
    private let hints: [[IndexedHint]]
    private let index: TermIndex

    /// Prepares the words of a catalogue; keep it, one serves any number of policies.
    public init(_ catalogue: Catalogue) {
        var index = TermIndex()
        requirements = catalogue.requirements.filter { !$0.matchHints.isEmpty }
        hints = requirements.map { $0.matchHints.map { IndexedHint($0, index: &index) } }
        self.index = index
    }

    /// Binds the clauses of a policy. Linear in its length; a few milliseconds for a usual one.
    public func bindings(for document: PolicyDocument) -> MatchResult {
        let clauses = read(document)
        return result(of: found(in: clauses), in: clauses)
    }

    func read(_ document: PolicyDocument) -> [ReadClause] { ClauseWalk(document, index: index).clauses }

    func found(in clauses: [ReadClause]) -> [Binding] {
        zip(requirements, hints).flatMap { bindings(of: $0.id, hints: $1, in: clauses) }
    }

    private func bindings(of id: RequirementID, hints: [IndexedHint], in clauses: [ReadClause]) -> [Binding] {
        var candidates: [(match: ClauseMatch, clause: Clause, position: Int)] = []
        for (position, clause) in clauses.enumerated() where !clause.isSupplementary {
            let matches = hints.compactMap { $0.match(in: clause) }
            guard let best = matches.max(by: { $0.score < $1.score }) else { continue }
            candidates.append((best, clause.clause, position))
        }
        candidates.sort { ($1.match.score, $0.position) < ($0.match.score, $1.position) }
        guard let best = candidates.first?.match.score else { return [] }
        let isBound = best >= Self.bindingThreshold
        let kept =
            isBound
            ? candidates.filter { $0.match.score >= max(Self.bindingThreshold, best - Self.spread) }
            : Array(candidates.prefix(Self.proposalsPerRequirement))
        return kept.map { match, clause, _ in
            Binding(
                requirement: id, clause: clause.path, strength: isBound ? .bound : .proposed,
                score: match.score,
                explanation: match.explanation(index))
        }
    }

    /// Orders bindings as the catalogue does and draws up the two lists of gaps.
    func result(of bindings: [Binding], in clauses: [ReadClause]) -> MatchResult {
        let order = Dictionary(uniqueKeysWithValues: requirements.enumerated().map { ($1.id, $0) })
        let sorted = bindings.enumerated().sorted { left, right in
            let (first, second) = (
                order[left.element.requirement] ?? .max, order[right.element.requirement] ?? .max
            )
            if first != second { return first < second }
            if left.element.counts != right.element.counts { return left.element.counts }
            return left.element.score == right.element.score
                ? left.offset < right.offset : left.element.score > right.element.score
        }.map(\.element)
        let written = Set(sorted.filter(\.counts).map(\.requirement))
        let bound = Set(sorted.filter(\.counts).map(\.clause))
        return MatchResult(
            bindings: sorted, uncoveredClauses: UncoveredClause.all(in: clauses, bound: bound),
            unwrittenRequirements: requirements.map(\.id).filter { !written.contains($0) })
    }
}
