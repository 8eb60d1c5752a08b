import Glibc

/// A file of the repository: its path from the root, its text, and for Swift its code without comments and
/// strings.
struct SourceFile: Sendable {
    let path: String
    let text: String
    /// The text with comments, string contents and backticked names blanked; the lines stay where they are.
    let code: String

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        code = path.hasSuffix(".swift") ? CodeOnly.of(text) : text
    }

    var name: String { String(path.split(separator: "/").last ?? "") }
    var stem: String { String(name.prefix { $0 != "." }) }
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    var isSwift: Bool { path.hasSuffix(".swift") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The target under Sources or Tests that the file belongs to.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && (parts[0] == "Sources" || parts[0] == "Tests") ? String(parts[1]) : nil
    }

    /// Every identifier and number in the code, in order.
    var words: [Substring] {
        code.utf8.split { byte in
            !(byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte))
                && byte < 128
        }.map { Substring($0) }
    }

    /// Whether any of the words stands anywhere in the text: a quick no before a slow look at each line.
    func mentions(_ words: [String]) -> Bool {
        text.withCString { text in words.contains { strstr(text, $0) != nil } }
    }

    /// The modules that the file imports, with the line of each.
    var imports: [(module: String, line: Int)] {
        codeLines.enumerated().compactMap { index, line in
            guard line.contains("import ") else { return nil }
            var words = line.split { $0 == " " || $0 == "\t" }[...]
            while let word = words.first, word.hasPrefix("@") || SourceFile.access.contains(word) {
                words.removeFirst()
            }
            guard words.popFirst() == "import" else { return nil }
            if let kind = words.first, words.count > 1, SourceFile.importKinds.contains(kind) {
                words.removeFirst()
            }
            return words.first.map { (String($0.prefix { $0 != "." }), index + 1) }
        }
    }

    private static let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let importKinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "var", "let",
    ]
}
