import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// What a list may be asked of every field, on both engines, against the same said in Swift.
@Suite struct FieldConditionTests {
    private static let assets = InformationAsset.register
    private static let networks = Network.register.definition

    private func organization(_ engine: StorageEngine, _ seed: UInt64) throws -> TestOrganization {
        let organization = try TestOrganization(engine.emptyDatabase())
        let source = SeededSource(seed: seed)
        let day = try #require(Day(iso: "2025-04-01"))
        let rows = (0..<120).map { number in
            Self.assets.values(
                InformationAsset(
                    name: source.pick(["住民台帳", "Aoki List", "aoki list", "辻の%_記録", "給与"]) + " \(number)",
                    kind: source.below(3) == 0 ? nil : source.pick(InformationAsset.Kind.allCases),
                    confidentiality: source.below(4) == 0
                        ? nil : source.pick(InformationAsset.Confidentiality.allCases),
                    classifiedOn: source.below(4) == 0 ? nil : day.adding(days: source.below(400)),
                    note: source.below(2) == 0 ? nil : source.pick(["棚の3番", "ABC 台帳", "x"])))
        }
        let networks = (0..<40).map { number in
            Network.register.values(
                Network(
                    name: "網 \(number)", exposure: number % 3 == 0 ? .closed : .internetFacing,
                    internetExits: number % 4 == 0 ? nil : number * 7 - 20))
        }
        try organization.store.commit.perform(actor: nil) { writer in
            for row in rows { try writer.create(Self.assets.definition, row) }
            for row in networks { try writer.create(Self.networks, row) }
        }
        return organization
    }

    private func drawn(_ source: SeededSource) -> FieldCondition {
        let day = StoredValue.text(
            (Day(iso: "2025-04-01") ?? Day(daysSince1970: 0)).adding(days: source.below(420)).iso)
        switch source.below(8) {
        case 0: return FieldCondition("name", .contains([source.pick(["台帳", "AOKI", "%", "_", "'", "5"])]))
        case 1: return FieldCondition("note", .contains(source.pick([["abc", "台"], ["番"], []])))
        case 2: return FieldCondition("classified_on", .from(day))
        case 3: return FieldCondition("classified_on", .to(day))
        case 4:
            let codes = InformationAsset.Confidentiality.allCases.filter { _ in source.below(3) == 0 }
            return FieldCondition(
                "confidentiality",
                .oneOf(codes.map { .text($0.rawValue) } + (source.below(3) == 0 ? [.null] : [])))
        case 5: return FieldCondition(source.pick(["kind", "note", "classified_on", "keeper"]), .empty)
        case 6: return FieldCondition(source.pick(["kind", "note", "classified_on"]), .filled)
        default: return FieldCondition("no_such_column", .empty)
        }
    }

