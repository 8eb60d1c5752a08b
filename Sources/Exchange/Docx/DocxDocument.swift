/// A Word document as bytes (ECMA-376): unpacked, checked and read.
enum DocxDocument {
    static func text(
        of bytes: [UInt8], name: String, limits: ExtractionLimits
    ) throws(TextExtractionError) -> ExtractedText {
        let parts = try ZipParts(bytes, name: name, limits: limits)
        try refuseOtherPackages(parts, name: name)
        guard let document = try xml("word/document.xml", in: parts, name: name) else {
            throw .brokenDOCX(name: name, detail: "word/document.xml is missing")
        }
        var reader = DocxText(numbering: try numbering(parts, name), styles: try styles(parts, name))
        let lines: [String]
        do {
            lines = try reader.lines(ofDocument: document)
        } catch {
            throw problem(error, part: "word/document.xml", name: name)
        }
        guard lines.contains(where: { $0.contains { !$0.isWhitespace } }) else { throw .empty(name: name) }
        var notes = reader.notes
        let joined = Array((lines.joined(separator: "\n") + "\n").utf8)
        let text = try CleanText.text(fromUTF8: joined, name: name, notes: &notes)
        return ExtractedText(text: text, format: .docx, encoding: nil, notes: notes)
    }

    /// Spreadsheets and other packages have the same signature, and deserve a better word than "broken".
    private static func refuseOtherPackages(_ parts: ZipParts, name: String) throws(TextExtractionError) {
        let others = [
            ("xl/workbook.xml", "表計算のファイル（.xlsx）"), ("ppt/presentation.xml", "発表資料（.pptx）"),
            ("content.xml", "OpenDocument のファイル（.odt など）"),
        ]
        for (part, title) in others where parts.contains(part) && !parts.contains("word/document.xml") {
            throw .unsupportedFormat(name: name, format: title)
        }
        if !parts.contains("[Content_Types].xml"), !parts.contains("word/document.xml") {
            throw .unsupportedFormat(name: name, format: "圧縮ファイル（ZIP）")
        }
    }

    private static func numbering(_ parts: ZipParts, _ name: String) throws(TextExtractionError)
        -> DocxNumbering
    {
        guard let xml = try xml("word/numbering.xml", in: parts, name: name) else { return DocxNumbering() }
        do {
            return try DocxNumbering(xml: xml)
        } catch {
            throw problem(error, part: "word/numbering.xml", name: name)
        }
    }

    private static func styles(_ parts: ZipParts, _ name: String) throws(TextExtractionError) -> DocxStyles {
        guard let xml = try xml("word/styles.xml", in: parts, name: name) else { return DocxStyles() }
        do {
            return try DocxStyles(xml: xml)
        } catch {
            throw problem(error, part: "word/styles.xml", name: name)
        }
    }

    /// A part in UTF-8; the standard also allows UTF-16 with its mark.
    private static func xml(
        _ part: String, in parts: ZipParts, name: String
    ) throws(TextExtractionError) -> [UInt8]? {
        guard let bytes = try parts.bytes(of: part) else { return nil }
        let mark = TextDecoding.byteOrderMark(of: bytes)
        let encoding = mark?.encoding ?? .utf8
        let body = Array(bytes[(mark?.length ?? 0)...])
        if let offset = StrictReading.tally(body, as: encoding).firstInvalid {
            throw .brokenDOCX(name: name, detail: "\(part): not \(encoding.rawValue) at byte \(offset)")
        }
        guard encoding != .utf8 else { return body }
        guard let utf8 = try? IconvConversion.utf8(from: body, encoding: encoding.rawValue) else {
            throw .brokenDOCX(name: name, detail: "\(part): cannot be converted")
        }
        return utf8
    }

    private static func problem(_ failure: XMLScanner.Failure, part: String, name: String)
        -> TextExtractionError
    {
        switch failure {
        case .doctype: .entityDeclarationRefused(name: name, part: part)
        case .malformed(let offset, let what):
            .brokenDOCX(name: name, detail: "\(part): \(what) at byte \(offset)")
        }
    }
}
