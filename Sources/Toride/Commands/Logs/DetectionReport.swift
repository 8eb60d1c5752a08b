import LogMonitoring

/// What a person is told about rules and a run, on standard error.
struct DetectionReport {
    let rules: RuleSet

    init(_ rules: RuleSet) { self.rules = rules }

    /// What was refused, left out, or has no log source.
    func tell(_ console: Console) {
        for refused in rules.refused {
            console.complain(
                Words(
                    "使えないルール：\(refused.file)「\(refused.title ?? "?")」（\(refused.refusal.code.rawValue)）"
                        + refused.refusal.reason,
                    "refused: \(refused.file) \"\(refused.title ?? "?")\" (\(refused.refusal.code.rawValue)) "
                        + refused.refusal.reason)[console.language])
        }
        for dropped in rules.dropped {
            console.complain(
                Words(
                    "使わないルール：\(dropped.about.file)「\(dropped.about.title)」\(dropped.reason)",
                    "left out: \(dropped.about.file) \"\(dropped.about.title)\" \(dropped.reason)")[
                        console.language])
        }
        let counts = Words(
            "ルール \(rules.rules.count) 本、相関 \(rules.correlations.count) 本を使えます。"
                + "使えないもの \(rules.refused.count) 本、使わないもの \(rules.dropped.count) 本、"
                + "ログの種類が分からず待っているもの \(rules.unrouted.count) 本。",
            "\(rules.rules.count) rules and \(rules.correlations.count) correlations are ready; "
                + "\(rules.refused.count) refused, \(rules.dropped.count) left out, "
                + "\(rules.unrouted.count) wait because no pipeline knows their log source.")
        console.complain(counts[console.language])
    }

    /// What was looked at, and what was not.
    func tell(_ run: DetectionRun, _ console: Console) {
        for waiting in run.waiting {
            let registers = waiting.registers.map { Self.title($0)[console.language] }
            console.complain(
                Words(
                    "台帳を待っているルール：「\(waiting.about.title)」（\(registers.joined(separator: "、"))）",
                    "waits for registers: \"\(waiting.about.title)\" (\(registers.joined(separator: ", ")))")[
                        console.language])
        }
        for (register, text) in run.unread {
            console.complain(
                Words(
                    "台帳「\(Self.title(register)[console.language])」の読み取れない値：\(text)。直すまでは、ないものとして扱います。",
                    "the register \(register.rawValue) has a value that cannot be read: "
                        + "\(text). It counts as absent."
                )[
                    console.language])
        }
        for (rule, count) in run.detector.cutExpressions.sorted(by: { $0.key < $1.key }) {
            console.complain(
                Words(
                    "「\(rules.rules[rule].about.title)」の正規表現は \(count) 回、手数の上限に達しました。見落としがあり得ます。",
                    "\"\(rules.rules[rule].about.title)\": its expression reached the limit \(count) times; "
                        + "something may have been missed.")[console.language])
        }
        if run.correlator.sharedCount > 0 || run.correlator.timelessCount > 0 {
            console.complain(
                Words(
                    "相関：まとめて数えた \(run.correlator.sharedCount) 件、"
                        + "時刻が無く数えられない \(run.correlator.timelessCount) 件。",
                    "correlations: \(run.correlator.sharedCount) counted together with others, "
                        + "\(run.correlator.timelessCount) without a time and not counted.")[console.language]
            )
        }
        console.complain(
            Words(
                "イベント \(run.detector.eventCount) 件を調べ、\(run.alertCount) 件を見つけました。",
                "\(run.detector.eventCount) events looked at, \(run.alertCount) alerts.")[console.language])
    }

    /// The register as people know it.
    static func title(_ register: FactRegister) -> Words {
        switch register {
        case .networks: Words("ネットワーク（アドレスの範囲）", "networks: address ranges")
        case .flows: Words("ネットワーク間の接続", "zone-connections")
        case .exits: Words("インターネットとの接続口（外側のIPアドレス）", "internet-exits: outer addresses")
        case .resolvers: Words("名前解決サーバ", "name servers")
        case .devices: Words("機器（コンピューター名、アドレス）", "devices: host names or addresses")
        case .accounts: Words("情報システムのアカウント", "system-accounts")
        case .clouds: Words("クラウドサービス（通信先のドメイン）", "cloud-services: domains")
        case .ownDomains: Words("団体の基本情報（ドメイン名）", "organization-profile: domains")
        case .logSources: Words("ログの発生元", "log-sources")
        }
    }

    /// One line for each rule that is not in use.
    var json: [[UInt8]] {
        rules.refused.map { refused in
            RefusalLine(
                state: "refused", file: refused.file, title: refused.title,
                code: refused.refusal.code.rawValue, reason: refused.refusal.reason
            ).json
        }
            + rules.dropped.map {
                RefusalLine(
                    state: "dropped", file: $0.about.file, title: $0.about.title, code: "dropped",
                    reason: $0.reason
                ).json
            }
            + rules.unrouted.map {
                RefusalLine(
                    state: "waiting", file: $0.file, title: $0.title, code: "no-source",
                    reason: "no pipeline knows its log source"
                ).json
            }
    }
}
