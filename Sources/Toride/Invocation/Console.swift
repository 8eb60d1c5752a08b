import Foundation

/// Standard output for answers, standard error for progress and errors. The one place that prints.
struct Console: Sendable {
    let language: Language

    /// A line on standard output.
    func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// A line in the language of the command line.
    func say(_ words: Words) { say(words[language]) }

    /// Bytes on standard output, as they are.
    func write(_ bytes: some Sequence<UInt8>) { FileHandle.standardOutput.write(Data(bytes)) }

    /// A line on standard error.
    func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Progress that replaces itself; only where standard error is a terminal.
    func progress(_ line: String) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8))
    }

    /// Ends a progress line.
    func endProgress() {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
