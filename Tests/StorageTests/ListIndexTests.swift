import Database
import Foundation
import Primitives
import Registers
import StorageSQLite
import TestSupport
import Testing

@testable import Storage

/// A register as two releases list it; nothing else differs.
private struct Key: Record {
    let name: String
    let place: String?
    static let registerName = "keys"
    static let register = Register<Self>("鍵", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
        Field("place", \.place, "場所")
    } access: {
        Read(.office)
        Write(.office)
    }
}

private struct ListedKey: Record {
    let name: String
    let place: String?
    static let registerName = "keys"
    static let register = Register<Self>("鍵", clauses: ["1"], purpose: "試験です。", record: Self.init) {
        Field("name", \.name, "名称").searched().listed()
        Field("place", \.place, "場所").listed()
    } access: {
        Read(.office)
        Write(.office)
    }
}

/// What a list reads: one index, whatever it is ordered and narrowed by.
@Suite struct ListIndexTests {
    @Test func `no list reads a record that it does not show`() throws {
        let organization = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        try organization.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            for register in AllRegisters.definitions {
                // A long text is in no index: it is read from its record.
                let listed = register.listedFields.map { register.fields[$0] }.filter {
                    $0.kind != .longText
                }
                var queries = listed.flatMap { field in
                    [true, false].map { ListQuery(sortColumn: field.column, descending: $0) }
                }
                queries += listed.map { ListQuery(filters: [$0.column: .text("x")]) }
                if !register.fields.contains(where: { $0.isSearched && $0.kind == .longText }) {
                    queries.append(ListQuery(words: ["語"]))
                }
                for query in queries {
                    let order = ListOrder(register, query)
                    let statements = [
                        reader.selection(register, query, order, "from_seq"),
                        "SELECT \(reader.total(register, query))",
                    ]
                    for statement in statements {
                        let plan = try connection.rows("EXPLAIN QUERY PLAN \(statement)") { $0.text(3) }
                        let scans = plan.filter { $0.hasPrefix("SCAN \(register.table)") }
                        // In the order of a required link, its own index is walked.
                        // So is that of what there is one of in each period: few records, and few a page.
                        let indexes = [
                            "COVERING INDEX \(register.table)_label", "\(register.table)_by_",
                            "\(register.table)_one_",
                        ]
                        #expect(
                            scans.allSatisfy { scan in indexes.contains { scan.contains($0) } },
                            "\(register.name) \(query): \(plan)")
                    }
                }
            }
        }
    }

    @Test func `a section's head reads no other section's records`() throws {
        let organization = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        let ids = (0..<2).map { _ in organization.store.surroundings.newIdentifier() }
        let head = Viewer(person: ids[0], roles: [.sectionHead], units: Set(ids))
        try organization.database.read { connection in
            let reader = RecordReader(connection, viewer: head)
            for register in AllRegisters.definitions {
                let condition = register.condition(for: .read)
                guard condition.mayAllowSomething(head), !condition.isUnconditional(for: head) else {
                    continue
                }
                let order = ListOrder(register, ListQuery())
                for statement: SQL in [
                    reader.selection(register, ListQuery(), order, "from_seq"),
                    "SELECT \(reader.total(register, ListQuery()))",
                ] {
                    let plan = try connection.rows("EXPLAIN QUERY PLAN \(statement)") { $0.text(3) }
                    // Where a record is let through in two ways, by its unit or by who told it, two indexes
                    // and a sort may cost more than the names of all.
                    let isOneWay = condition.columns.count == 1
                    #expect(
                        !plan.contains {
                            $0.hasPrefix("SCAN r_") && (isOneWay || !$0.contains("COVERING INDEX"))
                        }, "\(register.name): \(plan)")
                }
            }
        }
    }

    private func definition(_ organization: TestOrganization) throws -> [String] {
        try organization.database.read { connection in
            try StoredTable.all(connection).first { $0.name == "r_keys" }?.indexes ?? []
        }.filter { $0.contains("_label") }.map { $0.filter { $0 != "\"" } }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the index follows what is listed, without a backup`(on engine: StorageEngine) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/toride-index-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let place = try engine.emptyPlace()
        var seed: UInt64 = 0
        for register in [Key.register.definition, ListedKey.register.definition, Key.register.definition] {
            let columns: String =
                switch engine {
                case .sqlite where register.listedFields.count == 2: "(name, id, to_seq, place)"
                case .sqlite: "(name, id, to_seq)"
                case .postgresql: "(name, id)"
                }
            for _ in 1...2 {
                seed += 1
                let organization = try TestOrganization(
                    place.open(), seed: seed, registers: [register], folder: folder)
                let found = try definition(organization)
                #expect(found.count == 1 && found[0].contains(columns), "\(found)")
                try organization.store.commit.perform(actor: nil) {
                    try $0.create(register, [.text("鍵"), .text("受付")])
                }
                try organization.store.close()
            }
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/backups"))
        withExtendedLifetime(place) {}
    }

    @Test(arguments: StorageEngine.allCases)
    func `a copy gets the index of the engine that it is on`(on engine: StorageEngine) throws {
        let register = ListedKey.register.definition
        let here = try TestOrganization(engine.emptyDatabase(), registers: [register])
        // Longer than PostgreSQL takes into an index row, unlike its own.
        let long = (0..<1_000).map { String(UnicodeScalar(0x4E00 + ($0 * 7_919) % 20_000) ?? "字") }.joined()
        try here.store.commit.perform(actor: nil) {
            try $0.create(register, [.text("鍵"), .text(long)])
        }
        for other in StorageEngine.allCases {
            let target = try other.emptyDatabase()
            try TableCopy.copy(from: here.database, to: target)
            let there = try TestOrganization(target, registers: [register])
            let found = try definition(there)
            let columns = other == .sqlite ? "(name, id, to_seq, place)" : "(name, id)"
            #expect(found.count == 1 && found[0].contains(columns), "\(found)")
            let page = try there.database.read {
                try RecordReader($0, viewer: .console).page(register, ListQuery(sortColumn: "place"))
            }
            #expect(page.rows.map(\.values) == [[.text("鍵"), .text(long)]])
        }
    }
}
