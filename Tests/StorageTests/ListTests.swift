import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Lists of records with every kind of field, paged and counted on both engines.
@Suite struct ListTests {
    private static let people = Person.register
    private static let units = OrganizationUnit.register

    /// Ninety people in three units, with gaps and equal values in every sorted column.
    private func organization(_ engine: StorageEngine, seed: UInt64) throws -> (
        TestOrganization, [Identifier]
    ) {
        let organization = try TestOrganization(engine.emptyDatabase())
        let source = SeededSource(seed: seed)
        let day = try #require(Day(iso: "2026-04-01"))
        let choices = (0..<90).map { _ in (0..<4).map { _ in source.below(12) } }
        let units = try organization.store.commit.perform(actor: nil) { writer in
            let units = try (0..<3).map { number in
                let unit = OrganizationUnit(name: "課 \(number)", keepsAssets: number == 0)
                return try writer.create(Self.units.definition, Self.units.values(unit)).id
            }
            for choice in choices {
                let person = Person(
                    name: ["青木", "Aoki", "aoki", "辻󠄀", "👩‍🚒 ~t~"][choice[0] % 5],
                    staffNumber: choice[1] < 4 ? nil : "\(choice[1])",
                    unit: choice[2] < 4 ? nil : Link(units[choice[2] % 3]), employment: .regular,
                    startsOn: choice[3] < 4 ? nil : day.adding(days: choice[3]))
                try writer.create(Self.people.definition, Self.people.values(person))
            }
            return units
        }
        return (organization, units)
    }

    @Test(arguments: StorageEngine.allCases)
    func `each record is on one page, in the same order on both engines`(on engine: StorageEngine) throws {
        let seed: UInt64 = 31
        let (organization, units) = try organization(engine, seed: seed)
        let head = Viewer(person: nil, roles: [.sectionHead], units: [units[1], units[2]])
        for viewer in [Viewer.console, head] {
            for sort in [nil, "staff_number", "unit", "starts_on"] as [String?] {
                for descending in [false, true] {
                    try expectWhole(organization, viewer, sort, descending, "seed \(seed)")
                }
            }
        }
    }

