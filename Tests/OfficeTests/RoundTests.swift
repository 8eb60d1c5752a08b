import AuditLedger
import Duties
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// 棚卸: lists frozen, answered, signed, sent back, sampled and closed.
@Suite struct RoundTests {
    typealias Place = OfficeTests.Place
    static let assets = InformationAsset.register
    static let devices = Device.register

    /// Two units with their heads and what they keep.
    struct Scene {
        let place: Place
        let (own, other): (Identifier, Identifier)
        let (head, otherHead): (Viewer, Viewer)
        let clerk: Viewer
        var office: Office { place.office }

        init(_ engine: StorageEngine) throws {
            place = try Place(engine)
            (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
            let people = Person.register
            let office = place.office
            func person(_ name: String, _ unit: Identifier) throws -> Identifier {
                try office.create(
                    people.definition,
                    people.values(Person(name: name, unit: Link(unit), employment: .regular)), by: .console
                ).id
            }
            head = Viewer(person: try person("青木", own), roles: [.sectionHead], units: [own])
            otherHead = Viewer(person: try person("大野", other), roles: [.sectionHead], units: [other])
            clerk = Viewer(person: try person("森田", own), roles: [.office], units: [])
        }

        @discardableResult
        func asset(_ name: String, _ unit: Identifier, isRated: Bool = true) throws -> Identifier {
            try office.create(
                RoundTests.assets.definition,
                RoundTests.assets.values(
                    InformationAsset(
                        name: name, keeper: Link(unit), confidentiality: isRated ? .level2 : nil,
                        confidentialityReason: "公表前のため", integrity: .level1, integrityReason: "直せば足りるため",
                        availability: .level1, availabilityReason: "待てるため",
                        classifiedOn: Day(iso: "2025-05-01"))), by: .console
            ).id
        }

        @discardableResult
        func device(_ name: String, _ unit: Identifier, state: DeviceState? = nil) throws -> Identifier {
            try office.create(
                RoundTests.devices.definition,
                RoundTests.devices.values {
                    $0.name = name
                    $0.keeper = Link(unit)
                    $0.state = state
                }, by: .console
            ).id
        }

        func start(
            registers: [String] = [InformationAsset.registerName, Device.registerName], sampleSize: Int = 2
        ) throws -> (round: Identifier, mine: Identifier, theirs: Identifier) {
            let started = try office.start(
                RoundDraft(
                    title: "令和8年度の棚卸", registers: registers, dueOn: office.today.adding(days: 30),
                    sampleSize: sampleSize), by: clerk)
            let lists = try office.round(started.id, for: clerk).lists
            let mine = try #require(lists.first { $0.list.unit.id == own })
            let theirs = try #require(lists.first { $0.list.unit.id == other })
            return (started.id, mine.id, theirs.id)
        }

        func sign(_ list: Identifier, _ head: Viewer) throws {
            try office.sign(list, hash: try office.confirmationList(list, for: head).hash, by: head)
        }

        func now<Owner: Record>(_ register: Register<Owner>, _ id: Identifier) throws -> Owner {
            let row = try office.store.database.read {
                try RecordReader($0, viewer: .console).row(register.definition, id: id)
            }
            return try register.record(try #require(row).values)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a list is frozen, answered by its own head alone, and signed`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let same = try scene.asset("文書", scene.own)
        let unrated = try scene.asset("名簿", scene.own, isRated: false)
        let moved = try scene.device("PC-1", scene.own)
        try scene.device("PC-0", scene.own, state: .disposed)
        let theirs = try scene.asset("出動記録", scene.other)
        #expect(throws: Problem.self, "a head starts none") {
            try office.start(
                RoundDraft(
                    title: "勝手な棚卸", registers: [InformationAsset.registerName], dueOn: office.today),
                by: scene.head)
        }
        let (round, mine, other) = try scene.start()
        let state = try office.confirmationList(mine, for: scene.head)
        #expect(state.rows.map(\.row.label) == ["名簿", "文書", "PC-1"])
        #expect(state.list.frozenCount == 3, "what was disposed of is asked no more")
        #expect(throws: Problem.self, "another unit's list is not there") {
            try office.confirmationList(other, for: scene.head)
        }
        #expect(throws: Problem.self) { try office.answer([:], in: other, by: scene.head) }
        #expect(throws: Problem.self, "the office signs nobody's list") {
            try office.sign(mine, hash: state.hash, by: scene.clerk)
        }
        #expect(throws: Problem.self, "auditors read") {
            try office.answer(
                [:], in: mine, by: Viewer(person: nil, roles: [.auditor], units: [scene.own]))
        }
        let auditor = Viewer(person: nil, roles: [.auditor], units: [])
        #expect(try office.round(round, for: auditor).lists.count == 2)
        #expect(throws: Problem.self, "a head does not see the round, nor its seed") {
            try office.round(round, for: scene.head)
        }
        let configurator = Viewer(person: nil, roles: [.configurator], units: [])
        #expect(throws: Problem.self) { try office.confirmationList(mine, for: configurator) }

        let row = try #require(state.rows.first { $0.row.subject == moved.text })
        try office.answer([row.id: RowAnswer(.gone, way: .moved, note: "本部へ")], in: mine, by: scene.head)
        #expect(throws: Problem.self, "what was seen is another list by now") {
            try office.sign(mine, hash: state.hash, by: scene.head)
        }
        let signed = try office.sign(
            mine, hash: try office.confirmationList(mine, for: scene.head).hash, by: scene.head)
        #expect(signed == (3, 1, 1))
        #expect(try scene.now(Self.assets, same).classifiedOn == office.today)
        #expect(
            try scene.now(Self.assets, unrated).classifiedOn == Day(iso: "2025-05-01"),
            "what lacks a value cannot be the same")
        #expect(try scene.now(Self.assets, theirs).classifiedOn == Day(iso: "2025-05-01"))
        #expect(try scene.now(Self.devices, moved).confirmedOn == nil, "what is gone was not seen")
        let list = try office.confirmationList(mine, for: scene.head).list
        #expect(list.signedName == "青木" && list.signedCount == 3 && list.signedOn == office.today)
        #expect(list.signedHash?.count == 64)
        #expect(throws: Problem.self, "a signed list is closed to its head") {
            try office.answer([row.id: RowAnswer(.same)], in: mine, by: scene.head)
        }
        #expect(try office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what came, changed and ended since the list was frozen is said by the register itself`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let changed = try scene.asset("文書", scene.own)
        let ended = try scene.asset("名簿", scene.own)
        let still = try scene.asset("様式", scene.own)
        try scene.asset("出動記録", scene.other)
        let (_, mine, _) = try scene.start(registers: [InformationAsset.registerName])
        let frozen = try office.confirmationList(mine, for: scene.head).list
        try office.change(
            Self.assets.definition, id: changed,
            Self.assets.values(try scene.now(Self.assets, changed)).enumerated().map {
                $0 == 0 ? .text("文書（改）") : $1
            }, expected: nil, by: scene.head)
        try office.close(Self.assets.definition, id: ended, expected: nil, by: scene.head)
        try scene.asset("新しい台帳", scene.own)
        let state = try office.confirmationList(mine, for: scene.head)
        func answer(_ id: Identifier) -> ConfirmationRow.Answer? {
            state.rows.first { $0.row.subject == id.text }?.answer(in: .inventory)
        }
        #expect(answer(changed) == .changed && answer(ended) == .gone && answer(still) == .same)
        #expect(state.fresh.map(\.label) == ["新しい台帳"] && state.rows.count == 3)
        #expect(state.list.frozenHash == frozen.frozenHash, "the frozen list stays as it was")
        #expect(
            state.problems.map(\.code) == ["round.way"], "what ended has to be explained: \(state.problems)")
        let rows = state.rows
        let endedRow = try #require(rows.first { $0.row.subject == ended.text })
        let stillRow = try #require(rows.first { $0.row.subject == still.text })
        try office.answer(
            [
                endedRow.id: RowAnswer(.gone, way: .disposed), stillRow.id: RowAnswer(.changed),
            ], in: mine, by: scene.head)
        #expect(throws: Problems.self, "said to have changed, and the register says the same") {
            try scene.sign(mine, scene.head)
        }
        try office.answer([stillRow.id: RowAnswer(.same)], in: mine, by: scene.head)
        try scene.sign(mine, scene.head)
        let after = try office.confirmationList(mine, for: scene.head)
        #expect(after.rows.count == 4 && after.rows.last?.row.answer == .new)
        #expect(after.list.signedCount == 4 && after.list.frozenCount == 3)

        try office.sendBack(mine, because: "数が合わない", by: scene.clerk)
        let back = try office.confirmationList(mine, for: scene.head)
        #expect(back.list.signedOn == nil && back.list.sentBackReason == "数が合わない")
        #expect(back.rows.count == 3 && back.fresh.count == 1, "what is new is found anew")
        try scene.sign(mine, scene.head)
        #expect(try office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a loss is told at once and once, and the machine is marked`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let machine = try scene.device("PC-7", scene.own)
        try scene.device("PC-8", scene.other)
        let (_, mine, _) = try scene.start()
        let row = try #require(try office.confirmationList(mine, for: scene.head).rows.first)
        let lost = [row.id: RowAnswer(.gone, way: .lost, note: "机の中にない")]
        #expect(try office.answer(lost, in: mine, by: scene.head) == 1)
        #expect(try office.answer(lost, in: mine, by: scene.head) == 0)
        let reports = try office.openReports(for: .console)
        #expect(reports.count == 1 && reports[0].report.what.contains("PC-7"))
        #expect(reports[0].report.unit?.id == scene.own)
        #expect(try scene.now(Self.devices, machine).state == .lost)
        try scene.sign(mine, scene.head)
        #expect(
            try office.confirmationList(mine, for: scene.head).rows[0].row.report?.id == reports[0].id)
    }

    @Test func `the sample is the same for the same seed, in whatever order, and another for another`() {
        let rows = (0..<300).map {
            Identifier(
                at: Instant(microseconds: Int64($0) * 1_000),
                random: Array(repeating: UInt8($0 % 251), count: 10))
        }
        let drawn = RoundSample.draw(12, of: rows, seed: "a")
        #expect(drawn.count == 12 && Set(drawn).count == 12)
        #expect(RoundSample.draw(12, of: rows.reversed(), seed: "a") == drawn)
        #expect(RoundSample.draw(12, of: rows, seed: "b") != drawn)
        #expect(RoundSample.draw(5, of: rows, seed: "a") == Array(drawn.prefix(5)))
        #expect(RoundSample.draw(9, of: Array(rows.prefix(3)), seed: "a").count == 3)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a round is sampled by somebody else, and closed with its proof`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        for name in ["甲", "乙", "丙"] { try scene.asset(name, scene.own) }
        try scene.asset("丁", scene.other)
        let (round, mine, other) = try scene.start(sampleSize: 4)
        let drawn = try office.round(round, for: scene.clerk).sample
        #expect(drawn.count == 4)
        let unsigned = try #require(drawn.first { $0.row.list.id == other })
        #expect(throws: Problem.self, "nothing is checked before it is signed") {
            try office.check(unsigned.id, in: round, .agrees, note: "", by: scene.clerk)
        }
        try scene.sign(mine, scene.head)
        #expect(
            try office.round(round, for: scene.clerk).sample.map(\.id) == drawn.map(\.id),
            "the sample does not move")
        let row = try #require(drawn.first { $0.row.list.id == mine })
        let both = Viewer(person: scene.head.person, roles: [.sectionHead, .office], units: [scene.own])
        #expect(throws: Problem.self, "nobody checks what they signed") {
            try office.check(row.id, in: round, .agrees, note: "", by: both)
        }
        #expect(throws: Problem.self) {
            try office.check(row.id, in: round, .agrees, note: "", by: scene.head)
        }
        #expect(throws: Problems.self, "a difference is described") {
            try office.check(row.id, in: round, .differs, note: "", by: scene.clerk)
        }
        let auditor = Viewer(person: nil, roles: [.auditor], units: [])
        try office.check(row.id, in: round, .differs, note: "棚が違う", by: auditor)
        let checked = try office.round(round, for: auditor).sample.first { $0.id == row.id }?.row
        #expect(checked?.checkResult == .differs && checked?.checkedOn == office.today)

        #expect(throws: Problem.self, "auditors close nothing") {
            try office.close(round: round, note: "", by: auditor)
        }
        #expect(throws: Problems.self, "what is open needs a word") {
            try office.close(round: round, note: "", by: scene.clerk)
        }
        try office.close(round: round, note: "消防署は災害対応のため", by: scene.clerk)
        let closed = try office.round(round, for: scene.clerk).round
        let evidence = try #require(closed.evidence)
        let file = try office.evidenceFile(evidence.id, for: scene.clerk)
        let text = String(decoding: file.bytes, as: UTF8.self)
        for word in ["青木", "甲", "棚が違う", "署名なし", closed.seed] { #expect(text.contains(word), "\(word)") }
        #expect(throws: Problem.self) { try scene.sign(other, scene.otherHead) }
        let verdict = try #require(try office.assess(on: office.today).verdict("SEED-2(3)"))
        #expect(verdict.verdict == .notMet && verdict.reason.contains("消防署"), "\(verdict.reason)")
        #expect(try office.verifyLedger(by: .console).holds)
    }

    @Test func `what a round lacks is named by its field`() throws {
        let scene = try Scene(.sqlite)
        func codes(_ draft: RoundDraft) -> [String] {
            do {
                _ = try scene.office.start(draft, by: scene.clerk)
                return []
            } catch let problems as Problems {
                return problems.all.compactMap(\.field)
            } catch let problem as Problem {
                return [problem.code]
            } catch {
                return ["\(error)"]
            }
        }
        let yesterday = scene.office.today.adding(days: -1)
        #expect(
            codes(RoundDraft(title: "　", dueOn: yesterday, sampleSize: 999))
                == ["title", "registers", "due_on", "sample_size"])
        #expect(
            codes(
                RoundDraft(
                    title: "空", registers: [InformationAsset.registerName], dueOn: scene.office.today))
                == ["round.nothing"])
    }
}
