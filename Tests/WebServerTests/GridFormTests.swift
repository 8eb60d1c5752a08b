import Primitives
import Registers
import TestSupport
import Testing
import WebPages

@testable import Office
@testable import WebServer

/// What a grid sends, by its script and without it.
@Suite struct GridFormTests {
    private static let assets = InformationAsset.register.definition
    private static let id = "0198f0a0-0000-7000-8000-000000000001"

    private func fields(_ pairs: [(String, String)]) -> FormFields {
        var fields = FormFields()
        for (name, value) in pairs { fields.add(name, value) }
        return fields
    }

    private func index(_ column: String) throws -> Int { try #require(Self.assets.index(of: column)) }

    @Test func `fields and the script's text say the same`() throws {
        let (name, note) = (try index("name"), try index("note"))
        let byFields = try GridForm(
            fields([
                ("list", "q=%E5%90%8D%E7%B0%BF&sort=place&csrf=x&nothing=1"), ("row", Self.id + "~7"),
                ("row", ""),
                ("1.name", "名簿"), ("1.note", "a\r\nb"), ("2.name", "新しい"), ("3.name", "none"),
                ("2.hidden", "x"),
            ]), Self.assets)
        let json = """
            {"shown":["\(Self.id)~7",""],"rows":[{"row":1,"cells":{"name":"名簿","note":"a\\r\\nb"}},
            {"row":2,"cells":{"name":"新しい","hidden":"x"}}]}
            """
        let byScript = try GridForm(fields([("block", json)]), Self.assets)
        for form in [byFields, byScript] {
            #expect(form.block.rows.count == 2)
            #expect(form.block.rows[0].id?.text == Self.id && form.block.rows[0].version == 7)
            #expect(form.block.rows[0].cells == [name: "名簿", note: "a\r\nb"])
            #expect(form.block.rows[1].id == nil && form.block.rows[1].cells == [name: "新しい"])
        }
        #expect(
            byFields.list == [QueryItem("q", "名簿"), QueryItem("sort", "place")], "only what a list knows")
    }

    @Test func `whoever takes the other's value leaves the cell alone`() throws {
        let form = try GridForm(
            fields([
                ("row", Self.id + "~7"), ("1.name", "名簿"), ("1.note", "わたし"), ("theirs", "1.note"),
                ("theirs", "9.note"), ("theirs", "x"),
            ]), Self.assets)
        #expect(form.block.rows[0].cells == [try index("name"): "名簿"])
    }

    @Test(arguments: [
        "", "[]", "{", "{\"rows\":[]}", "{\"shown\":[1],\"rows\":[]}",
        "{\"shown\":[],\"rows\":[{\"row\":\"1\"}]}",
    ])
    func `a text that is none of the script's is refused in words`(text: String) {
        let problem = #expect(throws: Problem.self) {
            try GridForm(fields([("block", text)]), Self.assets)
        }
        #expect(problem?.code == "grid.unreadable")
    }

    @Test func `rows out of the game, broken tokens and numbers beyond all limits do no harm`() throws {
        let json = """
            {"shown":["-","\(Self.id)~x","~",""],"rows":[{"row":0,"cells":{"name":"a"}},{"row":-1,"cells":{}},
            {"row":2,"cells":{"name":"b"}},
            {"row":4,"cells":{"name":"c"}},{"row":9000000,"cells":{"name":"d"}}]}
            """
        let form = try GridForm(fields([("block", json)]), Self.assets)
        #expect(form.block.rows.map(\.number) == [4] && form.shown.count == 4)
    }

    @Test func `the grid's page and its answers stay small in statements`() throws {
        let sample = try SampleSite(.sqlite)
        for role in [SoftwareRole.office, .sectionHead] {
            for path in ["/registers/information-assets/grid?q=1&sort=place", "/registers/people/bulk?q=1"] {
                let (reply, statements) = try sample.get(path, as: role)
                #expect(reply.status == 200 || reply.status == 403, "\(path)")
                #expect(statements <= 12, "\(role.title) \(path): \(statements)")
            }
        }
    }

    @Test func `a block is saved by the office, and by nobody without the right`() async throws {
        let site = try TestSite()
        let form = ["row": "", "1.name": "表から", "1.confidentiality": "自治体機密性２"]
        var statuses: [Int] = []
        for role in SoftwareRole.allCases {
            let session = try site.session(role)
            let answer = try await site.ask(
                .post, "/registers/information-assets/grid",
                form: form.merging(["csrf": session.formToken]) { $1 }, session: session)
            statuses.append(answer.status)
        }
        #expect(statuses == [303, 403, 403, 403, 403])
        let session = try site.sessions(of: .office)
        let wrong = try await site.ask(
            .post, "/registers/information-assets/grid",
            form: ["row": "", "1.name": "", "1.note": "<残る>", "csrf": session.formToken], session: session)
        #expect(wrong.status == 422 && wrong.text.contains("1行目「名称」") && wrong.text.contains("&lt;残る&gt;"))
    }
}
