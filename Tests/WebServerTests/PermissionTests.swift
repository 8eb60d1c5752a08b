import Foundation
import HTTPTypes
import Office
import Primitives
import Registers
import Storage
import Testing

@testable import WebServer

/// What each role is answered at each address of the running site.
@Suite struct PermissionTests {
    /// Address × role. TORIDE_RECORD=1 writes it anew; the reviewer reads the difference.
    @Test func `every role is answered at every address as it was agreed`() async throws {
        let site = try TestSite()
        let sessions = try SoftwareRole.allCases.map { try site.session($0) }
        let registers = AllRegisters.definitions.map { "/registers/\($0.name)" }
        let gets = site.routes.filter { $0.method == .get && $0.pattern != ["registers", "*"] }.map(\.sample)
        var lines = [SoftwareRole.allCases.map(\.title).joined(separator: "、")]
        for path in gets + registers + ["/new", "/grid"].flatMap({ end in registers.map { $0 + end } }) {
            var statuses: [String] = []
            for session in sessions {
                statuses.append("\(try await site.ask(.get, path, session: session).status)")
            }
            lines.append("GET \(path)：\(statuses.joined(separator: " "))")
        }
        let posts = site.routes.filter { $0.method == .post && $0.door == .signedIn }.map(\.sample)
        for path in posts {
            var statuses: [String] = []
            for session in sessions {
                let form = ["csrf": session.formToken]
                statuses.append("\(try await site.ask(.post, path, form: form, session: session).status)")
            }
            lines.append("POST \(path)：\(statuses.joined(separator: " "))")
        }
        let table = lines.joined(separator: "\n") + "\n"
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "doors.txt")
        if ProcessInfo.processInfo.environment["TORIDE_RECORD"] == "1" {
            try table.write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(
            try String(contentsOf: path, encoding: .utf8) == table,
            "after a new address, register or permission: TORIDE_RECORD=1, and read what changed")
    }

    @Test func `evidence is a download and never a page of ours`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let needing = try #require(site.office.catalogue.judged.first { $0.needsEvidence }).id.rawValue
        let page = UploadedFile(name: "../\"報告\r\n.html", bytes: Array("<script>alert(1)</script>".utf8))
        try site.office.record(
            AnswerDraft(outcome: .done, doneOn: site.office.today, reason: "実施", file: page), for: needing,
            by: .console)
        let row = try #require(
            try site.office.store.database.read {
                try RecordReader($0, viewer: .console).page(Evidence.register.definition, ListQuery())
            }.rows.first)
        let answer = try await site.ask(.get, "/evidence/\(row.id.text)/file", session: session)
        #expect(answer.status == 200 && answer.text.contains("<script>"))
        #expect(answer.headers[.contentType] == "application/octet-stream")
        #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
        #expect(answer.headers[.contentDisposition]?.contains("\n") == false)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test func `a body beyond the limit is refused before it is read whole`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let large = ["csrf": session.formToken, "name": String(repeating: "a", count: Gate.formLimit)]
        let path = "/registers/sites/new"
        #expect(try await site.ask(.post, path, form: large, session: session).status == 413)
        var parts = FormFields()
        let boundary = "b"
        let one = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n"
        let many = String(repeating: one, count: MultipartBody.partLimit + 2) + "--b--"
        #expect(!MultipartBody.add(Array(many.utf8), boundary: boundary, to: &parts))
    }

    @Test func `more than so many who wait for a password check are turned away`() {
        let turnstile = Turnstile(limit: 3)
        #expect((0..<5).map { _ in turnstile.enter() } == [true, true, true, false, false])
        turnstile.leave()
        #expect(turnstile.enter())
        #expect(!turnstile.enter())
    }
}
