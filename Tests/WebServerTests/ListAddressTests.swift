import AuditLedger
import Primitives
import Registers
import Storage
import Testing
import WebPages

@testable import Office
@testable import WebServer

/// What an address says of a list, and that nothing of it is lost or made up.
@Suite struct ListAddressTests {
    private static let assets = InformationAsset.register.definition
    private static let id = "0198f0a0-0000-7000-8000-000000000001"

    private func address(_ text: String) -> ListAddress { ListAddress(text: text, Self.assets) }

    @Test(arguments: [
        ("", ""), ("view=all&nothing=1&csrf=x", ""),
        ("sort=place&q=%E5%90%8D%E7%B0%BF&order=down", "q=%E5%90%8D%E7%B0%BF&sort=place&order=down"),
        (
            "classified_on.to=2026-04-01&classified_on.from=R8.1.1",
            "classified_on.from=2026-01-01&classified_on.to=2026-04-01"
        ),
        ("confidentiality.in=3A&confidentiality.in=-", "confidentiality.in=3A%2C-"),
        ("confidentiality.in=%2C", ""), ("name.has=+", ""), ("order=down", ""),
        ("columns=kind&columns=place", "columns=name%2Ckind%2Cplace"), ("columns=password_hash", ""),
        ("keeper.words=x&keeper.state=filled", "keeper.words=x&keeper.state=filled"),
        ("after=\(id)~t~x", ""), ("totals=1", "totals=yes"),
    ])
    func `two addresses of one list are one text`(written: String, text: String) {
        let first = address(written)
        #expect(first.text == text && first.problems.isEmpty)
        #expect(address(first.text).text == text, "read again it stays")
    }

    @Test(arguments: [
        "classified_on.from=gestern", "confidentiality.in=9", "confidentiality=9", "keeper=x",
        "kind.state=odd",
        "confidentiality.in=3A,9",
    ])
    func `a condition that cannot be read is told and never passed over`(written: String) {
        let address = address(written)
        #expect(address.problems.count == 1 && address.items.isEmpty && address.query.findsAll)
        #expect(address.problems[0].sentence.contains("条件を読み取れません"))
    }

    @Test func `what is asked becomes what the database is asked`() {
        let address = address(
            "q=a+b&name.has=c&confidentiality.in=3A,-&classified_on.from=2026-01-01&kind.state=empty"
                + "&keeper=\(Self.id)&system.words=d&place=-&sort=kind&order=down")
        let query = address.query
        #expect(query.words == ["a", "b"] && query.linkFilters.map(\.words) == [["d"]])
        #expect(query.filters == ["keeper": .text(Self.id), "place": .null])
        #expect(
            query.conditions == [
                FieldCondition("name", .contains(["c"])), FieldCondition("kind", .empty),
                FieldCondition("confidentiality", .oneOf([.text("3A"), .null])),
                FieldCondition("classified_on", .from(.text("2026-01-01"))),
            ])
        #expect(query.sortColumn == "kind" && query.descending && address.conditions.count == 8)
    }

    @Test func `conditions stand above the list in words, each with the way out of it`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let path = "/registers/information-assets?confidentiality.in=3A,-&name.has=%3Cb%3E&sort=name"
        let page = try await site.ask(.get, path, session: session)
        #expect(page.status == 200)
        #expect(page.text.contains("機密性：自治体機密性3A（秘密文書に当たる） か 未記入"))
        #expect(page.text.contains("名称：「&lt;b&gt;」を含む") && page.text.contains("「名称」の小さい順"))
        #expect(page.text.contains("?confidentiality.in=3A%2C-&amp;sort=name\""))
        let wrong = try await site.ask(
            .get, "/registers/information-assets?classified_on.from=x", session: session)
        #expect(wrong.status == 200 && wrong.text.contains("その条件なしで出しています"))
        let export = try await site.ask(
            .post, "/registers/information-assets/export",
            form: ["csrf": session.formToken, "list": "classified_on.from=x"], session: session)
        #expect(export.status == 422, "a file never holds more than its list")
        let form = try await site.ask(
            .get,
            "/registers/information-assets/conditions?go=yes&name.has=a&kind.state=&q=&classified_on.to=x",
            session: session)
        #expect(form.status == 422 && form.text.contains("value=\"x\""))
        let led = try await site.ask(
            .get, "/registers/information-assets/conditions?go=yes&name.has=a&kind.state=&q=&sort=",
            session: session)
        #expect(led.status == 303 && led.headers[.location] == "/registers/information-assets?name.has=a")
    }

    @Test func `a saved view is seen first by who chose it, and everything stays one step away`() async throws
    {
        let site = try TestSite()
        let signed = try site.session(.office)
        let unit = try site.office.create(
            OrganizationUnit.register.definition,
            OrganizationUnit.register.values(OrganizationUnit(name: "総務課", keepsAssets: true)), by: .console
        ).id
        let person = try site.office.create(
            Person.register.definition,
            Person.register.values(Person(name: "事務", unit: Link(unit), employment: .regular)), by: .console
        ).id
        let account = try #require(signed.signedIn).account
        let accounts = Account.register.definition
        let row = try #require(
            try site.office.store.database.read {
                try RecordReader($0, viewer: .console).row(accounts, id: account)
            })
        var values = row.values
        values[1] = .text(person.text)
        try site.office.change(accounts, id: account, values, expected: nil, by: .console)
        let session = try site.sessions(of: .office)
        let views = "/registers/information-assets/views"
        func post(_ form: [String: String]) async throws -> Int {
            try await site.ask(
                .post, views, form: form.merging(["csrf": session.formToken]) { $1 }, session: session
            ).status
        }
        let list = "confidentiality=3A&sort=name"
        #expect(try await post(["view-act": "save", "view-list": list, "view-name": ""]) == 422)
        #expect(
            try await post([
                "view-act": "save", "view-list": list, "view-name": "重い<資産>", "view-reach": "office",
                "view-first": "yes",
            ]) == 303)
        let bare = try await site.ask(.get, "/registers/information-assets", session: session)
        #expect(bare.status == 303 && bare.headers[.location] == "/registers/information-assets?\(list)")
        let all = try await site.ask(.get, "/registers/information-assets?view=all", session: session)
        #expect(all.status == 200 && all.text.contains("重い&lt;資産&gt;（はじめに出す）"))
        #expect(try await post(["view-act": "everything"]) == 303)
        #expect(try await site.ask(.get, "/registers/information-assets", session: session).status == 200)
        #expect(try await post(["view-act": "remove", "view-id": "x"]) == 404)
    }
}
