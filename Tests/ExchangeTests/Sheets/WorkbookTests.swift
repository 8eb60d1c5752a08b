import Exchange
import Primitives
import Testing

/// Workbooks out and in again, and those that mean harm.
@Suite struct WorkbookTests {
    static let layout = SheetLayout(
        name: "情報資産",
        columns: [
            .init("名称", .text), .init("備考", .longText), .init("数", .number), .init("日", .day),
            .init("種類", .text, choices: ["紙, 文書", "電子 \"ファイル\""]),
        ])

    static func workbook(_ rows: [[SheetCell]]) throws -> [UInt8] {
        var batches = [rows]
        return try WorkbookWriter.bytes(layout) { batches.popLast() }
    }

    static let texts = [
        "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tタブ", "'=1", "''=1", "＝１", "_x000B_", "_x005F_",
        "a\u{0B}b\u{01}c",
        "辻\u{E0100}", "👨‍👩‍👧‍👦", "1行目\n2行目", "CR\rだけ",
        "<a>&\"'", "  前後の空白  ", "\u{FFFE}\u{FFFF}", "①﨑髙㈱", "0123",
        "a\u{0300}",
    ]

    @Test(arguments: texts)
    func `every text comes back as it was, and never as a formula`(text: String) throws {
        let day = try #require(Day(iso: "2026-04-01"))
        let bytes = try Self.workbook([[.text(text), .text(text), .number(-5), .day(day), .empty]])
        let table = try #require(try Spreadsheet.tables(of: bytes, name: "a.xlsx").first)
        #expect(table.name == "情報資産" && table.rows.count == 2)
        #expect(table.rows[1].cells == [.text(text), .text(text), .number(-5), .day(day)])
        var batches = [[[SheetCell.text(text), .text(text), .number(-5), .day(day), .empty]]]
        let csv = try CSVWriter.bytes(Self.layout) { batches.popLast() }
        let again = try #require(try Spreadsheet.tables(of: csv, name: "a.csv").first)
        #expect(again.rows[1][0] == .text(text), "CSV")
        #expect(again.rows[1][3] == .text("2026-04-01"))
        let written = String(decoding: csv, as: UTF8.self).split(separator: "\r\n").dropFirst().joined()
        let first = written.drop { $0 == "\"" }.first
        #expect(first.map { !"=+-@\t＝＋－＠".contains($0) } ?? true, "a spreadsheet would run \(written)")
    }

    @Test func `the same rows give the same bytes`() throws {
        let rows: [[SheetCell]] = (0..<3000).map { [.text("資産 \($0)"), .empty, .number(Double($0))] }
        #expect(try Self.workbook(rows) == Self.workbook(rows))
    }

