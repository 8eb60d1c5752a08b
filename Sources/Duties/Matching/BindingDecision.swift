import PolicyText

/// What a person decided about a binding; the latest decision about a requirement and a clause holds.
public enum BindingDecision: Sendable, Hashable {
    /// The clause says what the requirement asks, whether or not the matcher thought so.
    case confirm(RequirementID, ClausePath)
    /// Not this clause but that one.
    case move(RequirementID, from: ClausePath, to: ClausePath)
    /// The clause does not say what the requirement asks.
    case remove(RequirementID, ClausePath)
}

extension Matcher {
    /// The result with a person's decisions laid over what the matcher found, in the given order.
    ///
    /// Decisions about clauses that the document no longer has are left out: after a revision they are
    /// made anew.
    public func bindings(for document: PolicyDocument, decisions: [BindingDecision]) -> MatchResult {
        let clauses = read(document)
        let paths = Set(clauses.map(\.clause.path))
        var bindings = found(in: clauses)
        for decision in decisions {
            switch decision {
            case .confirm(let requirement, let clause):
                bindings.confirm(requirement, clause, existing: paths)
            case .move(let requirement, let origin, let target) where paths.contains(target):
                bindings.removeAll { $0.requirement == requirement && $0.clause == origin }
                bindings.confirm(requirement, target, existing: paths)
            case .remove(let requirement, let clause):
                bindings.removeAll { $0.requirement == requirement && $0.clause == clause }
            case .move:
                continue
            }
        }
        return result(of: bindings, in: clauses)
    }
}

extension [Binding] {
    fileprivate mutating func confirm(
        _ requirement: RequirementID, _ clause: ClausePath, existing: Set<ClausePath>
    ) {
        guard existing.contains(clause) else { return }
        removeAll { $0.requirement == requirement && $0.clause == clause }
        append(
            Binding(
                requirement: requirement, clause: clause, strength: .confirmed, score: 100,
                explanation: "担当者が、この条項に結び付けると決めました。"))
    }
}
