import Testing

@testable import Exchange

struct DocxTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var body: String
        let lines: [String]
        var testDescription: String { what }
    }

    private static func p(_ inner: String, _ properties: String = "") -> String {
        "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")\(inner)</w:p>"
    }
    private static func r(_ text: String, _ properties: String = "") -> String {
        let list = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
        return "<w:r>\(list)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
    }
    private static func cell(_ inner: String) -> String { "<w:tc><w:tcPr/>\(inner)</w:tc>" }
    private static func box(_ text: String) -> String { "<w:txbxContent>\(p(r(text)))</w:txbxContent>" }

    static let cases: [Case] = [
        Case(
            what: "runs are joined", body: p(r("情報") + r("資産")) + p("") + p(r("次")),
            lines: ["情報資産", "", "次"]),
        Case(
            what: "tabs, breaks and references",
            body: p(
                "<w:r><w:t>A&amp;B</w:t><w:tab/><w:t>&#x4E00;</w:t>"
                    + "<w:br/><w:t>二</w:t><w:noBreakHyphen/></w:r>",
                "<w:tabs><w:tab w:val=\"left\"/></w:tabs>"),
            lines: ["A&B\t一", "二-"]),
        Case(
            what: "insertions stay and deletions go",
            body: p(
                r("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins>\(r("丙"))</w:ins>"
                    + "<w:moveFrom>\(r("丁"))</w:moveFrom><w:moveTo>\(r("戊"))</w:moveTo>"),
            lines: ["甲丙戊"]),
        Case(
            what: "a deleted paragraph mark joins two paragraphs",
            body: p(r("甲"), "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + p(r("乙")) + p(r("丙")),
            lines: ["甲乙", "丙"]),
        Case(
            what: "earlier properties do not count",
            body: p(
                r("甲"),
                "<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/>"
                    + "</w:numPr></w:pPr></w:pPrChange>"),
            lines: ["甲"]),
        Case(
            what: "readings go",
            body: p(
                "<w:r><w:ruby><w:rubyPr/><w:rt>\(r("ぜい"))</w:rt>"
                    + "<w:rubyBase>\(r("脆"))</w:rubyBase></w:ruby></w:r>"
                    + r("弱")),
            lines: ["脆弱"]),
        Case(
            what: "hidden runs go",
            body: p(r("甲") + r("乙", "<w:vanish/>") + r("丙", "<w:vanish w:val=\"0\"/>")), lines: ["甲丙"]),
        Case(
            what: "a text box is read once, after its paragraph",
            body: p(
                r("本文")
                    + "<w:r><mc:AlternateContent>"
                    + "<mc:Choice Requires=\"wps\"><wps:txbx>\(box("枠"))</wps:txbx></mc:Choice>"
                    + "<mc:Fallback><v:textbox>\(box("枠"))</v:textbox>"
                    + "</mc:Fallback></mc:AlternateContent></w:r>"
                    + r("続き")),
            lines: ["本文続き", "枠"]),
        Case(
            what: "smart tags, links and content controls are seen through",
            body: "<w:sdt><w:sdtPr/><w:sdtContent>"
                + p("<w:smartTag>\(r("甲"))</w:smartTag><w:hyperlink>\(r("乙"))</w:hyperlink>")
                + "</w:sdtContent></w:sdt>",
            lines: ["甲乙"]),
        Case(
            what: "field codes go and their results stay",
            body: p(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
                    + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
                    + r("3")),
            lines: ["3"]),
        Case(
            what: "tables go row by row, deleted rows go",
            body: "<w:tbl><w:tr>\(cell(p(r("区分"))))\(cell(p(r("内容"))))</w:tr>"
                + "<w:tr><w:trPr><w:del/></w:trPr>\(cell(p(r("旧"))))</w:tr>"
                + "<w:tr>\(cell(p(r("一")) + p(r("二"))))\(cell(p("")))</w:tr></w:tbl>",
            lines: ["区分\t内容", "一", "二"]),
        Case(
            what: "symbols of symbol fonts leave a mark",
            body: p("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>" + r("済")), lines: ["〓済"]),
        Case(
            what: "character data sections are text", body: p("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>"),
            lines: ["a<b"]),
    ]

    @Test(arguments: cases)
    func `a document gives these lines`(_ document: Case) throws {
        let bytes = try DocxBuilder(body: document.body).bytes()
        let read = try TextExtraction.text(of: bytes, name: "a.docx")
        #expect(read.format == .docx)
        #expect(read.text == document.lines.joined(separator: "\n") + "\n")
    }

    @Test func `another prefix for the same namespace and UTF-16 are read`() throws {
        let xml =
            "<?xml version='1.0' encoding='UTF-16'?>"
            + "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'>"
            + "<x:body><x:p><x:r><x:t>目的</x:t></x:r></x:p></x:body></x:document>"
        let bytes = [0xFF, 0xFE] + (try Encoded.bytes(of: xml, in: "UTF-16LE"))
        #expect(
            try TextExtraction.text(of: DocxBuilder(rawDocument: bytes).bytes(), name: "a.docx").text
                == "目的\n")
    }

    @Test func `footnotes that are left out are remarked on`() throws {
        let body = DocxBuilder.paragraph("本文") + "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>"
        #expect(try TextExtraction.text(of: DocxBuilder(body: body).bytes(), name: "a.docx").notes.count == 1)
    }
}

struct DocxNumberingTests {
    private func lines(_ builder: DocxBuilder) throws -> [String] {
        try TextExtraction.text(of: builder.bytes(), name: "a.docx").text.split(separator: "\n").map(
            String.init)
    }

