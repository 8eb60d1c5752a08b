import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// Values that nobody types: hashes of files, digests of texts.
@Suite struct MadeFieldTests {
    typealias Place = OfficeTests.Place
    private static let evidence = Evidence.register

    private static func stored(_ office: Office, _ id: Identifier) throws -> Evidence {
        let row = try office.store.database.read {
            try RecordReader($0, viewer: .console).row(evidence.definition, id: id)
        }
        return try evidence.record(try #require(row).values)
    }

    @Test(arguments: StorageEngine.allCases)
    func `nobody fetches another unit's file by typing its hash`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        let needing = try #require(place.office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        let secret = UploadedFile(name: "秘.txt", bytes: Array("よその秘密".utf8))
        try place.office.record(
            AnswerDraft(
                outcome: .done, doneOn: place.office.today, unit: other, reason: "実施", file: secret),
            for: needing, by: .console)
        let hash = Digest32.sha256(secret.bytes).hex
        let forged = Evidence(
            title: "うちの証拠", fileName: "秘.txt", fileHash: hash, byteCount: 3, owner: Link(own))
        let made = try place.office.create(
            Self.evidence.definition, Self.evidence.values(forged), by: head)
        try place.office.change(
            Self.evidence.definition, id: made.id,
            Self.evidence.values(
                Evidence(title: "名を変えた", fileName: "秘.txt", fileHash: hash, owner: Link(own))),
            expected: nil, by: head)
        let sheet = SheetImportTests.words([
            ["件名", "ファイル名", "ファイルの指紋（SHA-256）", "所管の所属"], ["表から", "秘.txt", hash, "総務課"],
        ])
        var request = ImportRequest(sheet)
        request.meanings = [1: .field("file_name"), 2: .field("file_hash")]
        _ = try place.office.import(Self.evidence.definition, request, by: head)
        let rows = try place.office.store.database.read {
            try RecordReader($0, viewer: head).page(Self.evidence.definition, ListQuery()).rows
        }
        #expect(rows.count == 2)
        for row in rows {
            let record = try Self.stored(place.office, row.id)
            #expect(record.fileHash == nil && record.fileName == nil && record.byteCount == nil)
            #expect(throws: Problem.self) { try place.office.evidenceFile(row.id, for: head) }
        }
    }

    @Test func `a file stays with its evidence whatever is typed over the record`() throws {
        let place = try Place(.sqlite)
        let needing = try #require(place.office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        try place.office.record(
            AnswerDraft(
                outcome: .done, doneOn: place.office.today, reason: "実施",
                file: UploadedFile(name: "証拠.txt", bytes: [1, 2, 3])), for: needing, by: .console)
        let row = try #require(
            try place.office.store.database.read {
                try RecordReader($0, viewer: .console).page(Self.evidence.definition, ListQuery()).rows.first
            })
        try place.office.change(
            Self.evidence.definition, id: row.id, Self.evidence.values(Evidence(title: "別の名")),
            expected: nil, by: .console)
        let record = try Self.stored(place.office, row.id)
        #expect(record.title == "別の名" && record.fileName == "証拠.txt" && record.byteCount == 3)
        #expect(try place.office.evidenceFile(row.id, for: .console).bytes == [1, 2, 3])
    }

    @Test func `a text that comes in with a sheet is asked to be read anew`() throws {
        let place = try Place(.sqlite)
        let register = StaffNotice.register
        let sheet = SheetImportTests.words([
            ["件名", "本文", "何のためのお知らせか", "知らせる初日", "文章の照合値（SHA-256）"],
            ["注意", "初めの文章", "ルールの周知", "R8.6.1", "嘘"],
        ])
        var request = ImportRequest(sheet)
        request.constants = ["purpose": StaffNotice.Purpose.allCases[0].title]
        request.meanings = [2: .ignored]
        _ = try place.office.import(register.definition, request, by: .console)
        func hash() throws -> String? {
            try place.office.readingMatters().first { $0.title == "注意" }?.textHash
        }
        let first = try #require(try hash())
        #expect(first.count == 64)
        var changed = try SheetImportTests.exported(place.office, register.definition)
        changed.rows[1].cells[1] = .text("改めた文章")
        _ = try place.office.import(register.definition, ImportRequest(changed), by: .console)
        #expect(try #require(try hash()) != first)
    }

    @Test func `two who send the last step of the first start at once make one account`() async throws {
        let place = try Place(.sqlite)
        let office = place.office
        let made = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<4 {
                group.addTask {
                    let setup = FirstSetup(
                        organization: "組合", kind: .association, units: ["総務課"], name: "青木",
                        login: "login-\(number)", password: Secret("青い空と白い雲と緑の山と川"))
                    return (try? office.setUp(setup)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == 1)
        let accounts = try office.store.database.read {
            try RecordReader($0, viewer: .console).count(Account.register.definition)
        }
        #expect(accounts == 1)
    }
}
