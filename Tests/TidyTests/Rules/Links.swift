/// A page that sends the reader somewhere sends them to something that exists.
enum Links {
    static func findings(in file: SourceFile, exists: (String) -> Bool) -> [Finding] {
        guard file.path.hasSuffix(".md") || file.mentions(["adding-a"]) else { return [] }
        return file.lines.enumerated().flatMap { index, line in
            targets(in: line, of: file).filter { !exists($0) }.map {
                Finding(file.path, line: index + 1, "\($0) does not exist")
            }
        }
    }

    private static func targets(in line: Substring, of file: SourceFile) -> [String] {
        let guides = line.matches(of: /adding-an?-[a-z-]+\.md/).map { "docs/" + $0.0 }
        guard file.path.hasSuffix(".md") else { return guides }
        let links = line.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/).map { String($0.1) }.filter {
            !$0.contains(":")
        }
        return guides + links.map { resolved($0, from: file.folder) }
    }

    private static func resolved(_ link: String, from folder: String) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        for part in link.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
