import Primitives

/// 警報: what a detection found in the logs, grouped, and what a person said of it (clauses 6(1), 6(4), 6(5)).
public struct MonitoringAlert: Record {
    public let title: String
    public let ruleID: String
    public let level: Level
    public let clauses: String?
    public let groupKey: String
    public let firstAt: String
    public let lastAt: String
    public let raisedOn: Day
    public let eventCount: Int
    public let score: Int
    public let scoreReason: String?
    public let subject: String?
    public let network: Link<Network>?
    public let source: Link<LogOrigin>?
    public let device: Link<Device>?
    public let unit: Link<OrganizationUnit>?
    public let what: String?
    public let why: String?
    public let firstStep: String?
    public let facts: String?
    public let rawLines: String?
    public let asksPlanned: Bool
    public let state: State
    public let judgedBy: Link<Person>?
    public let judgedAt: String?
    public let reason: String?
    public let event: Link<EventReport>?

    /// How grave the rule calls it; Sigma's words.
    public enum Level: String, Choice {
        case informational, low, medium, high, critical
        public var title: String {
            switch self {
            case .informational: "参考"
            case .low: "低"
            case .medium: "中"
            case .high: "高"
            case .critical: "重大"
            }
        }
    }

    /// What was said of it.
    public enum State: String, Choice {
        case new
        case real = "true"
        case mistaken = "false"
        case accepted, planned, silent
        public var title: String {
            switch self {
            case .new: "まだ判断していない"
            case .real: "本物"
            case .mistaken: "誤検知"
            case .accepted: "理由があって受け入れた"
            case .planned: "予定した変更"
            case .silent: "試運転中（知らせていない）"
            }
        }

        /// What a person may say.
        public static let verdicts: [State] = [.real, .mistaken, .accepted, .planned]
        /// Whether it cannot be said without a reason.
        public var needsReason: Bool { self == .accepted }
    }

    /// Facts as they are kept: one line each, name and value parted by a tab.
    public static func text(facts: [(name: String, value: String)]) -> String {
        facts.map { name, value in "\(oneLine(name))\t\(oneLine(value))" }.joined(separator: "\n")
    }

    /// What `text(facts:)` wrote.
    public var factList: [(name: String, value: String)] {
        (facts ?? "").split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
    }

    /// The clauses that speak of it, by path such as 6(1).
    public var clauseList: [String] {
        (clauses ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    public static let registerName = "alerts"
    public static let register = Register<Self>(
        "警報", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "ログから見つけた疑わしいことと、それを人がどう判断したかの記録です。", record: Self.init
    ) {
        Field("title", \.title, "件名").searched().listed().madeByActs()
        Field("rule_id", \.ruleID, "検知ルール").listed().madeByActs()
        Field("level", \.level, "重さ").listed().madeByActs()
        Field("clauses", \.clauses, "条項").madeByActs()
        Field("group_key", \.groupKey, "まとめる鍵").madeByActs()
        Field("first_at", \.firstAt, "最初の時刻（UTC）").madeByActs()
        Field("last_at", \.lastAt, "最後の時刻（UTC）").listed().madeByActs()
        Field("raised_on", \.raisedOn, "知らせた日").listed().madeByActs().retained(years: 5)
        Field("event_count", \.eventCount, "回数").listed().madeByActs()
        Field("score", \.score, "急ぐ度合い").listed().madeByActs()
        Field("score_reason", \.scoreReason, "急ぐ度合いのわけ").madeByActs()
        Field("subject", \.subject, "だれの・何の").searched().listed().madeByActs()
        Field("network", \.network, "ネットワーク").listed().madeByActs()
        Field("source", \.source, "ログの送信元").madeByActs()
        Field("device", \.device, "機器").madeByActs()
        Field("unit", \.unit, "所属").listed().madeByActs()
        Field("what", \.what, "何があったか").long().madeByActs()
        Field("why", \.why, "なぜ問題か").long().madeByActs()
        Field("first_step", \.firstStep, "まずすること").long().madeByActs()
        Field("facts", \.facts, "分かっていること").long().madeByActs()
        Field("raw_lines", \.rawLines, "ログの行").long().madeByActs()
        Field("asks_planned", \.asksPlanned, "予定した変更かを尋ねる").madeByActs()
        Field("state", \.state, "判断").listed().madeByActs()
        Field("judged_by", \.judgedBy, "判断した人").madeByActs()
        Field("judged_at", \.judgedAt, "判断した時刻（UTC）").madeByActs()
        Field("reason", \.reason, "判断の理由").long().madeByActs()
        Field("event", \.event, "事象").madeByActs()
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        Write(.office)
    }
}
