import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Blocks of cells into registers: how they are read, what is refused, and that all of it happens or nothing.
@Suite struct GridTests {
    typealias Place = OfficeTests.Place
    static let assets = InformationAsset.register.definition
    static let units = OrganizationUnit.register.definition

    /// Cells by the names of their fields.
    static func cells(_ named: [String: String], of register: RegisterDefinition = assets) -> [Int: String] {
        var cells: [Int: String] = [:]
        for (name, text) in named { if let field = register.index(of: name) { cells[field] = text } }
        return cells
    }

    static func new(_ rows: [[String: String]], of register: RegisterDefinition = assets) -> GridBlock {
        GridBlock(
            rows.enumerated().map { GridBlock.Row(number: $0 + 1, cells: cells($1, of: register)) })
    }

    /// A block that changes records as they stand.
    static func changes(_ rows: [(RegisterRow, [String: String])]) -> GridBlock {
        GridBlock(
            rows.enumerated().map { index, change in
                GridBlock.Row(
                    number: index + 1, id: change.0.id, version: change.0.fromSeq, cells: cells(change.1))
            })
    }

    static func asset(_ place: Place, _ name: String, keeper: Identifier? = nil, note: String? = nil) throws
        -> RegisterRow
    {
        try place.office.create(
            assets,
            InformationAsset.register.values(
                InformationAsset(name: name, keeper: keeper.map { Link($0) }, note: note)), by: .console)
    }

