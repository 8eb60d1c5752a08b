import AuditLedger
import Database
import Duties
import Exchange
import Primitives

/// From the words that were typed to an exit status.
enum Program {
    static let version = "0.1.0"

    static let table = CommandTable(
        commands: [
            PolicyCommands.all, OrganizationCommands.all, RegisterCommands.all, LedgerCommands.all,
            BackupCommands.all, DemoCommand.all, ServeCommands.all,
        ].flatMap(\.self))

    static func run(_ typed: [String], environment: [String: String]) async -> ExitStatus {
        let chosen = typed.firstIndex(of: "--language").flatMap { $0 + 1 < typed.count ? typed[$0 + 1] : nil }
        let console = Console(language: Language(option: chosen, environment: environment))
        if typed.isEmpty || typed.first == "help" || typed.contains("--help") || typed.contains("-h") {
            var words = typed
            if let index = typed.firstIndex(of: "--language") {
                words.removeSubrange(index..<min(index + 2, typed.count))
            }
            console.say(table.help(words, console.language))
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
            console.complain(use.sentence(console.language))
            console.complain(Words("使い方：toride help", "Usage: toride help")[console.language])
            return .wrongUse
        } catch {
            for line in sentences(error) { console.complain(line) }
            return .no
        }
    }

    /// What a person reads of an error; the stable code stands behind it for those who look it up.
    private static func sentences(_ error: any Error) -> [String] {
        switch error {
        case let problem as Problem: [line(problem)]
        case let problems as Problems: problems.all.map(line)
        case let error as TextExtractionError: [error.message]
        case let error as CatalogueError: [error.description]
        case let error as AuditLedgerError: ["\(error.message)（\(error.code)）"]
        case DatabaseError.busy: ["ほかの処理がデータベースを使っています。少し待ってから、もう一度実行してください。（database.busy）"]
        case DatabaseError.cannotOpen(let place, let words):
            ["データベースを開けません：\(place)。場所と権限を確かめてください。（database.cannot-open：\(words)）"]
        default: ["処理できませんでした。次の内容を添えて配布元に知らせてください。（\(error)）"]
        }
    }

    private static func line(_ problem: Problem) -> String {
        "\(problem.sentence)（\(problem.code)\(problem.detail.isEmpty ? "" : "：" + problem.detail)）"
    }
}
