import LogMonitoring
import Primitives

/// `logs detect` and `rules check`.
enum DetectCommands {
    static let all = [detect, check]

    private static let detect = Command(
        "logs detect",
        Words(
            "ログのファイルにルールを当てて、見つかったものを1行ずつ出します。",
            "Hold files of logs against rules; print one alert a line."),
        arguments: [Words("ファイル", "FILE")], isLastRepeated: true,
        options: [
            .init(
                name: "rules", value: Words("フォルダー…", "DIR…"),
                about: Words("Sigma のルールのフォルダー（いくつでも）。", "Folders of Sigma rules."), isRequired: true,
                isList: true),
            .pipeline,
        ] + LogInput.options
    ) { invocation in
        let input = try LogInput(invocation)
        let rules = try RuleFiles.ruleSet(invocation, invocation.list("rules"))
        let run = DetectionRun(rules)
        var output: [UInt8] = []
        var status = ExitStatus.done
        for path in LogInput.files(invocation) {
            let ending = input.read(path, pause: { pour(&output, invocation.console) }) { draft in
                for alert in run.look(draft, source: path) { output += alert.json + [0x0A] }
                return output.count < 1 << 16 || pour(&output, invocation.console)
            }
            switch ending {
            case .whole, .notUnderstood: continue
            case .unreadable: status = .no
            // Whoever reads our output has closed it (`| head`): there is nothing left to do.
            case .stopped: return status
            }
        }
        for alert in run.finish() { output += alert.json + [0x0A] }
        guard pour(&output, invocation.console) else { return status }
        DetectionReport(rules).tell(invocation.console)
        DetectionReport(rules).tell(run, invocation.console)
        return status
    }

    private static func pour(_ output: inout [UInt8], _ console: Console) -> Bool {
        defer { output.removeAll(keepingCapacity: true) }
        return console.pour(output)
    }

    private static let check = Command(
        "rules check",
        Words(
            "Sigma のルールが使えるかどうかを確かめます。使えないものは理由を出します。",
            "Compile Sigma rules and say which are refused, and why."),
        arguments: [Words("フォルダー", "DIR")], isLastRepeated: true, options: [.pipeline, .json]
    ) { invocation in
        let rules = try RuleFiles.ruleSet(invocation, invocation.arguments)
        let report = DetectionReport(rules)
        if invocation.has("json") {
            for line in report.json { invocation.console.write(line + [0x0A]) }
        } else {
            report.tell(invocation.console)
        }
        return rules.refused.isEmpty ? .done : .no
    }
}