    @Test func `days before March 1900 go out as text and those after as dates`() throws {
        let days = ["1868-01-25", "1900-02-28", "1900-03-01", "9999-12-31"].compactMap { Day(iso: $0) }
        let bytes = try Self.workbook(days.map { [.text("x"), .empty, .empty, .day($0)] })
        let table = try #require(try Spreadsheet.tables(of: bytes, name: "a.xlsx").first)
        #expect(
            table.rows.dropFirst().map { $0[3] } == [
                .text("1868-01-25"), .text("1900-02-28"), .day(days[2]), .day(days[3]),
            ])
    }

    @Test func `serial days of both calendars are known`() {
        #expect(SerialDay.day(46_113)?.iso == "2026-04-01")
        #expect(SerialDay.day(46_113.75)?.iso == "2026-04-01")
        #expect(SerialDay.day(44_651, startsIn1904: true)?.iso == "2026-04-01")
        #expect(SerialDay.day(1)?.iso == "1900-01-01" && SerialDay.day(60) == nil && SerialDay.day(0) == nil)
    }

    static func book(_ sheet: String, styles: String = "", book: String = "", texts: String = "") throws
        -> [UInt8]
    {
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        let relation = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
        let names =
            book.isEmpty ? "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets>" : book
        return try DocxBuilder.package([
            ("[Content_Types].xml", Array("<Types/>".utf8)),
            ("xl/workbook.xml", Array("<workbook \(main) \(relation)>\(names)</workbook>".utf8)),
            (
                "xl/_rels/workbook.xml.rels",
                Array(
                    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/a.xml\"/></Relationships>"
                        .utf8)
            ),
            ("xl/styles.xml", Array("<styleSheet \(main)>\(styles)</styleSheet>".utf8)),
            ("xl/sharedStrings.xml", Array("<sst \(main)>\(texts)</sst>".utf8)),
            ("xl/worksheets/a.xml", Array(sheet.utf8)),
        ])
    }

    static func rows(_ content: String, _ more: String = "") -> String {
        "<worksheet><sheetData>\(content)</sheetData>\(more)</worksheet>"
    }

    @Test func `cells of every kind are read`() throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"200\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月"
            + "&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"201\" formatCode=\"00000\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"200\"/>"
            + "<xf numFmtId=\"201\"/><xf numFmtId=\"57\"/></cellXfs>"
        let texts = "<si><r><t>総務</t></r><r><t>課</t></r><rPh><t>ソウムカ</t></rPh></si>"
        let sheet = Self.rows(
            "<row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"s\"><v>0</v></c><c t=\"b\"><v>1</v></c>"
                + "<c r=\"D3\" s=\"1\"><v>46113</v></c><c s=\"2\"><v>123</v></c><c t=\"e\"><v>#REF!</v></c>"
                + "<c><f>A1</f></c><c t=\"str\"><f>A1&amp;B1</f><v>結果</v></c><c s=\"3\"><v>46113.5</v></c>"
                + "<c><v>1.5</v></c><c t=\"inlineStr\"><is><t>a_x000B_b</t></is></c></row>",
            "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>")
        let bytes = try Self.book(sheet, styles: styles, texts: texts)
        let table = try #require(try Spreadsheet.tables(of: bytes, name: "b.xlsx").first)
        let row = try #require(table.rows.first)
        let day = try #require(Day(iso: "2026-04-01"))
        #expect(row.number == 3 && row.isHidden && table.notes.count == 2)
        #expect(
            row.cells == [
                .text("総務課"), .flag(true), .empty, .day(day), .text("00123"), .error("#REF!"), .uncalculated,
                .text("結果"), .day(day), .number(1.5), .text("a\u{0B}b"),
            ])
    }

    @Test func `merged cells show their value in every row`() throws {
        let sheet = Self.rows(
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>課</v></c><c r=\"B1\" t=\"str\"><v>一</v></c></row>"
                + "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>二</v></c></row>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>")
        let table = try #require(try Spreadsheet.tables(of: Self.book(sheet), name: "m.xlsx").first)
        #expect(table.rows.map { $0[0] } == [.text("課"), .text("課")])
    }

    static let harmful: [(String, String, String)] = [
        (
            "a declaration",
            "<!DOCTYPE a [<!ENTITY x \"y\">]><worksheet><sheetData/></worksheet>",
            "sheet.xml-entities-refused"
        ),
        (
            "an entity", rows("<row><c t=\"str\"><v>&x;</v></c></row>"), "sheet.broken"
        ),
        ("a cut file", "<worksheet><sheetData><row>", "sheet.broken"),
        ("crossed tags", "<worksheet><a></b></worksheet>", "sheet.broken"),
        ("a text that is not there", rows("<row><c t=\"s\"><v>7</v></c></row>"), "sheet.broken"),
        ("a far column", rows("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"), "sheet.too-many-columns"),
        ("nothing", rows(""), "sheet.empty"),
    ]

    @Test(arguments: harmful)
    func `what is broken or meant to harm gets a clear error`(what: String, sheet: String, code: String)
        throws
    {
        let bytes = try Self.book(sheet)
        let error = #expect(throws: SpreadsheetError.self) {
            try Spreadsheet.tables(of: bytes, name: "h.xlsx")
        }
        #expect(error?.code == code, "\(what)")
        #expect(error?.message.contains("h.xlsx") == true)
    }

    @Test func `a sheet that claims a million rows and holds two costs two`() throws {
        let sheet = Self.rows(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                + "<row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>",
            "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>")
        let table = try #require(try Spreadsheet.tables(of: Self.book(sheet), name: "r.xlsx").first)
        #expect(table.rows.map(\.number) == [1, 1_048_576])
    }

    @Test func `a bomb is stopped while it unpacks`() throws {
        let bytes = try Self.book(Self.rows(String(repeating: "<row><c><v>1</v></c></row>", count: 400_000)))
        let limits = SpreadsheetLimits(
            fileBytes: 1 << 20, unpackedBytes: 4 << 20, unpackedRatio: 300, rows: 1000, columns: 10)
        let error = #expect(throws: SpreadsheetError.self) {
            try Spreadsheet.tables(of: bytes, name: "bomb.xlsx", limits: limits)
        }
        #expect(error?.code == "sheet.unpacks-too-large")
    }

    @Test func `other packages are named`() throws {
        let word = try DocxBuilder.package([("word/document.xml", [0x3C]), ("[Content_Types].xml", [0x3C])])
        let error = #expect(throws: SpreadsheetError.self) {
            try Spreadsheet.tables(of: word, name: "w.xlsx")
        }
        #expect(error?.message.contains("Word 文書") == true)
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        let second = #expect(throws: SpreadsheetError.self) { try Spreadsheet.tables(of: old, name: "o.xls") }
        #expect(second?.message.contains("xls") == true)
    }
}
