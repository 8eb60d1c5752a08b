/// Names that say nothing: folders that become drawers, types that only pass things along.
enum Names {
    static let drawers: Set<String> = [
        "Core", "Common", "Helpers", "Helper", "Utils", "Util", "Utilities", "Misc",
    ]
    static let emptyEndings = ["Manager", "Handler", "Helper", "Info"]

    static func findings(in file: SourceFile) -> [Finding] {
        var found: [Finding] = []
        for part in file.path.split(separator: "/") where drawers.contains(String(part.prefix { $0 != "." }))
        {
            found.append(Finding(file.path, "nothing is called \(part): name it for what it does"))
        }
        guard file.isSwift, file.mentions(emptyEndings) else { return found }
        let declaration = /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/.wordBoundaryKind(.simple)
        for (index, line) in file.codeLines.enumerated() {
            for match in line.matches(of: declaration) {
                guard let ending = emptyEndings.first(where: match.1.hasSuffix) else { continue }
                found.append(
                    Finding(
                        file.path, line: index + 1, "\(match.1): a type that ends in \(ending) has no job yet"
                    ))
            }
        }
        return found
    }
}
