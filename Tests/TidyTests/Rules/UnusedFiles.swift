/// A file that nothing speaks of is not part of the house.
enum UnusedFiles {
    /// Swift files of a room from which no declared name is used in any other file.
    static func swiftFindings(among files: [SourceFile]) -> [Finding] {
        let sources = files.filter { $0.isSwift && $0.path.hasPrefix("Sources/") }
        var places: [Substring: Int] = [:]
        for file in sources {
            for word in Set(file.words) { places[word, default: 0] += 1 }
        }
        return sources.filter { $0.name != "main.swift" && $0.name != "Room.swift" }.compactMap { file in
            let names = declared(in: file)
            if names.isEmpty || names.contains(where: { places[$0, default: 0] > 1 }) { return nil }
            return Finding(file.path, "no other file uses what it declares: wire it up or remove it")
        }
    }

    /// Operators and conformances have no name of their own to look for: a file with an operator counts as
    /// used.
    private static func declared(in file: SourceFile) -> Set<Substring> {
        let words = file.words
        return Set(words.indices.dropFirst().filter { keywords.contains(words[$0 - 1]) }.map { words[$0] })
    }

    private static let keywords: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "func", "var", "let", "case",
        "extension", "macro",
    ]

    /// Fixtures, snapshots and samples that no test names, neither themselves nor by their folder.
    static func fixtureFindings(among files: [SourceFile]) -> [Finding] {
        let tests = files.filter { $0.path.hasPrefix("Tests/") }
        let programs = tests.filter { $0.isSwift || $0.path.hasSuffix(".py") }
        return tests.filter { !$0.isSwift && !$0.path.hasSuffix(".py") && $0.name != ".keep" }.compactMap {
            file in
            let folders = file.folder.split(separator: "/").dropFirst(2).map(String.init)
            let names = [file.name, file.stem] + folders
            let isNamed = programs.contains { program in
                program.target == file.target && names.contains { program.text.contains($0) }
            }
            return isNamed
                ? nil
                : Finding(file.path, "no test of \(file.target ?? "this folder") names it or its folder")
        }
    }

    /// Scripts that neither a page nor another script mentions.
    static func scriptFindings(among files: [SourceFile]) -> [Finding] {
        let readers = files.filter {
            $0.path.hasSuffix(".md") || !$0.name.contains(".") || $0.path.hasSuffix(".sh")
        }
        return files.filter { $0.path.hasPrefix("scripts/") }.compactMap { script in
            readers.contains { $0.path != script.path && $0.text.contains(script.name) }
                ? nil : Finding(script.path, "no page and no other script mentions it")
        }
    }
}
