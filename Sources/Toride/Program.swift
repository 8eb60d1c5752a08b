import AuditLedger
import Database
import Duties
import Exchange
import LogArchive
import LogFiles
import LogReceiving
import Office
import Primitives

/// From the words that were typed to an exit status.
enum Program {
    static let version = "0.1.0"

    static let table = CommandTable(
        commands: [
            PolicyCommands.all, OrganizationCommands.all, HostingCommands.all, RegisterCommands.all,
            RecordCommands.all,
            SheetCommands.all,
            SearchCommand.all, DuplicateCommand.all, LedgerCommands.all,
            BackupCommands.all, MoveCommands.all, DisposalCommands.all, AccountCommands.all,
            DemoCommand.all, ServeCommands.all,
            LogReadCommand.all, DetectCommands.all, LogImportCommand.all, LogListenCommand.all,
            LogSearchCommand.all, LogProofCommands.all,
        ].flatMap(\.self))

    static func run(_ typed: [String], environment: [String: String]) async -> ExitStatus {
        var typed = typed
        let chosen = Self.takeLanguage(&typed)
        let console = Console(language: Language(option: chosen, environment: environment))
        if let chosen, Language(rawValue: chosen) == nil {
            return complain(
                .unusableValue(
                    option: "language", value: chosen, wanted: Words("ja か en を書いてください。", "Give ja or en.")),
                console)
        }
        if typed.isEmpty || typed.first == "help" || typed.contains("--help") || typed.contains("-h") {
            console.say(table.help(typed, console.language))
            return .done
        }
        if typed == ["--version"] {
            console.say(version)
            return .done
        }
        do {
            let invocation = try table.invocation(typed, console: console, environment: environment)
            return try await invocation.command.run(invocation)
        } catch let use as WrongUse {
            return complain(use, console)
        } catch {
            for line in sentences(error, console.language) { console.complain(line) }
            return .no
        }
    }

    private static func complain(_ use: WrongUse, _ console: Console) -> ExitStatus {
        console.complain(use.sentence(console.language))
        console.complain(
            Words("使い方：toride help、または toride コマンド名 --help", "Usage: toride help, or toride COMMAND --help")[
                console.language])
        return .wrongUse
    }

    /// The language stands anywhere, before the command as well: it is taken out before anything is matched.
    private static func takeLanguage(_ typed: inout [String]) -> String? {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        guard
            let index = typed[..<end].firstIndex(where: { $0 == "--language" || $0.hasPrefix("--language=") })
        else { return nil }
        if typed[index] != "--language" {
            return String(typed.remove(at: index).dropFirst("--language=".count))
        }
        let value = index + 1 < typed.count ? typed[index + 1] : ""
        typed.removeSubrange(index..<min(index + 2, typed.count))
        return value
    }

    /// What a person reads of an error; the stable code stands behind it for those who look it up.
    private static func sentences(_ error: any Error, _ language: Language) -> [String] {
        switch error {
        case let problem as Problem: [line(problem, language)]
        case let problems as Problems: problems.all.map { line($0, language) }
        case let error as TextExtractionError:
            [error.sentence(language)]
        case let error as SpreadsheetError:
            [
                language == .english
                    ? "The spreadsheet cannot be read. (\(error.code))" : "\(error.message)（\(error.code)）"
            ]
        case let error as CatalogueError: [error.description]
        case let error as LogArchiveError: ["\(LogWords.sentence(error)[language])（\(error.code)）"]
        case let error as ReceivingProblem: [line(LogWords.problem(error), language)]
        case let error as LogFileError: [LogReadingReport.sentence(error)[language]]
        case let error as AuditLedgerError: ["\(error.message)（\(error.code)）"]
        case DatabaseError.busy:
            [
                Words(
                    "ほかの処理がデータベースを使っています。少し待ってから、もう一度実行してください。（database.busy）",
                    "Another program uses the database. Try again in a moment. (database.busy)")[language]
            ]
        case DatabaseError.cannotOpen(let place, let words):
            [
                Words(
                    "データベースを開けません：\(place)。場所と権限を確かめてください。（database.cannot-open：\(words)）",
                    "Cannot open the database \(place). Check place and rights. (cannot-open: \(words))"
                )[
                    language]
            ]
        case DatabaseError.connectionLost, DatabaseError.outcomeUnknown:
            [(error as? DatabaseError)?.problem].compactMap { $0.map { line($0, language) } }
        default:
            [
                Words(
                    "処理できませんでした。次の内容を添えて配布元に知らせてください。（\(error)）",
                    "This failed. Please report it with these words. (\(error))")[language]
            ]
        }
    }

    private static func line(_ problem: Problem, _ language: Language) -> String {
        let sentence = EnglishSentences.sentence(problem, language)
        if language == .english {
            return "\(sentence) (\(problem.code)\(problem.detail.isEmpty ? "" : ": " + problem.detail))"
        }
        return "\(sentence)（\(problem.code)\(problem.detail.isEmpty ? "" : "：" + problem.detail)）"
    }
}
