/// Words that may not stand in our code, each with what to write instead.
enum BannedWords {
    struct Ban: Sendable {
        let word: String
        let instead: String
        /// Where the word is right.
        var allowedIn: @Sendable (String) -> Bool = { _ in false }
        /// A remark left for later is banned in comments too.
        var inComments = false
    }

    static let bans: [Ban] = [
        Ban(word: "try!", instead: "throw a typed error, or decide what nil means with try?"),
        Ban(
            word: "fatalError(",
            instead: "precondition for our mistake, a typed error for the world's refusal"),
        Ban(word: "Date()", instead: "take the time as an argument; only the executable has a clock"),
        Ban(
            word: "Date.now", instead: "take the time as an argument; only the executable has a clock",
            allowedIn: { $0.hasPrefix("Sources/Toride/") }),
        Ban(
            word: "print(", instead: "return what there is to say; only the executable's console writes",
            allowedIn: {
                $0.hasPrefix("Sources/Toride/") || $0.hasPrefix("Benchmarks/") || $0.hasPrefix("Tests/")
            }),
        Ban(word: "FIX" + "ME", instead: "mend it now", inComments: true),
        Ban(
            word: "TO" + "DO", instead: "do it now, or file what is to be done where the team plans",
            inComments: true),
        Ban(
            word: "Thread.sleep", instead: "wait for the state you need, never for a duration"),
        Ban(
            word: "Task.sleep", instead: "wait for the state you need, never for a duration",
            allowedIn: { $0.hasPrefix("Sources/") }),
    ]

    static func findings(in file: SourceFile) -> [Finding] {
        guard file.isSwift else { return [] }
        return bans.filter { !$0.allowedIn(file.path) && file.mentions([$0.word]) }.flatMap { ban in
            (ban.inComments ? file.lines : file.codeLines).enumerated().compactMap { index, line in
                stands(ban.word, in: line)
                    ? Finding(file.path, line: index + 1, "\(ban.word) is banned: \(ban.instead)") : nil
            }
        }
    }

    /// `.print(` is somebody's method, not the global function.
    private static func stands(_ word: String, in line: Substring) -> Bool {
        line.holds(word: word)
            && !(word == "print(" && !line.replacing(".print(", with: "").holds(word: word))
    }
}
