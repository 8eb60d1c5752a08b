import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// The ledger is attacked through the database itself; each change of a stored value has to be found.
@Suite struct LedgerAttackTests {
    struct Attack: CustomTestStringConvertible {
        let name: String
        let statements: [SQL]
        var testDescription: String { name }
    }

    /// `$row` stands for a version that is current, `$old` for one that was superseded.
    static let attacks: [Attack] = [
        Attack(name: "a field of a row", statements: ["UPDATE r_sites SET name = 'x' WHERE from_seq = 2"]),
        Attack(
            name: "the salt of a row",
            statements: ["UPDATE r_sites SET salt = \([UInt8](repeating: 7, count: 32)) WHERE from_seq = 2"]),
        Attack(name: "the shape of a row", statements: ["UPDATE r_sites SET shape = 9 WHERE from_seq = 2"]),
        Attack(
            name: "the identifier of a row",
            statements: [
                """
                UPDATE r_sites SET id = '01890000-0000-7000-8000-000000000000' WHERE from_seq = 2
                """
            ]),
        Attack(
            name: "the end of a row that is current",
            statements: [
                """
                UPDATE r_sites SET to_seq = 5 WHERE from_seq = (SELECT MAX(from_seq) FROM
                r_sites WHERE to_seq IS NULL)
                """
            ]),
        Attack(
            name: "the end of a row that is not",
            statements: [
                """
                UPDATE r_sites SET to_seq = to_seq + 1
                WHERE from_seq = (SELECT MIN(from_seq) FROM r_sites WHERE to_seq IS NOT NULL)
                """
            ]),
        Attack(
            name: "a header",
            statements: [
                """
                UPDATE ledger_entries SET header = (SELECT header FROM ledger_entries WHERE seq
                = 3) WHERE seq = 2
                """
            ]),
        Attack(
            name: "a leaf",
            statements: ["UPDATE ledger_entries SET leaf = \([UInt8](repeating: 1, count: 32)) WHERE seq = 2"]
        ),
        Attack(
            name: "a note's body",
            statements: [
                """
                UPDATE ledger_entries SET body = '{"a":1}' WHERE seq = (SELECT MIN(seq) FROM
                ledger_entries WHERE body IS NOT NULL)
                """
            ]),
        Attack(
            name: "a node",
            statements: [
                """
                UPDATE ledger_nodes SET hash = \([UInt8](repeating: 2, count: 32)) WHERE level
                = 1 AND idx = 1
                """
            ]),
        Attack(
            name: "a node that is gone",
            statements: [
                """
                DELETE FROM ledger_nodes WHERE level = 2 AND idx = 0
                """
            ]),
        Attack(name: "a checkpoint", statements: ["UPDATE ledger_checkpoints SET note = 'x'"]),
        Attack(name: "a row that is gone", statements: ["DELETE FROM r_sites WHERE from_seq = 2"]),
        Attack(name: "an entry that is gone", statements: ["DELETE FROM ledger_entries WHERE seq = 2"]),
        Attack(
            name: "a row that was put in",
            statements: [
                """
                INSERT INTO r_sites (from_seq, id, shape, salt, name) VALUES (100000,
                '01890000-0000-7000-8000-000000000001', 1, \([UInt8](repeating: 3, count: 32)),
                'x')
                """
            ]),
        Attack(
            name: "an entry that was put in",
            statements: [
                """
                INSERT INTO ledger_entries (seq, header, leaf) SELECT 100000, header, leaf FROM
                ledger_entries WHERE seq = 2
                """
            ]),
        Attack(
            name: "two entries in each other's place",
            statements: [
                "UPDATE ledger_entries SET seq = 200000 WHERE seq = 2",
                "UPDATE ledger_entries SET seq = 2 WHERE seq = 3",
                "UPDATE ledger_entries SET seq = 3 WHERE seq = 200000",
            ]),
        // What was signed lies in a column of its own, and people read another: the shape says so.
        Attack(
            name: "a shape that looks elsewhere",
            statements: [
                "ALTER TABLE r_sites ADD COLUMN signed TEXT", "UPDATE r_sites SET signed = name",
                """
                INSERT INTO ledger_shapes (register, shape, columns)
                SELECT register, 2, columns FROM ledger_shapes WHERE register = 'sites' AND shape = 1
                """,
                """
                UPDATE ledger_shapes SET columns = REPLACE(columns, '"name","text"', '"name","text","signed"')
                WHERE register = 'sites' AND shape = 1
                """,
                "UPDATE r_sites SET name = 'x' WHERE from_seq = 2",
            ]),
        // As after an upgrade that brought a field: rows from before it hold nothing there.
        Attack(
            name: "a value that the row's shape has no place for",
            statements: [
                "ALTER TABLE r_sites ADD COLUMN later TEXT",
                """
                INSERT INTO ledger_shapes (register, shape, columns)
                SELECT register, 2, REPLACE(columns, ']]', '],["later","text"]]')
                FROM ledger_shapes WHERE register = 'sites' AND shape = 1
                """,
                "UPDATE r_sites SET later = 'x' WHERE from_seq = 2",
            ]),
    ]

