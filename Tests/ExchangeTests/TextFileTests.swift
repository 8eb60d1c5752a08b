import Testing

@testable import Exchange

struct TextFileTests {
    @Test func `line ends become line feeds and nothing else changes`() throws {
        let bytes = Array("１　趣旨\r\n本文　です。\r次\u{0C}終".utf8)
        let result = try TextExtraction.text(of: bytes, name: "a.txt")
        #expect(result.text == "１　趣旨\n本文　です。\n次\n終")
        #expect(result.format == .plainText)
        #expect(result.encoding == "UTF-8")
        #expect(result.notes.isEmpty)
    }
}
