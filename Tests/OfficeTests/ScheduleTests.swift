import AuditLedger
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

/// Many people and programs on one organization, their acts in a drawn order: both engines end in the same.
@Suite struct ScheduleTests {
    @Test(arguments: [UInt64](1...3))
    func `one schedule of random acts ends in the same state and the same root on both engines`(
        seed: UInt64
    ) throws {
        let ends = try StorageEngine.allCases.map { engine in
            var schedule = try Schedule(engine, seed: seed)
            for step in 0..<400 { try schedule.step(step) }
            return try schedule.end()
        }
        let first = ends[0]
        #expect(first.holds, "seed \(seed)")
        // Every kind of act has happened, and every kind of refusal that makes people's lives hard.
        for word in ["created", "changed", "closed", "imported", "undone", "register.conflict"] {
            #expect(first.said.contains { $0.hasSuffix(word) }, "seed \(seed): nothing was \(word)")
        }
        for other in ends.dropFirst() {
            #expect(other.holds, "seed \(seed)")
            let differing = zip(first.said, other.said).first { $0 != $1 }
            #expect(differing == nil, "seed \(seed): \(String(describing: differing))")
            #expect(first.root == other.root, "seed \(seed)")
            #expect(first.rows.count == other.rows.count)
            let row = zip(first.rows, other.rows).first { $0 != $1 }
            #expect(row == nil, "seed \(seed): \(String(describing: row))")
        }
    }
}

/// The acts of many clients in an order that a seed decides.
private struct Schedule {
    struct End {
        let said: [String]
        let rows: [String]
        let root: Digest32
        let holds: Bool
    }

    /// What a client has on its screen.
    private struct Seen {
        let register: RegisterDefinition
        let row: RegisterRow
    }

    private struct Client {
        let viewer: Viewer
        var seen: [Seen] = []
        var imports: [Int] = []
    }

    private static let registers = [
        OrganizationUnit.register.definition, Site.register.definition, Person.register.definition,
        Contractor.register.definition, Contract.register.definition, Network.register.definition,
        InformationSystem.register.definition, InformationAsset.register.definition,
        Device.register.definition, StorageMedium.register.definition, Risk.register.definition,
    ]

    private let office: Office
    private let source: SeededSource
    private let chance = Chance()
    private var clients: [Client] = []
    private var said: [String] = []

    /// Time and chance that begin anew at each step: an act that an engine had to run twice before it was
    /// refused leaves no trace in the next one.
    private final class Chance: Sendable {
        private let state = Mutex((source: SeededSource(seed: 0), at: Instant(microseconds: 0)))

        func begin(_ step: Int, seed: UInt64) {
            let start = Instant(microseconds: 1_780_000_000_000_000).adding(seconds: Int64(step) * 60)
            state.withLock { $0 = (SeededSource(seed: seed &* 1_000_003 &+ UInt64(step + 1)), start) }
        }

        func now() -> Instant {
            state.withLock { state in
                state.at = Instant(microseconds: state.at.microseconds + 1)
                return state.at
            }
        }

        func bytes(_ count: Int) -> [UInt8] { state.withLock { $0.source.bytes(count) } }
    }

    private let seed: UInt64

    init(_ engine: StorageEngine, seed: UInt64) throws {
        self.seed = seed
        source = SeededSource(seed: seed)
        chance.begin(-1, seed: seed)
        let folder = NSTemporaryDirectory() + "toride-schedule-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let content = OfficeTests.Place.content
        let store = try OrganizationStore(
            database: try engine.emptyDatabase(), folder: folder, registers: AllRegisters.definitions,
            surroundings: Surroundings(now: chance.now, random: chance.bytes))
        office = Office(
            store: store, catalogue: try Catalogue.load(fromFolder: content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: content + "/criteria"))
        let units = try office.create(
            OrganizationUnit.register.definition,
            many: (0..<6).map {
                OrganizationUnit.register.values(OrganizationUnit(name: "第\($0)課", keepsAssets: true))
            }, by: .console
        ).map(\.id)
        clients = (0..<24).map { number in
            Client(
                viewer: number % 3 == 0
                    ? .console : Viewer(person: nil, roles: [.sectionHead], units: [units[number % 6]]))
        }
    }

    mutating func step(_ step: Int) throws {
        chance.begin(step, seed: seed)
        let number = source.below(clients.count)
        let register = source.pick(Self.registers)
        let what: String
        do {
            switch source.below(12) {
            case 0...2: what = try look(number, register)
            case 3...5: what = try create(number, register)
            case 6...8: what = try change(number)
            case 9: what = try close(number)
            case 10: what = try take(number, register)
            default: what = try undo(number)
            }
        } catch let problem as Problem {
            what = problem.code
        } catch let problems as Problems {
            what = problems.all.map { $0.code + ":" + ($0.field ?? "") }.joined(separator: " ")
        }
        said.append("step \(step), client \(number), \(register.name): \(what)")
    }

    /// Opens a list: what a client does from now on, it does to what it saw then.
    private mutating func look(_ number: Int, _ register: RegisterDefinition) throws -> String {
        let viewer = clients[number].viewer
        let rows = try office.store.database.read { connection in
            try RecordReader(connection, viewer: viewer).page(register, ListQuery(limit: 20)).rows
        }
        clients[number].seen = rows.map { Seen(register: register, row: $0) }
        return "saw \(rows.map(\.fromSeq))"
    }

