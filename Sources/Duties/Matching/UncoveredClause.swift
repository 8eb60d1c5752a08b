import PolicyText

/// A clause that no requirement covers.
public struct UncoveredClause: Sendable, Hashable {
    public let clause: ClausePath
    public let kind: Kind

    /// What kind of clause it is, so that a reader sees first what may be a duty.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// It says something that may have to be done.
        case statement
        /// It gives a word its meaning.
        case definition
        /// It stands in supplementary provisions, tables or forms.
        case supplementary
    }
}

extension UncoveredClause {
    /// What a policy says and no requirement covers, statements first, each kind in the order of the text.
    ///
    /// - Parameter bound: the clauses to which a requirement is bound; a mere proposal covers nothing.
    public static func all(in document: PolicyDocument, bound: Set<ClausePath>) -> [UncoveredClause] {
        let found = all(in: ClauseWalk(document, index: TermIndex()).clauses, bound: bound)
        return Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    }

    static func all(in clauses: [ReadClause], bound: Set<ClausePath>) -> [UncoveredClause] {
        clauses.compactMap { read in
            let clause = read.clause
            let saysSomething = !clause.text.isEmpty || clause.children.isEmpty
            // A clause that only introduces its children is covered where they are.
            let introduces = read.isLeadIn && clause.children.contains { bound.contains($0.path) }
            guard saysSomething, !introduces, !bound.contains(clause.path), clause.kind != .deleted else {
                return nil
            }
            if read.isSupplementary { return UncoveredClause(clause: clause.path, kind: .supplementary) }
            return UncoveredClause(clause: clause.path, kind: read.defined.isEmpty ? .statement : .definition)
        }
    }
}
