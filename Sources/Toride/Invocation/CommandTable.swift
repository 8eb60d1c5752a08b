/// All commands, and how what was typed is matched with them.
struct CommandTable: Sendable {
    let commands: [Command]

    /// Matches what was typed; the longest command word sequence wins.
    func invocation(
        _ typed: [String], console: Console, environment: [String: String]
    ) throws(WrongUse) -> Invocation {
        let words = typed.filter { !$0.hasPrefix("-") }
        let found = commands.filter { words.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
        guard let command = found else {
            let first = words.first ?? ""
            let whole = commands.filter { $0.words.first == first }.map { $0.words.joined(separator: " ") }
            throw whole.isEmpty
                ? .unknownCommand(first) : .halfCommand(words.prefix(2).joined(separator: " "), whole)
        }
        var rest = typed
        for word in command.words { if let index = rest.firstIndex(of: word) { rest.remove(at: index) } }
        let (options, arguments) = try Self.parse(rest, command)
        for option in command.options where option.isRequired && options[option.name] == nil {
            throw .missingOption(option.name)
        }
        if arguments.count < command.arguments.count {
            throw .missingArgument(command.arguments[arguments.count][console.language])
        }
        if arguments.count > command.arguments.count, !command.isLastRepeated {
            throw .surplusArgument(arguments[command.arguments.count])
        }
        return Invocation(
            command: command, arguments: arguments, options: options, console: console,
            environment: environment)
    }

    private static func parse(
        _ typed: [String], _ command: Command
    ) throws(WrongUse) -> (options: [String: String], arguments: [String]) {
        var options: [String: String] = [:]
        var arguments: [String] = []
        var index = 0
        var onlyArguments = false
        while index < typed.count {
            let word = typed[index]
            index += 1
            if word == "--" {
                onlyArguments = true
            } else if onlyArguments || !word.hasPrefix("--") {
                arguments.append(word)
            } else {
                let halves = word.dropFirst(2).split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(halves[0])
                guard let option = command.options.first(where: { $0.name == name }) else {
                    throw .unknownOption(name)
                }
                if option.value == nil {
                    options[name] = ""
                } else if halves.count == 2 {
                    let earlier = option.isList ? options[name].map { $0 + "\u{0}" } ?? "" : ""
                    options[name] = earlier + halves[1]
                } else if option.isList {
                    // The separator cannot stand in a word of a command line.
                    let values = typed[index...].prefix { !$0.hasPrefix("--") }
                    if values.isEmpty { throw .missingValue(name) }
                    options[name] = ([options[name]].compactMap(\.self) + values).joined(separator: "\u{0}")
                    index += values.count
                } else if index < typed.count {
                    options[name] = typed[index]
                    index += 1
                } else {
                    throw .missingValue(name)
                }
            }
        }
        return (options, arguments)
    }

    /// The list of commands, or the whole of one.
    func help(_ typed: [String], _ language: Language) -> String {
        let words = typed.filter { !$0.hasPrefix("-") && $0 != "help" }
        let shown =
            words.isEmpty
            ? [] : commands.filter { $0.words.starts(with: words) || words.starts(with: $0.words) }
        guard !shown.isEmpty else { return overview(language) }
        return shown.map { $0.help(language) }.joined(separator: "\n\n")
    }

    private func overview(_ language: Language) -> String {
        let title = Words(
            "toride：情報セキュリティ基本方針を動かす仕組み", "toride: an information security policy, running")[language]
        let lines = commands.map { "  toride \($0.usage(language))\n      \($0.about[language])" }
        let more = Words("詳しくは toride help コマンド名。", "More: toride help COMMAND.")[language]
        return ([title, ""] + lines + ["", more]).joined(separator: "\n")
    }
}

extension Command {
    func usage(_ language: Language) -> String {
        let shownOptions = options.filter { $0.name != "language" }.map { option -> String in
            let text = "--\(option.name)" + (option.value.map { " " + $0[language] } ?? "")
            return option.isRequired ? text : "[\(text)]"
        }
        let more = isLastRepeated ? "…" : ""
        return (words + [arguments.map { $0[language] }.joined(separator: " ") + more] + shownOptions)
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    func help(_ language: Language) -> String {
        var lines = ["toride \(usage(language))", "  \(about[language])"]
        for option in options {
            lines.append(
                "  --\(option.name)\(option.value.map { " " + $0[language] } ?? "")  "
                    + option.about[language]
            )
        }
        return lines.joined(separator: "\n")
    }
}
