/// A PDF as bytes: judged and read by the programs of poppler-utils in processes of their own.
///
/// Readers of PDF have a long history of faults that files can exploit; outside this process, without a
/// shell, with limits on time, memory and output, such a fault ends the reader and nothing else.
enum PDFDocument {
    static func text(
        of bytes: [UInt8], name: String, limits: ExtractionLimits, readers: PDFReaders = .installed
    ) throws(TextExtractionError) -> ExtractedText {
        guard let file = UnlinkedFile(bytes, folder: readers.temporaryFolder) else {
            throw .readerFailed(name: name, program: "pdftotext", detail: "no temporary file")
        }
        var notes: [String] = []
        try judge(file, name: name, limits: limits, readers: readers, notes: &notes)
        let run = try readers.run(
            "pdftotext", ["-bbox", "-enc", "UTF-8", "/dev/stdin", "-"], on: file, name: name, limits: limits)
        try check(run, program: "pdftotext", name: name)
        let pages = PDFPage.pages(fromBoundingBoxes: run.output)
        // Fonts that are not embedded need the tables of another package before their text can be read.
        if pages.allSatisfy(\.words.isEmpty), run.complaints.contains("Missing language pack") {
            throw .readerMissing(name: name, program: "poppler-data")
        }
        let text = try text(of: pages, name: name, notes: &notes)
        return ExtractedText(text: text, format: .pdf, encoding: nil, notes: notes)
    }

    /// Pages and protection, before the contents are touched.
    private static func judge(
        _ file: UnlinkedFile, name: String, limits: ExtractionLimits, readers: PDFReaders,
        notes: inout [String]
    ) throws(TextExtractionError) {
        let run = try readers.run(
            "pdfinfo", ["-enc", "UTF-8", "/dev/stdin"], on: file, name: name, limits: limits)
        try check(run, program: "pdfinfo", name: name)
        var pages: Int?
        for line in String(decoding: run.output, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("Pages:") { pages = Int(line.dropFirst(6).filter { !$0.isWhitespace }) }
            if line.hasPrefix("Encrypted:"), line.contains("copy:no") {
                notes.append("この PDF は文字の複写を制限する設定です。自分の団体の文書であることを確かめてください。")
            }
        }
        guard let pages, pages > 0 else { throw .brokenPDF(name: name, detail: "no pages") }
        guard pages <= limits.pages else {
            throw .tooManyPages(name: name, pages: pages, limit: limits.pages)
        }
    }

    private static func check(
        _ run: ChildProcess.Finished, program: String, name: String
    ) throws(TextExtractionError) {
        switch run.status {
        case 0: return
        case 1 where run.complaints.contains("Incorrect password"): throw .passwordProtectedPDF(name: name)
        case 1: throw .brokenPDF(name: name, detail: String(run.complaints.prefix(500)))
        case 3: throw .copyForbiddenPDF(name: name)
        default:
            let detail = "status \(run.status): \(run.complaints.prefix(500))"
            throw .readerFailed(name: name, program: program, detail: detail)
        }
    }

    private static func text(
        of pages: [PDFPage], name: String, notes: inout [String]
    ) throws(TextExtractionError) -> String {
        let blank = pages.count { $0.words.isEmpty }
        let found = PDFRunningLines(pages: pages).removed(from: PDFLine.lines(of: pages))
        guard found.lines.contains(where: { $0.text.contains { !$0.isWhitespace } }) else {
            throw .noTextInPDF(name: name, pages: pages.count)
        }
        notes.append("PDF の行の折り返しを段落に戻して読みました。元の Word 文書などがあれば、そちらの方が確実です。")
        if blank > 0 { notes.append("\(pages.count) ページのうち \(blank) ページには文字の情報がありません。") }
        for head in found.heads { notes.append("各ページに繰り返される「\(head)」を除きました。") }
        let width = pages.map(\.width).median ?? 0
        let joined = PDFParagraphs(found.lines, width: width).texts().joined(separator: "\n") + "\n"
        let unreadable = joined.unicodeScalars.count { $0 == "\u{FFFD}" }
        if unreadable > 0 { notes.append("文字として取り出せない字が \(unreadable) 字あります。") }
        return try CleanText.text(fromUTF8: Array(joined.utf8), name: name, notes: &notes)
    }
}
