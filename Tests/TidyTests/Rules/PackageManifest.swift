/// What Package.swift says, read from its text: a test cannot import it.
struct PackageManifest {
    struct Target: Equatable {
        let kind: String
        let name: String
        /// Names of targets and products, sorted.
        let dependencies: [String]
        /// The folder, where it is not Sources or Tests and the name.
        var path: String?
    }

    let targets: [Target]
    /// The last part of each package's address, as in "GRDB.swift".
    let packages: [String]

    init(_ file: SourceFile) {
        let text = PackageManifest.withoutComments(file)
        var products: [String: String] = [:]
        for match in text.matches(
            of: /let\s+(\w+)\s*:\s*Target\.Dependency\s*=\s*\.product\(\s*name:\s*"([^"]+)"/)
        {
            products[String(match.1)] = String(match.2)
        }
        packages = text.matches(of: /url:\s*"[^"]*\/([^\/"]+)"/).map { String($0.1).removingSuffix(".git") }
            .sorted()
        targets = text.matches(
            of: /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name:\s*"([^"]+)"/
        ).map {
            let body = PackageManifest.parenthesized(in: text, from: $0.range.lowerBound)
            let dependencies = PackageManifest.dependencies(in: body, products: products)
            let path = body.firstMatch(of: /path:\s*"([^"]+)"/).map { String($0.1) }
            return Target(kind: String($0.1), name: String($0.2), dependencies: dependencies, path: path)
        }
    }

    /// Rooms, that is what is built from Sources; not tests, not links to system libraries.
    var rooms: [Target] {
        targets.filter { target in
            ["target", "executableTarget"].contains(target.kind)
                && target.path?.hasPrefix("Sources/") != false
        }
    }
    var systemLibraries: [String] { targets.filter { $0.kind == "systemLibrary" }.map(\.name) }

    private static func withoutComments(_ file: SourceFile) -> String {
        file.lines.map { $0.replacing(/(^|[^:])\/\/.*/, with: { $0.1 }) }.joined(separator: "\n")
    }

    /// From the first "(" at or after `start` to the one that closes it.
    private static func parenthesized(in text: String, from start: String.Index) -> Substring {
        var depth = 0
        for index in text[start...].indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return text[start...index] }
            }
        }
        return text[start...]
    }

    private static func dependencies(in target: Substring, products: [String: String]) -> [String] {
        guard let list = target.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/)?.1 else { return [] }
        var names: [String] = []
        let inline = /\.(?:product|target|byName)\(\s*name:\s*"([^"]+)"[^)]*\)/
        names += list.matches(of: inline).map { String($0.1) }
        for item in list.replacing(inline, with: "").split(separator: ",") {
            let item = item.filter { !$0.isWhitespace }
            if item.isEmpty { continue }
            names.append(item.hasPrefix("\"") ? String(item.dropFirst().dropLast()) : products[item] ?? item)
        }
        return names.sorted()
    }
}

extension String {
    fileprivate func removingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
