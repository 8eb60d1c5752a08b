/// Nothing in the repository knows on which machine it was written, or from which host a package came.
enum Places {
    // Put together here, so that this file does not hold what it looks for.
    private static let slash = "/"
    static let machinePaths = [
        slash + "work/", slash + "root/", slash + "home/", slash + "Users/", slash + "opt/swift",
        slash + "tmp/ws-",
    ]
    static let registryHosts = [
        "pypi" + ".org", "pythonhosted" + ".org", "deb.debian" + ".org", "security.debian" + ".org",
        "ftp.debian" + ".org", "ftp.jp.debian" + ".org", "registry.npmjs" + ".org", "crates" + ".io",
        "proxy.golang" + ".org", "rubygems" + ".org", "repo1.maven" + ".org",
    ]

    static func findings(in file: SourceFile) -> [Finding] {
        guard file.mentions(machinePaths + registryHosts) else { return [] }
        return file.lines.enumerated().flatMap { index, line in
            machinePaths.filter { holds($0, line) }.map {
                Finding(file.path, line: index + 1, "\($0) is a path of one machine: take it as an argument")
            }
                + registryHosts.filter(line.contains).map {
                    Finding(
                        file.path, line: index + 1,
                        "\($0): a package comes by name from whatever registry is set up")
                }
        }
    }

    /// At the beginning of a path, not in the middle of one ("docs/work/" is ours).
    private static func holds(_ path: String, _ line: Substring) -> Bool {
        line.ranges(of: path).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !(before.isLetter || before.isNumber || "._-*}/)".contains(before))
        }
    }
}
