import Primitives

/// インターネットとの接続口: clause 6(1): where traffic leaves, what guards it, and who reads what the guard reports.
public struct InternetExit: Record {
    public let name: String
    public let network: Link<Network>?
    public let line: String?
    public let guardName: String?
    public let contract: Link<Contract>?
    public let licenceEndsOn: Day?
    public let settingsReviewedOn: Day?
    public let watchedBy: Link<Contractor>?
    public let reportCoversTo: Day?
    public let reportReadOn: Day?
    public let reportReadBy: Link<Person>?
    public let reportResult: ReportResult?
    public let startsOn: Day?
    public let endsOn: Day?
    public let note: String?
    public let addresses: String?

    /// What the month's report asked for.
    public enum ReportResult: String, Choice {
        case quiet, handled, open
        public var title: String {
            switch self {
            case .quiet: "対応の要るものはなかった"
            case .handled: "対応を終えた"
            case .open: "対応が残っている"
            }
        }
    }

    public static let registerName = "internet-exits"
    public static let register = Register<Self>(
        "インターネットとの接続口", clauses: ["6(1)"],
        purpose: "インターネットへ出る場所と、そこを見張る仕組みと、毎月の報告を見た人の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "接続口の名称").searched().listed()
            .alsoCalled("名称", "回線名", "接続点", "接続口", "出口", "回線名称")
            .hint("庁舎の回線のほか、診療所の光回線や、持ち歩くルーターも一件です。", example: "本部の光回線")
        Field("network", \.network, "つながるネットワーク").listed().alsoCalled("ネットワーク", "接続元", "系統", "接続ネットワーク")
            .hint("この接続口を通って外へ出るネットワーク。")
        Field("line", \.line, "回線と事業者").searched().alsoCalled("回線", "回線事業者", "プロバイダー", "プロバイダ", "ISP", "回線種別")
            .hint("切れたときに連絡する相手が分かるように。", example: "架空通信 光1ギガ")
        Field("guard", \.guardName, "守る仕組み").searched().listed()
            .alsoCalled("UTM", "防御装置", "ファイアウォール", "セキュリティ機器", "FW", "対策機器")
            .hint("UTMやセキュリティクラウドなど。なければ空けておきます。", example: "クラウド型UTM")
        Field("contract", \.contract, "保守の契約").alsoCalled("契約", "契約名", "保守契約").hint("守る仕組みの契約。")
        Field("licence_ends_on", \.licenceEndsOn, "ライセンス・保守の期限")
            .announced(
                daysBefore: 90, "守る仕組みの期限です。更新を手配してください。", minutes: 30, for: "SEED-6(1)-c", unless: \.endsOn
            )
            .listed()
            .alsoCalled("ライセンス期限", "保守期限", "契約期限", "有効期限", "サポート期限")
            .hint("過ぎると、新しい攻撃を見分けられなくなります。")
        Field("settings_reviewed_on", \.settingsReviewedOn, "設定を見直した日")
            .alsoCalled("設定見直し日", "設定確認日", "ルール見直し日", "見直し日")
            .hint("使っていない許可がないかを、年に一度は見ます。")
        Field("watched_by", \.watchedBy, "監視を頼んでいる事業者").alsoCalled("監視事業者", "監視委託先", "SOC", "監視者")
            .hint("自分で見ているなら空けておきます。")
        Field("report_covers_to", \.reportCoversTo, "報告の対象の最終日").listed()
            .alsoCalled("報告対象", "対象月", "対象期間", "報告対象月", "報告対象期間")
            .hint("見た報告が、いつまでの分か。報告が届かないことは、異状がないことではありません。", example: "令和8年10月31日")
        Field("report_read_on", \.reportReadOn, "報告を見た日").listed()
            .alsoCalled("報告確認日", "確認日", "報告書確認日")
            .hint("監視の報告を読んで、対応を決めた日。毎月改めます。")
        Field("report_read_by", \.reportReadBy, "報告を見た人").alsoCalled("確認者", "報告確認者").hint("読んで、対応を決めた人。")
        Field("report_result", \.reportResult, "報告への対応").alsoCalled("対応", "対応状況", "判断", "結果")
            .hint("残っている対応があれば、終えてから改めます。")
        Field("starts_on", \.startsOn, "使い始めた日").alsoCalled("開通日", "開始日", "利用開始日").hint("つながるようにした日。")
        Field("ends_on", \.endsOn, "閉じた日").notBefore(\.startsOn).alsoCalled("廃止日", "終了日", "解約日", "撤去日")
            .hint("この日まで使えます。閉じたら入れてください。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
        Field("addresses", \.addresses, "外側と内側のIPアドレス").searched().long()
            .alsoCalled("グローバルIP", "グローバルIPアドレス", "固定IPアドレス", "ゲートウェイ", "WANアドレス")
            .hint("この接続口のIPアドレスを、一行に一つ。ほかの出口を通る通信を見つけるのに使います。", example: "203.0.113.5")
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
