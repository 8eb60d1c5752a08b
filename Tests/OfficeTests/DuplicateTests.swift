import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Two records of one thing: found, kept apart for good, or made one with everything that pointed to either.
@Suite struct DuplicateTests {
    typealias Place = OfficeTests.Place
    private static let contractors = Contractor.register
    private static let devices = Device.register

    @Test(arguments: [
        ("株式会社みどり", "（株）ミドリ"), ("㈱みどり", "みどり 株式会社"), ("サーバー室", "ｻｰﾊﾞ室"), ("ＵＳＢ－００１", "USB-1"),
        ("第一課", "第1課"), ("キャノン", "キヤノン"), ("髙橋商店", "高橋商店"), ("A・B", "AB"),
    ])
    func `two writings of one name have one key`(one: String, two: String) {
        #expect(NameKey(one) == NameKey(two))
    }

    @Test(arguments: [("統一課", "統1課"), ("USB-1", "USB-10"), ("総務課", "総務係"), ("第1課", "第2課")])
    func `two names have two keys`(one: String, two: String) { #expect(NameKey(one) != NameKey(two)) }

    @Test(arguments: [
        ("情報セキュリティ規程", "情報セキュリティ規定", true), ("会計システム", "会計システムズ", true), ("会計システム", "会言システム", true),
        ("資産台帳 1", "資産台帳 2", false), ("総務課", "総務部", false), ("会計システム", "会計シスメテ", false),
        ("会計システム", "会計システム", false),
    ])
    func `one character apart is near, a number apart is not`(one: String, two: String, near: Bool) {
        let (one, two) = (NameKey(one), NameKey(two))
        #expect(one.isNear(two) == near && two.isNear(one) == near)
        if near { #expect(!Set(one.shortened()).isDisjoint(with: two.shortened())) }
    }

    private func contractor(_ place: Place, _ name: String) throws -> Identifier {
        try place.office.create(
            Self.contractors.definition, Self.contractors.values { $0.name = name }, by: .console
        ).id
    }

    @Test(arguments: StorageEngine.allCases)
    func `pairs are told with why, and what was found to be two things does not come back`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let names = ["株式会社みどり", "（株）ミドリ", "あおば電機", "あおば電気", "別の会社"]
        let ids = try names.map { try contractor(place, $0) }
        let found = try place.office.duplicates(Self.contractors.definition, by: .console)
        #expect(found.map { [$0.first, $0.second] } == [[ids[0], ids[1]], [ids[2], ids[3]]])
        #expect(found.map(\.reasons) == [[.sameName], [.nearName]])
        try place.office.keepApart(Self.contractors.definition, ids[3], ids[2], by: .console)
        let left = try place.office.duplicates(Self.contractors.definition, by: .console)
        #expect(left.map { [$0.first, $0.second] } == [[ids[0], ids[1]]])
        let staff = Viewer(person: nil, roles: [.staff], units: [])
        #expect(throws: Problem.self) {
            try place.office.duplicates(Self.contractors.definition, by: staff)
        }
        #expect(throws: Problem.self) {
            try place.office.keepApart(Self.contractors.definition, ids[0], ids[1], by: staff)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a serial number makes one thing of two names, and two things of one name`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        for (name, serial) in [
            ("端末 1", "SN-100"), ("窓口の端末", "ｓｎ100"), ("共用端末", "A1"), ("共用端末", "A2"), ("共用端末", nil),
        ] {
            try place.office.create(
                Self.devices.definition,
                Self.devices.values {
                    $0.name = name
                    $0.serialNumber = serial
                }, by: .console)
        }
        let found = try place.office.duplicates(Self.devices.definition, by: .console)
        let field = try #require(Self.devices.definition.index(of: "serial_number"))
        #expect(found.map(\.reasons) == [[.sameNumber(field: field)], [.sameName], [.sameName]])
    }

    @Test(arguments: StorageEngine.allCases)
    func `names that are alike but for the section that keeps them are two things`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let units = try ["予防課", "警防課"].map { try place.unit($0) }
        for (name, unit) in [("予防課の当番表", units[0]), ("警防課の当番表", units[1]), ("警防課の当番票", units[1])] {
            try place.office.create(
                InformationAsset.register.definition,
                InformationAsset.register.values(InformationAsset(name: name, keeper: Link(unit))),
                by: .console)
        }
        let found = try place.office.duplicates(InformationAsset.register.definition, by: .console)
        #expect(found.map(\.reasons) == [[.nearName]])
    }

    @Test func `ten thousand names are gone through without comparing each with each`() {
        let source = SeededSource(seed: 9)
        let surroundings = Surroundings.seeded(5) { Instant(microseconds: 1_000_000) }
        let kana = Array("アイウエオカキクケコサシスセソタチツテト")
        let records = (0..<10_000).map { _ in
            (
                id: surroundings.newIdentifier(),
                values: [StoredValue.text(String((0..<12).map { _ in source.pick(kana) }))]
            )
        }
        let twice = records + [(id: surroundings.newIdentifier(), values: records[17].values)]
        let finder = DuplicateFinder(Site.register.definition, distinct: [])
        #expect(finder.pairs(twice).contains { $0.reasons == [.sameName] })
    }

    @Test(arguments: StorageEngine.allCases)
    func `a merge keeps the chosen values, moves what pointed to the other, and can be seen in history`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let (kept, other) = (try contractor(place, "株式会社みどり"), try contractor(place, "（株）ミドリ"))
        let contracts = Contract.register
        let contract = try place.office.create(
            contracts.definition,
            contracts.values {
                $0.title = "保守"
                $0.contractor = Link(other)
                $0.handlesInformation = true
                $0.startsOn = place.office.today
                $0.endsOn = place.office.today.adding(days: 90)
            }, by: .console)
        func row(_ id: Identifier) throws -> RegisterRow? {
            try place.office.store.database.read {
                try RecordReader($0, viewer: .console).row(Self.contractors.definition, id: id)
            }
        }
        let (one, two) = (try #require(try row(kept)), try #require(try row(other)))
        @discardableResult
        func merge(_ values: [StoredValue], _ viewer: Viewer, _ version: Int) throws -> RegisterRow {
            try place.office.merge(
                Self.contractors.definition, keeping: kept, ending: other, values,
                versions: (kept: one.fromSeq, other: version), by: viewer)
        }
        let head = Viewer(person: nil, roles: [.sectionHead], units: [])
        #expect(throws: Problem.self) { try merge(two.values, head, two.fromSeq) }
        #expect(throws: Problem.self, "somebody was faster") { try merge(two.values, .console, 0) }
        let still = try row(other)
        #expect(still != nil, "all of it or nothing")
        try merge(two.values, .console, two.fromSeq)
        let (gone, now) = (try row(other), try row(kept))
        #expect(gone == nil && now?.values == two.values)
        let after = try place.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            let moved = try reader.row(contracts.definition, id: contract.id)
            let merged = try reader.row(Self.contractors.definition, id: kept)
            guard let moved, let merged else { throw Refusal.notFound }
            let headers = try LedgerReader(connection).headers([moved.fromSeq, merged.fromSeq])
            return (
                try contracts.record(moved.values).contractor?.id,
                try place.office.mergedInto(Self.contractors.definition, other, reader),
                Set(headers.values.map(\.act)).count,
                try StoredVerification(
                    connection, registers: AllRegisters.definitions, origin: place.office.store.origin
                ).report().holds
            )
        }
        #expect(after.0 == kept && after.1 == kept && after.2 == 1 && after.3)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a merge that would change what its viewer may not change is refused whole`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let unit = try place.unit("総務課")
        let people = try ["青木 春子", "青木　春子"].map { name in
            try place.office.create(
                Person.register.definition,
                Person.register.values(Person(name: name, unit: Link(unit), employment: .regular)),
                by: .console)
        }
        try place.office.create(
            Account.register.definition,
            Account.register.values(
                Account(
                    login: "aoki", person: Link(people[1].id), role: .office, alsoConfigures: false,
                    passwordHash: "-", disabled: false)), by: .console)
        let clerk = Viewer(person: people[0].id, roles: [.office], units: [])
        let problem = #expect(throws: Problem.self) {
            try place.office.merge(
                Person.register.definition, keeping: people[0].id, ending: people[1].id, people[0].values,
                versions: (kept: people[0].fromSeq, other: people[1].fromSeq), by: clerk)
        }
        #expect(problem?.code == "merge.links")
        #expect(throws: Problem.self) {
            try place.office.merge(
                Person.register.definition, keeping: people[0].id, ending: people[0].id, people[0].values,
                versions: (kept: people[0].fromSeq, other: people[0].fromSeq), by: .console)
        }
    }
}
