/// A word of the glossary is the word in the code.
enum Glossary {
    /// Backticked identifiers in the table's last column must occur in Sources; "later" names what is not
    /// built yet.
    static func findings(in page: SourceFile, words: Set<Substring>) -> [Finding] {
        page.lines.enumerated().flatMap { index, line -> [Finding] in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
            guard cells.count > 4, !cells[1].hasPrefix("-") else { return [] }
            return cells[3].matches(of: /`([^`]+)`/).flatMap { $0.1.split(separator: ".") }
                .filter { !words.contains($0) }
                .map {
                    Finding(
                        page.path, line: index + 1,
                        "\($0) is not in Sources: the code has another word, or none yet")
                }
        }
    }
}
