import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// A register as three releases declare it.
private struct Thing: Record {
    let name: String
    static let registerName = "things"
    static let register = Register<Self>("物", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
    } access: {
        Read(.office)
        Write(.office)
    }
}

private struct LaterThing: Record {
    let name: String
    let count: Int?
    let code: String?
    static let registerName = "things"
    static let register = Register<Self>("物", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
        Field("count", \.count, "数")
        Field("code", \.code, "符号").unique()
    } access: {
        Read(.office)
        Write(.office)
    }
}

private struct ChangedThing: Record {
    let name: Int
    static let registerName = "things"
    static let register = Register<Self>("物", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称")
    } access: {
        Read(.office)
    }
}

private struct DemandingThing: Record {
    let name: String
    let due: Day
    static let registerName = "things"
    static let register = Register<Self>("物", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称")
        Field("due", \.due, "期限")
    } access: {
        Read(.office)
    }
}

/// One database under several releases of the software.
@Suite struct SchemaTests {
    private func report(_ organization: TestOrganization) throws -> LedgerReport {
        try organization.database.read { connection in
            try StoredVerification(
                connection, registers: organization.store.registers, origin: organization.store.origin
            ).report()
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a field is added and what was written before still verifies`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let old = try TestOrganization(place.open(), registers: [Thing.register.definition])
        let row = try old.store.commit.perform(actor: nil) {
            try $0.create(Thing.register.definition, [.text("前")])
        }
        let later = LaterThing.register.definition
        let new = try TestOrganization(place.open(), seed: 2, registers: [later])
        try new.store.commit.perform(actor: nil) { writer in
            try writer.create(later, [.text("後"), .integer(3), .text("A")])
            try writer.change(later, id: row.id, [.text("前"), .integer(-1), .null])
        }
        let versions = try new.database.read {
            try RecordReader($0, viewer: .console).versions(later, id: row.id)
        }
        #expect(
            versions.map(\.values) == [[.text("前"), .null, .null], [.text("前"), .integer(-1), .null]])
        let report = try report(new)
        #expect(report.holds, "\(report.findings)")
        let shape = try new.database.read { try $0.integer("SELECT MAX(shape) FROM ledger_shapes") }
        #expect(shape == 2)
        withExtendedLifetime(place) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a unique field that is added is unique`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        _ = try TestOrganization(place.open(), registers: [Thing.register.definition])
        let later = LaterThing.register.definition
        let new = try TestOrganization(place.open(), seed: 2, registers: [later])
        try new.store.commit.perform(actor: nil) {
            try $0.create(later, [.text("一"), .null, .text("A")])
        }
        #expect(throws: DatabaseError.self) {
            try new.store.commit.perform(actor: nil) {
                try $0.create(later, [.text("二"), .null, .text("A")])
            }
        }
        withExtendedLifetime(place) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a program of the release before writes what verifies`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let old = try TestOrganization(place.open(), registers: [Thing.register.definition])
        let later = LaterThing.register.definition
        let new = try TestOrganization(place.open(), seed: 2, registers: [later])
        // It was started before the new one and writes for the first time after it.
        try old.store.commit.perform(actor: nil) {
            try $0.create(Thing.register.definition, [.text("遅れて")])
        }
        let report = try report(new)
        #expect(report.holds, "\(report.findings)")
        withExtendedLifetime(place) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a declaration that is no addition is refused and leaves the data alone`(
        on engine: StorageEngine
    ) throws {
        let place = try engine.emptyPlace()
        let old = try TestOrganization(place.open(), registers: [Thing.register.definition])
        try old.store.commit.perform(actor: nil) {
            try $0.create(Thing.register.definition, [.text("前")])
        }
        for changed in [ChangedThing.register.definition, DemandingThing.register.definition] {
            let problem = #expect(throws: Problem.self) {
                try TestOrganization(place.open(), registers: [changed])
            }
            #expect(problem?.code == "schema.changed-field")
        }
        _ = try old.database.write { transaction in
            try transaction.execute("INSERT INTO schema_steps (step, name) VALUES (900, 'later')")
        }
        let problem = #expect(throws: Problem.self) {
            try TestOrganization(place.open(), registers: [Thing.register.definition])
        }
        #expect(problem?.code == "schema.newer")
        #expect(try report(old).holds)
        withExtendedLifetime(place) {}
    }
}
