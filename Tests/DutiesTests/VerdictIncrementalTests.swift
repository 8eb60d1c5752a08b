import Primitives
import Testing

@testable import Duties

/// Random histories of an organization: whatever happens, what is kept agrees with what is computed anew.
@Suite struct `An incremental assessment` {
    /// An organization in a few words: rows of days by table, answers, the day.
    struct World {
        var tables: [String: [Int]] = ["people": [], "contracts": [], "sites": []]
        var versions: [String: Int] = [:]
        var answers: [AnswerFact] = []
        var written: Set<RequirementID> = []
        var day: Day
        var change = 0

        /// What a criterion would find: it looks at the tables and at the days that it names, and at nothing
        /// else.
        func result(of file: CriterionFile, _ parameters: CriterionParameters) -> CriterionResult? {
            let days = parameters.only(file.parameters).values.compactMap { Day(iso: $0)?.daysSince1970 }
            var result = CriterionResult()
            for (index, row) in file.views.flatMap({ tables[$0] ?? [] }).enumerated() {
                let isLate = days.contains { row < $0 }
                let state: Verdict = isLate ? .notMet : row % 7 == 0 ? .undetermined : .met
                result.add(
                    SubjectFinding(
                        register: "x", id: "\(index)", label: "名", state: state,
                        reason: ["bad", "old", "new"][row % 3], due: Day(daysSince1970: row)))
            }
            return result
        }

        mutating func step(_ source: SeededSource, ids: [RequirementID]) throws {
            change += 1
            switch source.below(6) {
            case 0: day = day.adding(days: source.below(40) - 10)
            case 1: written = Set(ids.filter { _ in source.below(2) == 0 })
            case 2:
                let id = source.pick(ids)
                answers.append(
                    AnswerFact(
                        id: "\(change)", requirement: id, outcome: source.pick(AnswerFact.Outcome.allCases),
                        doneOn: day.adding(days: -source.below(500)),
                        unit: source.below(4) == 0 ? "u1" : nil, reason: source.below(2) == 0 ? "理由" : nil))
            case 3: break
            default:
                let table = source.pick(tables.keys.sorted())
                let row = day.adding(days: source.below(900) - 450).daysSince1970
                if source.below(3) == 0 { tables[table] = Array((tables[table] ?? []).dropFirst()) }
                tables[table, default: []].append(row)
                versions[table] = change
            }
        }
    }

    static let criteria = [
        VerdictSamples.criterion("a.sql", from: "people"),
        VerdictSamples.criterion("b.sql", from: "contracts", where: "a.x >= :year_start"),
        VerdictSamples.criterion(
            "c.sql", from: "sites", extra: "refutes: [SEED-3]", where: "a.x >= :one_year_ago"),
    ]

    static func catalogue() throws -> Catalogue {
        let requirements =
            try VerdictSamples.catalogue(
                id: "SEED-1", criterion: "{sql: a.sql, reasons: {}}", law: "2026-10-01"
            ).requirements
            + VerdictSamples.catalogue(id: "SEED-2", criterion: "{sql: b.sql, reasons: {}}").requirements
            + VerdictSamples.catalogue(id: "SEED-3", criterion: VerdictSamples.question("fiscal-year"))
            .requirements
            + VerdictSamples.catalogue(
                id: "SEED-4", criterion: VerdictSamples.question("31-days"), law: "2026-07-01"
            )
            .requirements
        return try Catalogue(requirements: requirements)
    }

    @Test(arguments: [UInt64](1...25))
    func `agrees with full evaluation on random histories`(seed: UInt64) throws {
        let (catalogue, library) = (try Self.catalogue(), try CriterionLibrary.parse(Self.criteria))
        let source = SeededSource(seed: seed)
        var world = World(day: try VerdictSamples.day("2026-04-01"))
        var kept = IncrementalAssessment()
        var full = 0
        for step in 0..<60 {
            try world.step(source, ids: catalogue.requirements.map(\.id))
            let parameters = CriterionParameters(on: world.day)
            full += library.files.count
            let results = Dictionary(
                uniqueKeysWithValues: library.files.map { ($0.name, world.result(of: $0, parameters)) }
            ).compactMapValues(\.self)
            let expected = Assessment.verdicts(
                catalogue, library,
                facts: AssessmentFacts(
                    on: world.day, results: results, answers: world.answers, written: world.written,
                    answeringUnits: ["u1"]))
            let found = kept.verdicts(
                catalogue, library, facts: Self.asked(world), versions: world.versions
            ) { world.result(of: $0, $1) }
            #expect(found == expected, "seed \(seed), step \(step)")
        }
        #expect(kept.statementsRun < full, "seed \(seed): nothing was kept")
    }

    @Test func `runs nothing where nothing changed, and what could not be run again and again`() throws {
        let (catalogue, library) = (try Self.catalogue(), try CriterionLibrary.parse(Self.criteria))
        let world = World(day: try VerdictSamples.day("2026-04-01"))
        var kept = IncrementalAssessment()
        for _ in 0..<3 {
            _ = kept.verdicts(catalogue, library, facts: Self.asked(world), versions: [:]) {
                world.result(of: $0, $1)
            }
        }
        #expect(kept.statementsRun == 3 && kept.verdictsComputed == 4)
        var broken = IncrementalAssessment()
        for _ in 0..<2 {
            let verdicts = broken.verdicts(catalogue, library, facts: Self.asked(world), versions: [:]) {
                _, _ in nil
            }
            #expect(verdicts.first?.reasonCode == "not-evaluated" && verdicts.first?.verdict == .undetermined)
        }
        #expect(broken.statementsRun == 6, "a failure is never kept")
    }

    static func asked(_ world: World) -> AskedFacts {
        AskedFacts(on: world.day, answers: world.answers, written: world.written, answeringUnits: ["u1"])
    }
}
