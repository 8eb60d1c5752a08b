import Database
import Foundation
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Sheets into registers: what is found, what is refused, and that all of it or nothing happens.
@Suite struct SheetImportTests {
    typealias Place = OfficeTests.Place
    static let assets = InformationAsset.register.definition
    static let units = OrganizationUnit.register.definition

    static func table(_ rows: [[SheetCell]]) -> SheetTable {
        SheetTable(
            name: "表",
            rows: rows.enumerated().filter { !$0.element.isEmpty }.map {
                SheetRow(number: $0.offset + 1, cells: $0.element)
            })
    }

    static func words(_ rows: [[String]]) -> SheetTable {
        table(rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } })
    }

    /// The register as an export would write it.
    static func exported(_ office: Office, _ register: RegisterDefinition, by viewer: Viewer = .console)
        throws
        -> SheetTable
    {
        try office.exportRegister(register, format: "xlsx", by: viewer) { export in
            var rows = [export.layout.columns.map { SheetCell.text($0.title) }]
            while let batch = try export.rows() { rows += batch }
            return Self.table(rows)
        }
    }

    static func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as Problem { return problem.code } catch let problems as Problems
        {
            return problems.all[0].code
        } catch { return "\(error)" }
        return nil
    }

    @Test(arguments: StorageEngine.allCases)
    func `a clerk's own sheet goes in, comes out and goes in unchanged`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        _ = try place.unit("総務課")
        let sheet = Self.words([
            ["情報資産管理台帳（令和8年度）"], [], ["番号", "資産名", "所管課", "機密性", "個人情報の有無", "確認日", "備考"],
            ["1", "職員名簿 ", "総務課", "自治体機密性２", "含む", "R8.4.1", "=1+1"],
            ["2", "例規集", "総務課", "1", "含まない", "令和8年4月1日（水）", ""],
        ])
        let before = try place.office.ledgerSize(at: nil) ?? -1
        let plan = try place.office.dryRunImport(Self.assets, ImportRequest(sheet), by: .console)
        #expect(plan.created.count == 2 && plan.refused.isEmpty && plan.mapping.unknown == ["番号"])
        #expect(try place.office.ledgerSize(at: nil) ?? -1 == before, "a dry run writes nothing")
        let done = try place.office.import(Self.assets, ImportRequest(sheet), by: .console)
        #expect(done.result.created == 2 && done.result.seq != nil)
        let out = try Self.exported(place.office, Self.assets)
        #expect(out.rows.count == 3 && out.rows[2][0] == .text("職員名簿"))
        let again = try place.office.import(Self.assets, ImportRequest(out), by: .console)
        #expect(again.result == ImportResult(seq: nil, created: 0, changed: 0, unchanged: 2))
        let twice = try place.office.import(Self.assets, ImportRequest(sheet), by: .console)
        #expect(twice.result.unchanged == 2, "the same sheet a second time makes no second record")
        #expect(try place.office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a wrong row refuses all, or stays out alone, and says what to do`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        _ = try place.unit("総務課")
        let sheet = Self.table([
            [.text("名称"), .text("所管所属"), .text("分類を確認した日"), .text("種類")],
            [.text("良い"), .text("総務課"), .number(46_113), .text("紙の文書")],
            [.text("悪い"), .text("税務課"), .text("昨日"), .error("#REF!")],
            [.empty, .text("総務課")], [.text("計算なし"), .uncalculated],
        ])
        let plan = try place.office.dryRunImport(Self.assets, ImportRequest(sheet), by: .console)
        #expect(plan.refusedRows == [3, 4, 5])
        #expect(plan.refused.filter { $0.row == 3 }.map(\.column) == ["所管所属", "分類を確認した日", "種類"])
        #expect(plan.refused.allSatisfy { $0.message.hasSuffix("。") })
        let code = Self.code { _ = try place.office.import(Self.assets, ImportRequest(sheet), by: .console) }
        #expect(code == "import.refused-rows")
        let count = {
            try place.office.store.database.read {
                try RecordReader($0, viewer: .console).count(Self.assets)
            }
        }
        #expect(try count() == 0)
        let done = try place.office.import(
            Self.assets, ImportRequest(sheet), leavingRefused: true, by: .console)
        #expect(try done.result.created == 1 && count() == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an import is taken back as one act, but not over somebody's work`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let unit = try place.unit("総務課")
        let sheet = Self.words([
            ["名称", "上位の所属", "情報資産を所管する"], ["総務課", "", "いいえ"], ["署", "本部", "○"], ["本部", "", "○"],
        ])
        let done = try place.office.import(Self.units, ImportRequest(sheet), by: .console)
        #expect(done.result.created == 2 && done.result.changed == 1, "a row may name another of its file")
        let seq = try #require(done.result.seq)
        let state = try Self.exported(place.office, Self.units)
        #expect(state.rows.map { $0[1] }.contains(.text("本部")))
        let clerk = Viewer(
            person: place.office.store.surroundings.newIdentifier(), roles: [.staff], units: [])
        #expect(Self.code { try place.office.undoImport(seq, by: clerk) } == "access.refused")
        try place.office.undoImport(seq, by: .console)
        let after = try Self.exported(place.office, Self.units)
        #expect(after.rows.count == 2 && after.rows[1][3] == .text("はい"))
        #expect(Self.code { try place.office.undoImport(seq, by: .console) } == "import.undone")
        #expect(try place.office.verifyLedger(by: .console).holds)

        let second = try #require(
            try place.office.import(Self.units, ImportRequest(sheet), by: .console).result.seq)
        let row = try #require(
            try place.office.store.database.read {
                try RecordReader($0, viewer: .console).row(Self.units, id: unit)
            })
        var values = row.values
        values[0] = .text("総務部総務課")
        try place.office.change(Self.units, id: unit, values, expected: nil, by: .console)
        let refusal = #expect(throws: Problem.self) { try place.office.undoImport(second, by: .console) }
        #expect(refusal?.code == "import.changed-since" && refusal?.sentence.contains("総務課") == true)

        let assets = Self.words([["名称"], ["名簿"]])
        let third = try #require(
            try place.office.import(Self.assets, ImportRequest(assets), by: .console).result.seq)
        place.day.set("2026-06-02T09:00")
        #expect(Self.code { try place.office.undoImport(third, by: .console) } == "import.another-day")
    }

    @Test(arguments: StorageEngine.allCases)
    func `two people's changes are both kept, or the second is told`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let asset = InformationAsset(name: "名簿", place: "本庁", note: "もと")
        let row = try place.office.create(
            Self.assets, InformationAsset.register.values(asset), by: .console)
        let out = try Self.exported(place.office, Self.assets)
        let column = try #require(out.rows[0].cells.firstIndex(of: .text("備考")))
        let placeColumn = try #require(out.rows[0].cells.firstIndex(of: .text("保管場所")))
        var theirs = row.values
        theirs[try #require(Self.assets.index(of: "place"))] = .text("支所")
        try place.office.change(Self.assets, id: row.id, theirs, expected: row.fromSeq, by: .console)
        #expect(
            try place.office.import(Self.assets, ImportRequest(out), by: .console).result.unchanged == 1,
            "an old export that nobody touched undoes nothing")
        var mine = out
        mine.rows[1].cells[column] = .text("直した")
        let merged = try place.office.dryRunImport(Self.assets, ImportRequest(mine), by: .console)
        let values = try #require(merged.changed.first).values
        #expect(values.contains(.text("支所")) && values.contains(.text("直した")))
        mine.rows[1].cells[placeColumn] = .text("書庫")
        let plan = try place.office.dryRunImport(Self.assets, ImportRequest(mine), by: .console)
        #expect(plan.refused.count == 1 && plan.refused[0].message.contains("「保管場所」"))
        mine.rows[1].cells[placeColumn] = .empty
        mine.rows[1].cells[column] = .empty
        let cleared = try place.office.dryRunImport(Self.assets, ImportRequest(mine), by: .console)
        #expect(cleared.refused.count == 1, "an emptied cell is a change as well")
    }

    @Test(arguments: StorageEngine.allCases)
    func `a section head takes in and out what is the section's`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let (own, other) = (try place.unit("総務課"), try place.unit("税務課"))
        for (name, unit) in [("わが課の", own), ("よその", other)] {
            try place.office.create(
                Self.assets,
                InformationAsset.register.values(InformationAsset(name: name, keeper: Link(unit))),
                by: .console)
        }
        let all = try Self.exported(place.office, Self.assets)
        let head = Viewer(
            person: place.office.store.surroundings.newIdentifier(), roles: [.sectionHead], units: [own])
        #expect(try Self.exported(place.office, Self.assets, by: head).rows.count == 2)
        let sheet = Self.words([["名称", "所管所属"], ["新しい", "総務課"], ["取る", "税務課"]])
        let plan = try place.office.dryRunImport(Self.assets, ImportRequest(sheet), by: head)
        #expect(plan.created.count == 1 && plan.refusedRows == [3])
        let foreign = try place.office.dryRunImport(Self.assets, ImportRequest(all), by: head)
        #expect(foreign.refused.count == 1 && foreign.unchangedCount == 1, "the other's is not even there")
        let staff = Viewer(person: head.person, roles: [.staff], units: [])
        #expect(
            Self.code { _ = try place.office.dryRunImport(Self.assets, ImportRequest(sheet), by: staff) }
                != nil)
        #expect(Self.code { _ = try Self.exported(place.office, Self.assets, by: staff) } == "access.refused")
    }

    @Test func `what columns mean is remembered for the layout, and a value can stand for a column`() throws {
        let place = try Place(.sqlite)
        let people = Person.register.definition
        let sheet = Self.words([["よびな", "職員番号"], ["青木 春子", "００１２"], ["石田 一郎", "0013"]])
        let lost = try place.office.dryRunImport(people, ImportRequest(sheet), by: .console)
        #expect(lost.refusedRows == [2, 3] && lost.notes.contains { $0.contains("「氏名」の列") })
        #expect(lost.refused.contains { $0.message.contains("任用の種類") && $0.message.contains("全ての行に入れる値") })
        var request = ImportRequest(sheet)
        request.meanings = [0: .field("name")]
        request.constants = ["employment": "正規職員"]
        #expect(try place.office.import(people, request, by: .console).result.created == 2)
        let again = try place.office.dryRunImport(people, ImportRequest(sheet), by: .console)
        #expect(again.unchangedCount == 2 && again.notes.isEmpty, "the mapping was remembered")
    }

    @Test(arguments: StorageEngine.allCases)
    func `an import that is given up leaves no trace`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let rows = (0..<1200).map { ["資産 \($0)"] }
        let size = try place.office.ledgerSize(at: nil)
        let calls = Counter()
        let code = Self.code {
            _ = try place.office.import(
                Self.assets, ImportRequest(Self.words([["名称"]] + rows)), by: .console
            ) { if calls.next() > 5 { throw Problem("import.cancelled", "やめました。") } }
        }
        #expect(code == "import.cancelled")
        #expect(try place.office.ledgerSize(at: nil) == size)
        let done = try place.office.import(
            Self.assets, ImportRequest(Self.words([["名称"]] + rows)), by: .console)
        #expect(done.result.created == 1200)
        #expect(try place.office.verifyLedger(by: .console).holds)
    }

    @Test func `names that must be unique are looked at in the file and in the register`() throws {
        let place = try Place(.sqlite)
        _ = try place.unit("総務課")
        let sheet = Self.words([["名称", "情報資産を所管する"], ["税務課", "はい"], ["税務課", "はい"], ["総務課", "はい"]])
        var request = ImportRequest(sheet)
        request.matchesNames = false
        let plan = try place.office.dryRunImport(Self.units, request, by: .console)
        #expect(plan.created.count == 1 && plan.refusedRows == [3, 4])
        #expect(plan.refused[0].message.contains("2 行目"))
    }

    final class Counter: Sendable {
        private let value = Mutexed(0)
        func next() -> Int { value.add() }

        final class Mutexed: @unchecked Sendable {
            private let lock = NSLock()
            private var number: Int
            init(_ number: Int) { self.number = number }
            func add() -> Int {
                lock.withLock {
                    number += 1
                    return number
                }
            }
        }
    }

    @Test func `whoever has gone to another section does not undo an import of the old one`() throws {
        let place = try Place(.sqlite)
        let (old, new) = (try place.unit("総務課"), try place.unit("消防署"))
        let people = Person.register
        let person = try place.office.create(
            people.definition, people.values(Person(name: "青木", unit: Link(old), employment: .regular)),
            by: .console
        ).id
        let sheet = Self.words([["資産名", "所管課"], ["名簿", "総務課"]])
        let before = Viewer(person: person, roles: [.sectionHead], units: [old])
        let after = Viewer(person: person, roles: [.sectionHead], units: [new])
        let seq = try #require(
            try place.office.import(Self.assets, ImportRequest(sheet), by: before).result.seq)
        #expect(Self.code { try place.office.undoImport(seq, by: after) } == "access.refused")
        try place.office.undoImport(seq, by: before)
    }
}
