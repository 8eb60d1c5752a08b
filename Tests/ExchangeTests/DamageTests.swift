import Foundation
import Testing

@testable import Exchange

/// Damaged files may be refused or read; they may not crash or hang the reader.
struct DamageTests {
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private static let seed =
        ProcessInfo.processInfo.environment["TORIDE_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000)

    @Test(arguments: [
        ("policy.txt", 150), ("policy.html", 150), ("policy.docx", 150), ("policy-word.pdf", 12),
        ("policy-web.pdf", 12),
        ("locked.pdf", 8), ("scan.pdf", 8), ("foreign-font.pdf", 12),
    ])
    func `cut and altered files are answered in time`(_ file: String, _ rounds: Int) throws {
        print("damage seed \(Self.seed) for \(file); TORIDE_SEED repeats it")
        var random = SplitMix(state: Self.seed)
        let original = try TestFile.fixture(file)
        var limits = ExtractionLimits.standard
        limits.readerTime = .seconds(20)
        for _ in 0..<rounds {
            var bytes = original
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            for _ in 0..<Int.random(in: 0...12, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            do {
                let read = try TextExtraction.text(of: bytes, name: file, limits: limits)
                #expect(!read.text.contains("\0"))
            } catch {
                #expect(error.code != "timed-out", "seed \(Self.seed)")
            }
        }
    }

    @Test(arguments: ["policy.docx", "policy.html"])
    func `damage inside the XML and the tags is answered too`(_ file: String) throws {
        print("damage seed \(Self.seed) for the inside of \(file); TORIDE_SEED repeats it")
        var random = SplitMix(state: Self.seed)
        let isPage = file.hasSuffix("html")
        let parts = isPage ? nil : try ZipParts(try TestFile.fixture(file), name: file, limits: .standard)
        let original = try parts?.bytes(of: "word/document.xml") ?? TestFile.fixture(file)
        let pieces: [[UInt8]] = [
            "<", ">", "</", "\"", "&", "<w:p>", "</w:p>", "<td>", "<!--", "/>", "<w:tc>", "</table>",
        ].map { Array($0.utf8) }
        for _ in 0..<150 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let length = Int.random(in: 0...min(20, bytes.count - place - 1), using: &random)
                bytes.replaceSubrange(
                    place..<(place + length), with: pieces.randomElement(using: &random) ?? [])
            }
            if isPage {
                _ = HTMLText.text(ofUTF8: bytes)
            } else {
                var reader = DocxText(numbering: DocxNumbering(), styles: DocxStyles())
                _ = try? reader.lines(ofDocument: bytes)
            }
        }
    }
}
