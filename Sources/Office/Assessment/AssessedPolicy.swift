import Duties
import PolicyText
import Primitives

/// The organization's policy with its verdicts: what held on a day, as it was known at a moment.
public struct AssessedPolicy: Sendable {
    /// For which day is asked what held.
    public let on: Day
    /// Up to how many ledger entries were looked at; nil for all.
    public let knownSize: Int?
    /// The revision in use; nil before the first adoption.
    public let revision: Office.StoredRevision?
    /// Its text, read.
    public let document: PolicyDocument?
    /// Its bindings, in the catalogue's order; proposals and removed ones are among them.
    public let bindings: [Office.StoredBinding]
    /// All verdicts in the catalogue's order.
    public internal(set) var verdicts: [RequirementVerdict]
    /// All clauses in the document's order: signs and counts, no names.
    public let clauses: [ClauseVerdict]
    /// The requirements that the policy says.
    public let written: Set<RequirementID>

    /// The verdict on a requirement; nil for one that is not judged.
    public func verdict(_ requirement: RequirementID) -> RequirementVerdict? {
        verdicts.first { $0.requirement == requirement }
    }

    /// The clauses that say a requirement, by path.
    public func clauses(of requirement: RequirementID) -> [String] {
        bindings.filter { $0.isInUse && $0.binding.requirement == requirement.rawValue }.map(\.binding.clause)
    }

    /// What the policy says and no requirement covers: statements first, then definitions, then supplements.
    public var uncoveredClauses: [UncoveredClause] {
        guard let document else { return [] }
        let bound = bindings.filter(\.isInUse).map { ClausePath($0.binding.clause) }
        return UncoveredClause.all(in: document, bound: Set(bound))
    }

    /// What law and guideline ask and the policy does not say, in the catalogue's order; what is not judged
    /// is left out.
    public func unwrittenRequirements(of catalogue: Catalogue) -> [Requirement] {
        catalogue.judged.filter { !written.contains($0.id) }
    }

    /// The answer in the form of `assess --json`.
    public var report: AssessmentReport {
        AssessmentReport(on: on, clauses: clauses, verdicts: verdicts, written: written)
    }
}

extension Office.StoredBinding {
    /// Bound by the matcher or by a person; neither a proposal nor removed.
    public var isInUse: Bool { binding.state == .bound || binding.state == .confirmed }
}
