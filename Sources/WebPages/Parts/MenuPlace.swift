/// The places of the navigation.
public enum MenuPlace: Sendable, CaseIterable {
    /// ホーム.
    case home
    /// 基本方針.
    case policy
    /// やること: all requirements.
    case requirements
    /// 台帳.
    case registers
    /// 棚卸.
    case rounds
    /// 監視: the alerts.
    case alerts
    /// 省令・指針.
    case law
    /// 改定.
    case revisions
    /// 監査.
    case audit
    /// 読むもの.
    case reading
    /// 知らせる.
    case tell
    /// 記録台帳.
    case ledger
    /// 設定.
    case settings

    /// For 事務局, which sees everything; add `settings` for somebody who configures as well.
    public static let office: [MenuPlace] = [
        .home, .policy, .requirements, .registers, .rounds, .alerts, .law, .revisions, .audit, .reading,
        .tell,
    ]
    /// For 所属長.
    public static let sectionHead: [MenuPlace] = [
        .home, .policy, .registers, .rounds, .alerts, .reading, .tell,
    ]
    /// For 職員.
    public static let staff: [MenuPlace] = [.home, .tell, .policy]
    /// For 監査, whose home is the page of the audit.
    public static let auditor: [MenuPlace] = [
        .audit, .policy, .requirements, .registers, .rounds, .alerts, .law, .revisions, .ledger, .reading,
        .tell,
    ]
    /// For 設定担当, who configures the software and reads no content.
    public static let configuration: [MenuPlace] = [.home, .settings]

    var label: String {
        switch self {
        case .home: "ホーム"
        case .policy: "基本方針"
        case .requirements: "要求事項"
        case .registers: "台帳"
        case .rounds: "棚卸"
        case .alerts: "監視"
        case .law: "省令・指針"
        case .revisions: "改定"
        case .audit: "監査"
        case .reading: "読むもの"
        case .tell: "知らせる"
        case .ledger: "記録台帳"
        case .settings: "設定"
        }
    }

    var address: Address {
        switch self {
        case .home: .home
        case .policy: .policy
        case .requirements: .requirements
        case .registers: .registers
        case .rounds: .rounds
        case .alerts: .alerts
        case .law: .ordinance
        case .revisions: .revisions
        case .audit: .audit
        case .reading: .reading
        case .tell: .tell
        case .ledger: .ledger
        case .settings: .people
        }
    }

    /// False for what somebody may see who must not read content.
    var readsContent: Bool { self != .home && self != .settings }
}
