import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// 情報システム as the release before the inventory declared it.
private struct EarlierSystem: Record {
    let name: String
    let owner: Link<OrganizationUnit>?
    let network: Link<Network>?
    let contract: Link<Contract>?
    let purpose: String?
    let renewsOn: Day?
    let inServiceBefore20270701: Bool?
    let note: String?

    static let registerName = "information-systems"
    static let register = Register<Self>("情報システム", clauses: ["2"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed().unique()
        Field("owner", \.owner, "所管所属")
        Field("network", \.network, "置かれるネットワーク")
        Field("contract", \.contract, "保守の契約")
        Field("purpose", \.purpose, "用途").long()
        Field("renews_on", \.renewsOn, "更新予定日")
        Field("in_service_before_20270701", \.inServiceBefore20270701, "令和9年7月1日より前から使用")
        Field("note", \.note, "備考").long()
    } access: {
        Read(.office)
        Write(.office)
    }
}

/// An organization that worked with the nine registers of the release before opens with all of today's.
@Suite struct UpgradeTests {
    private static let earlier: [RegisterDefinition] = [
        OrganizationUnit.register.definition, Site.register.definition, Person.register.definition,
        EarlierSystem.register.definition, Evidence.register.definition, Answer.register.definition,
    ]

    @Test(arguments: StorageEngine.allCases)
    func `the inventory comes by itself, and what was written before verifies and can be changed`(
        on engine: StorageEngine
    ) throws {
        let place = try engine.emptyPlace()
        let folder = NSTemporaryDirectory() + "toride-upgrade-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let before = try TestOrganization(place.open(), registers: Self.earlier, folder: folder)
        let system = try before.store.commit.perform(actor: nil) { writer in
            let unit = try writer.create(
                OrganizationUnit.register.definition,
                OrganizationUnit.register.values(OrganizationUnit(name: "総務課", keepsAssets: true)))
            return try writer.create(
                EarlierSystem.register.definition,
                EarlierSystem.register.values {
                    $0.name = "財務会計"
                    $0.owner = Link(unit.id)
                    $0.renewsOn = Day(iso: "2028-04-01")
                }
            ).id
        }

        let now = try TestOrganization(place.open(), seed: 2, folder: folder)
        #expect(try Self.holds(now))
        let systems = InformationSystem.register
        let old = try now.database.read { connection in
            try RecordReader(connection, viewer: .console).row(systems.definition, id: system)
        }
        let record = try systems.record(try #require(old).values)
        #expect(record.name == "財務会計" && record.renewsOn?.iso == "2028-04-01")
        #expect(record.reviewedOn == nil && record.isThisSoftware == nil, "nobody has said these yet")
        let counts = try now.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            return try AllRegisters.definitions.map { try reader.count($0) }
        }
        #expect(counts.reduce(0, +) == 2, "every register is there, and the new ones are empty")

        try now.store.commit.perform(actor: nil) { writer in
            try writer.change(
                systems.definition, id: system,
                systems.values(InformationSystem(name: record.name, reviewedOn: Day(iso: "2026-11-01"))))
            _ = try writer.create(
                SystemAccount.register.definition,
                SystemAccount.register.values {
                    $0.login = "s1001"
                    $0.system = Link(system)
                })
        }
        #expect(try Self.holds(now))
        let again = try TestOrganization(place.open(), seed: 3, folder: folder)
        #expect(try Self.holds(again))
        let backups = try FileManager.default.contentsOfDirectory(atPath: folder + "/backups")
        #expect(backups.count == 1, "one copy before the upgrade, none after it: \(backups)")
        withExtendedLifetime(place) {}
    }

    private static func holds(_ organization: TestOrganization) throws -> Bool {
        try organization.database.read {
            try StoredVerification(
                $0, registers: AllRegisters.definitions, origin: organization.store.origin
            ).report().holds
        }
    }
}
