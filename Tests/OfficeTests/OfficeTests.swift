import Database
import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import Synchronization
import TestSupport
import Testing

/// What a person may do: each act with its permission, its change and its entry.
@Suite struct OfficeTests {
    /// An office on a day that the test sets.
    struct Place {
        let office: Office
        let day: Mutexed

        final class Mutexed: Sendable {
            private let moment = Mutex(Instant(iso: "2026-06-01T09:00") ?? Instant(microseconds: 0))
            var now: Instant {
                moment.withLock { moment in
                    moment = moment.adding(seconds: 1)
                    return moment
                }
            }
            func move(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
            func set(_ iso: String) { if let new = Instant(iso: iso) { moment.withLock { $0 = new } } }
        }

        static let content = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Content").path

        init(_ engine: StorageEngine) throws {
            let clock = Mutexed()
            day = clock
            let folder = NSTemporaryDirectory() + "toride-office-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            let store = try OrganizationStore(
                database: try engine.emptyDatabase(), folder: folder, registers: AllRegisters.definitions,
                surroundings: .seeded(7, now: { clock.now }))
            office = Office(
                store: store, catalogue: try Catalogue.load(fromFolder: Self.content + "/requirements"),
                criteria: try CriterionLibrary.load(fromFolder: Self.content + "/criteria"))
        }

        func adopt(_ name: String = "policy-first.txt") throws -> AdoptionResult {
            let bytes = try DurableFile.read(Self.content + "/demonstration/" + name)
            return try office.adopt(
                text: String(decoding: bytes, as: UTF8.self), fileName: name, fileBytes: bytes,
                facts: AdoptionFacts(),
                by: .console)
        }

        func unit(_ name: String) throws -> Identifier {
            let register = OrganizationUnit.register
            let unit = OrganizationUnit(name: name, keepsAssets: true)
            return try office.create(register.definition, register.values(unit), by: .console).id
        }
    }

    private static let assets = InformationAsset.register

