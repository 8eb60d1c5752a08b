import Glibc

/// Standard output for answers, standard error for progress and errors. The one place that prints.
struct Console: Sendable {
    let language: Language

    /// A line on standard output.
    func say(_ line: String) { Self.put(Array((line + "\n").utf8), to: STDOUT_FILENO) }

    /// A line in the language of the command line.
    func say(_ words: Words) { say(words[language]) }

    /// Bytes on standard output, as they are.
    func write(_ bytes: some Sequence<UInt8>) { Self.put(Array(bytes), to: STDOUT_FILENO) }

    /// Bytes on standard output; false where nobody reads it any more (`| head`).
    func pour(_ bytes: [UInt8]) -> Bool { Self.put(bytes, to: STDOUT_FILENO) }

    /// A line on standard error.
    func complain(_ line: String) { Self.put(Array((line + "\n").utf8), to: STDERR_FILENO) }

    /// Progress that replaces itself; only where standard error is a terminal.
    func progress(_ line: String) {
        guard isatty(2) == 1 else { return }
        Self.put(Array(("\r\u{1B}[K" + line).utf8), to: STDERR_FILENO)
    }

    /// Ends a progress line.
    func endProgress() {
        guard isatty(2) == 1 else { return }
        Self.put(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    /// Writes all of it, or as much as there is a reader for: `toride assess … | head` ends quietly.
    ///
    /// FileHandle stops the program where the reader has gone.
    @discardableResult
    private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }
}