    private func holds(_ condition: FieldCondition, _ values: [StoredValue]) -> Bool {
        guard let index = Self.assets.definition.index(of: condition.column) else { return true }
        let value = values[index]
        switch condition.test {
        case .contains(let words):
            // An empty field contains nothing; without words nothing is asked.
            guard let text = value.text?.lowercased() else { return words.isEmpty }
            return words.allSatisfy { text.contains($0.lowercased()) }
        case .empty: return value == .null
        case .filled: return value != .null
        case .from(let least): return value.text.map { $0 >= least.text ?? "" } ?? false
        case .to(let most): return value.text.map { $0 <= most.text ?? "" } ?? false
        case .oneOf(let values): return values.contains(value)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a list under conditions holds what they say, page after page, and its totals are those of its rows`(
        on engine: StorageEngine
    ) throws {
        let seed: UInt64 = 2_026
        let organization = try organization(engine, seed)
        let source = SeededSource(seed: seed)
        let definition = Self.assets.definition
        var telling = 0
        try organization.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            let all = try reader.current(definition)
            for round in 0..<120 {
                let conditions = (0..<source.below(4)).map { _ in drawn(source) }
                var query = ListQuery(
                    conditions: conditions,
                    sortColumn: source.pick([nil, "classified_on", "confidentiality", "note"]),
                    descending: source.below(2) == 0, limit: 1 + source.below(30))
                let expected = all.filter { row in conditions.allSatisfy { holds($0, row.values) } }
                let why: Comment = "seed \(seed), round \(round): \(conditions)"
                var seen: [Identifier] = []
                repeat {
                    let page = try reader.page(definition, query)
                    #expect(page.total == expected.count, why)
                    seen += page.rows.map(\.id)
                    query.after = try page.next.map { try #require(ListCursor(text: $0.text)) }
                } while query.after != nil && seen.count <= expected.count
                #expect(seen.count == Set(seen).count && Set(seen) == Set(expected.map(\.id)), why)
                let seqs = try reader.seqs(definition, query)
                let versions = try reader.versions(definition, seqs: Set(seqs))
                #expect(seqs.compactMap { versions[$0]?.id } == seen, why)
                expectTotals(try reader.totals(definition, query), expected, why)
                if !expected.isEmpty, expected.count < all.count { telling += 1 }
            }
        }
        #expect(telling > 40, "\(telling) rounds narrowed the list")
    }

    private func expectTotals(_ totals: ListTotals, _ rows: [RegisterRow], _ why: Comment) {
        #expect(totals.count == rows.count, why)
        for choice in totals.choices {
            let field = Self.assets.definition.fields[choice.field]
            let values = rows.map { $0.values[choice.field] }
            #expect(choice.emptyCount == values.count { $0 == .null }, why)
            for (value, count) in zip(field.kind.countedValues, choice.counts) {
                #expect(count == values.count { $0 == value }, why)
            }
        }
        #expect(totals.choices.count == 5, why)
    }

    @Test(arguments: StorageEngine.allCases)
    func `numbers are added, also where a sum is beyond what a machine word holds`(
        on engine: StorageEngine
    ) throws {
        let organization = try organization(engine, 3)
        func totals(_ conditions: [FieldCondition]) throws -> ListTotals.Sum {
            let found = try organization.database.read { connection in
                try RecordReader(connection, viewer: .console).totals(
                    Self.networks, ListQuery(conditions: conditions))
            }
            guard let sum = found.sums.first else { throw Problem("test", "no sum") }
            return sum
        }
        let numbers = (0..<40).filter { $0 % 4 != 0 }.map { Int64($0 * 7 - 20) }
        let all = try totals([])
        #expect(all.sum == numbers.reduce(0, +) && all.filledCount == 30)
        #expect(all.least == numbers.min() && all.largest == numbers.max())
        let some = try totals([
            FieldCondition("internet_exits", .from(.integer(0))),
            FieldCondition("internet_exits", .to(.integer(100))),
        ])
        #expect(some.sum == numbers.filter { (0...100).contains($0) }.reduce(0, +))
        let none = try totals([FieldCondition("internet_exits", .from(.integer(9_999)))])
        #expect(none.sum == 0 && none.filledCount == 0 && none.least == nil)
        try organization.store.commit.perform(actor: nil) { writer in
            // 2^53 - 1 is the most that a field takes; so many of it are beyond 2^63.
            for number in 0..<1_030 {
                var values = Network.register.values(Network(name: "大 \(number)", exposure: .closed))
                let index = try #require(Self.networks.index(of: "internet_exits"))
                values[index] = .integer(9_007_199_254_740_991)
                try writer.create(Self.networks, values)
            }
        }
        #expect(try totals([FieldCondition("internet_exits", .from(.integer(1_000)))]).sum == nil)
        #expect(
            try totals([FieldCondition("internet_exits", .oneOf([.integer(1), .integer(15)]))]).sum
                == numbers.filter { $0 == 1 || $0 == 15 }.reduce(0, +))
    }

    @Test(arguments: StorageEngine.allCases)
    func `no condition shows a record that its viewer may not see`(on engine: StorageEngine) throws {
        let organization = try organization(engine, 4)
        let nobody = Viewer(person: nil, roles: [.sectionHead], units: [organization.store.anyIdentifier])
        let tests: [FieldCondition.Test] = [
            .empty, .filled, .contains([]), .contains(["台"]), .oneOf([.null]), .from(.text("")),
            .to(.text("z")),
        ]
        try organization.database.read { connection in
            let reader = RecordReader(connection, viewer: nobody)
            for field in Self.assets.definition.fields {
                for test in tests {
                    let query = ListQuery(conditions: [FieldCondition(field.column, test)])
                    let page = try reader.page(Self.assets.definition, query)
                    let totals = try reader.totals(Self.assets.definition, query)
                    let seqs = try reader.seqs(Self.assets.definition, query)
                    #expect(page.rows.isEmpty && totals.count == 0 && seqs.isEmpty, "\(field.column) \(test)")
                }
            }
        }
    }
}

extension OrganizationStore {
    fileprivate var anyIdentifier: Identifier { surroundings.newIdentifier() }
}