    @Test(arguments: StorageEngine.allCases)
    func `a section head stays within the unit`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        func asset(_ name: String, _ keeper: Identifier) -> [StoredValue] {
            Self.assets.values(InformationAsset(name: name, keeper: Link(keeper)))
        }
        let mine = try place.office.create(Self.assets.definition, asset("自課の資産", own), by: head)
        let theirs = try place.office.create(Self.assets.definition, asset("他課の資産", other), by: .console)
        #expect(throws: Problem.self) {
            try place.office.create(Self.assets.definition, asset("よその資産", other), by: head)
        }
        #expect(throws: Problem.self) {
            try place.office.change(
                Self.assets.definition, id: theirs.id, asset("奪う", own), expected: nil, by: head)
        }
        #expect(throws: Problem.self) {
            try place.office.change(
                Self.assets.definition, id: mine.id, asset("渡す", other), expected: nil, by: head)
        }
        #expect(throws: Problem.self) {
            try place.office.close(Self.assets.definition, id: theirs.id, expected: nil, by: head)
        }
        try place.office.store.database.read { (connection) throws -> Void in
            let reader = RecordReader(connection, viewer: head)
            #expect(try reader.page(Self.assets.definition, ListQuery()).rows.map(\.id) == [mine.id])
            #expect(try reader.count(Self.assets.definition) == 1)
            #expect(try reader.row(Self.assets.definition, id: theirs.id) == nil)
            #expect(try reader.versions(Self.assets.definition, id: theirs.id).isEmpty)
            #expect(try reader.labels(Self.assets.definition, ids: [theirs.id.text]).isEmpty)
            #expect(try reader.page(Self.assets.definition, ListQuery(words: ["他課"])).total == 0)
        }
    }

    @Test func `only a role that is declared may write`() throws {
        let place = try Place(.sqlite)
        let site = Site.register.values(Site(name: "施設"))
        for role in SoftwareRole.allCases where role != .office {
            #expect(throws: Problem.self, "\(role)") {
                let viewer = Viewer(person: nil, roles: [role], units: [])
                try place.office.create(Site.register.definition, site, by: viewer)
            }
        }
        try place.office.create(
            Site.register.definition, site, by: Viewer(person: nil, roles: [.office], units: []))
        let configurator = Viewer(person: nil, roles: [.configurator], units: [])
        try place.office.store.database.read { (connection) throws -> Void in
            let reader = RecordReader(connection, viewer: configurator)
            #expect(try reader.count(InformationAsset.register.definition) == 0)
            #expect(try reader.count(PolicyRevision.register.definition) == 0)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `what a person decided of bindings outlives a revision`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let first = try place.adopt()
        #expect(first.unknown == ["決裁日", "施行日", "定めた機関", "公表日"])
        let bindings = try place.office.bindings(of: first.revision)
        // Of clauses whose words the second revision leaves as they are.
        let lasting = bindings.filter { ["2(1)", "2(2)"].contains($0.binding.clause) }
        let (kept, dropped) = (try #require(lasting.first), try #require(lasting.last))
        #expect(kept.id != dropped.id)
        try place.office.setBinding(
            kept.id, state: .confirmed, clause: nil, expected: kept.fromSeq, by: .console)
        try place.office.setBinding(
            dropped.id, state: .removed, clause: nil, expected: dropped.fromSeq, by: .console)
        let second = try place.adopt("policy-revised.txt")
        #expect(second.keptCount == 2)
        let after = try place.office.bindings(of: second.revision).map(\.binding)
        func state(_ binding: ClauseBinding) -> ClauseBinding.State? {
            after.first { $0.requirement == binding.requirement && $0.clause == binding.clause }?.state
        }
        #expect(state(kept.binding) == .confirmed && state(dropped.binding) == .removed)
    }

    @Test func `a decision follows its clause by the words and not by the number`() throws {
        let place = try Place(.sqlite)
        let head = "みずかげ組合情報方針\n\n1 目的\n情報資産を守る。\n"
        let training = "情報セキュリティの教育を、全ての職員に毎年行う。\n"
        let audit = "独立した者が、監査を毎年行う。\n"
        func adopt(_ text: String) throws -> AdoptionResult {
            try place.office.adopt(
                text: text, fileName: "a.txt", fileBytes: Array(text.utf8), facts: AdoptionFacts(),
                by: .console)
        }
        func decided(_ result: AdoptionResult) throws -> [String] {
            try place.office.bindings(of: result.revision).map(\.binding).filter {
                $0.requirement == "SEED-10-b" || $0.requirement == "SEED-2(5)"
            }.map { "\($0.requirement) \($0.clause) \($0.state.rawValue)" }.sorted()
        }
        let first = try adopt(head + "2 教育\n\(training)3 監査\n\(audit)")
        for (requirement, clause) in [("SEED-10-b", "2"), ("SEED-2(5)", "3")] {
            try place.office.bind(
                requirement: requirement, clause: clause, revision: first.revision, by: .console)
        }
        let second = try adopt(head + "2 体制\n責任者を置く。\n3 教育\n\(training)4 監査\n\(audit)")
        #expect(try decided(second) == ["SEED-10-b 3 confirmed", "SEED-2(5) 4 confirmed"])
        #expect(second.keptCount == 2)
        let third = try adopt(head + "2 体制\n責任者を置く。\n3 教育\n\(training)4 監査\n独立した者が、監査を隔年で行う。\n")
        #expect(try decided(third) == ["SEED-10-b 3 confirmed", "SEED-2(5) 4 proposed"])
        #expect(third.keptCount == 1)
    }

    @Test func `an answer needs its day, its proof and its reason`() throws {
        let place = try Place(.sqlite)
        let needing = place.office.catalogue.judged.first { $0.needsEvidence }
        let requirement = try #require(needing).id.rawValue
        let today = place.office.today
        func refusal(_ draft: AnswerDraft) -> String? {
            do { try place.office.record(draft, for: requirement, by: .console) } catch let error as Problems
            {
                return error.all[0].code
            } catch { return "\(error)" }
            return nil
        }
        #expect(refusal(AnswerDraft(outcome: .done, doneOn: today.adding(days: 1))) == "answer.future")
        #expect(refusal(AnswerDraft(outcome: .done, doneOn: today)) == "answer.evidence")
        #expect(refusal(AnswerDraft(outcome: .notApplicable, doneOn: today)) == "answer.reason")
        let file = UploadedFile(name: "..\\..\\報告.txt", bytes: Array("報告".utf8))
        #expect(file.name == "報告.txt")
        #expect(refusal(AnswerDraft(outcome: .done, doneOn: today, file: file)) == nil)
        #expect(try Backup.missingFiles(place.office.store).isEmpty)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what held and what was known are two questions`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        _ = try place.adopt()
        let requirement = try #require(
            place.office.catalogue.judged.first { each in
                if case .question(let question) = each.criterion {
                    question.validity == .fiscalYear
                } else {
                    false
                }
            })
        place.day.set("2026-07-01T09:00")
        let before = place.office.store.surroundings.now()
        place.day.set("2026-07-10T09:00")
        let day = try #require(Day(iso: "2026-06-20"))
        let file = UploadedFile(name: "a.txt", bytes: [1])
        try place.office.record(
            AnswerDraft(outcome: .done, doneOn: day, reason: "実施", file: file), for: requirement.id.rawValue,
            by: .console)
        func verdict(on day: Day, known: Instant?) throws -> Verdict? {
            let size = try place.office.ledgerSize(at: known)
            return try place.office.assess(on: day, knownSize: size).verdict(requirement.id)?.verdict
        }
        #expect(try verdict(on: day.adding(days: 1), known: nil) == .met)
        #expect(try verdict(on: day.adding(days: 1), known: before) == .undetermined, "nobody knew of it yet")
        #expect(try verdict(on: day.adding(days: -5), known: nil) != .met, "it had not been done yet")
    }

    @Test(arguments: StorageEngine.allCases)
    func `what is computed again equals what is computed anew`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        _ = try place.adopt()
        let source = SeededSource(seed: 99)
        let units = try (0..<3).map { try place.unit("課 \($0)") }
        for round in 0..<12 {
            switch source.below(3) {
            case 0:
                let asset = InformationAsset(
                    name: "資産 \(round)", keeper: Link(source.pick(units)),
                    confidentiality: source.below(2) == 0 ? nil : .level2, confidentialityReason: "理由")
                try place.office.create(Self.assets.definition, Self.assets.values(asset), by: .console)
            case 1:
                let appointment = Appointment(
                    role: source.pick(SecurityRole.allCases), startsOn: place.office.today)
                try place.office.create(
                    Appointment.register.definition, Appointment.register.values(appointment), by: .console)
            default:
                let asked = place.office.catalogue.judged[source.below(40)]
                _ = try? place.office.record(
                    AnswerDraft(outcome: .notDone, doneOn: place.office.today, reason: "まだ"),
                    for: asked.id.rawValue,
                    by: .console)
            }
            let fresh = Office(
                store: place.office.store, catalogue: place.office.catalogue, criteria: place.office.criteria)
            let day = place.office.today.adding(days: source.below(60))
            let (kept, anew) = (try place.office.assess(on: day), try fresh.assess(on: day))
            #expect(kept.verdicts == anew.verdicts, "round \(round)")
        }
    }

    @Test func `a setup with a mistake keeps nothing and one without keeps all`() throws {
        let place = try Place(.sqlite)
        var setup = FirstSetup(
            organization: "試験組合", kind: .association, units: ["総務課", "", "総務課"], name: "", login: "aoki",
            password: Secret("青い空と白い雲と緑の山と川"), people: [("石田 一郎", "総務課")])
        #expect(throws: Problems.self) { try place.office.setUp(setup) }
        #expect(try place.office.needsSetup())
        #expect(try place.office.profile() == nil)
        setup.name = "青木 春子"
        try place.office.setUp(setup)
        #expect(try !place.office.needsSetup())
        #expect(try place.office.profile()?.name == "試験組合")
        #expect(throws: Problem.self) { try place.office.setUp(setup) }
        try place.office.store.database.read { (connection) throws -> Void in
            let reader = RecordReader(connection, viewer: .console)
            #expect(try reader.count(Person.register.definition) == 2)
            #expect(try reader.count(OrganizationUnit.register.definition) == 1)
        }
    }
}
