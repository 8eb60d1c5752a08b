/// How long a file, a line and a function may be, and how full a folder.
///
/// What cannot be taken in at a glance gets no second look. The limits are the most; aim for a quarter of
/// them.
enum Sizes {
    static let linesPerFile = 400
    static let columnsPerLine = 110
    static let linesPerFunction = 70
    static let filesPerFolder = 20

    static func findings(in file: SourceFile) -> [Finding] {
        guard file.isSwift else { return [] }
        var found: [Finding] = []
        let lines = file.lines
        let count = lines.last == "" ? lines.count - 1 : lines.count
        if count > linesPerFile {
            found.append(Finding(file.path, "\(count) lines, at most \(linesPerFile): split it by subject"))
        }
        for (index, line) in lines.enumerated() where isTooLong(line) {
            let message = "\(line.count) columns, at most \(columnsPerLine)"
            found.append(Finding(file.path, line: index + 1, message))
        }
        for function in FunctionLength.all(in: file) where function.lines > linesPerFunction {
            let message =
                "\(function.name) has \(function.lines) lines, at most \(linesPerFunction): name its parts"
            found.append(Finding(file.path, line: function.line, message))
        }
        return found
    }

    private static func isTooLong(_ line: Substring) -> Bool {
        line.utf8.count > columnsPerLine && line.count > columnsPerLine && !isTableRow(line)
    }

    /// A regular expression literal cannot be broken without being changed.
    private static func isTableRow(_ line: Substring) -> Bool {
        line.drop { $0 == " " }.hasPrefix("of: /")
    }

    static func findings(inFoldersOf files: [SourceFile]) -> [Finding] {
        Dictionary(grouping: files.filter(\.isSwift), by: \.folder).filter { $0.value.count > filesPerFolder }
            .map {
                Finding(
                    $0.key, "\($0.value.count) files, at most \(filesPerFolder): a folder this full is two")
            }
            .sorted { $0.path < $1.path }
    }
}
