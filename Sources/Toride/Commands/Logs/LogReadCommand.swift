import LogMonitoring

/// `toride logs read`: lines of logs to events, as one stream.
enum LogReadCommand {
    static let all = [read]

    private static let read = Command(
        "logs read",
        Words("ログを読み、1 行に 1 件の事象（ECS の JSON）を出します。", "Read logs; print one ECS event a line as JSON."),
        arguments: [Words("ファイル", "FILE")], isLastRepeated: true,
        options: LogInput.options + [
            .init(
                name: "original", value: nil,
                about: Words("受け取ったままの行を event.original に添えます。", "Add the line as received."))
        ]
    ) { invocation in
        let input = try LogInput(invocation)
        var json = EventJSON()
        json.hasOriginal = invocation.has("original")
        var status = ExitStatus.done
        for path in LogInput.files(invocation) {
            let ending = input.read(path, pause: { pour(&json, invocation.console) }) { draft in
                json.write(draft, source: path)
                return json.output.count < 1 << 16 || pour(&json, invocation.console)
            }
            switch ending {
            case .whole: continue
            case .notUnderstood, .unreadable: status = .no
            // Whoever reads our output has closed it (`| head`): there is nothing left to do.
            case .stopped: return status
            }
        }
        return status
    }

    private static func pour(_ json: inout EventJSON, _ console: Console) -> Bool {
        defer { json.removeOutput() }
        return console.pour(json.output)
    }
}
