import Database
import Foundation
import Primitives
import Registers
import TestSupport
import Testing

@testable import Storage

/// Searches over records, held against looking at every record, on both engines.
@Suite struct SearchTests {
    private static let registers = AllRegisters.menu
    private static let syllables = [
        "情報", "資産", "救急", "サーバー", "ｻｰﾊﾞ", "ぎょうむ", "ギョウム", "髙橋", "高橋", "A1", "ａ１", "㈱", "0012", "課",
    ]

    private func groups(
        _ organization: TestOrganization, _ text: String, _ viewer: Viewer = .console, limit: Int = 500,
        skipping: Int = 0
    ) throws -> [SearchGroup] {
        try organization.database.read { connection in
            try SearchReader(connection, viewer: viewer, index: organization.store.search).groups(
                SearchWords(text), in: Self.registers, all: Self.registers, limit: limit, skipping: skipping)
        }
    }

    private func labels(_ groups: [SearchGroup], _ name: String) -> [String] {
        groups.first { $0.register.name == name }?.hits.map(\.label) ?? []
    }

    @Test(arguments: StorageEngine.allCases)
    func `every search finds what looking at every record finds, as acts go on`(on engine: StorageEngine)
        throws
    {
        let seed: UInt64 = 41
        let organization = try TestOrganization(engine.emptyDatabase())
        let source = SeededSource(seed: seed)
        let assets = InformationAsset.register
        func text() -> String {
            (0...source.below(3)).map { _ in source.pick(Self.syllables) }.joined(
                separator: source.pick(["", " ", "　"]))
        }
        var known: [Identifier: InformationAsset] = [:]
        for round in 0..<12 {
            for _ in 0..<20 {
                let asset = InformationAsset(
                    name: text(), place: source.below(2) == 0 ? nil : text(),
                    note: source.below(3) == 0 ? text() : nil)
                let (choice, open) = (source.below(10), known.keys.sorted())
                let target = open.isEmpty ? nil : source.pick(open)
                let saved = try organization.store.commit.perform(actor: nil) { writer -> Identifier? in
                    guard choice >= 6, let target else {
                        return try writer.create(assets.definition, assets.values(asset)).id
                    }
                    if choice == 9 {
                        try writer.close(assets.definition, id: target)
                        return nil
                    }
                    return try writer.change(assets.definition, id: target, assets.values(asset)).id
                }
                if let saved { known[saved] = asset } else if let target { known[target] = nil }
            }
            for query in ["情", "サーバー", "サーバ", "ぎよう", "高", "a1 課", "(株)", "001", "産救", "ー"] {
                let words = SearchWords(query)
                let expected = known.filter { _, asset in
                    words.folded.allSatisfy { word in
                        [asset.name, asset.place ?? "", asset.note ?? ""].contains {
                            SearchFolding.folded($0).firstRange(of: word) != nil
                        }
                    }
                }
                let group = try groups(organization, query).first
                #expect(
                    Set(group?.hits.map(\.id) ?? []) == Set(expected.keys),
                    "\(engine) seed \(seed) round \(round): \(query)")
                #expect(group?.total ?? 0 == expected.count, "\(query)")
            }
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `nobody learns of a record that they may not read, nor how many there are`(on engine: StorageEngine)
        throws
    {
        let organization = try TestOrganization(engine.emptyDatabase())
        let units = try organization.store.commit.perform(actor: nil) { writer in
            try (0..<3).map { number in
                let unit = OrganizationUnit(name: "\(number)課", keepsAssets: true)
                return try writer.create(
                    OrganizationUnit.register.definition, OrganizationUnit.register.values(unit)
                ).id
            }
        }
        // More than are asked for by number, so that both ways of asking are walked.
        for count in [3, 900] {
            try organization.store.commit.perform(actor: nil) { writer in
                for number in 0..<count {
                    let asset = InformationAsset(name: "秘密の記録 \(number)", keeper: Link(units[number % 3]))
                    _ = try writer.create(
                        InformationAsset.register.definition, InformationAsset.register.values(asset))
                }
            }
            let head = Viewer(person: nil, roles: [.sectionHead], units: [units[1]])
            let found = try groups(organization, "秘密", head)
            let all = try groups(organization, "秘密", limit: 1_000)
            #expect(found.map(\.total) == [all[0].total / 3])
            #expect(found[0].hits.allSatisfy { hit in all[0].hits.contains { $0.id == hit.id } })
            let visible = try organization.database.read { connection in
                try RecordReader(connection, viewer: head).rows(
                    InformationAsset.register.definition, ids: Set(found[0].hits.map(\.id.text)))
            }
            #expect(visible.count == found[0].hits.count)
            let staff = Viewer(person: units[0], roles: [.staff], units: [units[1]])
            #expect(try groups(organization, "秘密", staff).isEmpty)
            #expect(
                try groups(organization, "秘密", Viewer(person: nil, roles: [.configurator], units: [])).isEmpty
            )
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the best come first and every page goes on where the one before ended`(on engine: StorageEngine)
        throws
    {
        let organization = try TestOrganization(engine.emptyDatabase())
        let names = ["古い台帳の写し", "台帳システム", "台帳", "住民基本台帳", "台帳 2"]
        try organization.store.commit.perform(actor: nil) { writer in
            for name in names {
                _ = try writer.create(
                    InformationAsset.register.definition,
                    InformationAsset.register.values(InformationAsset(name: name)))
            }
            for (number, place) in ["書庫（台帳）", "倉庫"].enumerated() {
                let asset = InformationAsset(
                    name: "記録 \(number)", place: place, note: number == 1 ? "台帳から" : nil)
                _ = try writer.create(
                    InformationAsset.register.definition, InformationAsset.register.values(asset))
            }
        }
        let expected = ["台帳", "台帳 2", "台帳システム", "住民基本台帳", "古い台帳の写し", "記録 0", "記録 1"]
        #expect(labels(try groups(organization, "台帳"), "information-assets") == expected)
        let pages = try stride(from: 0, to: 8, by: 2).flatMap { start in
            labels(try groups(organization, "台帳", limit: 2, skipping: start), "information-assets")
        }
        #expect(pages == expected)
        let last = try #require(try groups(organization, "台帳").first?.hits.last)
        #expect(last.found == SearchHit.Found(column: "note", text: "台帳から"))
    }

    @Test(arguments: StorageEngine.allCases)
    func `a reader of an older moment is not shown what came later`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let organization = try TestOrganization(place.open())
        let other = try place.open()
        let id = try organization.store.commit.perform(actor: nil) {
            try $0.create(TestOrganization.sites.definition, organization.site("古い署")).id
        }
        #expect(labels(try groups(organization, "署"), "sites") == ["古い署"])
        try other.read { connection in
            _ = try connection.integer("SELECT size FROM ledger_head WHERE one = 1")
            try organization.store.commit.perform(actor: nil) {
                _ = try $0.change(TestOrganization.sites.definition, id: id, organization.site("新しい署"))
            }
            #expect(labels(try groups(organization, "署"), "sites") == ["新しい署"])
            let reader = SearchReader(connection, viewer: .console, index: organization.store.search)
            let old = try reader.groups(SearchWords("署"), in: Self.registers, all: Self.registers, limit: 5)
            #expect(labels(old, "sites") == ["古い署"])
            // What has been read by somebody else in the meantime knows nothing of that moment.
            let later = SearchIndex()
            try organization.database.read { try later.prepare($0, Self.registers) }
            #expect(throws: SearchIndex.SnapshotTooOld.self) { try later.prepare(connection, Self.registers) }
        }
        try other.close()
        try organization.store.close()
    }

    @Test func `bytes are found wherever they stand`() {
        let source = SeededSource(seed: 5)
        for _ in 0..<2_000 {
            let all = (0..<source.below(40)).map { _ in UInt8(source.below(3)) }
            let sought = (0...source.below(4)).map { _ in UInt8(source.below(3)) }
            let expected = all.firstRange(of: sought)?.lowerBound
            let found = all.withUnsafeBytes { SoughtBytes(sought).first(in: $0, from: 0, to: all.count) }
            #expect(found == expected, "\(sought) in \(all)")
        }
    }
}
