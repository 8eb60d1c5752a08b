import Glibc

/// The programs of poppler-utils, run under limits on a file that they only see as their standard input.
struct PDFReaders {
    /// Folders that are searched for programs, first match wins.
    let searchPath: [String]
    let temporaryFolder: String

    /// As the process's own environment has it.
    static var installed: PDFReaders {
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        let path = variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        return PDFReaders(
            // A relative folder in PATH would let the working directory decide what runs.
            searchPath: path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") },
            temporaryFolder: variable("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp")
    }

    /// Memory for a reader: far more than 500 pages need, far less than would hurt the machine.
    private static let addressSpaceBytes = 1 << 30

    /// Runs a reader with the document as its input.
    ///
    /// - Throws: `readerMissing`, `readerFailed`, `timedOut`.
    func run(
        _ program: String, _ arguments: [String], on document: UnlinkedFile, name: String,
        limits: ExtractionLimits
    ) throws(TextExtractionError) -> ChildProcess.Finished {
        guard let path = find(program) else { throw .readerMissing(name: name, program: program) }
        let seconds = max(1, Int(limits.readerTime.components.seconds))
        var command = [path] + arguments
        if let prlimit = find("prlimit") {
            command =
                [
                    prlimit, "--cpu=\(seconds)", "--as=\(Self.addressSpaceBytes)", "--fsize=0", "--core=0",
                    "--nofile=64",
                    "--",
                ] + command
        }
        do throws(ChildProcess.Failure) {
            return try ChildProcess.run(
                command, input: document.descriptor, time: limits.readerTime,
                outputBytes: limits.unpackedBytes)
        } catch {
            throw Self.problem(error, program: program, name: name, limits: limits)
        }
    }

    private static func problem(
        _ failure: ChildProcess.Failure, program: String, name: String, limits: ExtractionLimits
    ) -> TextExtractionError {
        switch failure {
        case .timedOut: .timedOut(name: name, seconds: max(1, Int(limits.readerTime.components.seconds)))
        case .outputTooLarge:
            .readerFailed(name: name, program: program, detail: "output over \(limits.unpackedBytes) bytes")
        case .cannotStart(let error):
            .readerFailed(name: name, program: program, detail: "cannot start, errno \(error)")
        }
    }

    private func find(_ program: String) -> String? {
        searchPath.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }
}
