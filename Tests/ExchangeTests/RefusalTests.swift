import Foundation
import Testing

@testable import Exchange

struct RefusalTests {
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? TextExtractionError)?.code
        }
    }

    private func code(
        of bytes: [UInt8], name: String, limits: ExtractionLimits = .standard
    ) -> String? {
        code { _ = try TextExtraction.text(of: bytes, name: name, limits: limits) }
    }

    static let contents: [(String, [UInt8], String)] = [
        ("nothing.txt", [], "empty"),
        ("blank.txt", Array(" \r\n\u{3000}\n".utf8), "empty"),
        ("mark.txt", [0xEF, 0xBB, 0xBF], "empty"),
        ("tags.html", Array("<!doctype html><html><body><p hidden>隠</p></body></html>".utf8), "empty"),
        ("null.txt", Array("規程\0です".utf8), "binary"),
        ("controls.txt", Array(repeating: 0x07, count: 50) + Array("abc".utf8), "binary"),
        ("odd.txt", [0x81, 0x30, 0xFF, 0xFF, 0x80, 0x80], "unknown-encoding"),
        ("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "unsupported-format"),
        ("letter.docx", Array("{\\rtf1\\ansi hello}".utf8), "unsupported-format"),
        (
            "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600),
            "unsupported-format"
        ),
        (
            "locked.docx",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
                + "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] },
            "docx-encrypted"
        ),
        ("cut.docx", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], "docx-broken"),
        ("noise.docx", [0x00, 0x01, 0xFE, 0x80, 0x81], "docx-broken"),
        ("noise.pdf", [0x00, 0x01, 0xFE, 0x80, 0x81], "pdf-broken"),
        ("cut.pdf", Array("%PDF-1.7\n1 0 obj\n".utf8), "pdf-broken"),
    ]

    @Test(arguments: contents)
    func `what cannot be read is refused by name`(_ name: String, _ bytes: [UInt8], _ expected: String) {
        #expect(code(of: bytes, name: name) == expected)
    }

    @Test(arguments: [
        ("locked.pdf", "pdf-password"), ("scan.pdf", "pdf-no-text"), ("missing.txt", "no-such-file"),
        ("", "is-directory"),
        ("policy.txt/x", "no-such-file"),
    ])
    func `a file that cannot be read is refused by name`(_ file: String, _ expected: String) {
        #expect(code { _ = try TextExtraction.text(fromFile: TestFile.path(file)) } == expected)
    }

    @Test func `files that are no files are refused without waiting`() throws {
        try TestFile.withFolder { folder in
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            #expect(code { _ = try TextExtraction.text(fromFile: "\(folder)/pipe") } == "not-readable")
        }
        #expect(code { _ = try TextExtraction.text(fromFile: "/proc/self/mem") } == "not-readable")
        #expect(code { _ = try TextExtraction.text(fromFile: "/dev/zero") } == "not-readable")
    }

    @Test func `limits on bytes and pages hold`() throws {
        var limits = ExtractionLimits.standard
        limits.fileBytes = 10
        #expect(
            code(of: Array(repeating: 0x61, count: 11), name: "a.txt", limits: limits) == "too-many-bytes")
        #expect(
            code { _ = try TextExtraction.text(fromFile: TestFile.path("policy.txt"), limits: limits) }
                == "too-many-bytes")
        limits = .standard
        limits.pages = 1
        let error = #expect(throws: TextExtractionError.self) {
            try TextExtraction.text(fromFile: TestFile.path("policy-web.pdf"), limits: limits)
        }
        #expect(error == .tooManyPages(name: "policy-web.pdf", pages: 2, limit: 1))
    }

    @Test func `a part that swells is refused while it is unpacked`() throws {
        let swollen = Array("<w:styles>".utf8) + [UInt8](repeating: 0x20, count: 8 << 20)
        let bytes = try DocxBuilder.package([
            ("word/document.xml", Array("<a/>".utf8)), ("word/styles.xml", swollen),
        ])
        #expect(bytes.count < 20_000)
        #expect(code(of: bytes, name: "a.docx") == "unpacks-too-large")
        var limits = ExtractionLimits.standard
        limits.unpackedBytes = 100
        let plain = try DocxBuilder(body: DocxBuilder.paragraph(String(repeating: "規程", count: 50))).bytes()
        #expect(code(of: plain, name: "a.docx", limits: limits) == "unpacks-too-large")
    }

    @Test func `entity declarations are refused before anything is expanded`() throws {
        let builder = DocxBuilder(
            body: DocxBuilder.paragraph("&b;"),
            prologue: "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")
        #expect(code(of: try builder.bytes(), name: "a.docx") == "xml-entities-refused")
    }

    @Test(arguments: [
        "<w:p><w:r></w:p></w:r>", "<w:p>", "</w:p>", "<w:p a=1/>", "<w:p a='1/>", "<w:t>&nbsp;</w:t>",
        "<w:t>&#xD800;</w:t>",
        "<!-- ", "<![CDATA[", "<w:p", "<>", String(repeating: "<w:p>", count: 2000),
    ])
    func `unsound XML is a broken document`(_ body: String) throws {
        #expect(code(of: try DocxBuilder(body: body).bytes(), name: "a.docx") == "docx-broken")
    }

    @Test func `packages that are no documents are told apart`() throws {
        let sheet = try DocxBuilder.package([("[Content_Types].xml", [0x3C]), ("xl/workbook.xml", [0x3C])])
        #expect(code(of: sheet, name: "a.docx") == "unsupported-format")
        #expect(
            code(of: try DocxBuilder.package([("a.txt", [0x61])]), name: "a.docx") == "unsupported-format")
        #expect(
            code(of: try DocxBuilder.package([("[Content_Types].xml", [0x3C])]), name: "a.docx")
                == "docx-broken")
        #expect(
            code(of: try DocxBuilder(rawDocument: [0xFF, 0x80]).bytes(), name: "a.docx") == "docx-broken")
        let locked = DocxBuilder(body: DocxBuilder.paragraph("規程"), password: "secret")
        #expect(code(of: try locked.bytes(), name: "a.docx") == "docx-encrypted")
        #expect(code(of: try DocxBuilder(body: "<w:p/>").bytes(), name: "a.docx") == "empty")
    }

    @Test func `content decides over the name, and the reader is told`() throws {
        let text = try TextExtraction.text(of: Array("第1条 目的".utf8), name: "a.docx")
        #expect(text.format == .plainText)
        #expect(text.notes.count == 1)
        #expect(
            try TextExtraction.text(of: Array("<!DOCTYPE HTML><p>規程".utf8), name: "a.txt").format == .html)
        #expect(try TextExtraction.text(of: Array("# 方針".utf8), name: "a.md").format == .markdown)
        #expect(
            try TextExtraction.text(of: Array("%PDF- とは".utf8).reversed(), name: "b.md", encoding: nil).format
                == .markdown)
        let word = try DocxBuilder(body: DocxBuilder.paragraph("規程")).bytes()
        #expect(try TextExtraction.text(of: word, name: "a.txt").format == .docx)
    }
}