    static func now(_ place: Place, _ row: RegisterRow) throws -> InformationAsset {
        let found = try place.office.store.database.read {
            try RecordReader($0, viewer: .console).row(assets, id: row.id)
        }
        return try InformationAsset.register.record(try #require(found).values)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a block is read as an office writes, and saved as one act`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let unit = try place.unit("総務課")
        let block = Self.new([
            [
                "name": "職員名簿　", "keeper": "総務課", "confidentiality": "自治体機密性２", "classified_on": "Ｒ８．４．１",
                "personal_information": "含む", "note": "一行目\r\n二行目",
            ],
            ["name": "例規集", "confidentiality": "1", "classified_on": "令和8年4月1日（水）", "integrity": "２"],
            ["name": " ", "note": "\r\n"],
            ["name": "設計書", "keeper": unit.text, "classified_on": "20260401", "kind": "設計書"],
        ])
        let before = try place.office.ledgerSize(at: nil)
        let plan = try place.office.planGrid(Self.assets, block, by: .console)
        #expect(plan.plan.refused.isEmpty && plan.plan.created.count == 3, "an empty row is none")
        #expect(try place.office.ledgerSize(at: nil) == before, "looking changes nothing")
        let result = try #require(
            try place.office.saveGrid(Self.assets, block, by: .console).result)
        #expect(result.created == 3)
        let seq = try #require(result.seq)
        let rows = try place.office.store.database.read { connection in
            let headers = try LedgerReader(connection).headers((seq - 3)...seq)
            #expect(Set(headers.values.map(\.act)).count == 1, "one act")
            #expect(headers[seq]?.kind == ActOfMany.grid.rawValue)
            return try RecordReader(connection, viewer: .console).page(Self.assets, ListQuery()).rows
        }
        let records = try rows.map { try InformationAsset.register.record($0.values) }
        let names = try #require(records.first { $0.name == "職員名簿" })
        #expect(names.keeper?.id == unit && names.confidentiality == .level2)
        #expect(names.classifiedOn == Day(iso: "2026-04-01") && names.note == "一行目\n二行目")
        #expect(Set(records.compactMap(\.classifiedOn)).count == 1)
        #expect(records.first { $0.name == "設計書" }?.kind == .document)
        #expect(try place.office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `one wrong cell keeps everything out, and is named by row and field`(on engine: StorageEngine)
        throws
    {
        let place = try Place(engine)
        let old = try Self.asset(place, "もとからある")
        var block = Self.new([
            ["name": "良い"], ["name": "悪い", "keeper": "どこにもない課", "classified_on": "昨日"], ["note": "名前がない"],
        ])
        block.rows.append(
            GridBlock.Row(
                number: 4, id: old.id, version: old.fromSeq, cells: Self.cells(["name": "", "note": "直す"])))
        let before = try place.office.ledgerSize(at: nil)
        let (plan, result) = try place.office.saveGrid(Self.assets, block, by: .console)
        #expect(result == nil)
        let found = plan.plan.refused.map { "\($0.row) \($0.field)" }
        #expect(found == ["2 keeper", "2 classified_on", "3 name", "4 name"])
        #expect(plan.plan.refused.allSatisfy { $0.message.hasSuffix("。") })
        #expect(plan.rows.map(\.typed.count) == [1, 3, 1, 2], "nothing that was typed is lost")
        #expect(try place.office.ledgerSize(at: nil) == before)
        #expect(try Self.now(place, old).note == nil)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a saved block is taken back as one act on the same day`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let old = try Self.asset(place, "名簿", note: "もと")
        func save(_ note: String) throws -> Int {
            let row = try #require(
                try place.office.store.database.read {
                    try RecordReader($0, viewer: .console).row(Self.assets, id: old.id)
                })
            var block = Self.changes([(row, ["note": note])])
            block.rows.append(GridBlock.Row(number: 2, cells: Self.cells(["name": "新しい " + note])))
            return try #require(
                try place.office.saveGrid(Self.assets, block, by: .console).result?.seq)
        }
        let first = try save("一度目")
        #expect(try Self.now(place, old).note == "一度目")
        try place.office.undoImport(first, by: .console)
        #expect(try Self.now(place, old).note == "もと")
        let left = try place.office.store.database.read {
            try RecordReader($0, viewer: .console).count(Self.assets)
        }
        #expect(left == 1, "the new record has ended")
        let second = try save("二度目")
        place.day.set("2026-06-02T09:00")
        #expect(
            SheetImportTests.code { try place.office.undoImport(second, by: .console) }
                == "import.another-day")
        #expect(try place.office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a row that somebody changed meanwhile is shown with both versions`(on engine: StorageEngine) throws
    {
        let place = try Place(engine)
        let (mine, other) = (try Self.asset(place, "甲", note: "もと"), try Self.asset(place, "乙", note: "もと"))
        for row in [mine, other] {
            var theirs = row.values
            theirs[try #require(Self.assets.index(of: "place"))] = .text("支所")
            try place.office.change(
                Self.assets, id: row.id, theirs, expected: row.fromSeq, by: .console)
        }
        // Without its script a page sends every cell; what was not touched changes nothing.
        var block = Self.changes([
            (mine, ["name": "甲", "note": "わたし", "place": ""]),
            (other, ["name": "乙", "note": "もと", "place": ""]),
        ])
        let (plan, result) = try place.office.saveGrid(Self.assets, block, by: .console)
        #expect(result == nil && plan.conflicts.count == 1)
        let conflict = try #require(plan.conflicts.first)
        let note = try #require(Self.assets.index(of: "note"))
        #expect(conflict.typed == [note: "わたし"], "only what this person touched")
        #expect(
            conflict.base?.fromSeq == mine.fromSeq && conflict.current?.values.contains(.text("支所")) == true)
        #expect(try Self.now(place, mine).note == "もと", "nothing is saved yet")
        block = Self.changes([(try #require(conflict.current), ["note": "わたし"])])
        #expect(try place.office.saveGrid(Self.assets, block, by: .console).result?.changed == 1)
        let saved = try Self.now(place, mine)
        #expect(saved.note == "わたし" && saved.place == "支所", "both are kept")
        #expect(try Self.now(place, other).place == "支所")
    }

    @Test(arguments: StorageEngine.allCases)
    func `a record that has ended keeps its row out and says where to put the words`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let (gone, left) = (try Self.asset(place, "終わる"), try Self.asset(place, "残る"))
        try place.office.close(Self.assets, id: gone.id, expected: nil, by: .console)
        let block = Self.changes([(gone, ["note": "書いた"]), (left, ["note": "書いた"])])
        let (plan, result) = try place.office.saveGrid(Self.assets, block, by: .console)
        #expect(result == nil && plan.plan.refused.map(\.row) == [1])
        #expect(plan.rows.first?.standing == .gone && plan.rows.first?.typed.values.contains("書いた") == true)
        #expect(plan.plan.refused.first?.message.contains("新しい行に写して") == true)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a section head's grid holds the section's records and no other`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let (own, other) = (try place.unit("総務課"), try place.unit("税務課"))
        let ours = try Self.asset(place, "わが課の", keeper: own)
        let theirs = try Self.asset(place, "よその", keeper: other)
        let head = Viewer(
            person: place.office.store.surroundings.newIdentifier(), roles: [.sectionHead], units: [own])
        let (page, _) = try place.office.gridPage(Self.assets, ListQuery(), by: head)
        #expect(page.rows.map(\.id) == [ours.id] && page.total == 1)
        let stolen = try place.office.saveGrid(
            Self.assets, Self.changes([(theirs, ["note": "書き換え"])]), by: head)
        #expect(stolen.result == nil && stolen.plan.rows.first?.standing == .gone)
        #expect(stolen.plan.rows.first?.current == nil, "nothing of it is told")
        let given = try place.office.planGrid(
            Self.assets, Self.changes([(ours, ["keeper": "税務課"])]), by: head)
        #expect(given.plan.refused.first?.message.contains("権限") == true)
        let made = try place.office.planGrid(
            Self.assets, Self.new([["name": "新", "keeper": "税務課"], ["name": "新", "keeper": "総務課"]]), by: head)
        #expect(made.plan.refusedRows == [1] && made.plan.created.count == 1)
        for role in [SoftwareRole.staff, .auditor, .configurator] {
            let nobody = Viewer(person: head.person, roles: [role], units: [own])
            let code = SheetImportTests.code {
                _ = try place.office.saveGrid(Self.assets, Self.new([["name": "新"]]), by: nobody)
            }
            #expect(code == "access.refused", "\(role)")
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `what may be only once is refused at its cell, and rows may name each other`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        _ = try place.unit("総務課")
        let block = Self.new(
            [
                ["name": "総務課", "keeps_assets": "はい"], ["name": "本部", "keeps_assets": "○"],
                ["name": "署", "parent": "本部", "keeps_assets": "○"], ["name": "署", "keeps_assets": "×"],
            ], of: Self.units)
        let plan = try place.office.planGrid(Self.units, block, by: .console)
        #expect(plan.plan.refused.map { "\($0.row) \($0.field)" } == ["1 name", "4 name"])
        #expect(plan.plan.created.map(\.row) == [2, 3])
    }

    @Test(arguments: StorageEngine.allCases)
    func `one value goes into many records after a look, and comes back out`(on engine: StorageEngine) throws
    {
        let place = try Place(engine)
        let rows = try (0..<30).map { try Self.asset(place, "資産 \($0)", note: $0 == 0 ? "新" : "旧") }
        func block(_ note: String) -> GridBlock {
            GridBlock(
                rows.enumerated().map {
                    GridBlock.Row(number: $0 + 1, id: $1.id, cells: Self.cells(["note": note]))
                })
        }
        let plan = try place.office.planGrid(Self.assets, block("新"), by: .console)
        #expect(plan.plan.changed.count == 29 && plan.isClean)
        try place.office.change(
            Self.assets, id: rows[1].id, InformationAsset.register.values(InformationAsset(name: "変わった")),
            expected: nil, by: .console)
        let code = SheetImportTests.code {
            _ = try place.office.saveGrid(
                Self.assets, block("新"), as: .bulk, expected: plan.plan.outcome, by: .console)
        }
        #expect(code == "import.has-changed", "what was looked at is what is done")
        let again = try place.office.planGrid(Self.assets, block(""), by: .console)
        let result = try #require(
            try place.office.saveGrid(
                Self.assets, block(""), as: .bulk, expected: again.plan.outcome, by: .console
            ).result)
        #expect(result.changed == 29, "one had none any more")
        #expect(try Self.now(place, rows[0]).note == nil)
        try place.office.undoImport(try #require(result.seq), by: .console)
        #expect(try Self.now(place, rows[0]).note == "新" && Self.now(place, rows[2]).note == "旧")
    }

    @Test(arguments: StorageEngine.allCases)
    func `a list and an export are as they were at the end of a past day`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let row = try Self.asset(place, "名簿", note: "その日")
        let day = place.office.today
        place.day.set("2026-06-03T09:00")
        try place.office.change(
            Self.assets, id: row.id, InformationAsset.register.values(InformationAsset(name: "改めた名簿")),
            expected: nil, by: .console)
        #expect(try place.office.ledgerSize(atEndOf: place.office.today) == nil, "today is not over")
        #expect(try place.office.ledgerSize(atEndOf: day.adding(days: -1)) == 0)
        let size = try #require(try place.office.ledgerSize(atEndOf: day))
        let lines = try place.office.store.database.read { connection in
            try RecordReader(connection, viewer: .console, knownSize: size).lines(Self.assets, ListQuery())
        }
        #expect(lines.lines.map { $0.values[0] } == [.text("名簿")] && lines.total == 1)
        var names: [SheetCell] = []
        try place.office.exportRegister(Self.assets, format: "csv", knownSize: size, by: .console) { export in
            while let batch = try export.rows() { names += batch.map { $0[0] } }
        }
        #expect(names == [.text("名簿")])
    }
}
