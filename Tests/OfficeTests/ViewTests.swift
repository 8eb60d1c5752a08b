import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Saved views: who may keep, see and remove which, and that a view never widens what its reader sees.
@Suite struct ViewTests {
    typealias Place = OfficeTests.Place
    private static let assets = InformationAsset.register.definition

    private struct Staffed {
        let place: Place
        let clerk: Viewer
        let head: Viewer
        let staff: Viewer
    }

    private func office(_ engine: StorageEngine) throws -> Staffed {
        let place = try Place(engine)
        let unit = try place.unit("総務課")
        let people = try ["事務 一", "所属 長", "職員 一"].map { name in
            try place.office.create(
                Person.register.definition,
                Person.register.values(Person(name: name, unit: Link(unit), employment: .regular)),
                by: .console
            ).id
        }
        return Staffed(
            place: place, clerk: Viewer(person: people[0], roles: [.office], units: []),
            head: Viewer(person: people[1], roles: [.sectionHead], units: [unit]),
            staff: Viewer(person: people[2], roles: [.staff], units: [unit]))
    }

    private func views(_ place: Place, _ viewer: Viewer) throws -> ViewChoice {
        try place.office.store.database.read {
            try place.office.views(Self.assets, RecordReader($0, viewer: viewer))
        }
    }

    private func save(
        _ place: Place, _ name: String, _ reach: SavedView.Reach, _ viewer: Viewer, query: String = "q=x"
    ) throws -> Identifier {
        try place.office.saveView(Self.assets, name: name, query: query, reach: reach, by: viewer)
    }

    @Test(arguments: StorageEngine.allCases)
    func `own views are one's own, and only the office saves for everybody`(on engine: StorageEngine) throws {
        let all = try office(engine)
        let place = all.place
        let own = try save(place, "自分の", .own, all.head)
        let shared = try save(place, "みんなの", .office, all.clerk)
        #expect(throws: Problem.self) { try save(place, "勝手に", .office, all.head) }
        #expect(try views(place, all.head).views.map(\.name) == ["みんなの", "自分の"])
        #expect(try views(place, all.head).views.map(\.isOwn) == [false, true])
        #expect(try views(place, all.clerk).views.map(\.name) == ["みんなの"], "not what the head keeps")
        let auditor = Viewer(person: all.staff.person, roles: [.auditor], units: [])
        #expect(try views(place, auditor).views.map(\.name) == ["みんなの"], "nothing to choose from")
        #expect(throws: Problem.self) { try place.office.removeView(shared, by: all.head) }
        #expect(throws: Problem.self) { try place.office.removeView(own, by: all.clerk) }
        // Staff sees no assets: there is no list of theirs to keep.
        #expect(throws: Problem.self) { try save(place, "見えない", .own, all.staff) }
        for name in ["", "　 ", String(repeating: "長", count: Office.viewNameLimit + 1)] {
            #expect(throws: Problem.self) { try save(place, name, .own, all.head) }
        }
        let again = try save(place, "自分の", .own, all.head, query: "q=y")
        #expect(again == own)
        #expect(try views(place, all.head).views.last?.query == "q=y")
    }

    @Test(arguments: StorageEngine.allCases)
    func `what somebody sees first is theirs alone, and ends with the view`(on engine: StorageEngine) throws {
        let all = try office(engine)
        let place = all.place
        let (one, two) = (try save(place, "一", .office, all.clerk), try save(place, "二", .office, all.clerk))
        try place.office.showFirst(one, of: Self.assets, by: all.head)
        try place.office.showFirst(two, of: Self.assets, by: all.clerk)
        #expect(try views(place, all.head).standard?.id == one)
        #expect(try views(place, all.clerk).standard?.id == two)
        try place.office.showFirst(two, of: Self.assets, by: all.head)
        #expect(try views(place, all.head).standard?.id == two)
        try place.office.showFirst(nil, of: Self.assets, by: all.clerk)
        #expect(try views(place, all.clerk).standard == nil)
        let own = try save(place, "三", .own, all.clerk)
        #expect(throws: Problem.self) { try place.office.showFirst(own, of: Self.assets, by: all.head) }
        #expect(throws: Problem.self) {
            try place.office.showFirst(two, of: Site.register.definition, by: all.clerk)
        }
        try place.office.removeView(two, by: all.clerk)
        #expect(try views(place, all.head).standard == nil)
        let left = try place.office.store.database.read {
            try RecordReader($0, viewer: all.head).count(DefaultView.register.definition)
        }
        #expect(left == 0)
        let holds = try place.office.store.database.read {
            try StoredVerification(
                $0, registers: AllRegisters.definitions, origin: place.office.store.origin
            ).report().holds
        }
        #expect(holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an export holds what its list finds, in its order`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let days = ["2026-03-01", "2026-01-01", nil, "2026-02-01"]
        for (number, day) in days.enumerated() {
            try place.office.create(
                Self.assets,
                InformationAsset.register.values(
                    InformationAsset(name: "資産 \(number)", classifiedOn: day.flatMap { Day(iso: $0) })),
                by: .console)
        }
        func names(_ query: ListQuery?) throws -> [String] {
            try place.office.exportRegister(
                Self.assets, format: "csv", of: query, by: .console
            ) { export in
                var names: [String] = []
                while let rows = try export.rows() {
                    names += rows.compactMap { $0.map(\.words).first { $0.hasPrefix("資産") } }
                }
                return names
            }
        }
        let all = try names(nil)
        #expect(all.count == 4)
        let some = ListQuery(
            conditions: [FieldCondition("classified_on", .filled)], sortColumn: "classified_on",
            descending: true)
        #expect(try names(some) == [all[0], all[3], all[1]])
    }
}
