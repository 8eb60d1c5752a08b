import AuditLedger
import Foundation
import HTTPTypes
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import WebServer

/// Programs at the API: what they are answered, with whose rights, and how long.
@Suite struct APITests {
    private func token(
        _ site: TestSite, _ session: Session, scope: APIToken.Scope = .write, registers: [String] = [],
        days: Int = 30
    ) throws -> (id: Identifier, text: String) {
        let signedIn = try #require(session.signedIn)
        let (stored, secret) = try site.office.makeToken(
            name: "試験", scope: scope, registers: registers, endsOn: site.office.today.adding(days: days),
            for: signedIn)
        return (stored.id, secret.revealed)
    }

    private func json(_ text: String) throws -> CanonicalJSON {
        try CanonicalJSON(parsing: Array(text.utf8), onlyCanonical: false)
    }

    private func string(_ json: CanonicalJSON?) throws -> String {
        guard case .string(let text)? = json else {
            throw Problem("test", "no text: \(String(describing: json))")
        }
        return text
    }

    private func integer(_ json: CanonicalJSON?) throws -> Int {
        guard case .integer(let integer)? = json else { throw Problem("test", "no number") }
        return integer
    }

    @Test func `a program makes, reads, changes and closes a record, and nothing is lost between two`()
        async throws
    {
        let site = try TestSite()
        let token = try token(site, try site.session(.office)).text
        let path = "/registers/sites/records"
        let made = try await site.call(
            .post, path, token: token, body: #"{"fields":{"name":"中央署 \u1F692","address":null}}"#)
        #expect(made.status == 201 && made.headers[.contentType] == "application/json")
        let record = try json(made.text)
        let (id, version) = (try string(record["id"]), try integer(record["version"]))
        #expect(made.headers[.location] == "/api/v1\(path)/\(id)")
        #expect(try await site.call(.get, "\(path)/\(id)", token: token).text == made.text)
        let change = #"{"version":\#(version),"fields":{"address":"1丁目"}}"#
        let changed = try await site.call(.patch, "\(path)/\(id)", token: token, body: change)
        #expect(changed.status == 200 && changed.text.contains("1丁目") && changed.text.contains("中央署"))
        let late = try await site.call(.patch, "\(path)/\(id)", token: token, body: change)
        let problem = try json(late.text)
        #expect(late.status == 409 && late.headers[.contentType] == "application/problem+json")
        #expect(problem["code"] == "register.conflict" && problem["status"] == 409)
        let current = try json(changed.text)
        #expect(problem["current"] == current, "what stands there now comes along")
        let history = try json(try await site.call(.get, "\(path)/\(id)/history", token: token).text)
        guard case .array(let versions)? = history["versions"] else { throw Problem("test", "no versions") }
        #expect(versions.count == 2 && versions[1]["version"] == .integer(version))
        let closed = try await site.call(
            .post, "\(path)/\(id)/close", token: token,
            body: #"{"version":\#(try integer(try json(changed.text)["version"]))}"#)
        #expect(closed.status == 204 && closed.text.isEmpty)
        #expect(try await site.call(.get, "\(path)/\(id)", token: token).status == 404)
        let old = try await site.call(
            .get, "\(path)?known_at=2026-06-01T08:00:00Z&limit=1", token: token)
        #expect(old.status == 200)
    }

    @Test func `a list is narrowed, ordered and gone through by its cursor`() async throws {
        let site = try TestSite()
        let token = try token(site, try site.session(.office), scope: .read).text
        let values = (0..<25).map {
            Site.register.values(Site(name: "施設 \($0 % 10)\($0)", address: $0 % 2 == 0 ? "甲" : nil))
        }
        try site.office.create(Site.register.definition, many: values, by: .console)
        var (seen, next): ([String], String?) = ([], "")
        while let cursor = next {
            let after =
                cursor.isEmpty
                ? "" : "&after=" + (cursor.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
            let page = try json(
                try await site.call(
                    .get, "/registers/sites/records?limit=10&sort=-name\(after)", token: token
                ).text)
            #expect(page["total"] == 25)
            guard case .array(let records)? = page["records"] else { throw Problem("test", "no records") }
            seen += try records.map { try string($0["fields"]?["name"]) }
            next = page["next"] == .null ? nil : try string(page["next"])
        }
        #expect(seen.count == 25 && seen == seen.sorted(by: >))
        let narrowed = try json(
            try await site.call(.get, "/registers/sites/records?address=%E7%94%B2", token: token).text)
        #expect(narrowed["total"] == 13)
        let empty = try json(
            try await site.call(.get, "/registers/sites/records?address=", token: token).text)
        #expect(empty["total"] == 12)
        let found = try json(try await site.call(.get, "/search?q=%E6%96%BD&limit=3", token: token).text)
        guard case .array(let groups)? = found["registers"] else { throw Problem("test", "no groups") }
        #expect(groups.count == 1 && groups[0]["total"] == 25)
    }

    @Test(
        arguments: [
            ("GET", "/registers/sites/records?nonsense=1", "", 400),
            ("GET", "/registers/sites/records?limit=0", "", 400),
            ("GET", "/registers/sites/records?after=x", "", 400),
            ("GET", "/registers/sites/records?sort=secret", "", 400),
            ("GET", "/registers/sites/records?known_at=soon", "", 400), ("GET", "/search", "", 400),
            ("GET", "/registers/nothing/records", "", 404), ("GET", "/registers/sites/records/x", "", 404),
            ("GET", "/nothing", "", 404), ("PATCH", "/registers/sites/records", "", 405),
            ("DELETE", "/search", "", 405),
            ("POST", "/registers/sites/records", "{", 400), ("POST", "/registers/sites/records", "[]", 400),
            ("POST", "/registers/sites/records", #"{"fields":{"name":"\uD800"}}"#, 400),
            ("POST", "/registers/sites/records", #"{"fields":{"name":""}}"#, 422),
            ("POST", "/registers/sites/records", #"{"fields":{"name":1}}"#, 422),
            ("POST", "/registers/sites/records", #"{"fields":{"name":"a","other":"b"}}"#, 422),
            ("POST", "/registers/policy-revisions/records", #"{"fields":{"title":"a"}}"#, 405),
            ("POST", "/registers/accounts/records", #"{"fields":{"login":"a"}}"#, 405),
            ("POST", "/registers/accounts/import", "", 404),
            ("POST", "/registers/evidence/records", #"{"fields":{"title":"a","file_hash":"00"}}"#, 422),
            ("GET", "/registers/sites/records?q=%00&name=a%00", "", 200),
        ] as [(String, String, String, Int)])
    func `what makes no sense is refused as a problem with its status`(
        method: String, path: String, body: String, status: Int
    ) async throws {
        let site = try TestSite()
        let token = try token(site, try site.session(.office, alsoConfigures: true)).text
        let verb: HTTPRequest.Method =
            method == "GET" ? .get : method == "POST" ? .post : method == "PATCH" ? .patch : .delete
        let answer = try await site.call(verb, path, token: token, body: body)
        #expect(answer.status == status, "\(answer.text)")
        guard status >= 400 else { return }
        let problem = try json(answer.text)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(problem["status"] == .integer(status))
        #expect(try string(problem["detail"]).unicodeScalars.contains { $0.value > 0x3000 }, "in Japanese")
    }

    @Test func `a token does what its account may, within its scope, until its day`() async throws {
        let site = try TestSite()
        let office = try site.session(.office)
        let body = #"{"fields":{"name":"署"}}"#
        let sites = "/registers/sites/records"
        for wrong in [nil, "", "toride_00", try token(site, office).text + "0"] {
            let answer = try await site.call(.get, sites, token: wrong)
            #expect(answer.status == 401 && answer.headers[.wwwAuthenticate] == "Bearer")
        }
        let reading = try token(site, office, scope: .read)
        #expect(try await site.call(.get, sites, token: reading.text).status == 200)
        #expect(try await site.call(.post, sites, token: reading.text, body: body).status == 403)
        let limited = try token(site, office, registers: ["sites"])
        #expect(try await site.call(.post, sites, token: limited.text, body: body).status == 201)
        #expect(try await site.call(.get, "/registers/people/records", token: limited.text).status == 403)
        let shown = try await site.call(.get, "/registers", token: limited.text).text
        #expect(shown.contains("\"sites\"") && !shown.contains("\"people\""))
        #expect(try await site.call(.get, "/search?q=1", token: limited.text).status == 200)
        let auditor = try token(site, try site.session(.auditor))
        #expect(try await site.call(.post, sites, token: auditor.text, body: body).status == 403)
        #expect(try await site.call(.get, sites, token: auditor.text).status == 200)
        let configurator = try token(site, try site.session(.configurator))
        #expect(
            try await site.call(.get, "/registers/people/records", token: configurator.text).status == 403)
        try site.office.endToken(reading.id, by: try #require(office.signedIn))
        #expect(try await site.call(.get, sites, token: reading.text).status == 401)
        site.pass(seconds: 31 * 86_400)
        #expect(try await site.call(.get, sites, token: limited.text).status == 401)
    }

    @Test func `who only reads and tells makes no token, and nobody ends another's`() async throws {
        let site = try TestSite()
        let staff = try site.session(.staff)
        #expect(throws: Problem.self) { try token(site, staff) }
        let own = try token(site, try site.session(.office))
        let other = try #require(try site.session(.sectionHead).signedIn)
        #expect(throws: Problem.self) { try site.office.endToken(own.id, by: other) }
        #expect(try await site.call(.get, "/registers", token: own.text).status == 200)
        let configurator = try #require(try site.session(.configurator).signedIn)
        try site.office.endToken(own.id, by: configurator)
        #expect(try await site.call(.get, "/registers", token: own.text).status == 401)
    }

    @Test func `a token is shown once and only its hash is kept`() async throws {
        let site = try TestSite()
        let session = try site.session(.office)
        let form = [
            "csrf": session.formToken, "act": "make", "name": "集計", "scope": "read", "ends_on": "令和8年12月31日",
        ]
        let made = try await site.ask(.post, "/account/tokens", form: form, session: session).text
        let text = try #require(made.firstMatch(of: /toride_[0-9a-f]{64}/)).0
        #expect(try await site.call(.get, "/registers", token: String(text)).status == 200)
        #expect(!(try await site.ask(.get, "/account/tokens", session: session).text.contains(text)))
        let rows = try site.office.store.database.read { connection in
            let office = Viewer(person: nil, roles: [.office], units: [])
            return try RecordReader(connection, viewer: office).page(
                APIToken.register.definition, ListQuery()
            ).rows
        }
        #expect(rows.count == 0, "the office reads no tokens in registers")
        let stored = try site.office.store.database.read {
            try $0.text("SELECT token_hash FROM r_api_tokens")
        }
        #expect(
            stored == APITokenText.hash(Secret(String(text))) && stored?.contains(text.dropFirst(7)) == false)
    }

    @Test func `calls beyond the limit are told when to come back`() async throws {
        let site = try TestSite(apiCallsPerMinute: 3)
        let token = try token(site, try site.session(.office)).text
        for _ in 0..<3 { #expect(try await site.call(.get, "/registers", token: token).status == 200) }
        let refused = try await site.call(.get, "/registers", token: token)
        #expect(refused.status == 429 && refused.headers[.retryAfter] == "20")
        site.pass(seconds: 20)
        #expect(try await site.call(.get, "/registers", token: token).status == 200)
        #expect(try await site.call(.get, "/registers", token: token).status == 429)
    }

    @Test func `a register goes out and comes in again without a change`() async throws {
        let site = try TestSite()
        let token = try token(site, try site.session(.office)).text
        try site.office.create(
            Site.register.definition, many: (0..<5).map { Site.register.values(Site(name: "施設 \($0)")) },
            by: .console)
        let file = try await site.call(.post, "/registers/sites/export?format=csv", token: token)
        #expect(file.status == 200 && file.text.contains("施設 3"))
        let path = "/registers/sites/import"
        let same = try json(
            try await site.call(.post, path, token: token, body: file.text, type: "text/csv").text)
        #expect(same["unchanged"] == 5 && same["new"] == 0 && same["changed"] == 0)
        let more = "名称,所在地\n施設 9,乙\n,丙\n"
        let dry = try json(
            try await site.call(.post, path + "?dry_run=true", token: token, body: more, type: "text/csv")
                .text)
        #expect(dry["imported"] == false && dry["new"] == 1)
        let refused = try await site.call(.post, path, token: token, body: more, type: "text/csv")
        let cells = try json(refused.text)["refused"]
        #expect(refused.status == 422 && cells != nil)
        let partly = try json(
            try await site.call(
                .post, path + "?leave_refused=true", token: token, body: more, type: "text/csv"
            ).text)
        #expect(partly["imported"] == true && partly["new"] == 1)
        #expect(try await site.call(.post, path, token: token, body: "x", type: "text/html").status == 415)
    }

    @Test func `a list and its export are asked of any field, and what cannot be read is refused`()
        async throws
    {
        let site = try TestSite()
        let token = try token(site, try site.session(.office)).text
        let days = ["2026-03-01", "2026-01-01", nil, "2026-02-01"]
        for (number, day) in days.enumerated() {
            let asset = InformationAsset(
                name: "資産 \(number)", confidentiality: number == 2 ? nil : .level3A,
                classifiedOn: day.flatMap { Day(iso: $0) })
            try site.office.create(
                InformationAsset.register.definition, InformationAsset.register.values(asset), by: .console)
        }
        let path = "/registers/information-assets"
        func list(_ query: String) async throws -> CanonicalJSON {
            let answer = try await site.call(.get, "\(path)/records?\(query)", token: token)
            #expect(answer.status == 200, "\(query): \(answer.text)")
            return try json(answer.text)
        }
        for (query, total) in [
            ("classified_on.from=2026-01-15", 2), ("classified_on.to=2026-02-01", 2),
            ("classified_on.state=empty", 1), ("confidentiality.in=3A,-", 4), ("confidentiality.in=3B", 0),
            ("name.has=%E8%B3%87+2", 1), ("keeper.words=", 0), ("name.has=", 4),
        ] {
            #expect(try await list(query)["total"] == .integer(total), "\(query)")
        }
        let totals = try await list("classified_on.state=filled&totals=true")["totals"]
        #expect(totals?["choices"]?["confidentiality"]?["3A"] == 3)
        #expect(totals?["choices"]?["confidentiality"]?[""] == 0)
        for query in [
            "classified_on.from=R8.1.1", "classified_on.has=x", "confidentiality.in=", "kind.state=x",
            "name.from=a", "totals=x",
        ] {
            let refused = try await site.call(.get, "\(path)/records?\(query)", token: token)
            #expect(refused.status == 400, "\(query)")
        }
        let file = try await site.call(
            .post, "\(path)/export?format=csv&classified_on.from=2026-01-15&sort=-classified_on",
            token: token)
        let lines = file.text.split(separator: "\r\n")
        #expect(file.status == 200 && lines.count == 3)
        #expect(lines[1].contains("資産 0") && lines[2].contains("資産 3"))
        #expect(
            try await site.call(.post, "\(path)/export?format=csv&kind.state=x", token: token).status == 400)
    }

    @Test func `the OpenAPI document names every register, and every reference in it leads somewhere`()
        async throws
    {
        let site = try TestSite()
        let answer = try await site.call(.get, "/openapi.json", token: nil)
        #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
        let document = try json(answer.text)
        for register in AllRegisters.definitions {
            #expect(document["paths"]?["/registers/\(register.name)/records"] != nil, "\(register.name)")
            let names = Set(register.fields.map(\.column))
            #expect(
                names.isDisjoint(with: APIRecords.listParameters),
                "\(register.name): a field hides a parameter")
        }
        for reference in answer.text.matches(of: /"#\/components\/([a-z]+)\/([A-Za-z0-9]+)"/) {
            #expect(
                document["components"]?[String(reference.1)]?[String(reference.2)] != nil, "\(reference.0)")
        }
        #expect(!answer.text.contains("password_hash") && !answer.text.contains("token_hash"))
    }
}
