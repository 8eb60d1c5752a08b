/// Every dependency has a page in docs/decisions that says what it saves, who keeps it, and what if it stops.
enum Decisions {
    /// The line on a page that names what it decides about, as in "Dependencies: GRDB.swift".
    private static let mark = "Dependencies:"

    static func findings(pages: [SourceFile], manifest: PackageManifest) -> [Finding] {
        let needed = Set(manifest.packages + manifest.systemLibraries)
        let named = pages.flatMap { page in
            page.lines.filter { $0.hasPrefix(mark) }
                .flatMap { $0.dropFirst(mark.count).split(separator: ",").map { (page.path, $0.trimmed) } }
        }
        let undecided = needed.subtracting(named.map(\.1)).sorted().map {
            Finding("Package.swift", "\($0) has no page in docs/decisions with the line \"\(mark) \($0)\"")
        }
        let gone = named.filter { !needed.contains($0.1) }.map {
            Finding($0.0, "\($0.1) is not in Package.swift: say so on the page, and take it out of the line")
        }
        return undecided + gone + misnumbered(pages)
    }

    /// No two pages have one number. A number that is missing belongs to a page that is still being written.
    private static func misnumbered(_ pages: [SourceFile]) -> [Finding] {
        let numbered = Dictionary(grouping: pages.filter { $0.name != "README.md" }) { $0.name.prefix(4) }
        return numbered.filter { Int($0.key) == nil || $0.value.count > 1 }.flatMap(\.value)
            .map { Finding($0.path, "needs a number of its own, in four digits") }
            .sorted { $0.path < $1.path }
    }
}
