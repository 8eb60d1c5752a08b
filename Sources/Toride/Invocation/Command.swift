/// One command of the command line, declared: its words, options and what it does.
struct Command: Sendable {
    /// `["policy", "read"]`.
    let words: [String]
    let about: Words
    /// Names of what stands without an option, for the help and for missing-argument errors.
    let arguments: [Words]
    /// The last argument may stand any number of times, but at least once.
    let isLastRepeated: Bool
    let options: [Option]
    let run: @Sendable (Invocation) async throws -> ExitStatus

    init(
        _ words: String, _ about: Words, arguments: [Words] = [], isLastRepeated: Bool = false,
        options: [Option] = [], run: @escaping @Sendable (Invocation) async throws -> ExitStatus
    ) {
        self.words = words.split(separator: " ").map(String.init)
        self.about = about
        self.arguments = arguments
        self.isLastRepeated = isLastRepeated
        self.options = options + [.language]
        self.run = run
    }

    /// An option with or without a value.
    struct Option: Sendable {
        let name: String
        /// Nil for a switch.
        let value: Words?
        let about: Words
        var isRequired = false
        /// Takes every word up to the next option, and may be given again; see `Invocation.list`.
        var isList = false

        static let language = Option(
            name: "language", value: Words("言語", "LANGUAGE"), about: Words("ja か en。", "ja or en."))
        static let json = Option(
            name: "json", value: nil, about: Words("機械が読む形（JSON）で出します。", "Print JSON."))
        static let data = Option(
            name: "data", value: Words("フォルダー", "DIR"),
            about: Words("団体のデータのフォルダー。", "The organization's data folder."), isRequired: true)
    }
}

/// 0 done, 1 the answer is no, 2 wrong use.
enum ExitStatus: Int32, Sendable {
    case done = 0
    case no = 1
    case wrongUse = 2
}

/// A command line as it was typed, matched with its command.
struct Invocation: Sendable {
    let command: Command
    let arguments: [String]
    let options: [String: String]
    let console: Console
    let environment: [String: String]

    var language: Language { console.language }

    func has(_ name: String) -> Bool { options[name] != nil }

    /// The values of an option that takes a list; empty where it is not given.
    func list(_ name: String) -> [String] {
        options[name].map { $0.split(separator: "\u{0}").map(String.init) } ?? []
    }

    /// An option's value that the table says is required.
    func required(_ name: String) throws -> String {
        guard let value = options[name] else { throw WrongUse.missingOption(name) }
        return value
    }
}

/// The command line was typed wrongly; nothing was done.
enum WrongUse: Error, Sendable {
    case unknownCommand(String)
    /// The words that were typed, and the commands that begin with the first of them.
    case halfCommand(String, [String])
    case unknownOption(String)
    case missingValue(String)
    case missingOption(String)
    case missingArgument(String)
    case surplusArgument(String)
    case unusableValue(option: String, value: String, wanted: Words)

    func sentence(_ language: Language) -> String {
        switch self {
        case .unknownCommand(let word):
            Words("「\(word)」というコマンドはありません。", "There is no command \"\(word)\".")[language]
        case .halfCommand(let word, let whole):
            Words(
                "「\(word)」という命令はありません。\(whole.joined(separator: "、")) のどれかです。",
                "There is no command \"\(word)\". It is one of \(whole.joined(separator: ", ")).")[language]
        case .unknownOption(let name):
            Words("--\(name) という指定はありません。", "There is no option --\(name).")[language]
        case .missingValue(let name):
            Words("--\(name) の後に値を書いてください。", "--\(name) needs a value.")[language]
        case .missingOption(let name):
            Words("--\(name) を指定してください。", "Option --\(name) is required.")[language]
        case .missingArgument(let name):
            Words("\(name) を指定してください。", "Argument \(name) is required.")[language]
        case .surplusArgument(let word):
            Words("「\(word)」は余分です。", "\"\(word)\" is one argument too many.")[language]
        case .unusableValue(let option, let value, let wanted):
            Words(
                "--\(option) の「\(value)」を読み取れません。\(wanted.japanese)",
                "Cannot read \"\(value)\" of --\(option). \(wanted.english)")[language]
        }
    }
}
