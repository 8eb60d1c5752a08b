import AuditLedger
import Foundation
import LogArchive
import LogFiles
import Office
import Primitives
import Storage

/// `logs import`: files of old logs into the archive.
enum LogImportCommand {
    static let all = [take]

    private static let take = Command(
        "logs import",
        Words(
            "ログのファイルを、受け取ったままの形で保存し、検知ルールに当てます。",
            "Keep files of logs as they are, and hold them against the detections."),
        arguments: [Words("ファイル", "FILE")], isLastRepeated: true,
        options: Command.Option.organization + [
            .init(
                name: "source", value: Words("送信元", "SOURCE"),
                about: Words(
                    "台帳「ログの送信元」の名称。無ければ登録します。",
                    "Name of the source in its register; made where there is none."),
                isRequired: true),
            .noDetection, .json,
        ]
    ) { invocation in
        let station = try LogStation(invocation)
        let office = station.office
        try station.catchUp()
        let name = try invocation.required("source")
        let source = try (try? station.folder(named: name)) ?? station.register(name, address: nil)
        let watch = try LogWatch.make(invocation, station)
        let console = invocation.console
        var outcomes: [(path: String, outcome: LogImport.Outcome)] = []
        for path in invocation.arguments.flatMap(LogFolder.files) {
            let outcome = try LogImport(station).take(path, into: source) {
                watch?.look($0, source: source)
            } progress: { lines in
                console.progress(Words("\(path)：\(lines) 行", "\(path): \(lines) lines")[console.language])
                return true
            }
            console.endProgress()
            guard let outcome else { continue }
            try station.record([outcome.sealed])
            outcomes.append((path, outcome))
            if !invocation.has("json") { say(path, outcome, console) }
        }
        let raised = try watch?.finish()
        if invocation.has("json") {
            console.write(try JSON.bytes(ImportAnswer(outcomes, alerts: raised?.alerts)))
        } else if let raised {
            console.say(raised.sentence)
        }
        try office.store.close()
        return .done
    }

    private static func say(_ path: String, _ outcome: LogImport.Outcome, _ console: Console) {
        let (said, lost) = (outcome.sealed.statement, outcome.sealed.notUnderstood)
        console.say(
            Words(
                "\(path)：\(outcome.lines) 行を保存し、封をしました（読み取れなかった行 \(lost)、照合値 \(said.root.prefix(16))…）。",
                "\(path): \(outcome.lines) lines kept and sealed "
                    + "(\(lost) not understood, root \(said.root.prefix(16))…)."
            ))
    }

    private struct ImportAnswer: Encodable {
        let version = 1
        let files: [File]
        /// Alerts that are new; null where no detection was asked for.
        let alerts: Int?

        struct File: Encodable {
            let file: String
            let segment: String
            let lines: Int
            let bytes: Int
            let notUnderstood: Int
            let root: String
        }

        init(_ outcomes: [(path: String, outcome: LogImport.Outcome)], alerts: Int?) {
            files = outcomes.map { path, outcome in
                File(
                    file: path, segment: outcome.sealed.name.path, lines: outcome.lines,
                    bytes: outcome.sealed.statement.bytes, notUnderstood: outcome.sealed.notUnderstood,
                    root: outcome.sealed.statement.root)
            }
            self.alerts = alerts
        }
    }
}

extension Command.Option {
    static let noDetection = Command.Option(
        name: "no-detection", value: nil,
        about: Words("保存だけを行い、検知ルールに当てません。", "Keep only; ask no detections."))
}
