/// When a requirement falls due: a closed vocabulary, because the calendar is computed from it.
///
/// In YAML `yearly-6` (each June), `quarterly`, `monthly`, `weekly`, `daily`, `continuous`, `on-change`,
/// `on-transfer`, `per-event`, `at-start`, `at-end`.
public enum Occasion: Sendable, Hashable {
    /// Once in each fiscal year, in the month 1...12 at the latest.
    case yearly(month: Int)
    case quarterly
    case monthly
    case weekly
    case daily
    /// It has no due day: it always has to be so.
    case continuous
    /// Whenever what it speaks of changes.
    case onChange
    /// When people are hired, move to another section or leave.
    case onTransfer
    /// Each time the matter arises: a request, a procurement, an incident.
    case perEvent
    /// Before something new (a contract, a system, an asset, an account) is first used.
    case atStart
    /// When something (a contract, a system, an asset) ends.
    case atEnd
}

extension Occasion: RawRepresentable, Codable {
    /// Reads the code used in YAML; nil for an unknown code or a month outside 1...12.
    public init?(rawValue: String) {
        if rawValue.hasPrefix("yearly-") {
            guard let month = Int(rawValue.dropFirst(7)), (1...12).contains(month) else { return nil }
            self = .yearly(month: month)
            return
        }
        guard let plain = Self.plain.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = plain
    }

    public var rawValue: String {
        switch self {
        case .yearly(let month): "yearly-\(month)"
        case .quarterly: "quarterly"
        case .monthly: "monthly"
        case .weekly: "weekly"
        case .daily: "daily"
        case .continuous: "continuous"
        case .onChange: "on-change"
        case .onTransfer: "on-transfer"
        case .perEvent: "per-event"
        case .atStart: "at-start"
        case .atEnd: "at-end"
        }
    }

    /// The occasion in Japanese.
    public var name: String {
        switch self {
        case .yearly(let month): "毎年度（\(month)月まで）"
        case .quarterly: "四半期ごと"
        case .monthly: "毎月"
        case .weekly: "毎週"
        case .daily: "毎日"
        case .continuous: "常に"
        case .onChange: "変更のとき"
        case .onTransfer: "採用・異動・退職のとき"
        case .perEvent: "その都度"
        case .atStart: "始めるとき"
        case .atEnd: "終えるとき"
        }
    }

    private static let plain: [Occasion] = [
        .quarterly, .monthly, .weekly, .daily, .continuous, .onChange, .onTransfer, .perEvent, .atStart,
        .atEnd,
    ]
}
