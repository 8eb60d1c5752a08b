import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// アカウントの棚卸: decided by the head of the holder's unit, and each end proved.
@Suite struct AccountRoundTests {
    typealias Scene = RoundTests.Scene
    static let accounts = SystemAccount.register

    private static func account(
        _ scene: Scene, _ login: String, _ system: Identifier, person: Identifier? = nil,
        keeper: Identifier? = nil, isPrivileged: Bool = false, isDisabled: Bool? = nil
    ) throws -> Identifier {
        try scene.office.create(
            accounts.definition,
            accounts.values {
                $0.login = login
                $0.system = Link(system)
                $0.person = person.map { Link($0) }
                $0.kind = person == nil ? .shared : .personal
                $0.keeper = keeper.map { Link($0) }
                $0.isPrivileged = isPrivileged
                $0.isDisabled = isDisabled
                $0.startsOn = Day(iso: "2026-04-01")
            }, by: .console
        ).id
    }

    private static func start(
        _ scene: Scene, _ kind: ConfirmationRound.Kind, system: Identifier? = nil
    ) throws -> RoundState {
        let started = try scene.office.start(
            RoundDraft(title: kind.title, kind: kind, system: system, dueOn: scene.office.today),
            by: scene.clerk)
        return try scene.office.round(started.id, for: scene.clerk)
    }

    @Test(arguments: StorageEngine.allCases)
    func `the holder's head decides, and an end counts only once it is proved`(on engine: StorageEngine)
        throws
    {
        let scene = try Scene(engine)
        let office = scene.office
        let systems = InformationSystem.register
        func system(_ name: String) throws -> Identifier {
            try office.create(systems.definition, systems.values { $0.name = name }, by: .console).id
        }
        let (finance, other) = (try system("財務"), try system("給与"))
        let mine = try Self.account(scene, "s1", finance, person: scene.head.person, keeper: scene.other)
        let shared = try Self.account(scene, "kyoyo", finance, keeper: scene.own, isPrivileged: true)
        _ = try Self.account(scene, "stopped", finance, keeper: scene.own, isDisabled: true)
        _ = try Self.account(scene, "elsewhere", other, keeper: scene.own)
        let privileged = try Self.start(scene, .privilegedAccounts)
        #expect(try office.confirmationList(privileged.lists[0].id, for: scene.head).rows.count == 1)

        let round = try Self.start(scene, .accounts, system: finance)
        #expect(round.lists.map(\.list.unit.id) == [scene.own], "the holder's unit, not the keeper's")
        let list = round.lists[0].id
        let state = try office.confirmationList(list, for: scene.head)
        #expect(state.rows.map(\.row.label) == ["kyoyo（財務）", "s1（財務）"])
        let row = try #require(state.rows.first { $0.row.subject == mine.text })
        #expect(throws: Problem.self, "an inventory's answer is none here") {
            try office.answer([row.id: RowAnswer(.gone, way: .lost)], in: list, by: scene.head)
        }
        try office.answer([row.id: RowAnswer(.end, note: "異動")], in: list, by: scene.head)
        let proof = EndProof(
            endedOn: office.today, file: UploadedFile(name: "一覧.txt", bytes: Array("停止済み".utf8)))
        #expect(throws: Problem.self, "before the signature nothing ends") {
            try office.prove(proof, of: row.id, by: scene.clerk)
        }
        try scene.sign(list, scene.head)
        #expect(try scene.now(Self.accounts, mine).reviewResult == .end)
        #expect(try scene.now(Self.accounts, shared).reviewResult == .goesOn)
        #expect(try scene.now(Self.accounts, shared).reviewedOn == office.today)
        func reasons() throws -> String {
            try office.assess(on: office.today).verdict("SEED-6(4)-b")?.subjects.map(\.reason).joined() ?? ""
        }
        #expect(try reasons().contains("終了した証明がありません"))
        #expect(try office.round(round.id, for: scene.clerk).unended.count == 1)
        let matters = try office.homeMatters(for: scene.clerk).rounds.filter { $0.round == round.id }
        #expect(matters.count == 1)
        if case .unended(let count) = matters.first?.kind {
            #expect(count == 1)
        } else {
            Issue.record("no end")
        }

        try Self.prove(proof, of: row.id, mine, scene)
        #expect(try !reasons().contains("終了した証明がありません"))
        #expect(try office.verifyLedger(by: .console).holds)
    }

    /// Everything that is refused, then the proof.
    private static func prove(
        _ proof: EndProof, of row: Identifier, _ account: Identifier, _ scene: Scene
    ) throws {
        let office = scene.office
        #expect(throws: Problem.self, "a head proves nothing") {
            try office.prove(proof, of: row, by: scene.head)
        }
        #expect(throws: Problems.self, "neither file nor paper") {
            try office.prove(EndProof(endedOn: office.today), of: row, by: scene.clerk)
        }
        #expect(throws: Problems.self, "not before it ends") {
            try office.prove(
                EndProof(endedOn: office.today.adding(days: 1), place: "書庫"), of: row, by: scene.clerk)
        }
        #expect(throws: Problems.self, "not before it began") {
            try office.prove(
                EndProof(endedOn: Day(iso: "2026-03-31") ?? office.today, place: "書庫"), of: row,
                by: scene.clerk)
        }
        try office.prove(proof, of: row, by: scene.clerk)
        let ended = try scene.now(accounts, account)
        #expect(ended.isDisabled == true && ended.endsOn == office.today)
        let kept = try scene.now(ConfirmationRow.register, row)
        #expect(kept.endedBy?.id == scene.clerk.person && kept.endedOn == office.today)
        let file = try office.evidenceFile(try #require(kept.endProof).id, for: scene.clerk)
        #expect(String(decoding: file.bytes, as: UTF8.self) == "停止済み")
        #expect(throws: Problem.self, "once") { try office.prove(proof, of: row, by: scene.clerk) }
    }
}
