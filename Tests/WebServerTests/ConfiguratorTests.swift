import Foundation
import HTTPTypes
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import WebServer

/// 設定担当 configures the software and reads no content, by whatever door.
@Suite struct ConfiguratorTests {
    private func tell(_ site: TestSite) throws {
        let register = Person.register
        let person = try site.office.create(
            register.definition, register.values(Person(name: "秘密 太郎", employment: .regular)),
            by: .console
        ).id
        let writer = Viewer(person: person, roles: [.office], units: [])
        try site.office.create(
            Site.register.definition, Site.register.values(Site(name: "秘密の庁舎", note: "秘密の場所")),
            by: writer)
    }

    private func archives(_ site: TestSite) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: site.office.store.backupsFolder)
        return (names ?? []).filter { $0.hasPrefix("by-hand-") }
    }

    @Test func `a backup that 設定担当 takes stays on the server, the newest three of them`() async throws {
        let site = try TestSite()
        try tell(site)
        let session = try site.session(.configurator)
        for count in 1...5 {
            let form = ["csrf": session.formToken]
            let answer = try await site.ask(.post, "/backup", form: form, session: session)
            #expect(answer.status == 303 && answer.headers[.location] == "/backup")
            #expect(answer.text.isEmpty)
            #expect(archives(site).count == min(count, Backup.keptByHand))
        }
        let page = try await site.ask(.get, "/backup", session: session)
        #expect(page.text.contains("この画面からは取り出せません"))
        let path = site.office.store.backupsFolder + "/" + archives(site)[0]
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let restored = NSTemporaryDirectory() + "toride-restored-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: restored) }
        #expect(try Backup.unpack(path, into: restored).hasSuffix("toride.sqlite"))
    }

    @Test func `事務局 carries a backup off, whole`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let answer = try await site.ask(
            .post, "/backup", form: ["csrf": session.formToken], session: session)
        #expect(answer.status == 200 && answer.headers[.contentType] == "application/x-tar")
        #expect(answer.headers[.contentLength].flatMap { Int($0) } ?? 0 > 10_000)
        #expect(answer.byteCount == answer.headers[.contentLength].flatMap { Int($0) })
        #expect(archives(site).isEmpty)
    }

    @Test func `no page that 設定担当 may open holds a name from the registers but for accounts`()
        async throws
    {
        let site = try TestSite()
        try tell(site)
        let session = try site.session(.configurator)
        let registers = AllRegisters.definitions.map { "/registers/\($0.name)" }
        var opened = 0
        for path in site.routes.filter({ $0.method == .get }).map(\.sample) + registers {
            let answer = try await site.ask(.get, path, session: session)
            #expect(!answer.text.contains("秘密"), "\(path)")
            opened += answer.status == 200 ? 1 : 0
            #expect(answer.status != 200 || !path.hasPrefix("/registers"), "\(path)")
        }
        #expect(opened > 4)
        for register in registers {
            let answer = try await site.ask(
                .post, register + "/export", form: ["csrf": session.formToken], session: session)
            #expect(answer.status == 403 || answer.status == 404, "\(register)")
        }
    }

    @Test(arguments: [
        "%00", "a%00b", "%01%7F", String(repeating: "a+", count: 5_000), "%ED%A0%80", "%25", "_",
    ])
    func `a search for whatever can be typed is answered`(words: String) async throws {
        let site = try TestSite()
        try tell(site)
        let session = try site.session(.office)
        let names = AllRegisters.menu.map(\.name)
        for path in names.map({ "/registers/\($0)?q=\(words)&name=\(words)&after=\(words)" }) + [
            "/search?q=\(words)", "/requirements?q=\(words)",
            "/registers/information-assets?keeper.words=\(words)",
        ] {
            #expect(try await site.ask(.get, path, session: session).status == 200, "\(path.prefix(60))")
        }
        let form = [
            "csrf": session.formToken, "search": "unit", "unit.search": words.removingPercentEncoding ?? "",
            "name": "x\0y",
        ]
        #expect(
            try await site.ask(.post, "/registers/people/new", form: form, session: session).status < 500)
    }

    @Test func `one account's files push nobody else's off the desk`() throws {
        let desk = ImportDesk()
        let register = Site.register.definition
        let surroundings = Surroundings.seeded(1, now: { Instant(microseconds: 0) })
        let (one, other) = (surroundings.newIdentifier(), surroundings.newIdentifier())
        let file = UploadedFile(name: "a.csv", bytes: [])
        func stage(_ id: String, _ owner: Identifier, _ second: Int64) {
            _ = desk.stage(
                id, file, register: register, owner: owner, at: Instant(microseconds: second * 1_000_000))
        }
        stage("other", other, 0)
        for number in 1...20 { stage("own-\(number)", one, Int64(number)) }
        func has(_ id: String, _ owner: Identifier) -> Bool {
            desk.job(id, register: register, owner: owner, at: Instant(microseconds: 99_000_000)) != nil
        }
        #expect(has("other", other) && has("own-20", one) && has("own-19", one))
        #expect(!has("own-18", one))
    }
}