    private static let articles =
        "<w:abstractNum w:abstractNumId=\"7\">" + DocxBuilder.level(0, "decimalFullWidth", "第%1条")
        + DocxBuilder.level(1, "decimal", "（%2）")
        + DocxBuilder.level(2, "aiueoFullWidth", "%3", more: "<w:suff w:val=\"space\"/>")
        + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
        + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>"
        + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"20\"/></w:lvlOverride></w:num>"

    @Test func `articles, items and sub-items are numbered and start again`() throws {
        var builder = DocxBuilder(numbering: Self.articles)
        for (text, level) in [
            ("目的", 0), ("甲", 1), ("乙", 1), ("子", 2), ("丑", 2), ("丙", 1), ("定義", 0), ("丁", 1),
        ] {
            builder.body += DocxBuilder.numbered(text, id: 1, level: level)
        }
        builder.body += DocxBuilder.numbered("補則", id: 2) + DocxBuilder.numbered("雑則", id: 2)
        builder.body += DocxBuilder.numbered("番号なし", id: 0)
        #expect(
            try lines(builder) == [
                "第１条 目的", "（1） 甲", "（2） 乙", "ア 子", "イ 丑", "（3） 丙", "第２条 定義", "（1） 丁", "第２０条 補則",
                "第２１条 雑則", "番号なし",
            ])
    }

    @Test func `numbering comes from a style and from the style it is based on`() throws {
        let numbering =
            "<w:abstractNum w:abstractNumId=\"0\">"
            + DocxBuilder.level(0, "decimal", "%1", more: "<w:pStyle w:val=\"H1\"/>")
            + DocxBuilder.level(1, "decimal", "%1.%2", more: "<w:pStyle w:val=\"H2\"/>")
            + "</w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>"
        let numbered = "<w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>"
        let styles =
            "<w:style w:type=\"paragraph\" w:styleId=\"H1\">\(numbered)</w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"H2\">\(numbered)</w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"H1b\"><w:basedOn w:val=\"H1\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"H2b\"><w:basedOn w:val=\"H2\"/></w:style>"
        var builder = DocxBuilder(numbering: numbering, styles: styles)
        for (style, text) in [("H1", "目的"), ("H2", "甲"), ("H2", "乙"), ("H1b", "定義"), ("H2b", "丙")] {
            builder.body += DocxBuilder.paragraph(text, properties: "<w:pStyle w:val=\"\(style)\"/>")
        }
        #expect(try lines(builder) == ["1 目的", "1.1 甲", "1.2 乙", "2 定義", "2.1 丙"])
    }

    @Test func `a level that is passed over counts as used`() throws {
        let numbering =
            "<w:abstractNum w:abstractNumId=\"0\">" + DocxBuilder.level(0, "decimal", "%1")
            + DocxBuilder.level(1, "decimal", "%1-%2") + DocxBuilder.level(2, "decimal", "%1-%2-%3")
            + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        var builder = DocxBuilder(numbering: numbering)
        for level in [0, 2, 1, 0] { builder.body += DocxBuilder.numbered("甲", id: 1, level: level) }
        #expect(try lines(builder) == ["1 甲", "1-1-1 甲", "1-2 甲", "2 甲"])
    }

    @Test func `levels may refuse to start again, and legal levels write digits`() throws {
        let numbering =
            "<w:abstractNum w:abstractNumId=\"0\">" + DocxBuilder.level(0, "japaneseCounting", "第%1章")
            + DocxBuilder.level(1, "decimal", "第%2条", more: "<w:lvlRestart w:val=\"0\"/>")
            + DocxBuilder.level(2, "decimal", "%1-%3", more: "<w:isLgl/>")
            + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        var builder = DocxBuilder(numbering: numbering)
        for (text, level) in [("総則", 0), ("甲", 1), ("乙", 1), ("体制", 0), ("丙", 1), ("子", 2)] {
            builder.body += DocxBuilder.numbered(text, id: 1, level: level)
        }
        #expect(try lines(builder) == ["第一章 総則", "第1条 甲", "第2条 乙", "第二章 体制", "第3条 丙", "2-1 子"])
    }

    @Test(arguments: [
        (NumberFormat.decimalFullWidth, 12, "１２"), (.japaneseCounting, 1, "一"), (.japaneseCounting, 10, "十"),
        (.japaneseCounting, 21, "二十一"), (.japaneseCounting, 110, "百十"), (.japaneseLegal, 12, "壱拾弐"),
        (.ideographDigital, 10, "一〇"), (.aiueoFullWidth, 6, "カ"), (.aiueoFullWidth, 46, "ン"),
        (.aiueo, 1, "ｱ"),
        (.irohaFullWidth, 4, "ニ"), (.decimalEnclosedCircle, 1, "①"), (.decimalEnclosedCircle, 21, "㉑"),
        (.decimalEnclosedCircle, 36, "㊱"), (.decimalEnclosedCircle, 51, "51"), (.lowerLetter, 27, "aa"),
        (.upperRoman, 14, "XIV"), (.ideographTraditional, 3, "丙"), (.decimalEnclosedParen, 2, "⑵"),
        (.none, 3, ""),
    ])
    func `a counter is written in its format`(_ format: NumberFormat, _ number: Int, _ text: String) {
        #expect(format.text(number) == text)
    }

    @Test(arguments: NumberFormat.allCases)
    func `no counter, however large, stops the reader`(_ format: NumberFormat) {
        for number in [0, 1, 9, 10, 47, 48, 99, 100, 999, 3999, 4000, 9999, 10_000, 1_000_000] {
            _ = format.text(number)
        }
    }
}
