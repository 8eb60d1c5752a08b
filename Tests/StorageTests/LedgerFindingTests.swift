import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// A finding names the fault: the right kind at the right entry, in three registers.
@Suite struct LedgerFindingTests {
    struct Fault: CustomTestStringConvertible {
        let name: String
        let code: String
        /// The entry that has to be named; nil where the fault lies in none.
        let seq: Int?
        let statements: [SQL]
        var testDescription: String { name }
    }

    private static let bytes = [UInt8](repeating: 9, count: 32)

    /// 0 creates a site, 1 a contractor, 2 a unit, 3 changes the site, 4 is a note, 5 closes the contractor.
    static let faults: [Fault] = [
        Fault(
            name: "a field of a contractor", code: "content-changed", seq: 1,
            statements: ["UPDATE r_contractors SET name = 'x' WHERE from_seq = 1"]),
        Fault(
            name: "a field that was empty", code: "content-changed", seq: 2,
            statements: ["UPDATE r_organization_units SET note = 'x' WHERE from_seq = 2"]),
        Fault(
            name: "a superseded version", code: "content-changed", seq: 0,
            statements: ["UPDATE r_sites SET name = 'x' WHERE from_seq = 0"]),
        Fault(
            name: "the salt of a row", code: "content-changed", seq: 2,
            statements: ["UPDATE r_organization_units SET salt = \(bytes) WHERE from_seq = 2"]),
        Fault(
            name: "a flag", code: "content-changed", seq: 2,
            statements: ["UPDATE r_organization_units SET keeps_assets = 0 WHERE from_seq = 2"]),
        Fault(
            name: "the end of a superseded version", code: "version-chain", seq: 0,
            statements: ["UPDATE r_sites SET to_seq = 4 WHERE from_seq = 0"]),
        Fault(
            name: "a closed record brought back", code: "version-chain", seq: 1,
            statements: ["UPDATE r_contractors SET to_seq = NULL WHERE from_seq = 1"]),
        Fault(
            name: "a current record hidden", code: "version-chain", seq: 2,
            statements: ["UPDATE r_organization_units SET to_seq = 4 WHERE from_seq = 2"]),
        Fault(
            name: "the identifier of a row", code: "header-mismatch", seq: 2,
            statements: [
                """
                UPDATE r_organization_units SET id = '01890000-0000-7000-8000-000000000000'
                WHERE from_seq = 2
                """
            ]),
        Fault(
            name: "who did it", code: "content-changed", seq: 4,
            statements: [
                """
                UPDATE ledger_entries SET header = REPLACE(header, 'session.sign-in', 'session.sign-on')
                WHERE seq = 4
                """
            ]),
        Fault(
            name: "a header that is no header", code: "content-changed", seq: 4,
            statements: ["UPDATE ledger_entries SET header = 'x' WHERE seq = 4"]),
        Fault(
            name: "a leaf", code: "leaf-changed", seq: 2,
            statements: ["UPDATE ledger_entries SET leaf = \(bytes) WHERE seq = 2"]),
        Fault(
            name: "the body of a note", code: "content-changed", seq: 4,
            statements: ["UPDATE ledger_entries SET body = '{\"a\":1}' WHERE seq = 4"]),
        Fault(
            name: "the body of a note that is gone", code: "content-missing", seq: 4,
            statements: ["UPDATE ledger_entries SET body = NULL WHERE seq = 4"]),
        Fault(
            name: "a destruction that nobody ordered", code: "disposal-unfounded", seq: 4,
            statements: [
                "UPDATE ledger_entries SET body = NULL, salt = NULL, disposed_by = 6 WHERE seq = 4"
            ]),
        Fault(
            name: "a node", code: "node-changed", seq: 2,
            statements: ["UPDATE ledger_nodes SET hash = \(bytes) WHERE level = 1 AND idx = 1"]),
        Fault(
            name: "a node that is gone", code: "node-missing", seq: 2,
            statements: ["DELETE FROM ledger_nodes WHERE level = 2 AND idx = 0"]),
        Fault(
            name: "a checkpoint", code: "checkpoint-unreadable", seq: nil,
            statements: ["UPDATE ledger_checkpoints SET note = 'x'"]),
        Fault(
            name: "a row that is gone", code: "content-missing", seq: 2,
            statements: ["DELETE FROM r_organization_units WHERE from_seq = 2"]),
        Fault(
            name: "an entry that is gone", code: "gap", seq: 2,
            statements: ["DELETE FROM ledger_entries WHERE seq = 2"]),
        Fault(
            name: "a row that nobody wrote", code: "row-surplus", seq: 100_000,
            statements: [
                """
                INSERT INTO r_sites (from_seq, id, shape, salt, name)
                VALUES (100000, '01890000-0000-7000-8000-000000000001', 1, \(bytes), 'x')
                """
            ]),
        Fault(
            name: "a row beside an entry of another register", code: "row-surplus", seq: 2,
            statements: [
                """
                INSERT INTO r_sites (from_seq, id, shape, salt, name)
                VALUES (2, '01890000-0000-7000-8000-000000000001', 1, \(bytes), 'x')
                """
            ]),
        Fault(
            name: "two entries in each other's place", code: "content-changed", seq: 2,
            statements: [
                "UPDATE ledger_entries SET seq = 200000 WHERE seq = 2",
                "UPDATE ledger_entries SET seq = 2 WHERE seq = 3",
                "UPDATE ledger_entries SET seq = 3 WHERE seq = 200000",
            ]),
    ]

