/// The engines decide and do nothing: no file, network, clock or chance reaches them but as an argument.
enum Purity {
    static let engines: Set<String> = [
        "Primitives", "PolicyText", "AuditLedger", "Registers", "Duties", "LogMonitoring",
    ]

    /// What reaches into the world outside. Values and text functions of Foundation stay allowed.
    private static let world = [
        "FileManager", "FileHandle", "Process", "ProcessInfo", "Pipe", "URLSession", "URLRequest", "Bundle",
        "Timer",
        "Thread", "UserDefaults", "DispatchQueue", "NotificationCenter", "InputStream", "OutputStream",
        "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "Data(contentsOf",
        "String(contentsOf",
        "UUID()", ".random(in:", "randomElement()", "shuffled()", "getenv(", "fopen(", "fread(", "socket(",
        "clock_gettime(", "gettimeofday(", "arc4random(", "getrandom(", "getentropy(",
    ]

    /// Uses that are allowed, each with its reason. One that is no longer needed fails too.
    static let exemptions: [String: Set<String>] = [
        // The source of chance that the executable hands down as an argument.
        "Sources/Primitives/SystemRandomBytes.swift": ["getentropy("],
        // Reads the shipped folder once at the start; everything after that works on the value it returns.
        "Sources/Duties/Catalogue/Catalogue+loading.swift": ["FileManager"],
        "Sources/Duties/Verdicts/Criteria/CriterionLibrary.swift": ["FileManager"],
    ]

    static func findings(in file: SourceFile, exemptions: [String: Set<String>] = Purity.exemptions)
        -> [Finding]
    {
        guard let room = file.target, file.path.hasPrefix("Sources/"), engines.contains(room) else {
            return []
        }
        let used = world.filter { file.mentions([$0]) }.flatMap { word in
            file.codeLines.enumerated().filter { $0.element.holds(word: word) }.map {
                (word: word, line: $0.offset + 1)
            }
        }
        let allowed = exemptions[file.path] ?? []
        let wrong = used.filter { !allowed.contains($0.word) }.map {
            Finding(file.path, line: $0.line, "\($0.word) in \(room), a pure room: take it as an argument")
        }
        let unneeded = allowed.subtracting(used.map(\.word)).sorted().map {
            Finding(file.path, "the exemption for \($0) is no longer needed")
        }
        return wrong + unneeded
    }
}
