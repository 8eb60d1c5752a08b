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
                about: Words(
                    "Sigma のルールのフォルダー（いくつでも）。省くと付属の検知のうち、はじめから使うもの。",
                    "Folders of Sigma rules; default: those shipped detections that begin switched on."),
                isList: true),
            .init(
                name: "all", value: nil,
                about: Words("はじめは切ってある付属の検知も使います。", "Also shipped detections that begin switched off.")),
            .pipeline,
        ] + Command.Option.optionalOrganization + LogInput.options
    ) { invocation in
        let input = try LogInput(invocation)
        let rules = try DetectionRules.chosen(invocation)
        let facts = try facts(invocation)
        let run = DetectionRun(rules, facts: facts)
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

    /// Those of the registers where an organization is named; else nothing is known.
    private static func facts(_ invocation: Invocation) throws -> OrganizationFacts? {
        guard invocation.has("data") else { return nil }
        let office = try Wiring.office(invocation)
        let read = try RegisteredFacts(office, today: Wiring.surroundings.now().dayInJapan)
        try office.store.close()
        return read.facts
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
