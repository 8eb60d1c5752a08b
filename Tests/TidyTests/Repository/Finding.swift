/// One thing that is not tidy: where, what, and what to do instead.
struct Finding: CustomStringConvertible, Equatable {
    let path: String
    /// Counts from 1; nil where the whole file or folder is meant.
    let line: Int?
    let message: String

    init(_ path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)" }
}

extension [Finding] {
    /// One finding a line, as a test prints it.
    var listed: String { map(\.description).joined(separator: "\n") }
}
