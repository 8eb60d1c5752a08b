/// Which room may import which: the table in docs/architecture.md, Package.swift and the import lines say the
/// same.
enum Imports {
    /// Modules that come with the toolchain or the system; a room needs no permission for them.
    ///
    /// What the pure rooms may not touch of them is held by `Purity`.
    static let ground: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "FoundationInternationalization", "Glibc",
        "RegexBuilder",
        "Swift", "Synchronization", "_Concurrency", "_StringProcessing",
    ]

    /// The rows of the table whose first line is `head`: the first cell, and the names in the second, sorted.
    static func table(in architecture: SourceFile, head: String = "| room | may import |") -> [String:
        [String]]
    {
        var rows: [String: [String]] = [:]
        var inside = false
        for line in architecture.lines {
            if line.hasPrefix(head) {
                inside = true
            } else if inside, line.hasPrefix("|") {
                let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
                guard cells.count > 2, !cells[1].hasPrefix("--") else { continue }
                rows[cells[1].filter { $0 != "`" }] = cells[2].split(separator: ",")
                    .map { $0.trimmed.filter { $0 != "`" } }.filter { $0 != "nothing" }.sorted()
            } else {
                inside = false
            }
        }
        return rows
    }

    static func findings(table: [String: [String]], manifest: PackageManifest) -> [Finding] {
        let page = "docs/architecture.md"
        if table.isEmpty { return [Finding(page, "the table \"| room | may import |\" is missing")] }
        var found = manifest.rooms.compactMap { room -> Finding? in
            guard let row = table[room.name] else {
                return Finding(page, "\(room.name) has no row in the table")
            }
            if row == room.dependencies { return nil }
            let tableOnly = row.filter { !room.dependencies.contains($0) }
            let packageOnly = room.dependencies.filter { !row.contains($0) }
            return Finding(
                page, "\(room.name): the table alone has \(tableOnly), Package.swift alone has \(packageOnly)"
            )
        }
        for room in table.keys.sorted() where !manifest.rooms.contains(where: { $0.name == room }) {
            found.append(Finding(page, "\(room) is in the table and not in Package.swift"))
        }
        return found
    }

    /// - Parameter brought: modules that come with a product under names of their own.
    static func findings(
        in file: SourceFile, table: [String: [String]], brought: [String: [String]] = [:]
    ) -> [Finding] {
        guard file.path.hasPrefix("Sources/"), let room = file.target, let row = table[room] else {
            return []
        }
        let allowed = ground.union(row).union(row.flatMap { brought[$0] ?? [] })
        return file.imports.filter { !allowed.contains($0.module) }.map {
            let message = "\(room) may not import \($0.module): docs/architecture.md has the table"
            return Finding(file.path, line: $0.line, message)
        }
    }
}
