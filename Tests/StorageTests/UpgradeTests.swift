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

    @Test(arguments: StorageEngine.allCases)
    func `all that the release before the inventory held opens, is as it was, and verifies`(
        on engine: StorageEngine
    ) throws {
        let place = try engine.emptyPlace()
        let folder = NSTemporaryDirectory() + "toride-upgrade-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let earlier = try EarlierRelease.registers(EarlierRelease.beforeInventory)
        #expect(earlier.count == 20 && AllRegisters.definitions.count >= 20 + 32)
        let before = try TestOrganization(place.open(), registers: earlier, folder: folder)
        let written = try Self.live(before, earlier)
        try before.store.writeCheckpoint()
        let root = try before.database.read { try LedgerReader($0).root }

        let now = try TestOrganization(place.open(), seed: 2, folder: folder)
        #expect(try Self.holds(now))
        #expect(try now.database.read { try LedgerReader($0).root } == root, "opening writes no entry")
        for register in earlier {
            let today = try #require(AllRegisters.named(register.name))
            let rows = try now.database.read { connection in
                try (written[register.name] ?? []).map { record in
                    try RecordReader(connection, viewer: .console).row(today, id: record.id)?.values
                }
            }
            for (values, record) in zip(rows, written[register.name] ?? []) {
                let values = try #require(values)
                for (field, value) in zip(register.fields, record.values) {
                    let index = try #require(today.index(of: field.column))
                    #expect(values[index] == value, "\(register.name).\(field.column)")
                }
            }
        }
        // Every old register takes a version of today's shape on top of one of yesterday's.
        try now.store.commit.perform(actor: nil) { writer in
            for register in earlier {
                guard let today = AllRegisters.named(register.name), let id = written[register.name]?.last?.id
                else { continue }
                let row = try RecordReader(writer.transaction, viewer: .console).row(today, id: id)
                try writer.change(today, id: id, row?.values ?? [])
            }
        }
        #expect(try Self.holds(now))
        withExtendedLifetime(place) {}
    }

    /// Five records of each register, some changed and one closed, as of the earlier release.
    private static func live(
        _ organization: TestOrganization, _ registers: [RegisterDefinition]
    ) throws -> [String: [(id: Identifier, values: [StoredValue])]] {
        let source = SeededSource(seed: 318)
        var written: [String: [(id: Identifier, values: [StoredValue])]] = [:]
        for register in registers {
            for number in 0..<6 {
                let links = written.mapValues { $0.map(\.id) }
                let values = EarlierRelease.values(register, source, number, links: links)
                let changed = EarlierRelease.values(register, source, 100 + number, links: links)
                let isChanged = number % 2 == 0
                let id = try organization.store.commit.perform(actor: nil) { writer in
                    let id = try writer.create(register, values).id
                    if isChanged { try writer.change(register, id: id, changed) }
                    if number == 5 { try writer.close(register, id: id) }
                    return id
                }
                if number < 5 {
                    written[register.name, default: []].append((id, isChanged ? changed : values))
                }
            }
        }
        return written
    }

    private static func holds(_ organization: TestOrganization) throws -> Bool {
        try organization.database.read {
            try StoredVerification(
                $0, registers: AllRegisters.definitions, origin: organization.store.origin
            ).report().holds
        }
    }
}