    private func create(_ number: Int, _ register: RegisterDefinition) throws -> String {
        let row = try office.create(register, try values(register), by: clients[number].viewer)
        return "\(row.id.text) created"
    }

    private func change(_ number: Int) throws -> String {
        guard let seen = pick(number) else { return "nothing seen" }
        var values = seen.row.values
        let anew = try self.values(seen.register)
        let index = source.below(values.count)
        values[index] = anew[index]
        let row = try office.change(
            seen.register, id: seen.row.id, values, expected: seen.row.fromSeq, by: clients[number].viewer)
        return "\(row.fromSeq) changed"
    }

    private func close(_ number: Int) throws -> String {
        guard let seen = pick(number) else { return "nothing seen" }
        try office.close(
            seen.register, id: seen.row.id, expected: seen.row.fromSeq, by: clients[number].viewer)
        return "\(seen.row.id.text) closed"
    }

    private func pick(_ number: Int) -> Seen? {
        let seen = clients[number].seen
        return seen.isEmpty ? nil : source.pick(seen)
    }

    /// Exports a register, changes two rows in the sheet, adds one, and takes the sheet in.
    private mutating func take(_ number: Int, _ register: RegisterDefinition) throws -> String {
        let viewer = clients[number].viewer
        var sheet = try SheetImportTests.exported(office, register, by: viewer)
        let title = register.fields[0].title
        guard let column = sheet.rows.first?.cells.firstIndex(of: .text(title)), sheet.rows.count > 1 else {
            return "nothing to export"
        }
        for _ in 0..<2 {
            let row = 1 + source.below(sheet.rows.count - 1)
            sheet.rows[row].cells[column] = .text("改めた \(source.below(1000))")
        }
        var cells = sheet.rows[1 + source.below(sheet.rows.count - 1)].cells
        cells[0] = .empty
        cells[column] = .text("取り込んだ \(source.below(100_000))")
        sheet.rows.append(SheetRow(number: sheet.rows.count + 1, cells: cells))
        let result = try office.import(
            register, ImportRequest(sheet), leavingRefused: true, by: viewer
        ).result
        if let seq = result.seq { clients[number].imports.append(seq) }
        return "\(result.created) new, \(result.changed) changed, imported"
    }

    private mutating func undo(_ number: Int) throws -> String {
        // Somebody takes back what was just done more often than what was done long ago.
        guard
            let owner = clients.indices.filter({ !clients[$0].imports.isEmpty }).max(by: {
                (clients[$0].imports.last ?? 0) < (clients[$1].imports.last ?? 0)
            }), let seq = clients[owner].imports.popLast()
        else { return "nothing to undo" }
        try office.undoImport(seq, by: clients[source.below(3) == 0 ? number : owner].viewer)
        return "\(seq) undone"
    }

    /// A value for each field, mostly such as may be saved.
    private func values(_ register: RegisterDefinition) throws -> [StoredValue] {
        try register.fields.map { field in
            if !field.isRequired, source.below(2) == 0 { return .null }
            switch field.kind {
            case .text, .longText:
                let word = source.pick(["車庫", "辻\u{E0100}", "=1+1", "😀", "Ａ b", "①﨑"])
                return .text(word + (source.below(4) == 0 ? "" : " \(source.below(10_000))"))
            case .integer: return .integer(Int64(source.below(9)))
            case .flag: return .integer(Int64(source.below(2)))
            case .day: return .text(Day(daysSince1970: 20_500 + source.below(300)).iso)
            case .choice(let options): return .text(source.pick(options).code)
            case .link(let name):
                guard let target = AllRegisters.named(name) else { return .null }
                let rows = try office.store.database.read { connection in
                    try RecordReader(connection, viewer: .console).page(target, ListQuery(limit: 30)).rows
                }
                return rows.isEmpty ? .null : .text(source.pick(rows).id.text)
            }
        }
    }

    func end() throws -> End {
        let store = office.store
        return try store.database.read { connection in
            var rows: [String] = []
            for register in Self.registers {
                let columns = ["from_seq", "to_seq", "id", "shape", "salt"] + register.fields.map(\.column)
                let names = columns.map { "\(name: $0)" as SQL }.joined(separator: ", ")
                rows += try connection.rows("SELECT \(names) FROM \(name: register.table) ORDER BY from_seq")
                {
                    row in columns.indices.map { "\(row.value($0))" }.joined(separator: "|")
                }
            }
            for sql: SQL in [
                "SELECT seq, header, salt, body, leaf FROM ledger_entries ORDER BY seq",
                """
                SELECT seq, register, actor, at, first_seq, created, changed, undone_by
                FROM imports ORDER BY seq
                """,
                "SELECT register, changed_seq, current_count FROM register_heads ORDER BY register",
            ] {
                rows += try connection.rows(sql) { row in
                    (0..<row.columnCount).map { "\(row.value($0))" }.joined(separator: "|")
                }
            }
            let report = try StoredVerification(
                connection, registers: AllRegisters.definitions, origin: "toride/" + store.identifier
            ).report()
            return End(
                said: said, rows: rows, root: try LedgerReader(connection).root, holds: report.holds)
        }
    }
}
