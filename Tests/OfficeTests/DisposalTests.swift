import AuditLedger
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// 記録の廃棄: what is past its retention leaves by an approved list, and the proof stays.
@Suite struct DisposalTests {
    typealias Place = OfficeTests.Place
    static let reports = EventReport.register
    static let evidence = Evidence.register

    struct Scene {
        let place: Place
        let clerk: Viewer
        let chief: Viewer
        var office: Office { place.office }

        init(_ engine: StorageEngine) throws {
            place = try Place(engine)
            let (people, appointments) = (Person.register, Appointment.register)
            let office = place.office
            func person(_ name: String) throws -> Identifier {
                try office.create(
                    people.definition, people.values(Person(name: name, employment: .regular)), by: .console
                ).id
            }
            clerk = Viewer(person: try person("森田"), roles: [.office], units: [])
            chief = Viewer(person: try person("統括"), roles: [.staff], units: [])
            try office.create(
                appointments.definition,
                appointments.values(
                    Appointment(
                        role: .chiefSecurityManager, person: chief.person.map { Link($0) },
                        startsOn: office.today)), by: .console)
        }

        func report(_ what: String, _ day: String) throws -> Identifier {
            try office.create(
                reports.definition,
                reports.values(EventReport(what: what, toldOn: Day(iso: day) ?? office.today)), by: .console
            ).id
        }

        func proposed() throws -> DisposalState {
            try office.disposal(try office.proposeDisposal("", by: clerk), for: clerk)
        }
    }

