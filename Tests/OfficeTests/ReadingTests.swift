import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// What people read, confirm and tell, and what section heads find as it was.
@Suite struct ReadingTests {
    typealias Place = OfficeTests.Place

    private static let notices = StaffNotice.register
    private static let people = Person.register

    private func person(
        _ place: Place, _ name: String, number: String, unit: Identifier?, leaveFrom: Day? = nil,
        employment: Person.Employment = .regular
    ) throws -> Viewer {
        let record = Person(
            name: name, staffNumber: number, unit: unit.map { Link($0) }, employment: employment,
            startsOn: Day(iso: "2020-04-01"), leaveFrom: leaveFrom)
        let id = try place.office.create(
            Self.people.definition, Self.people.values(record), by: .console
        ).id
        return Viewer(person: id, roles: [.staff], units: [])
    }

    private func notice(_ text: String, unit: Identifier? = nil) -> [StoredValue] {
        Self.notices.values(
            StaffNotice(
                title: "守ること", text: text, purpose: .rules, unit: unit.map { Link($0) },
                startsOn: Day(iso: "2026-05-01") ?? Day(daysSince1970: 0)))
    }

    @Test(arguments: StorageEngine.allCases)
    func `a person reads once, and again when the wording changes`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let office = place.office
        let staff = try person(place, "石田", number: "1", unit: nil)
        let id = try office.create(Self.notices.definition, notice("席を離れるときは画面を閉じる。"), by: .console).id
        let first = try #require(try office.readings(for: staff).first)
        #expect(first.textHash.count == 64, "the digest is made when the notice is saved")

        try office.acknowledge(first.subject, textHash: first.textHash, by: staff)
        try office.acknowledge(first.subject, textHash: first.textHash, by: staff)
        #expect(try office.readings(for: staff).isEmpty)
        let kept = try office.store.database.read {
            try RecordReader($0, viewer: .console).count(Acknowledgement.register.definition)
        }
        #expect(kept == 1, "pressing twice records once")

        try office.change(
            Self.notices.definition, id: id, notice("席を離れるときは画面を閉じ、鍵をかける。"), expected: nil,
            by: .console)
        let second = try #require(try office.readings(for: staff).first)
        #expect(second.textHash != first.textHash)
        #expect(throws: Problem.self, "what was read is not what stands there now") {
            try office.acknowledge(second.subject, textHash: first.textHash, by: staff)
        }
        try office.acknowledge(second.subject, textHash: second.textHash, by: staff)
        #expect(try office.readings(for: staff).isEmpty)
        #expect(try office.verifyLedger(by: .console).holds)

        place.day.set("2027-04-01T09:00")
        #expect(try office.readings(for: staff).count == 1, "rules are confirmed anew each fiscal year")
    }

    @Test func `the policy in force is read by everybody, and each revision anew`() throws {
        let place = try Place(.sqlite)
        let staff = try person(place, "石田", number: "1", unit: nil)
        _ = try place.adopt()
        let first = try #require(try place.office.readings(for: staff).first)
        try place.office.acknowledge(first.subject, textHash: first.textHash, by: staff)
        #expect(try place.office.readings(for: staff).isEmpty)
        _ = try place.adopt("policy-revised.txt")
        #expect(try place.office.readings(for: staff).count == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `who is asked: those present, each once, as the criterion counts them`(on engine: StorageEngine)
        throws
    {
        let place = try Place(engine)
        let office = place.office
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let reader = try person(place, "石田", number: "1", unit: own, employment: .fiscalYear)
        _ = try person(place, "上野", number: "2", unit: own)
        _ = try person(place, "江口", number: "3", unit: own, leaveFrom: Day(iso: "2026-05-01"))
        _ = try person(place, "大野", number: "4", unit: other)
        try office.create(Self.notices.definition, notice("総務課の決まり。", unit: own), by: .console)
        let matter = try #require(try office.readings(for: reader).first)
        try office.acknowledge(matter.subject, textHash: matter.textHash, by: reader)

        let count = try #require(try office.readingCounts(for: .console).first)
        #expect(count.askedCount == 2 && count.missing.map(\.name) == ["上野"])
        let head = Viewer(person: nil, roles: [.sectionHead], units: [other])
        #expect(try office.readingCounts(for: head).first?.askedCount == 0, "a section head counts their own")
        #expect(throws: Problem.self) { try office.readingCounts(for: reader) }

        let rules = try #require(
            try office.assess(on: office.today).verdict("SEED-6(3)-a"))
        #expect(rules.counts == SubjectCounts(met: 1, undetermined: 2), "the one on leave is not counted")
    }

    @Test func `nobody confirms for another, and the configurator reads nothing`() throws {
        let place = try Place(.sqlite)
        let office = place.office
        let (one, two) = (
            try person(place, "石田", number: "1", unit: nil), try person(place, "上野", number: "2", unit: nil)
        )
        try office.create(Self.notices.definition, notice("守ること。"), by: .console)
        let matter = try #require(try office.readings(for: one).first)
        let register = Acknowledgement.register
        let forged = Acknowledgement(
            title: "守ること", notice: Link(matter.subjectID), textHash: matter.textHash,
            person: Link(try #require(two.person)), acknowledgedOn: office.today)
        #expect(throws: Problem.self) {
            try office.create(register.definition, register.values(forged), by: one)
        }
        let configurator = Viewer(person: two.person, roles: [.configurator], units: [])
        #expect(try office.readings(for: configurator).isEmpty)
        #expect(throws: Problem.self) {
            try office.acknowledge(matter.subject, textHash: matter.textHash, by: configurator)
        }
    }

    @Test func `somebody tells in a few words, and only the office makes something of it`() throws {
        let place = try Place(.sqlite)
        let office = place.office
        let unit = try place.unit("診療所")
        let staff = try person(place, "石田", number: "1", unit: unit)
        #expect(throws: Problems.self) { try office.tell(" 　", happened: "", place: "", by: staff) }
        let id = try office.tell("見慣れない画面が出た\nすぐ閉じた", happened: "", place: "受付", by: staff)
        let told = try #require(try office.openReports(for: .console).first)
        #expect(told.id == id && told.report.unit?.id == unit && told.report.happened == nil)
        let other = Viewer(person: nil, roles: [.staff], units: [])
        #expect(try office.openReports(for: other).isEmpty, "what somebody told is not for everybody")
        #expect(try office.openReports(for: staff).count == 1)
        let register = EventReport.register
        #expect(throws: Problem.self) {
            try office.change(
                register.definition, id: id, register.values(told.report), expected: nil, by: staff)
        }
    }

    @Test func `an answer that would change nothing is refused, and says where to go`() throws {
        let place = try Place(.sqlite)
        let draft = AnswerDraft(outcome: .done, doneOn: place.office.today, reason: "見た。")
        do {
            try place.office.record(draft, for: "SEED-2(4)", by: .console)
            Issue.record("registers answer this one")
        } catch let problem as Problem {
            #expect(problem.code == "answer.no-effect")
        }
    }
}

extension ReadingMatter {
    fileprivate var subjectID: Identifier {
        switch subject {
        case .notice(let id), .revision(let id): id
        }
    }
}
