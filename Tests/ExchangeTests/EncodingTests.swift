import Testing

@testable import Exchange

struct EncodingTests {
    static let texts = [
        "第1条", "（目的）", "情報", "附則", "あ", "ア　職員は、", "①", "情報セキュリティ基本方針\r\n", "髙﨑㈱①Ⅳ",
        "1 趣旨\n当組合の情報資産を守る。\n", "セキュリティ", "この方針は、組合が保有する情報資産を守るために定める。",
        "定義～用語―「情報」をいう。", "Wi-Fi と VPN を使う。",
    ]
    static let encodings: [(TextEncoding, String)] = [
        (.utf8, "UTF-8"), (.cp932, "CP932"), (.eucJP, "EUC-JP-MS"), (.utf16LittleEndian, "UTF-16LE"),
    ]

    @Test(arguments: texts, encodings)
    func `a text is read back from every encoding, however short`(
        _ text: String, _ by: (TextEncoding, String)
    ) throws {
        let bytes = try Encoded.bytes(of: text, in: by.1)
        // A single pair of bytes without kana or a line end can be either of two things.
        if by.0 == .utf16LittleEndian, !text.contains("\n") { return }
        let decoded = try TextDecoding.decode(bytes, name: "a.txt", as: nil)
        #expect(decoded.encoding == by.0)
        #expect(decoded.text == text.replacing("\r\n", with: "\n"))
    }

    @Test(
        arguments: texts.filter {
            !$0.contains("髙") && !$0.contains("①") && !$0.contains("～") && !$0.contains("―")
        })
    func `ISO-2022-JP is known by its escapes`(_ text: String) throws {
        let bytes = try Encoded.bytes(of: text, in: "ISO-2022-JP")
        let decoded = try TextDecoding.decode(bytes, name: "a.txt", as: nil)
        #expect(decoded.encoding == .iso2022JP)
        #expect(decoded.text == text.replacing("\r\n", with: "\n"))
    }

    @Test func `ISO-2022-JP with the characters of the vendors is read`() throws {
        let bytes: [UInt8] = [0x1B, 0x24, 0x42, 0x2D, 0x21, 0x2D, 0x6A, 0x24, 0x22, 0x1B, 0x28, 0x42, 0x0A]
        #expect(try TextDecoding.decode(bytes, name: "a.txt", as: nil).text == "①㈱あ\n")
    }

    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF] + Array("序".utf8), TextEncoding.utf8),
        ([0xFF, 0xFE, 0x8F, 0x5E], .utf16LittleEndian), ([0xFE, 0xFF, 0x5E, 0x8F], .utf16BigEndian),
    ])
    func `a byte order mark decides and is not part of the text`(_ bytes: [UInt8], _ encoding: TextEncoding)
        throws
    {
        let decoded = try TextDecoding.decode(bytes, name: "a.txt", as: nil)
        #expect(decoded.text == "序")
        #expect(decoded.encoding == encoding)
        #expect(decoded.notes.isEmpty)
    }

    @Test func `half-width kana in CP932 are read`() throws {
        let text = "ｼｽﾃﾑ管理者は、ﾊﾟｽﾜｰﾄﾞを適切に管理する。"
        let decoded = try TextDecoding.decode(try Encoded.cp932(text), name: "a.txt", as: nil)
        #expect(decoded.text == text)
        #expect(decoded.encoding == .cp932)
    }

    @Test func `characters of the organization's own are kept and remarked on`() throws {
        let bytes = try Encoded.cp932("この方針は、組合長") + [0xF0, 0x40] + Encoded.cp932("が定める。")
        let decoded = try TextDecoding.decode(bytes, name: "a.txt", as: nil)
        #expect(decoded.text == "この方針は、組合長\u{E000}が定める。")
        #expect(decoded.notes.contains { $0.contains("外字が 1 字") })
    }

    @Test func `one bad byte in UTF-8 is named with line and offset`() {
        let good = "第1条 目的\nこの方針は、情報を守る。\n"
        let bytes = Array(good.utf8) + [0xE3, 0x81] + Array("です\n".utf8)
        let offset = good.utf8.count
        #expect(
            throws: TextExtractionError.wrongEncoding(
                name: "a.txt", encoding: "UTF-8", byteOffset: offset, line: 3)
        ) {
            try TextExtraction.text(of: bytes, name: "a.txt")
        }
    }

    @Test func `one bad byte in CP932 is named with line and offset`() throws {
        let good = "第１条　目的\r\nこの方針は、組合が保有する情報資産を守るために必要な事項を定める。\r\n"
        let bytes = try Encoded.cp932(good) + [0x82, 0x0A, 0xA0] + Encoded.cp932("です。")
        let offset = try Encoded.cp932(good).count
        #expect(
            throws: TextExtractionError.wrongEncoding(
                name: "a.txt", encoding: "CP932", byteOffset: offset, line: 3)
        ) {
            try TextExtraction.text(of: bytes, name: "a.txt")
        }
    }

    @Test func `Western text in Latin-1 is refused, not read as kanji`() {
        let bytes =
            Array("Politique de s".utf8) + [0xE9] + Array("curit".utf8) + [0xE9]
            + Array(" et autres sujets\n".utf8)
        #expect {
            try TextExtraction.text(of: bytes, name: "a.txt")
        } throws: { error in
            (error as? TextExtractionError)?.code == "unknown-encoding"
        }
    }

    @Test func `the caller's word on the encoding is taken, and checked`() throws {
        let bytes = try Encoded.cp932("規程")
        let read = try TextExtraction.text(of: bytes, name: "a.txt", encoding: .cp932)
        #expect(read.text == "規程")
        #expect(
            throws: TextExtractionError.wrongEncoding(
                name: "a.txt", encoding: "UTF-8", byteOffset: 0, line: 1)
        ) {
            try TextExtraction.text(of: bytes, name: "a.txt", encoding: .utf8)
        }
    }
}
