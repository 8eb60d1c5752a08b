import Foundation

/// The files of the repository as they lie on the disk, without builds, data and version control.
struct Repository: Sendable {
    let files: [SourceFile]

    /// Found from where this file lies: Tests/TidyTests/Repository/Repository.swift.
    ///
    /// Links are followed, so that the tests can also be built from a package that links here.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Read once; the rules only look.
    static let ours = Repository(files: read())

    func files(under folder: String) -> [SourceFile] { files.filter { $0.path.hasPrefix(folder + "/") } }
    func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }
    var swift: [SourceFile] { files.filter(\.isSwift) }

    static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    private static let folders = ["Sources", "Tests", "Benchmarks", "Content", "docs", "scripts", ".ci"]
    private static let topFiles = [
        "Package.swift", "README.md", "README.ja.md", ".swift-format", ".gitignore",
    ]

    /// Names that a tool leaves beside the files.
    private static let leftovers: Set<String> = ["__pycache__", ".pytest_cache", ".DS_Store"]

    private static func read() -> [SourceFile] {
        var paths = topFiles.filter(exists)
        for folder in folders { collect(folder, into: &paths) }
        return paths.sorted().compactMap { path in
            guard let bytes = try? Data(contentsOf: root.appending(path: path)) else { return nil }
            // A binary fixture has no text to look at; its path still counts.
            return SourceFile(path, String(data: bytes, encoding: .utf8) ?? "")
        }
    }

    private static func collect(_ folder: String, into paths: inout [String]) {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        for name in names where !leftovers.contains(name) {
            let path = folder + "/" + name
            let values = try? root.appending(path: path).resourceValues(forKeys: [.isDirectoryKey])
            if values?.isDirectory == true { collect(path, into: &paths) } else { paths.append(path) }
        }
    }
}
