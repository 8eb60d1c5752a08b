import Foundation

@testable import Exchange

/// The small files that lie beside these tests.
enum TestFile {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    }

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    static func fixture(_ name: String) throws -> [UInt8] { try bytes(path(name)) }

    /// An empty folder of this test's own, removed when the body is done.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "exchange-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }
}

extension ExtractedText {
    /// Lines that say something, without any white space: what must be the same in every kind of file.
    var bareLines: [String] {
        text.split(separator: "\n").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }
}
