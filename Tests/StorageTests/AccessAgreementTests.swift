import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// One algebra, two interpreters: what Swift allows, SQL finds, and nothing else.
@Suite struct AccessAgreementTests {
    private static let units = (0..<4).map { number in
        Identifier(
            at: Instant(microseconds: Int64(number) * 1_000_000),
            random: Array(repeating: UInt8(number), count: 10))
    }

    private func condition(_ source: SeededSource, depth: Int) -> AccessCondition {
        let role = source.pick(SoftwareRole.allCases)
        switch source.below(depth > 0 ? 8 : 5) {
        case 0: return .nobody
        case 1: return .role(role)
        case 2: return .roleInUnit(role, column: source.pick(["unit", "other"]))
        case 3: return .personIs(column: source.pick(["person", "other"]))
        case 4:
            return .holds(column: source.pick(["unit", "other"]), code: source.pick(Self.units).text)
        case 5, 6: return .any((0..<source.below(4)).map { _ in condition(source, depth: depth - 1) })
        default: return .all((0..<source.below(4)).map { _ in condition(source, depth: depth - 1) })
        }
    }

    private func viewer(_ source: SeededSource) -> Viewer {
        Viewer(
            person: source.below(3) == 0 ? nil : source.pick(Self.units),
            roles: Set((0..<source.below(6)).map { _ in source.pick(SoftwareRole.allCases) }),
            units: Set((0..<source.below(5)).map { _ in source.pick(Self.units) }))
    }

    /// Mostly a unit; also nothing, and what nobody should take for one.
    private func value(_ source: SeededSource) -> StoredValue {
        let unit = source.pick(Self.units).text
        switch source.below(12) {
        case 0, 1: return .null
        case 2:
            return .text(
                source.pick([
                    "", " ", unit.uppercased(), unit + " ", unit + "0", String(unit.dropLast()), "%",
                ])
            )
        default: return .text(unit)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `Swift and SQL let the same rows through`(on engine: StorageEngine) throws {
        let seed: UInt64 = 4_711
        let source = SeededSource(seed: seed)
        let database = try engine.emptyDatabase()
        let columns = ["unit", "other", "person"]
        let rows: [[StoredValue]] = (0..<40).map { _ in
            columns.map { _ in value(source) }
        }
        try database.write { transaction in
            try transaction.execute(
                "CREATE TABLE things (place INTEGER PRIMARY KEY, unit TEXT, other TEXT, person TEXT)")
            for (place, row) in rows.enumerated() {
                try transaction.execute(
                    "INSERT INTO things VALUES (\(place), \(row[0]), \(row[1]), \(row[2]))")
            }
        }
        try database.read { connection in
            var telling = 0
            for round in 0..<600 {
                let (condition, viewer) = (condition(source, depth: 3), viewer(source))
                let found = try connection.rows(
                    "SELECT place FROM things WHERE \(condition.sql(for: viewer)) ORDER BY place"
                ) { Int($0.integer(0)) }
                let allowed = rows.indices.filter { index in
                    condition.allows(viewer) { column in
                        columns.firstIndex(of: column).map { rows[index][$0] } ?? .null
                    }
                }
                #expect(found == allowed, "seed \(seed), round \(round): \(condition) for \(viewer)")
                if condition.isUnconditional(for: viewer) { #expect(allowed.count == rows.count) }
                if !allowed.isEmpty { #expect(condition.mayAllowSomething(viewer)) }
                if !allowed.isEmpty, allowed.count < rows.count { telling += 1 }
            }
            // Rounds that let all rows through, or none, would agree of themselves.
            #expect(telling > 100, "\(telling) rounds tell rows apart")
        }
    }

    /// Role × register × act. TORIDE_RECORD=1 writes it anew; the reviewer reads the difference.
    @Test func `the table of permissions is as it was agreed`() throws {
        var lines: [String] = []
        for register in AllRegisters.definitions {
            for act in RegisterAct.allCases {
                let words = SoftwareRole.allCases.map { role -> String in
                    let unit = Self.units[0]
                    let viewer = Viewer(person: Self.units[1], roles: [role], units: [unit])
                    let condition = register.condition(for: act)
                    if condition.isUnconditional(for: viewer) { return "\(role.title) 全部" }
                    return "\(role.title) \(condition.mayAllowSomething(viewer) ? "自所属" : "－")"
                }
                lines.append("\(register.name) \(act.rawValue)：\(words.joined(separator: "、"))")
            }
        }
        let table = lines.joined(separator: "\n") + "\n"
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("permissions.txt")
        if ProcessInfo.processInfo.environment["TORIDE_RECORD"] == "1" {
            try table.write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: path, encoding: .utf8) == table)
    }
}
