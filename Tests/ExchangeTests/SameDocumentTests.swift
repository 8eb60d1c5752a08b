import Foundation
import Testing

@testable import Exchange

struct SameDocumentTests {
    @Test(arguments: ["policy.html", "policy.docx", "policy-word.pdf", "policy-web.pdf"])
    func `the same document gives the same lines in every kind of file`(_ file: String) throws {
        let text = try TextExtraction.text(fromFile: TestFile.path("policy.txt"))
        let other = try TextExtraction.text(fromFile: TestFile.path(file))
        #expect(other.bareLines == text.bareLines)
        #expect(!other.text.contains("\r"))
    }

    @Test func `a running head is left out and named`() throws {
        let read = try TextExtraction.text(fromFile: TestFile.path("policy-web.pdf"))
        #expect(read.notes.contains { $0.contains("「丘の町環境組合」") })
    }

    static let shared =
        ProcessInfo.processInfo.environment["TORIDE_SHARED"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared")
        .standardized.path
    static let realText = "\(shared)/inputs/000_3b563dea01253f5c.txt"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: realText), "the shared inputs are not here"))
    func `the real policy survives every encoding and the way through HTML and Word`() throws {
        let text = try TextExtraction.text(fromFile: Self.realText)
        for encoding in ["CP932", "EUC-JP-MS", "UTF-16LE"] {
            let again = try TextExtraction.text(
                of: try Encoded.bytes(of: text.text, in: encoding), name: "a.txt")
            #expect(again.text == text.text)
        }
        let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false)
        let page = "<!DOCTYPE html><body>" + lines.map { "<p>\($0)</p>" }.joined()
        #expect(try TextExtraction.text(of: Array(page.utf8), name: "a.html").bareLines == text.bareLines)
        let body = lines.map { DocxBuilder.paragraph(String($0)) }.joined()
        #expect(
            try TextExtraction.text(of: DocxBuilder(body: body).bytes(), name: "a.docx").text == text.text
                + "\n")
    }
}
