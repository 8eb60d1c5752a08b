import Testing

@testable import WebPages

@Suite struct EscapingTests {
    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\" onfocus='x'", "a&quot; onfocus=&#39;x&#39;"),
        ("R&D &amp;", "R&amp;D &amp;amp;"),
        ("改行\nタブ\t", "改行\nタブ\t"),
        ("垂直\u{0B}タブ\u{00}\u{7F}", "垂直\u{FFFD}タブ\u{FFFD}\u{FFFD}"),
        ("C1\u{85}\u{9B}は\u{A0}出さない", "C1\u{FFFD}\u{FFFD}は\u{A0}出さない"),
        ("辻\u{E0100}と👩‍🚒と①※→", "辻\u{E0100}と👩‍🚒と①※→"),
        ("請求書\u{202E}fdp.exe\u{2066}", "請求書\u{FFFD}fdp.exe\u{FFFD}"),
        ("一\r\n二", "一&#13;\n二"),
        ("", ""),
    ])
    func `text from outside cannot become markup`(raw: String, expected: String) {
        var html = HTML()
        html.p(raw)
        #expect(html.string == "<p>\(expected)</p>")
    }

    @Test func `an attribute cannot be left through its value`() {
        var html = HTML()
        html.input(.value("\" autofocus onfocus=\"alert(1)"), .type("text"))
        #expect(html.string == "<input value=\"&quot; autofocus onfocus=&quot;alert(1)\" type=\"text\">")
    }

    @Test func `a form gives back the direction marks that it was given`() {
        var html = HTML()
        html.textArea("\n一行目\u{202E}", [])
        #expect(html.string == "<textarea>\n\n一行目\u{202E}</textarea>")
    }

    @Test func `a string that is not stored in one piece is escaped alike`() {
        var html = HTML()
        let parts = ["<", "危険", ">"]
        html.text(String(parts.joined().reversed()))
        #expect(html.string == "&gt;険危&lt;")
    }

    @Test func `every byte alone comes out as valid text`() {
        for value in 0...255 {
            var html = HTML()
            html.text(String(Unicode.Scalar(UInt8(value))))
            let text = html.string
            #expect(!text.contains("<") && !text.unicodeScalars.contains { $0.value < 9 }, "byte \(value)")
        }
    }

    @Test(arguments: [
        (Address.clause("6(6)"), "/policy/clauses/6(6)"),
        (Address.clause("序2(1)"), "/policy/clauses/%E5%BA%8F2(1)"),
        (
            Address.record(register: "contracts", id: "../../x?y#z"),
            "/registers/contracts/records/..%2F..%2Fx%3Fy%23z"
        ),
        (Address.requirement("a\"b"), "/requirements/a%22b"),
    ])
    func `a value cannot leave its place in an address`(address: Address, path: String) {
        #expect(address.path == path)
    }
}

extension HTML {
    var string: String { String(decoding: bytes, as: UTF8.self) }
}
