import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Sealed hours, the health of sources, and the sheets that people sign.
@Suite struct WatchSheetTests {
    typealias Scene = MonitoringTests.Scene

    private func source(_ scene: Scene, _ name: String, silentAfter: Int?, since: String) throws -> Identifier
    {
        try scene.office.create(
            LogOrigin.register.definition,
            LogOrigin.register.values {
                $0.name = name
                $0.silentAfterMinutes = silentAfter
                $0.startsOn = Day(iso: since)
            }, by: .console
        ).id
    }

    /// An hour in UTC with its first and last line at these minutes.
    private func hour(
        _ source: Identifier, _ hour: String, lines: Int = 100, from: Int = 0, to: Int = 59, dropped: Int = 0
    ) -> LogHour {
        func minute(_ minute: Int) -> String { "\(hour):\(minute < 10 ? "0" : "")\(minute):00.000000Z" }
        return LogHour(
            hour: hour, source: Link(source), lineCount: lines, byteCount: lines * 300, dropped: dropped,
            firstAt: minute(from), lastAt: minute(to), blockCount: 1, root: "00\(hour)", segment: "seg-1")
    }

    /// All hours of 2026-05-31 in Japan, but those that are left out.
    private func day(_ source: Identifier, without: Set<Int> = []) -> [LogHour] {
        (0..<24).filter { !without.contains($0) }.map { place in
            let (date, clock) = place < 9 ? ("2026-05-30", place + 15) : ("2026-05-31", place - 9)
            return hour(source, "\(date)T\(clock < 10 ? "0" : "")\(clock)")
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a sealed hour is a leaf, once, and never another one`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let id = try source(scene, "UTM", silentAfter: 60, since: "2026-05-01")
        let hours = day(id)
        let before = try scene.office.store.database.read { try LedgerReader($0).size }
        #expect(try scene.office.recordLogHours(hours, by: .console) == 24)
        #expect(try scene.office.store.database.read { try LedgerReader($0).size } == before + 24)
        #expect(
            try scene.office.recordLogHours(hours, by: .console) == 0, "a run that was cut short runs again")
        var other = hours[3]
        other = LogHour(
            hour: other.hour, source: other.source, lineCount: 1, byteCount: 1, blockCount: 1, root: "ff",
            segment: hours[3].segment)
        let problem = #expect(throws: Problem.self) {
            try scene.office.recordLogHour(other, by: .console)
        }
        #expect(problem?.code == "log-hour.differs")
        #expect(throws: Problem.self) { try scene.office.recordLogHours(hours, by: scene.clerk) }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a day is signed as it was seen, and what was not seen has to be spoken of`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let id = try source(scene, "UTM", silentAfter: 60, since: "2026-05-31")
        try office.recordLogHours(day(id, without: [3, 4]), by: .console)
        let period = try #require(WatchPeriod("2026-05-31"))
        let sheet = try office.watchSheet(period, for: scene.clerk)
        #expect(sheet.isOver && sheet.signed == nil)
        #expect(sheet.lines.contains { $0.label == "途切れた送信元「UTM」" && $0.value.contains("121分") })
        #expect(try office.dueSheets(for: scene.clerk).map(\.period.text) == ["2026-05-31", "2026-05"])
        #expect(throws: Problems.self, "a gap needs a word") {
            try office.sign(sheet: period, hash: sheet.hash, remark: "", by: scene.clerk)
        }
        try office.recordLogHour(hour(id, "2026-05-30T18"), by: .console)
        let stale = #expect(throws: Problem.self) {
            try office.sign(sheet: period, hash: sheet.hash, remark: "装置を再起動した", by: scene.clerk)
        }
        #expect(stale?.code == "watch.changed")
        let now = try office.watchSheet(period, for: scene.clerk)
        try office.sign(sheet: period, hash: now.hash, remark: "装置を再起動した", by: scene.clerk)
        let signed = try office.watchSheet(period, for: scene.clerk)
        #expect(signed.signed?.signedName == "森田" && signed.isIntact && signed.lines == now.lines)
        #expect(signed.later.isEmpty)
        #expect(throws: Problem.self) {
            try office.sign(sheet: period, hash: now.hash, remark: "もう一度", by: scene.clerk)
        }
        try office.recordLogHour(hour(id, "2026-05-30T19"), by: .console)
        let after = try office.watchSheet(period, for: scene.clerk)
        #expect(after.lines == now.lines, "what was signed stays")
        #expect(!after.later.isEmpty, "and what came later is told")
        #expect(try office.dueSheets(for: scene.clerk).map(\.period.text) == ["2026-05"])
    }

    @Test(arguments: StorageEngine.allCases)
    func `a quiet day with every source is signed without a word, a day that runs is not`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let id = try source(scene, "UTM", silentAfter: 60, since: "2026-05-31")
        try office.recordLogHours(day(id), by: .console)
        let period = try #require(WatchPeriod("2026-05-31"))
        let hash = try office.watchSheet(period, for: scene.clerk).hash
        try office.sign(sheet: period, hash: hash, remark: "", by: scene.clerk)
        let today = try #require(WatchPeriod("2026-06-01"))
        let running = try office.watchSheet(today, for: scene.clerk)
        #expect(!running.isOver)
        let problem = #expect(throws: Problem.self) {
            try office.sign(sheet: today, hash: running.hash, remark: "x", by: scene.clerk)
        }
        #expect(problem?.code == "watch.not-over")
        let figures = try office.monitoringFigures(days: 2, for: scene.clerk)
        #expect(figures.traffic.map(\.name) == ["UTM"] && figures.hours.count == 48)
        #expect(figures.traffic[0].values.reduce(0, +) == 2_400)
        #expect(figures.sources[0].isSilentStill(at: figures.asOf), "nothing came since midnight")
        let head = Viewer(person: nil, roles: [.sectionHead], units: [scene.unit])
        #expect(throws: Problem.self) { try office.watchSheet(period, for: head) }
        #expect(throws: Problem.self) { try office.monitoringFigures(days: 2, for: head) }
    }

    @Test(arguments: [
        ("2026-11-30", "day", "2026-11-30", "2026-11-30"), ("2026-02", "month", "2026-02-01", "2026-02-28"),
        ("2028-02", "month", "2028-02-01", "2028-02-29"),
    ])
    func `a period is a day or a month`(text: String, kind: String, first: String, last: String) throws {
        let period = try #require(WatchPeriod(text))
        #expect(period.kind.rawValue == kind && period.text == text)
        #expect(period.first.iso == first && period.last.iso == last)
    }

    @Test(arguments: ["", "2026", "2026-13", "2026-02-30", "2026-1-1", "２０２６-01", "../../etc"])
    func `nothing else is a period`(text: String) {
        #expect(WatchPeriod(text) == nil)
    }
}
