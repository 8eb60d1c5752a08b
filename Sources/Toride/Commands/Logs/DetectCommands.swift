import LogMonitoring
import Primitives

/// `logs detect` and `rules check`.
enum DetectCommands {
    static let all = [detect, check]

    private static let detect = Command(
        "logs detect",
        Words(
            "ログのファイルにルールを当てて、見つかったものを1行ずつ出します。", "Hold files of logs against rules; print one alert a line."),
        arguments: [Words("ファイル", "FILE")], isLastRepeated: true,
        options: [
            .init(
                name: "rules", value: Words("フォルダー…", "DIR…"),
                about: Words("Sigma のルールのフォルダー（いくつでも）。", "Folders of Sigma rules."), isRequired: true,
                isList: true),
            .pipeline,
        ]
    ) { invocation in
        let rules = try RuleFiles.ruleSet(invocation, invocation.list("rules"))
        let run = DetectionRun(rules)
        var output: [UInt8] = []
        func say(_ alerts: [Alert]) {
            for alert in alerts { output += alert.json + [0x0A] }
            if output.count > 65_536 {
                invocation.console.write(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        for path in invocation.arguments {
            try LineSource.forEachLine(of: path) { line, number in
                say(run.look(json: line, at: EventPlace(source: path, line: number)))
                if number % 20_000 == 0 { invocation.console.progress("\(path) \(number)") }
            }
        }
        say(run.finish())
        invocation.console.write(output)
        invocation.console.endProgress()
        DetectionReport(rules).tell(invocation.console)
        DetectionReport(rules).tell(run, invocation.console)
        return .done
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