struct ErrorMessageTests {
    static let all: [TextExtractionError] = [
        .noSuchFile(name: "方針.txt"), .notReadable(name: "方針.txt"), .isDirectory(name: "方針.txt"),
        .empty(name: "方針.txt"),
        .binary(name: "方針.txt"), .unsupportedFormat(name: "方針.txt", format: "画像"),
        .tooManyBytes(name: "方針.txt", limit: 20_000_000),
        .tooManyPages(name: "方針.txt", pages: 501, limit: 500),
        .unknownEncoding(name: "方針.txt", byteOffset: 3, line: 1),
        .wrongEncoding(name: "方針.txt", encoding: "UTF-8", byteOffset: 3, line: 1),
        .passwordProtectedPDF(name: "方針.txt"),
        .copyForbiddenPDF(name: "方針.txt"), .brokenPDF(name: "方針.txt", detail: "d"),
        .noTextInPDF(name: "方針.txt", pages: 3),
        .encryptedDOCX(name: "方針.txt"), .brokenDOCX(name: "方針.txt", detail: "d"),
        .unpacksTooLarge(name: "方針.txt", part: "p"),
        .entityDeclarationRefused(name: "方針.txt", part: "p"),
        .readerMissing(name: "方針.txt", program: "pdfinfo"),
        .readerFailed(name: "方針.txt", program: "pdfinfo", detail: "d"),
        .timedOut(name: "方針.txt", seconds: 60),
    ]

    @Test(arguments: all)
    func `an error says in Japanese what to do next`(_ error: TextExtractionError) {
        #expect(error.message.contains("ください"))
        #expect(error.code == "reader-missing" || error.message.contains("方針.txt"))
        #expect(error.code.allSatisfy { $0.isLowercase || $0 == "-" })
    }

    @Test func `every error has a code of its own`() {
        #expect(Set(Self.all.map(\.code)).count == 21)
    }
}
