import Exchange
import Primitives
import Testing

/// CSV as offices have it: any delimiter, quotes, line ends and both encodings.
@Suite struct CSVTests {
    static func rows(_ bytes: [UInt8]) throws -> [[String]] {
        try Spreadsheet.tables(of: bytes, name: "a.csv")[0].rows.map { $0.cells.map(\.words) }
    }

    static let cases: [(String, [[String]])] = [
        ("名称,数\r\nあ,1\r\n", [["名称", "数"], ["あ", "1"]]),
        ("\u{FEFF}名称\t数\nあ\t1", [["名称", "数"], ["あ", "1"]]),
        ("名称;数\rあ;1\r", [["名称", "数"], ["あ", "1"]]),
        ("名称,備考\n\"あ,い\",\"1行目\n2行目 \"\"引用\"\"\"\n", [["名称", "備考"], ["あ,い", "1行目\n2行目 \"引用\""]]),
        ("名称,備考\n\n,,\nあ,\n", [["名称", "備考"], ["あ"]]),
        ("名称,備考\n\"あ\"い,う\n", [["名称", "備考"], ["あい", "う"]]),
        ("名称,備考\n'=1,''=1\n", [["名称", "備考"], ["=1", "'=1"]]),
        ("名称,備考\n'あ',it's\n", [["名称", "備考"], ["'あ'", "it's"]]),
    ]

    @Test(arguments: cases)
    func `rows and cells are found`(text: String, rows: [[String]]) throws {
        #expect(try Self.rows(Array(text.utf8)) == rows)
    }

    @Test func `row numbers count empty rows`() throws {
        let table = try Spreadsheet.tables(of: Array("a,b\n\n\n1,2\n".utf8), name: "a.csv")[0]
        #expect(table.rows.map(\.number) == [1, 4])
    }

    @Test func `an open quote is named with its line`() throws {
        let error = #expect(throws: SpreadsheetError.self) {
            try Spreadsheet.tables(of: Array("a,b\n1,\"2\n3,4\n".utf8), name: "a.csv")
        }
        #expect(error == .openQuote(name: "a.csv", line: 2))
    }

    @Test func `CP932 goes out and comes back`() throws {
        let layout = SheetLayout(name: "x", columns: [.init("名称", .text)])
        var batches: [[[SheetCell]]] = [[[.text("①﨑髙㈱ ～ ソ表能")]]]
        let bytes = try CSVWriter.bytes(layout, encoding: .cp932) { batches.popLast() }
        #expect(bytes.starts(with: [0x96, 0xBC]))
        let table = try Spreadsheet.tables(of: bytes, name: "a.csv")[0]
        #expect(table.isFromCP932 && table.rows[1][0] == .text("①﨑髙㈱ ～ ソ表能"))
    }

    @Test func `what CP932 does not have is listed, each once`() throws {
        let layout = SheetLayout(name: "x", columns: [.init("名称", .text)])
        var batches: [[[SheetCell]]] = [[[.text("𠮷野😀𠮷"), .text("〜")], [.text("辻\u{E0100}")]]]
        let error = #expect(throws: SpreadsheetError.self) {
            try CSVWriter.bytes(layout, encoding: .cp932) { batches.popLast() }
        }
        #expect(
            error == .unwritable(characters: ["𠮷（U+20BB7）", "😀（U+1F600）", "\u{E0100}（U+E0100）"]),
            "a wave dash has a twin")
    }

    @Test(arguments: ["", "a", "=", "'", "'=", "''=1", "'あ", "-5", "－5", "=\n", "'\t"])
    func `neutral text is given back exactly`(text: String) {
        let neutral = NeutralText.neutral(text)
        #expect(NeutralText.restored(neutral) == text)
        #expect(!["=", "+", "-", "@", "\t", "－"].contains(neutral.prefix(1)))
    }
}
