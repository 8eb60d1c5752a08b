import Database
import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// What an office refuses, and that a refusal leaves nothing behind.
@Suite struct OfficeLimitTests {
    private static let password = Secret("青い空と白い雲と緑の山と川")

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as Problem {
            return problem.code
        } catch let problems as Problems {
            return problems.all.first?.code
        } catch {
            return "\(error)"
        }
        return nil
    }

    private func size(_ office: Office) throws -> Int {
        try office.store.database.read { try LedgerReader($0).size }
    }

    @Test(arguments: [
        ("海と山と川", "password.short"), ("あああああああああああああ", "password.weak"),
        ("my-AOKI-password", "password.weak"), ("abcabcabcabcabc", "password.weak"), ("", "password.short"),
        ("correct horse battery", nil), ("海と山と川と空と星と月と風", nil),
    ])
    func `a password is long and not the name`(password: String, code: String?) {
        #expect(PasswordHash.problem(Secret(password), login: "aoki")?.code == code)
    }

    @Test(arguments: [
        "", "scrypt", "scrypt$32768$8$3$$", "scrypt$1$8$3$00$00", "scrypt$999999999$8$3$00$00",
        "scrypt$32768$8$3$zz$00", "scrypt$32768$8$3$000$0",
    ])
    func `no password matches what is no hash`(hash: String) {
        #expect(!PasswordHash.matches(Self.password, hash))
        #expect(!PasswordHash.matches(Secret(""), hash))
    }

    @Test(arguments: StorageEngine.allCases)
    func `an answer cannot lean on what is not there`(on engine: StorageEngine) throws {
        let place = try OfficeTests.Place(engine)
        let office = place.office
        let needing = try #require(office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        let nothing = office.store.surroundings.newIdentifier()
        let before = try size(office)
        let drafts = [
            AnswerDraft(outcome: .done, doneOn: office.today, reason: "実施", evidence: nothing),
            AnswerDraft(outcome: .notDone, doneOn: office.today, answeredBy: nothing, reason: "まだ"),
            AnswerDraft(outcome: .notDone, doneOn: office.today, unit: nothing, reason: "まだ"),
        ]
        for draft in drafts {
            #expect(code { try office.record(draft, for: needing, by: .console) } == "register.broken-link")
        }
        #expect(
            code { try office.record(drafts[1], for: "no.such-requirement", by: .console) }
                == "access.not-found")
        #expect(try size(office) == before, "a refusal writes nothing")
    }

    @Test(arguments: StorageEngine.allCases)
    func `evidence of another unit is not there, and a changed file is not handed out`(
        on engine: StorageEngine
    ) throws {
        let place = try OfficeTests.Place(engine)
        let office = place.office
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let needing = try #require(office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        let file = UploadedFile(name: "報告.txt", bytes: Array("報告".utf8))
        try office.record(
            AnswerDraft(outcome: .done, doneOn: office.today, unit: other, reason: "実施", file: file),
            for: needing, by: .console)
        let proof = try #require(
            try office.store.database.read {
                try RecordReader($0, viewer: .console).page(Evidence.register.definition, ListQuery())
            }.rows.first)
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        let theirs = Viewer(person: nil, roles: [.sectionHead], units: [other])
        #expect(code { _ = try office.evidenceFile(proof.id, for: head) } == "access.not-found")
        #expect(try office.evidenceFile(proof.id, for: theirs).bytes == file.bytes)
        let stolen = AnswerDraft(
            outcome: .done, doneOn: office.today, reason: "実施", evidence: proof.id)
        #expect(
            code { try office.record(stolen, for: needing, by: head) } == "register.broken-link",
            "what one may not see one may not lean on")
        let hash = try #require(office.store.files.all().first)
        try Data("別の報告".utf8).write(to: URL(fileURLWithPath: office.store.files.path(hash)))
        #expect(code { _ = try office.evidenceFile(proof.id, for: theirs) } != nil)
        #expect(try Backup.missingFiles(office.store).count == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a refused change leaves no entry and a name is held once`(on engine: StorageEngine) throws {
        let place = try OfficeTests.Place(engine)
        let office = place.office
        let sites = Site.register
        let site = try office.create(sites.definition, sites.values(Site(name: "庁舎")), by: .console)
        let before = try size(office)
        #expect(
            code { try office.create(sites.definition, sites.values(Site(name: " 庁舎　")), by: .console) }
                == "register.not-unique")
        #expect(
            code {
                try office.create(
                    sites.definition,
                    many: ["甲", "乙", "庁舎"].map { sites.values(Site(name: $0)) }, by: .console)
            } == "register.not-unique")
        #expect(
            code {
                try office.change(
                    sites.definition, id: site.id, sites.values(Site(name: "新")), expected: site.fromSeq + 1,
                    by: .console)
            } == "register.conflict")
        #expect(code { try office.create(sites.definition, [], by: .console) } == "register.wrong-shape")
        let same = try office.change(
            sites.definition, id: site.id, sites.values(Site(name: "庁舎")), expected: nil, by: .console)
        #expect(same.fromSeq == site.fromSeq, "a change of nothing is no version")
        #expect(try size(office) == before)
        let unit = OrganizationUnit(name: "総務課", site: Link(site.id), keepsAssets: true)
        let units = OrganizationUnit.register
        try office.create(units.definition, units.values(unit), by: .console)
        #expect(
            code { try office.close(sites.definition, id: site.id, expected: nil, by: .console) }
                == "register.still-linked")
    }
}
