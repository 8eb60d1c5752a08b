import Primitives

/// ネットワーク間の接続 (特定通信): clauses 2(6) and 6(1): every way over which something passes from one zone to another.
public struct ZoneConnection: Record {
    public let name: String
    public let fromNetwork: Link<Network>?
    public let toNetwork: Link<Network>?
    public let kind: Kind?
    public let purpose: String?
    public let source: String?
    public let destination: String?
    public let port: String?
    public let permittedOn: Day?
    public let permittedBy: Link<Person>?
    public let permittedUntil: Day?
    public let matchesSettings: Confirmation?
    public let checkedOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// How things pass.
    public enum Kind: String, Choice {
        case specificFlow = "specific-flow"
        case sanitized
        case screen, medium, relay, other
        public var title: String {
            switch self {
            case .specificFlow: "特定通信（相手とポートを限る）"
            case .sanitized: "無害化通信"
            case .screen: "画面転送"
            case .medium: "媒体での受渡し"
            case .relay: "中継サーバ"
            case .other: "その他のつなぎ方"
            }
        }
    }

    public static let registerName = "zone-connections"
    public static let register = Register<Self>(
        "ネットワーク間の接続（特定通信）", clauses: ["2(6)", "6(1)"],
        purpose: "分けたネットワークのあいだを通るものの一覧です。ここにない通信は、あってはなりません。", record: Self.init
    ) {
        Field("name", \.name, "接続の名称").searched().listed()
            .alsoCalled("通信名", "特定通信名", "接続名", "名称", "件名", "通信の名称", "ルール名", "申請件名")
            .hint("何のための通信かが分かる名前。", example: "住民記録の日次連携")
        Field("from_network", \.fromNetwork, "送る側のネットワーク").listed()
            .alsoCalled("接続元", "接続元ネットワーク", "送信元ネットワーク", "通信元", "From")
            .hint("通信を始める側。")
        Field("to_network", \.toNetwork, "受ける側のネットワーク").listed()
            .alsoCalled("接続先", "接続先ネットワーク", "宛先ネットワーク", "通信先", "To")
            .hint("通信を受ける側。")
        Field("kind", \.kind, "つなぎ方").listed().alsoCalled("方式", "接続方式", "通信種別", "種別", "区分")
            .hint("USBメモリでの受渡しも、通り道の一つです。", example: "特定通信")
        Field("purpose", \.purpose, "目的").searched().long().alsoCalled("用途", "利用目的", "理由", "必要性", "接続理由")
            .hint("なければ何ができなくなるか。", example: "毎朝、転入と転出を福祉のシステムに渡す")
        Field("source", \.source, "送信元（IPアドレスなど）")
            .alsoCalled("送信元IP", "送信元アドレス", "送信元IPアドレス", "接続元IP", "SourceIP", "src")
            .hint("できるだけ一台に限ります。", example: "192.0.2.10")
        Field("destination", \.destination, "宛先（IPアドレスなど）")
            .alsoCalled("宛先IP", "宛先アドレス", "送信先IP", "接続先IP", "宛先IPアドレス", "DestinationIP", "dst")
            .hint("できるだけ一台に限ります。", example: "198.51.100.20")
        Field("port", \.port, "ポート・プロトコル").alsoCalled("ポート", "ポート番号", "サービス", "プロトコル", "通信ポート", "Port")
            .hint("「すべて」は認めません。", example: "TCP 443")
        Field("permitted_on", \.permittedOn, "許可した日").listed()
            .alsoCalled("許可日", "承認日", "許可年月日", "決裁日", "承認年月日")
            .hint("統括情報セキュリティ責任者などが認めた日。")
        Field("permitted_by", \.permittedBy, "許可した人").alsoCalled("許可者", "承認者", "決裁者")
            .hint("申請した人とは別の人。")
        Field("permitted_until", \.permittedUntil, "許可の期限")
            .announced(
                daysBefore: 30, "通信の許可が切れます。許可し直すか、閉じてください。", minutes: 20, for: "SEED-2(6)-a",
                unless: \.endsOn
            )
            .notBefore(\.permittedOn)
            .alsoCalled("許可期限", "有効期限", "承認期限", "接続期限", "利用期限")
            .hint("過ぎたら、もう一度認めるか、閉じます。")
        Field("matches_settings", \.matchesSettings, "許可と設定の一致").listed()
            .alsoCalled("設定確認", "設定との一致", "設定の確認", "設定状況")
            .hint("ファイアウォールなどの設定を見て、許可したとおりで、それより広くないことを確かめた結果。")
        Field("checked_on", \.checkedOn, "設定を確かめた日").listed()
            .alsoCalled("確認日", "点検日", "設定確認日", "最終確認日")
            .hint("機器の設定を開いて見た日。年に一度は見ます。")
        Field("ends_on", \.endsOn, "閉じた日").notBefore(\.permittedOn)
            .alsoCalled("廃止日", "終了日", "停止日", "切断日").hint("設定から取り除いた日。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
