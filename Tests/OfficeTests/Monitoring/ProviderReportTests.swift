import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// A provider's monthly report: kept, read, signed, and what it says of an exit in one home alone.
@Suite struct ProviderReportTests {
    typealias Scene = MonitoringTests.Scene

    @Test(arguments: [
        ("遮断した通信 1,204件", "遮断した通信", 1_204), ("\"ウイルス検知\",12", "ウイルス検知", 12),
        ("　・不正侵入の検知：０件", "不正侵入の検知", 0), ("IPS Critical    3", "IPS Critical", 3),
        ("迷惑メール\t５，６００ 通", "迷惑メール", 5_600),
    ])
    func `a number stands behind its words`(line: String, label: String, count: Int) {
        let read = ReportCounts.read("月次報告書\n\(line)\n3 / 12\n")
        #expect(read.map(\.label) == [label] && read.map(\.count) == [count])
    }

    @Test(arguments: ["令和8年10月31日", "3ページ 12", "遮断しました。", "電話 03-0000-0000", ""])
    func `what counts nothing is not read as a number`(line: String) {
        #expect(ReportCounts.read(line).isEmpty)
    }

    @Test(arguments: StorageEngine.allCases)
    func `signing writes what the exit's own record says, and a late report takes nothing back`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let (office, exits) = (scene.office, InternetExit.register)
        let exit = try office.create(
            exits.definition, exits.values { $0.name = "本部の光回線" }, by: .console
        ).id
        func attach(_ month: String, _ text: String) throws -> Identifier {
            try office.attach(
                report: UploadedFile(name: "\(month).csv", bytes: Array(text.utf8)), text: text, exit: exit,
                month: WatchPeriod(month), by: scene.clerk)
        }
        func stored() throws -> InternetExit {
            let row = try office.store.database.read {
                try RecordReader($0, viewer: scene.clerk).row(exits.definition, id: exit)
            }
            return try exits.record(try #require(row).values)
        }
        #expect(throws: Problems.self) { try attach("2026-05-01", "x") }
        #expect(throws: Problems.self, "a month to come") { try attach("2026-07", "x") }
        let may = try attach("2026-05", "遮断した通信,12")
        let read = try office.providerReport(may, for: scene.clerk).report
        #expect(read.counts.map(\.label) == ["遮断した通信"] && read.counts[0].count == "12")
        #expect(try stored().reportCoversTo == nil, "an unread report says nothing")
        try office.sign(
            report: may,
            ReportSignature(result: .handled, licenceEndsOn: Day(iso: "2027-03-31"), reviewedSettings: true),
            by: scene.clerk)
        let after = try stored()
        #expect(after.reportCoversTo == Day(iso: "2026-05-31") && after.reportReadOn == office.today)
        #expect(after.reportReadBy?.id == scene.clerk.person && after.reportResult == .handled)
        #expect(after.licenceEndsOn == Day(iso: "2027-03-31") && after.settingsReviewedOn == office.today)
        let april = try attach("2026-04", "ウイルス検知,1")
        try office.sign(report: april, ReportSignature(result: .open), by: scene.clerk)
        let late = try stored()
        #expect(late.reportCoversTo == Day(iso: "2026-05-31") && late.reportResult == .handled)
        #expect(late.licenceEndsOn == Day(iso: "2027-03-31"), "what the report does not say stays")
        let problem = #expect(throws: Problem.self) {
            try office.sign(report: may, ReportSignature(result: .quiet), by: scene.clerk)
        }
        #expect(problem?.code == "provider-report.signed")
        let evidence = try office.providerReport(try attach("2026-03", "遮断した通信,12"), for: scene.clerk)
        #expect(evidence.report.evidence.id == read.evidence.id, "one content is one piece of evidence")
        let head = Viewer(person: nil, roles: [.sectionHead], units: [scene.unit])
        #expect(throws: Problem.self) { try office.providerReports(for: head) }
        #expect(throws: Problem.self) { try office.providerReport(may, for: head) }
    }
}
