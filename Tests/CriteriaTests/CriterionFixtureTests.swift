import Database
import Duties
import Primitives
import Registers
import TestSupport
import Testing

/// Every criterion against its fixtures, on both engines.
@Suite struct `A criterion in SQL` {
    static let library: CriterionLibrary? = try? CriterionLibrary.load(fromFolder: CriteriaPlaces.criteria)
    static let names: [String] = library?.files.map(\.name) ?? []

    @Test(arguments: StorageEngine.allCases, names)
    func `finds in each fixture what it has to find`(on engine: StorageEngine, name: String) throws {
        let file = try #require(Self.library?[name])
        let fixture = try CriterionFixture(criterion: name)
        let tables = try CriteriaTables(file.views)
        let database = try engine.emptyDatabase()
        try database.write { try tables.create($0) }
        let catalogue = try Catalogue.load(fromFolder: CriteriaPlaces.requirements)
        for fixtureCase in fixture.cases {
            try database.write { try tables.fill(fixtureCase.rows, $0) }
            let findings = try database.findings(of: file, on: fixtureCase.on)
            let found = findings.map { "\($0.id) \($0.state.rawValue) \($0.reason)" }
            #expect(found == fixtureCase.found, "\(fixtureCase.name), \(fixtureCase.on)")
            #expect(Set(findings.map { $0.register + $0.id }).count == findings.count, "\(fixtureCase.name)")
            guard let display = fixtureCase.display else { continue }
            let requirement = try #require(catalogue.requirement(judgedBy: file))
            let verdict = VerdictRules.verdict(
                of: requirement, findings: findings, file: file, answers: [], on: fixtureCase.on)
            #expect(verdict?.display.rawValue == display, "\(fixtureCase.name): \(verdict?.reason ?? "")")
        }
    }

    @Test(arguments: names)
    func `has a fixture that meets it, one that does not, and one for each of its reasons`(name: String)
        throws
    {
        let file = try #require(Self.library?[name])
        let found = try CriterionFixture(criterion: name).cases.map {
            $0.found.map { $0.split(separator: " ") }
        }
        #expect(found.contains { !$0.isEmpty && $0.allSatisfy { $0[1] == "met" } }, "no case is met")
        #expect(found.contains { $0.contains { $0[1] == "not-met" } }, "no case falls short")
        #expect(found.contains { $0.isEmpty } || name == "vacant-roles.sql" || name == "deputies.sql")
        let shortfalls = found.flatMap(\.self).filter { $0[1] != "met" }
        let reasons = Set(shortfalls.map { String($0[2]) })
        #expect(reasons == Set(file.reasons.keys), "fixtures and sheet name different reasons")
    }

    @Test func `every criterion serves a requirement, and the criterion that a requirement names exists`()
        throws
    {
        let library = try CriterionLibrary.load(fromFolder: CriteriaPlaces.criteria)
        let catalogue = try Catalogue.load(fromFolder: CriteriaPlaces.requirements)
        for file in library.files {
            #expect(catalogue.requirement(judgedBy: file) != nil, "\(file.name) serves nothing")
            #expect(
                file.refutes.allSatisfy { catalogue[$0] != nil }, "\(file.name) refutes what is not there")
        }
        for requirement in catalogue.judged {
            guard case .statement(let statement) = requirement.criterion else { continue }
            #expect(library[statement.file] != nil, "\(requirement.id) names \(statement.file)")
        }
    }

    @Test func `days that registers announce belong to requirements that exist, and days settle them`() throws
    {
        let catalogue = try Catalogue.load(fromFolder: CriteriaPlaces.requirements)
        var count = 0
        for register in AllRegisters.definitions {
            for field in register.fields {
                guard let announcement = field.announcement else { continue }
                count += 1
                let place = "\(register.name).\(field.column)"
                #expect(field.kind == .day, "\(place)")
                #expect(catalogue[RequirementID(rawValue: announcement.requirement)] != nil, "\(place)")
                #expect(announcement.what.hasSuffix("。") && announcement.daysBefore > 0, "\(place)")
                guard let settled = announcement.settledBy else { continue }
                #expect(register.index(of: settled).map { register.fields[$0].kind } == .day, "\(place)")
            }
        }
        #expect(count > 10)
    }

    @Test func `reads criteria views only, and calls roles by the names of the register`() throws {
        let library = try CriterionLibrary.load(fromFolder: CriteriaPlaces.criteria)
        let views = Set(AllRegisters.definitions.map(\.viewName))
        for file in library.files { #expect(views.isSuperset(of: file.views), "\(file.name): \(file.views)") }
        for role in SecurityRole.indispensable {
            for name in ["vacant-roles.sql", "deputies.sql"] {
                let sql = try #require(library[name]?.sql)
                #expect(
                    sql.contains("'\(role.rawValue)'") && sql.contains("'\(role.title)'"), "\(name): \(role)")
            }
        }
    }
}

extension Catalogue {
    /// The first requirement that the criterion answers or can refute.
    func requirement(judgedBy file: CriterionFile) -> Requirement? {
        let answered = judged.first { requirement in
            guard case .statement(let statement) = requirement.criterion else { return false }
            return statement.file == file.name
        }
        return answered ?? file.refutes.first.flatMap { self[$0] }
    }
}

extension FencedDatabase {
    /// Runs the criterion over plain tables.
    func findings(of file: CriterionFile, on day: Day) throws -> [SubjectFinding] {
        let values = CriterionParameters(on: day).values.mapValues { SQLValue.text($0) }
        return try readFenced(limit: 50_000_000) { connection in
            try connection.rows(try SQL(text: file.sql, parameters: values)) { row in
                try SubjectFinding(row: (0..<row.columnCount).map { row.isNull($0) ? nil : row.text($0) })
            }
        }
    }
}
