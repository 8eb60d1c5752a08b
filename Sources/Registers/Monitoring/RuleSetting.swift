import Primitives

/// 検知ルールの設定: whether a shipped rule raises alerts, tries itself silently, or rests; by its id.
public struct RuleSetting: Record {
    public let ruleID: String
    public let state: State
    public let since: Day
    public let silentUntil: Day?
    public let setBy: Link<Person>?
    public let reason: String?

    /// What comes of what the rule finds.
    public enum State: String, Choice {
        case off, silent, on
        public var title: String {
            switch self {
            case .off: "使わない"
            case .silent: "試運転"
            case .on: "使う"
            }
        }
    }

    /// For how many days a rule that is switched on only shows what it would have raised.
    public static let silentDays = 14

    /// What holds on a day: silence ends by itself.
    public func state(on day: Day) -> State {
        guard state == .silent, let last = silentUntil else { return state }
        return day <= last ? .silent : .on
    }

    public static let registerName = "rule-settings"
    public static let register = Register<Self>(
        "検知ルールの設定", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "検知ルールごとに、使うか、試運転か、使わないかと、だれがそう決めたかの記録です。", record: Self.init
    ) {
        Field("rule_id", \.ruleID, "検知ルール").listed().unique().madeByActs()
        Field("state", \.state, "状態").listed().madeByActs()
        Field("since", \.since, "そうした日").listed().madeByActs()
        Field("silent_until", \.silentUntil, "試運転の最後の日").listed().madeByActs()
        Field("set_by", \.setBy, "決めた人").madeByActs()
        Field("reason", \.reason, "理由").long().madeByActs()
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