    private func organization(_ engine: StorageEngine) throws -> TestOrganization {
        let organization = try TestOrganization(engine.emptyDatabase())
        let commit = organization.store.commit
        let sites = Site.register.definition
        let contractors = Contractor.register
        let units = OrganizationUnit.register
        let (first, second) = (organization.site("庁舎"), organization.site("新しい庁舎"))
        let site = try commit.perform(actor: nil) { try $0.create(sites, first) }
        let contractor = try commit.perform(actor: nil) { writer in
            let values: [StoredValue] = contractors.definition.fields.map { field in
                field.isRequired ? (field.kind.isStoredAsInteger ? .integer(0) : .text("業者")) : .null
            }
            return try writer.create(contractors.definition, values)
        }
        try commit.perform(actor: nil) { writer in
            try writer.create(units.definition, units.values(OrganizationUnit(name: "課", keepsAssets: true)))
        }
        try commit.perform(actor: nil) { try $0.change(sites, id: site.id, second) }
        try commit.perform(actor: nil) { try $0.note("session.sign-in") }
        try commit.perform(actor: nil) { try $0.close(contractors.definition, id: contractor.id) }
        _ = try organization.live(15, seed: 5)
        try organization.store.writeCheckpoint()
        return organization
    }

    @Test(arguments: StorageEngine.allCases)
    func `each fault is named at its entry, in words`(on engine: StorageEngine) throws {
        let organization = try organization(engine)
        for fault in Self.faults {
            // The attack is undone with its transaction, so that each begins from the same state.
            struct Undone: Error {}
            do {
                try organization.database.write { transaction in
                    let changed = try fault.statements.reduce(0) { try $0 + transaction.execute($1) }
                    #expect(changed > 0, "\(fault.name): the attack touched nothing")
                    let report = try StoredVerification(
                        transaction, registers: organization.store.registers,
                        origin: organization.store.origin
                    ).report()
                    let found = report.findings.filter { finding in
                        finding.code == fault.code && (fault.seq.map { named(finding, $0) } ?? true)
                    }
                    #expect(!found.isEmpty, "\(fault.name): \(report.findings)")
                    #expect(found.allSatisfy { !$0.sentence.isEmpty && $0.sentence.hasSuffix("。") })
                    throw Undone()
                }
            } catch is Undone {}
        }
        let report = try organization.database.read {
            try StoredVerification(
                $0, registers: organization.store.registers, origin: organization.store.origin
            ).report()
        }
        #expect(report.holds, "\(report.findings)")
    }

    private func named(_ finding: LedgerFinding, _ seq: Int) -> Bool {
        if case .versionChain(let version, let other) = finding { return version == seq || other == seq }
        return finding.entries?.contains(seq) ?? false
    }
}
