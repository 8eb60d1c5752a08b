import Database
import Duties
import Primitives
import Registers
import TestSupport
import Testing

/// Random organizations, changed at random: the engines find the same, and what is kept agrees with what is
/// computed anew.
@Suite struct `A random history` {
    let catalogue: Catalogue
    let library: CriterionLibrary

    init() throws {
        catalogue = try Catalogue.load(fromFolder: CriteriaPlaces.requirements)
        library = try CriterionLibrary.load(fromFolder: CriteriaPlaces.criteria)
    }

    @Test(arguments: [UInt64](1...4))
    func `reads the same on both engines, and incrementally the same as anew`(seed: UInt64) throws {
        let tables = try CriteriaTables(Set(library.files.flatMap(\.views)).sorted())
        let databases = try StorageEngine.allCases.map { try $0.emptyDatabase() }
        for database in databases { try database.write { try tables.create($0) } }
        var history = RandomHistory(seed: seed, views: tables.views)
        var kept = IncrementalAssessment()
        var (day, steps) = (try #require(Day(iso: "2026-03-20")), 0)
        while steps < 30 {
            steps += 1
            let changes = history.changes()
            for database in databases { try database.write { try history.apply(changes, $0) } }
            if steps % 4 == 0 { day = day.adding(days: history.source.below(60) - 5) }
            try compare(databases, day, "seed \(seed), step \(steps)")
            try agree(&kept, databases[0], history.versions, day, "seed \(seed), step \(steps)")
        }
        #expect(kept.statementsRun < steps * library.files.count, "seed \(seed): nothing was kept")
    }

    private func compare(_ databases: [any FencedDatabase], _ day: Day, _ place: String) throws {
        for file in library.files {
            let found = try databases.map { try $0.findings(of: file, on: day) }
            #expect(found.allSatisfy { $0 == found[0] }, "\(place), \(day): \(file.name) differs")
            let unknown = found[0].filter { $0.state != .met && file.reasons[$0.reason] == nil }
            #expect(
                unknown.isEmpty, "\(place): \(file.name) says \(unknown.map(\.reason)) and its sheet does not"
            )
            #expect(
                Set(found[0].map { $0.register + $0.id }).count == found[0].count, "\(place): \(file.name)")
        }
    }

    private func agree(
        _ kept: inout IncrementalAssessment, _ database: any FencedDatabase, _ versions: [String: Int],
        _ day: Day, _ place: String
    ) throws {
        let written = Set(catalogue.requirements.map(\.id))
        let found = try kept.verdicts(
            catalogue, library, facts: AskedFacts(on: day, answers: [], written: written), versions: versions
        ) { file, _ in CriterionResult(findings: try database.findings(of: file, on: day)) }
        let results = try library.files.map {
            ($0.name, CriterionResult(findings: try database.findings(of: $0, on: day)))
        }
        let anew = Assessment.verdicts(
            catalogue, library,
            facts: AssessmentFacts(
                on: day, results: Dictionary(uniqueKeysWithValues: results), answers: [], written: written))
        #expect(found == anew, "\(place), \(day)")
    }
}

/// Rows that come, change and go, within what the registers can hold.
struct RandomHistory {
    enum Change {
        case put(table: String, id: String, values: [String: SQLValue])
        case remove(table: String, id: String)
    }

    let source: SeededSource
    let views: [RegisterDefinition]
    /// View → the number of its newest change.
    private(set) var versions: [String: Int] = [:]
    private var count = 0

    init(seed: UInt64, views: [RegisterDefinition]) {
        source = SeededSource(seed: seed)
        self.views = views
    }

    /// A few changes to one or two registers.
    mutating func changes() -> [Change] {
        (0..<(4 + source.below(8))).map { _ in
            let view = source.pick(views)
            count += 1
            versions[view.viewName] = count
            let id = Self.id(view.name, source.below(9))
            if source.below(6) == 0 { return .remove(table: view.viewName, id: id) }
            let values = view.fields.map { ($0.column, value($0)) }
            return .put(table: view.viewName, id: id, values: Dictionary(uniqueKeysWithValues: values))
        }
    }

    func apply(_ changes: [Change], _ transaction: any Transaction) throws {
        for change in changes {
            switch change {
            case .remove(let table, let id):
                try transaction.execute("DELETE FROM \(name: table) WHERE id = \(id)")
            case .put(let table, let id, let values):
                try transaction.execute("DELETE FROM \(name: table) WHERE id = \(id)")
                let sorted = values.sorted { $0.key < $1.key }
                let columns = sorted.map { "\(name: $0.key)" as SQL }.joined(separator: ", ")
                let bound = sorted.map { "\($0.value)" as SQL }.joined(separator: ", ")
                try transaction.execute(
                    "INSERT INTO \(name: table) (id, \(columns)) VALUES (\(id), \(bound))")
            }
        }
    }

    private func value(_ field: FieldDescription) -> SQLValue {
        if !field.isRequired, source.below(4) == 0 { return .null }
        switch field.kind {
        case .text, .longText: return text(field.column)
        case .integer: return .integer(Int64(source.below(3)))
        case .flag: return .integer(source.below(4) == 0 ? 0 : 1)
        case .day: return .text(Day(daysSince1970: 20_500 + source.below(900) - 450).iso)
        case .choice(let options): return .text(source.pick(options).code)
        case .link(let register): return .text(Self.id(register, source.below(9)))
        }
    }

    private func text(_ column: String) -> SQLValue {
        switch column {
        case "requirement": .text(source.pick(["SEED-6(3)-b", "SEED-6(3)-a", "LAW-publication", "SEED-7"]))
        case "staff_number": .text("\(source.below(4))")
        default: .text(source.pick(["総務課", "消防署", "Ａ", "b", "a", "髙橋", "é", "zz"]))
        }
    }

    private static func id(_ register: String, _ number: Int) -> String {
        "0190\(register.utf8.count + 1000)-0000-7000-8000-00000000000\(number)"
    }
}
