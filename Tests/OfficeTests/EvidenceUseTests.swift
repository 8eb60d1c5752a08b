import AuditLedger
import Duties
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// Evidence: attached once, used for many requirements, found again by its content, checked when it is read.
@Suite struct EvidenceUseTests {
    typealias Place = OfficeTests.Place

    private static func needing(_ office: Office) -> [String] {
        office.catalogue.judged.filter(\.needsEvidence).map(\.id.rawValue)
    }

    private static func draft(
        _ office: Office, _ text: String, evidence: Identifier? = nil, keepsBoth: Bool = false
    ) -> AnswerDraft {
        AnswerDraft(
            outcome: .done, doneOn: office.today, reason: "実施",
            file: UploadedFile(name: "出席簿.txt", bytes: Array(text.utf8)), evidence: evidence,
            keepsBoth: keepsBoth)
    }

    private static func all(_ office: Office) throws -> [RegisterRow] {
        try office.store.database.read {
            try RecordReader($0, viewer: .console).page(Evidence.register.definition, ListQuery()).rows
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the same content is found again, and linked instead of stored twice`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let office = place.office
        let requirements = Self.needing(office)
        let (first, second) = (try #require(requirements.first), try #require(requirements.last))
        try office.record(Self.draft(office, "出席簿"), for: first, by: .console)
        let stored = try #require(try Self.all(office).first)
        do {
            try office.record(Self.draft(office, "出席簿"), for: second, by: .console)
            Issue.record("the content is there already")
        } catch let problems as Problems {
            #expect(problems.all.map(\.code) == ["evidence.exists"])
            #expect(problems.all[0].detail == stored.id.text && problems.all[0].field == "evidence")
        }
        try office.record(Self.draft(office, "出席簿", evidence: stored.id), for: second, by: .console)
        #expect(try Self.all(office).count == 1, "used, not stored again")
        try office.record(Self.draft(office, "出席簿", keepsBoth: true), for: second, by: .console)
        #expect(try Self.all(office).count == 2, "whoever wants both has both")
        try office.record(Self.draft(office, "別の出席簿"), for: second, by: .console)
        #expect(try office.verifyLedger(by: .console).holds)
    }

    @Test func `nobody is told of another unit's file by attaching the same`() throws {
        let place = try Place(.sqlite)
        let office = place.office
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let first = try #require(Self.needing(office).first)
        var theirs = Self.draft(office, "秘密")
        theirs.unit = other
        try office.record(theirs, for: first, by: .console)
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        try office.record(Self.draft(office, "秘密"), for: first, by: head)
        #expect(try Self.all(office).count == 2)
    }

    @Test(arguments: StorageEngine.allCases)
    func `one piece of evidence is used for many requirements, by whoever may write it`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let office = place.office
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let evidence = try office.create(
            Evidence.register.definition,
            Evidence.register.values(Evidence(title: "研修の出席簿", owner: Link(own))), by: .console
        ).id
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        let stranger = Viewer(person: nil, roles: [.sectionHead], units: [other])
        let auditor = Viewer(person: nil, roles: [.auditor], units: [])
        #expect(try office.use(evidence, for: ["SEED-7", "SEED-8-a"], by: head) == (2, 0))
        #expect(try office.use(evidence, for: ["SEED-8-a", "SEED-3"], by: head) == (1, 1))
        #expect(Set(try office.requirements(of: evidence, for: head)) == ["SEED-8-a", "SEED-3"])
        #expect(try office.requirements(of: evidence, for: stranger).isEmpty)
        #expect(throws: Problem.self) { try office.use(evidence, for: [], by: stranger) }
        #expect(throws: Problem.self) { try office.use(evidence, for: [], by: auditor) }
        #expect(throws: Problem.self) { try office.use(evidence, for: ["NOTHING"], by: head) }
        func linked(_ viewer: Viewer) throws -> [String] {
            try office.store.database.read {
                try office.linkedEvidence("SEED-3", RecordReader($0, viewer: viewer)).map(\.evidence.title)
            }
        }
        #expect(try linked(auditor) == ["研修の出席簿"])
        #expect(try linked(stranger).isEmpty)
    }

    @Test func `a file that changed on the disk is not handed out, and says so`() throws {
        let place = try Place(.sqlite)
        let office = place.office
        let first = try #require(Self.needing(office).first)
        try office.record(Self.draft(office, "出席簿"), for: first, by: .console)
        let stored = try #require(try Self.all(office).first)
        let hash = Digest32.sha256(Array("出席簿".utf8))
        try Data("書き換え".utf8).write(to: URL(fileURLWithPath: office.store.files.path(hash)))
        do {
            _ = try office.evidenceFile(stored.id, for: .console)
            Issue.record("it was changed")
        } catch let problem as Problem {
            #expect(problem.code == "file.changed" && problem.sentence.contains("監査人"))
        }
    }
}
