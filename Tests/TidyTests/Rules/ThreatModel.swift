/// What the threat model names as holding an attack off exists: a test by its sentence or name, or a type.
enum ThreatModel {
    /// Rows of the table whose head ends in "held by", each with at least one name in backticks, each name
    /// there.
    static func findings(in page: SourceFile, tests: [SourceFile], words: Set<Substring>) -> [Finding] {
        let known = names(of: tests)
        var isInTable = false
        return page.lines.enumerated().flatMap { index, line -> [Finding] in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
            guard cells.count > 4 else {
                isInTable = false
                return []
            }
            if cells[3] == "held by" { isInTable = true }
            guard isInTable, cells[3] != "held by", !cells[1].hasPrefix("-") else { return [] }
            let named = cells[3].matches(of: /`([^`]+)`/).map { String($0.1) }
            guard !named.isEmpty else {
                return [Finding(page.path, line: index + 1, "no test and no type holds this attack")]
            }
            return named.filter { !known.contains($0) && !words.contains(Substring($0)) }.map {
                Finding(page.path, line: index + 1, "there is no test and no type \($0)")
            }
        }
    }

    private static func names(of tests: [SourceFile]) -> Set<String> {
        tests.reduce(into: []) { names, file in
            if file.isSwift {
                names.formUnion(file.text.matches(of: /func `([^`]+)`/).map { String($0.1) })
            } else if file.path.hasSuffix(".py") {
                names.formUnion(file.text.matches(of: /def (test_\w+)/).map { String($0.1) })
            }
        }
    }
}
