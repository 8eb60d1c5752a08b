import Foundation
import Testing

@testable import Exchange

struct PDFReaderTests {
    private static let standInPDF = Array("%PDF-1.4".utf8)

    /// Reads with shell scripts in the place of the readers; `prlimit` is the real one.
    private func read(
        info: String?, text: String?, limits: ExtractionLimits = .standard
    ) throws -> ExtractedText {
        try TestFile.withFolder { folder in
            for (name, script) in [("pdfinfo", info), ("pdftotext", text)] {
                guard let script else { continue }
                try "#!/bin/sh\n\(script)\n".write(
                    toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
                chmod("\(folder)/\(name)", 0o700)
            }
            let readers = PDFReaders(searchPath: [folder, "/usr/bin", "/bin"], temporaryFolder: folder)
            let only = PDFReaders(searchPath: [folder], temporaryFolder: folder)
            defer {
                #expect(
                    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.contains {
                        $0.hasPrefix("toride-")
                    } == false)
            }
            return try PDFDocument.text(
                of: Self.standInPDF, name: "a.pdf", limits: limits,
                readers: info == nil || text == nil ? only : readers)
        }
    }

    private static let page =
        "echo '<page width=\"600\" height=\"800\"><word xMin=\"10\" yMin=\"100\" "
        + "xMax=\"30\" yMax=\"110\">規程</word></page>'"

    @Test func `stand-in readers are read like real ones`() throws {
        #expect(try read(info: "echo Pages: 1", text: Self.page).text == "規程\n")
    }

    @Test func `a missing reader is named`() {
        #expect(throws: TextExtractionError.readerMissing(name: "a.pdf", program: "pdfinfo")) {
            try read(info: nil, text: nil)
        }
        #expect(throws: TextExtractionError.readerMissing(name: "a.pdf", program: "pdftotext")) {
            try read(info: "echo Pages: 1", text: nil)
        }
        #expect(throws: TextExtractionError.readerMissing(name: "a.pdf", program: "poppler-data")) {
            try read(
                info: "echo Pages: 1",
                text:
                    "echo '<page width=\"1\" height=\"1\"></page>'; "
                    + "echo \"Missing language pack for 'Adobe-Japan1' mapping\" >&2"
            )
        }
    }

    @Test(arguments: [
        ("echo Pages: 501", "too-many-pages"), ("echo none", "pdf-broken"), ("exit 1", "pdf-broken"),
        ("exit 3", "pdf-copy-forbidden"),
        ("exit 99", "reader-failed"), ("kill -SEGV $$", "reader-failed"), ("kill -STOP $$", "timed-out"),
        ("exec >&- 2>&-; kill -STOP $$", "timed-out"),
        ("while :; do echo 0123456789012345678901234567890123456789; done", "reader-failed"),
        ("echo 'Command Line Error: Incorrect password' >&2; exit 1", "pdf-password"),
    ])
    func `whatever the reader does is answered`(_ script: String, _ code: String) {
        var limits = ExtractionLimits.standard
        limits.readerTime = .milliseconds(1500)
        limits.unpackedBytes = 100_000
        let error = #expect(throws: TextExtractionError.self) {
            try read(info: script, text: Self.page, limits: limits)
        }
        #expect(error?.code == code)
    }

    @Test func `a reader gets nothing of ours but its document, and is waited for`() throws {
        let file = try #require(UnlinkedFile(Array("本文".utf8), folder: "/tmp"))
        let script =
            "echo $$; cat /dev/stdin; echo; ls /proc/self/fd | wc -l; "
            + "env | cut -d= -f1 | grep -v _ | sort | tr '\\n' ' '"
        let run = try ChildProcess.run(
            ["/bin/sh", "-c", script], input: file.descriptor, time: .seconds(20), outputBytes: 1000)
        let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n")
        #expect(run.status == 0)
        #expect(lines.dropFirst() == ["本文", "4", "PATH PWD "])
        let process = try #require(pid_t(lines[0]))
        // A child that nobody had waited for would still be there as a zombie.
        #expect(kill(process, 0) == -1)
    }

    @Test func `limits are set before the reader starts`() throws {
        let text =
            "echo \"<page width='9' height='9'><word xMin='1' yMin='1' xMax='2' yMax='2'>"
            + "$(ulimit -f) $(ulimit -t) $(ulimit -c)</word></page>\""
        #expect(try read(info: "echo Pages: 1", text: text).text == "0 60 0\n")
    }

    @Test func `several documents are read at once`() async throws {
        let bytes = try TestFile.fixture("policy-word.pdf")
        let expected = try TextExtraction.text(of: bytes, name: "a.pdf")
        try await withThrowingTaskGroup(of: ExtractedText.self) { group in
            for _ in 0..<8 { group.addTask { try TextExtraction.text(of: bytes, name: "a.pdf") } }
            for try await read in group { #expect(read == expected) }
        }
    }

    @Test func `a font that is not embedded and a restriction on copying are read`() throws {
        let read = try TextExtraction.text(fromFile: TestFile.path("nocopy.pdf"))
        #expect(read.text == (try TextExtraction.text(fromFile: TestFile.path("foreign-font.pdf"))).text)
        #expect(read.bareLines == ["（目的）", "第1条この方針は、組合の情報を守る。", "縦横"])
        #expect(read.notes.contains { $0.contains("複写を制限") })
    }
}
