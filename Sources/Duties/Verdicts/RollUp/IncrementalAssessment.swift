import Primitives

/// Keeps what was computed and computes again only what may have changed; its answers equal a full
/// assessment's.
///
/// A criterion's result depends on its text, on the versions of the registers that it reads and on the days
/// that it names. A verdict depends on those results, on the answers, on the day and on whether the policy
/// says it. Nothing else is looked at, so a value that is found under the same key is the value.
public struct IncrementalAssessment: Sendable {
    private struct CriterionKey: Hashable, Sendable {
        let name: String
        let sql: String
        let versions: [Int]
        let days: [String: String]
    }

    private struct VerdictKey: Hashable, Sendable {
        let criteria: [CriterionKey]
        let answers: [AnswerFact]
        let isWritten: Bool
        let day: Day
        let units: Set<String>
    }

    private var results: [String: Kept<CriterionKey, CriterionResult>] = [:]
    private var verdicts: [RequirementID: Kept<VerdictKey, RequirementVerdict>] = [:]
    /// Statements run since it was made; tests hold "unchanged" to zero by it.
    public private(set) var statementsRun = 0
    /// Verdicts computed since it was made.
    public private(set) var verdictsComputed = 0

    /// Nothing is kept yet.
    public init() {}

    /// All verdicts in the catalogue's order.
    ///
    /// - Parameters:
    ///   - versions: criteria view name (`information_assets`) → the newest change of that register; a view
    ///   that
    ///     is missing counts as never touched.
    ///   - evaluate: runs a criterion; nil where it could not be run, which is never kept.
    public mutating func verdicts(
        _ catalogue: Catalogue, _ library: CriterionLibrary, facts: AskedFacts, versions: [String: Int],
        evaluate: (CriterionFile, CriterionParameters) throws -> CriterionResult?
    ) rethrows -> [RequirementVerdict] {
        let parameters = CriterionParameters(on: facts.on)
        var keys: [String: CriterionKey] = [:]
        var found: [String: CriterionResult] = [:]
        for file in library.files {
            let key = CriterionKey(
                name: file.name, sql: file.sql, versions: file.views.map { versions[$0] ?? -1 },
                days: parameters.only(file.parameters))
            if let known = results[file.name]?[key] {
                found[file.name] = known
                keys[file.name] = key
                continue
            }
            statementsRun += 1
            guard let result = try evaluate(file, parameters) else { continue }
            results[file.name, default: Kept()][key] = result
            found[file.name] = result
            keys[file.name] = key
        }
        let whole = AssessmentFacts(
            on: facts.on, results: found, answers: facts.answers, written: facts.written,
            answeringUnits: facts.answeringUnits)
        return judged(catalogue, library, whole, keys)
    }

    private mutating func judged(
        _ catalogue: Catalogue, _ library: CriterionLibrary, _ facts: AssessmentFacts,
        _ keys: [String: CriterionKey]
    ) -> [RequirementVerdict] {
        let answers = Dictionary(grouping: facts.answers, by: \.requirement)
        var made: [RequirementID: RequirementVerdict] = [:]
        for requirement in catalogue.requirements where requirement.isJudged {
            let own = Assessment.requirementFacts(
                requirement, library, facts, answers[requirement.id] ?? [])
            let used = ([own.statement].compactMap(\.self) + own.refuting).map(\.file.name)
            let criteria = used.compactMap { keys[$0] }
            let key = VerdictKey(
                criteria: criteria, answers: own.answers, isWritten: own.isWritten, day: facts.on,
                units: own.answeringUnits)
            if criteria.count == used.count, let known = verdicts[requirement.id]?[key] {
                made[requirement.id] = known
                continue
            }
            verdictsComputed += 1
            guard let verdict = VerdictRules.verdict(of: requirement, facts: own, on: facts.on) else {
                continue
            }
            if criteria.count == used.count { verdicts[requirement.id, default: Kept()][key] = verdict }
            made[requirement.id] = verdict
        }
        for requirement in catalogue.requirements where !requirement.pointsTo.isEmpty {
            made[requirement.id] = VerdictRules.pointed(
                requirement, to: requirement.pointsTo.compactMap { made[$0] })
        }
        return catalogue.requirements.compactMap { made[$0.id] }
    }
}

/// The facts that are read anew for every assessment; the results of criteria are not among them.
public struct AskedFacts: Sendable {
    /// The day for which is told what held.
    public let on: Day
    /// All answers, in any order.
    public let answers: [AnswerFact]
    /// The requirements to which a clause of the adopted policy is bound.
    public let written: Set<RequirementID>
    /// The units that each have to answer where nobody answers for the whole; may be empty.
    public let answeringUnits: Set<String>

    /// The facts of one assessment.
    public init(
        on: Day, answers: [AnswerFact], written: Set<RequirementID>, answeringUnits: Set<String> = []
    ) {
        self.on = on
        self.answers = answers
        self.written = written
        self.answeringUnits = answeringUnits
    }
}

/// The last few values under their keys: today's, and those of the days that an auditor asks for in turn.
struct Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private static var limit: Int { 4 }
    private var entries: [(key: Key, value: Value)] = []

    init() {}

    subscript(key: Key) -> Value? {
        get { entries.first { $0.key == key }?.value }
        set {
            entries.removeAll { $0.key == key }
            guard let newValue else { return }
            entries.insert((key, newValue), at: 0)
            if entries.count > Self.limit { entries.removeLast() }
        }
    }
}
