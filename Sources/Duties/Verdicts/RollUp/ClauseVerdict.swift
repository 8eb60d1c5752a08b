import PolicyText
import Primitives

/// How one clause of the adopted policy is being kept, with everything beneath it.
public struct ClauseVerdict: Sendable, Hashable {
    /// The place in the document, as people cite it.
    public let path: ClausePath
    /// The number as the document shows it.
    public let number: String
    /// The heading; empty if there is none.
    public let heading: String
    /// How deep it stands; 0 for the outermost.
    public let depth: Int
    /// Its own requirements and those of the clauses beneath, each once.
    public let rollUp: RollUp
    /// The requirements bound to the clause itself, in the catalogue's order.
    public let requirements: [RequirementID]

    /// All clauses in the order of the document.
    ///
    /// - Parameters:
    ///   - bindings: the requirements bound to each clause.
    ///   - verdicts: of all requirements; those that are not judged have none and are left out.
    public static func all(
        _ clauses: [Clause], bindings: [ClausePath: [RequirementID]], verdicts: [RequirementVerdict]
    ) -> [ClauseVerdict] {
        let places = Dictionary(
            verdicts.enumerated().map { ($1.requirement, $0) }, uniquingKeysWith: { first, _ in first })
        var all: [ClauseVerdict] = []
        for clause in clauses {
            _ = append(clause, depth: 0, bindings: bindings, places: places, verdicts: verdicts, to: &all)
        }
        return all
    }

    /// Adds the clause and all beneath it; the places of the verdicts that it rolls up.
    private static func append(
        _ clause: Clause, depth: Int, bindings: [ClausePath: [RequirementID]], places: [RequirementID: Int],
        verdicts: [RequirementVerdict], to all: inout [ClauseVerdict]
    ) -> Set<Int> {
        let own = Set((bindings[clause.path] ?? []).compactMap { places[$0] })
        let index = all.count
        var gathered = own
        all.append(made(clause, depth, own, own, verdicts))
        for child in clause.children {
            gathered.formUnion(
                append(
                    child, depth: depth + 1, bindings: bindings, places: places, verdicts: verdicts, to: &all)
            )
        }
        all[index] = made(clause, depth, own, gathered, verdicts)
        return gathered
    }

    private static func made(
        _ clause: Clause, _ depth: Int, _ own: Set<Int>, _ gathered: Set<Int>,
        _ verdicts: [RequirementVerdict]
    ) -> ClauseVerdict {
        ClauseVerdict(
            path: clause.path, number: clause.number, heading: clause.heading, depth: depth,
            rollUp: RollUp(of: gathered.sorted().map { verdicts[$0] }),
            requirements: own.sorted().map { verdicts[$0].requirement })
    }
}

/// How a field of the ordinance or a chapter of the guideline stands.
public struct TopicVerdict<Topic: Sendable & Hashable>: Sendable, Hashable {
    /// The field or chapter.
    public let topic: Topic
    /// What its requirements come to.
    public let rollUp: RollUp
    /// In the catalogue's order.
    public let requirements: [RequirementID]
}

extension TopicVerdict<OrdinanceField> {
    /// The eight fields of 地方自治法施行規則第16条の3第1項, in order.
    public static func fields(_ catalogue: Catalogue, _ verdicts: [RequirementVerdict]) -> [Self] {
        topics(catalogue, verdicts) { $0.crosswalk.ordinanceFields }
    }
}

extension TopicVerdict<GuidelineChapter> {
    /// The nine chapters of the guideline's 対策基準, in order.
    public static func chapters(_ catalogue: Catalogue, _ verdicts: [RequirementVerdict]) -> [Self] {
        topics(catalogue, verdicts) { $0.crosswalk.guidelineChapters }
    }
}

extension TopicVerdict where Topic: CaseIterable {
    private static func topics(
        _ catalogue: Catalogue, _ verdicts: [RequirementVerdict], _ of: (Requirement) -> [Topic]
    ) -> [Self] {
        let topicsOf = verdicts.map { verdict in Set(catalogue[verdict.requirement].map(of) ?? []) }
        return Topic.allCases.map { topic in
            let chosen = zip(verdicts, topicsOf).filter { $0.1.contains(topic) }.map(\.0)
            return Self(topic: topic, rollUp: RollUp(of: chosen), requirements: chosen.map(\.requirement))
        }
    }
}