    private func report(
        _ organization: TestOrganization, outside: [(name: String, note: String)] = []
    ) throws -> LedgerReport {
        try organization.database.read { connection in
            try StoredVerification(
                connection, registers: organization.store.registers, origin: organization.store.origin
            ).report(outside: outside)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `an organization that has lived verifies`(on engine: StorageEngine) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        _ = try organization.live(120, seed: 11)
        let note = try organization.store.writeCheckpoint()
        let report = try report(organization, outside: [("控え", note.encoded)])
        #expect(report.holds, "\(report.findings)")
        #expect(report.vouchedSize == report.entryCount)
    }

    @Test(arguments: StorageEngine.allCases, attacks)
    func `a stored value that was changed is found`(on engine: StorageEngine, attack: Attack) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        _ = try organization.live(60, seed: 5)
        try organization.store.writeCheckpoint()
        #expect(try report(organization).holds)
        let changed = try organization.database.write { transaction in
            try attack.statements.reduce(0) { try $0 + transaction.execute($1) }
        }
        try #require(changed > 0, "the attack touched nothing")
        var holds = false
        // A head that disagrees is reported as a problem of its own: that is a finding too.
        do { holds = try report(organization).holds } catch is Problem {}
        #expect(!holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a cut back to an older state is found against a checkpoint kept elsewhere`(
        on engine: StorageEngine
    ) throws {
        let organization = try TestOrganization(engine.emptyDatabase())
        for number in 0..<6 {
            let values = organization.site("施設 \(number)")
            try organization.store.commit.perform(actor: nil) {
                try $0.create(TestOrganization.sites.definition, values)
            }
        }
        let frontier = try organization.database.read {
            try $0.firstRow("SELECT frontier, at FROM ledger_head") { ($0.bytes(0), $0.integer(1)) }
        }
        let old = try #require(frontier)
        for number in 6..<9 {
            let values = organization.site("施設 \(number)")
            try organization.store.commit.perform(actor: nil) {
                try $0.create(TestOrganization.sites.definition, values)
            }
        }
        let kept = try organization.store.writeCheckpoint()
        try organization.database.write { transaction in
            try transaction.execute("DELETE FROM ledger_checkpoints")
            try transaction.execute("DELETE FROM r_sites WHERE from_seq >= 6")
            try transaction.execute("DELETE FROM ledger_entries WHERE seq >= 6")
            try transaction.execute(
                """
                DELETE FROM ledger_nodes WHERE (level = 1 AND idx >= 3) OR (level = 2 AND idx
                >= 1) OR level > 2
                """
            )
            try transaction.execute("UPDATE ledger_head SET size = 6, frontier = \(old.0), at = \(old.1)")
        }
        #expect(try report(organization).holds, "from inside, a clean cut cannot be seen")
        let report = try report(organization, outside: [("控え", kept.encoded)])
        #expect(!report.holds)
        #expect(report.findings.contains { $0.sentence.contains("控え") })
    }

    @Test(.enabled(if: PythonVerifier.isThere, "python3 with cryptography is not there"))
    func `the second verifier agrees`() throws {
        let folder = NSTemporaryDirectory() + "toride-second-\(getpid())"
        try DurableFile.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let organization = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        _ = try organization.live(80, seed: 3)
        try organization.store.writeCheckpoint()
        try organization.database.copy(toFile: folder + "/good.sqlite")
        #expect(try PythonVerifier.status(folder + "/good.sqlite") == 0)
        _ = try organization.database.write {
            try $0.execute("UPDATE r_sites SET name = 'x' WHERE from_seq = 2")
        }
        try organization.database.copy(toFile: folder + "/bad.sqlite")
        #expect(try PythonVerifier.status(folder + "/bad.sqlite") == 1)
    }
}

/// Runs Tests/verifier/verify_ledger.py.
enum PythonVerifier {
    static let isThere: Bool = (try? run(["-c", "import cryptography"])) == 0

    static func status(_ database: String) throws -> Int32 {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("verifier/verify_ledger.py").path
        return try run([script, database])
    }

    private static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