    @Test func `retention is counted from the end of the fiscal year`() throws {
        let rule = try #require(Self.reports.definition.retention)
        #expect(rule.years == 5 && rule.column == "told_on")
        func last(_ iso: String) -> String? { Day(iso: iso).map { rule.lastDay(of: $0).iso } }
        #expect(last("2020-04-01") == "2026-03-31" && last("2021-03-31") == "2026-03-31")
        #expect(last("2021-04-01") == "2027-03-31")
        for iso in ["2026-03-31", "2026-04-01", "2027-03-31", "2028-02-29"] {
            let today = try #require(Day(iso: iso))
            let newest = rule.newestExpired(on: today)
            #expect(rule.lastDay(of: newest) < today, "\(iso)")
            #expect(rule.lastDay(of: newest.adding(days: 1)) >= today, "\(iso)")
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `content goes, the proof stays, and only an approved list does it`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let old = try scene.report("古い知らせ", "2021-03-31")
        let young = try scene.report("若い知らせ", "2021-04-01")
        let ended = try scene.report("終わった知らせ", "2019-05-01")
        try office.change(
            Self.reports.definition, id: old,
            Self.reports.values(
                EventReport(what: "古い知らせ（追記）", toldOn: Day(iso: "2021-03-31") ?? office.today)),
            expected: nil, by: .console)
        try office.close(Self.reports.definition, id: ended, expected: nil, by: .console)
        #expect(try office.expiredCount(for: scene.clerk) == 2)
        let list = try scene.proposed()
        #expect(list.rows.map(\.subject) == [ended.text, old.text], "the oldest first")
        #expect(list.labels[old.text] == "古い知らせ（追記）")
        #expect(list.rows[1].reason.contains("5年"))
        #expect(throws: Problem.self, "one list at a time") {
            try office.proposeDisposal("", by: scene.clerk)
        }
        #expect(throws: Problem.self, "not approved") {
            try office.carryOutDisposal(list.id, by: scene.clerk)
        }
        #expect(throws: Problem.self, "the clerk holds no such role") {
            try office.approveDisposal(list.id, hash: list.proposal.listHash, by: scene.clerk)
        }
        #expect(throws: Problem.self, "another list than the one that was looked at") {
            try office.approveDisposal(list.id, hash: "00", by: scene.chief)
        }
        #expect(try office.disposal(list.id, for: scene.chief).rows.count == 2, "the approver may look")
        let stranger = Viewer(person: scene.clerk.person, roles: [.staff], units: [])
        #expect(throws: Problem.self) { try office.disposal(list.id, for: stranger) }
        try office.approveDisposal(list.id, hash: list.proposal.listHash, by: scene.chief)
        #expect(throws: Problem.self, "the approver carries out nothing") {
            try office.carryOutDisposal(list.id, by: scene.chief)
        }
        let before = try office.store.database.read { try LedgerReader($0).size }
        let proof = try office.store.database.read { try LedgerReader($0).headers(0...(before - 1)) }
        let gone = try office.carryOutDisposal(list.id, by: scene.clerk)
        #expect(gone == (2, 3), "every version")
        try office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            #expect(try reader.versions(Self.reports.definition, id: old).isEmpty)
            #expect(try reader.versions(Self.reports.definition, id: ended).isEmpty)
            #expect(try reader.row(Self.reports.definition, id: young) != nil)
            #expect(try reader.count(Self.reports.definition) == 1)
            let headers = try LedgerReader(connection).headers(0...(before - 1))
            #expect(headers == proof, "what was said of when and whom stays")
        }
        let report = try office.verifyLedger(by: .console)
        #expect(report.holds && report.disposedCount == 3, "\(report.findings)")
        let done = try office.disposal(list.id, for: scene.clerk)
        #expect(done.proposal.versionCount == 3 && done.proposal.approvedAs == .chiefSecurityManager)
        #expect(done.labels.isEmpty, "the certificate does not say what they said")
        #expect(throws: Problem.self, "once") { try office.carryOutDisposal(list.id, by: scene.clerk) }
        #expect(throws: Problem.self) { try scene.proposed() }
    }

    @Test(arguments: StorageEngine.allCases)
    func `what was changed beside the program is not destroyed, which would hide it`(on engine: StorageEngine)
        throws
    {
        let scene = try Scene(engine)
        let old = try scene.report("古い知らせ", "2020-01-01")
        let list = try scene.proposed()
        try scene.office.approveDisposal(list.id, hash: list.proposal.listHash, by: scene.chief)
        // Somebody changes a row beside the program before it is destroyed.
        try scene.office.store.database.write { transaction in
            _ = try transaction.execute(
                "UPDATE r_event_reports SET what = \("書き換え") WHERE id = \(old.text)")
        }
        #expect(throws: Problem.self, "destroying it would hide the change") {
            try scene.office.carryOutDisposal(list.id, by: scene.clerk)
        }
        #expect(try !scene.office.verifyLedger(by: .console).holds)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what is still used stays, and a file leaves with the last record that names it`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let needing = try #require(office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        scene.place.day.set("2026-06-02T09:00")
        func answer(_ text: String) throws {
            try office.record(
                AnswerDraft(
                    outcome: .done, doneOn: office.today, reason: "実施",
                    file: UploadedFile(name: "証拠.txt", bytes: Array(text.utf8))), for: needing, by: .console)
        }
        try answer("古い証拠")
        let hash = Digest32.sha256(Array("古い証拠".utf8))
        scene.place.day.set("2031-04-01T09:00")
        #expect(
            try office.expiredCount(for: scene.clerk) == 0, "the last day of its retention has not passed")
        scene.place.day.set("2032-04-01T09:00")
        #expect(try office.expiredCount(for: scene.clerk) == 2, "the answer, and the evidence that it named")
        let row = try #require(
            try office.store.database.read {
                try RecordReader($0, viewer: .console).page(Self.evidence.definition, ListQuery()).rows.first
            })
        try answer("新しい証拠")
        let list = try scene.proposed()
        #expect(list.rows.count == 2 && list.rows.contains { $0.subject == row.id.text })
        try office.approveDisposal(list.id, hash: list.proposal.listHash, by: scene.chief)
        #expect(office.store.files.all().contains(hash))
        try office.carryOutDisposal(list.id, by: scene.clerk)
        #expect(!office.store.files.all().contains(hash) && office.store.files.all().count == 1)
        #expect(try office.verifyLedger(by: .console).holds)
    }

    @Test func `a list is given up, and whoever proposes does not approve`() throws {
        let scene = try Scene(.sqlite)
        _ = try scene.report("古い知らせ", "2020-01-01")
        let both = Viewer(person: scene.chief.person, roles: [.office], units: [])
        let list = try scene.office.proposeDisposal("私の一覧", by: both)
        let hash = try scene.office.disposal(list, for: both).proposal.listHash
        do {
            try scene.office.approveDisposal(list, hash: hash, by: both)
            Issue.record("one person is not two")
        } catch let problem as Problem {
            #expect(problem.code == "disposal.same-person")
        }
        try scene.office.withdrawDisposal(list, by: both)
        #expect(try scene.proposed().rows.count == 1, "another list may follow")
    }
}