    private func expectWhole(
        _ organization: TestOrganization, _ viewer: Viewer, _ sort: String?, _ descending: Bool,
        _ seed: String
    ) throws {
        let definition = Self.people.definition
        let place = sort.flatMap { definition.index(of: $0) } ?? 0
        let expected = try organization.database.read { connection in
            try connection.rows("SELECT id FROM r_people WHERE to_seq IS NULL") { $0.text(0) }.compactMap {
                try Identifier($0).flatMap {
                    try RecordReader(connection, viewer: viewer).row(definition, id: $0)
                }
            }
        }
        // Bytes decide, as in the ledger: the same on every engine and in every locale.
        let ordered = expected.sorted { left, right in
            let (one, two) = (left.values[place].text ?? "", right.values[place].text ?? "")
            let pair = one == two ? (left.id.text, right.id.text) : (one, two)
            return descending
                ? pair.1.utf8.lexicographicallyPrecedes(pair.0.utf8)
                : pair.0.utf8.lexicographicallyPrecedes(pair.1.utf8)
        }
        var query = ListQuery(sortColumn: sort, descending: descending, limit: 7)
        var seen: [Identifier] = []
        repeat {
            let page = try organization.database.read {
                try RecordReader($0, viewer: viewer).page(definition, query)
            }
            #expect(page.total == expected.count)
            seen += page.rows.map(\.id)
            // The cursor travels through an address.
            query.after = try page.next.map { try #require(ListCursor(text: $0.text)) }
        } while query.after != nil && seen.count <= expected.count
        #expect(seen == ordered.map(\.id), "\(seed), by \(sort ?? "label"), descending \(descending)")
    }

    @Test(arguments: StorageEngine.allCases)
    func `whatever a stranger writes into an address is answered or refused alike`(
        on engine: StorageEngine
    ) throws {
        let (organization, units) = try organization(engine, seed: 4)
        let id = units[0].text
        var queries = [
            ListQuery(words: ["%"]), ListQuery(words: ["'; DROP TABLE r_people; --"]), ListQuery(words: [""]),
            ListQuery(sortColumn: "no_such_column"), ListQuery(filters: ["no_such_column": .text("x")]),
        ]
        queries += ["\(id)~i~5", "\(id)~t~x", "\(id)~t~", "\(id)~i~\(Int64.min)"].map {
            ListQuery(sortColumn: "name", after: ListCursor(text: $0))
        }
        for query in queries {
            let page = try? organization.database.read {
                try RecordReader($0, viewer: .console).page(Self.people.definition, query)
            }
            #expect(page != nil, "\(query)")
        }
        for text in ["", "~", "\(id)~x~1", "\(id)~i~abc", "\(id)", "x~t~y"] {
            #expect(ListCursor(text: text) == nil, "\(text)")
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a list is narrowed by the name of what a link leads to`(on engine: StorageEngine) throws {
        let (organization, units) = try organization(engine, seed: 5)
        let people = Self.people.definition
        let head = Viewer(person: nil, roles: [.sectionHead], units: [units[1]])
        func total(_ words: [String], _ viewer: Viewer, _ more: [String: StoredValue] = [:]) throws -> Int {
            try organization.database.read { connection in
                let filter = LinkFilter(column: "unit", target: Self.units.definition, words: words)
                let reader = RecordReader(connection, viewer: viewer)
                let page = try reader.page(
                    people, ListQuery(filters: more, linkFilters: [filter], limit: 500))
                #expect(page.rows.count == page.total)
                return page.total
            }
        }
        func exact(_ unit: Identifier) throws -> Int {
            try organization.database.read {
                try RecordReader($0, viewer: .console).count(
                    people, ListQuery(filters: ["unit": .text(unit.text)]))
            }
        }
        let each = try units.map(exact)
        #expect(try total(["課"], .console) == each.reduce(0, +))
        #expect(try total(["課", "1"], .console) == each[1])
        #expect(try total(["1", "2"], .console) == 0)
        #expect(try total(["課"], .console, ["unit": .text(units[2].text)]) == each[2])
        #expect(try total(["課"], head) == each[1])
        #expect(try total(["課"], Viewer(person: nil, roles: [.configurator], units: [])) == 0)
    }

    /// Random values of every register survive the way through the database, the ledger and the type.
    @Test(arguments: StorageEngine.allCases)
    func `random values of every register come back as they went`(on engine: StorageEngine) throws {
        let seed: UInt64 = 8
        let source = SeededSource(seed: seed)
        let organization = try TestOrganization(engine.emptyDatabase())
        for register in AllRegisters.definitions {
            for round in 0..<8 {
                let values = register.fields.map { value(of: $0, source, round) }
                let row = try organization.store.commit.perform(actor: nil) {
                    try $0.create(register, values)
                }
                let back = try organization.database.read {
                    try RecordReader($0, viewer: Self.everybody).row(register, id: row.id)
                }
                #expect(back?.values == values, "seed \(seed), \(register.name), round \(round)")
                #expect(
                    FieldChecks.problems(values, fields: register.fields).isEmpty,
                    "\(register.name), round \(round)")
            }
        }
    }

    private static let everybody = Viewer(
        person: nil, roles: Set(SoftwareRole.allCases), units: [])

    private func value(of field: FieldDescription, _ source: SeededSource, _ round: Int) -> StoredValue {
        if !field.isRequired, source.below(3) == 0 { return .null }
        switch field.kind {
        case .text: return .text(source.pick(["辻󠄀", "👩‍🚒", "e\u{301}", "a'b\"c\\", "＝１＋１"]) + " \(round)")
        case .longText: return .text("一行目\n二行目\t\u{1F1EF}\u{1F1F5} \(round)")
        case .integer:
            return .integer(
                source.pick([0, -1, Int64(FieldChecks.integerLimit), -Int64(FieldChecks.integerLimit)]))
        case .flag: return .integer(Int64(source.below(2)))
        case .day: return .text(source.pick(["1999-12-31", "2024-02-29", "2026-04-01"]))
        case .choice(let options): return .text(source.pick(options).code)
        case .link: return .text("01890000-0000-7000-8000-00000000000\(round)")
        }
    }

    @Test func `a field is refused with a reason that names it`() {
        let fields = Self.people.definition.fields
        func codes(_ column: String, _ value: StoredValue) -> [String] {
            fields.filter { $0.column == column }.flatMap { field in
                FieldChecks.problems([value], fields: [field]).filter { $0.field == column }.map(\.code)
            }
        }
        #expect(codes("name", .text(String(repeating: "あ", count: FieldChecks.textLimit))).isEmpty)
        #expect(
            codes("name", .text(String(repeating: "あ", count: FieldChecks.textLimit + 1)))
                == ["register.too-long"])
        #expect(codes("name", .text("")) == ["register.required"])
        #expect(codes("name", .integer(1)) == ["register.unusable"])
        let count = Evidence.register.definition.fields.filter { $0.column == "byte_count" }
        for number in [Int64.max, Int64.min, 1 << 53] {
            #expect(
                FieldChecks.problems([.integer(number)], fields: count).map(\.code)
                    == ["register.unusable"])
        }
        #expect(codes("starts_on", .text("2026-02-30")) == ["register.unusable"])
        #expect(codes("starts_on", .text("2026-4-1")) == ["register.unusable"])
        #expect(codes("employment", .text("king")) == ["register.unusable"])
        #expect(codes("unit", .text("not an identifier")) == ["register.unusable"])
    }
}
