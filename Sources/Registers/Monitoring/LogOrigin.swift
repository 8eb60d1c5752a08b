import Primitives

/// ログの送信元: clauses 6(1), 6(4) and 6(5): what writes logs that are read, and how long its silence may last.
public struct LogOrigin: Record {
    public let name: String
    public let kind: Kind?
    public let address: String?
    public let device: Link<Device>?
    public let exit: Link<InternetExit>?
    public let network: Link<Network>?
    public let keeper: Link<OrganizationUnit>?
    public let retentionDays: Int?
    public let silentAfterMinutes: Int?
    public let startsOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// What kind of thing writes the lines.
    public enum Kind: String, Choice {
        case gateway, proxy, dns, dhcp, directory
        case switchgear = "switch"
        case server, cloud, other
        public var title: String {
            switch self {
            case .gateway: "ファイアウォール・UTM"
            case .proxy: "プロキシ"
            case .dns: "DNSサーバ"
            case .dhcp: "DHCPサーバ"
            case .directory: "認証サーバ（ディレクトリ）"
            case .switchgear: "スイッチ・無線の親機"
            case .server: "サーバ"
            case .cloud: "クラウドサービス"
            case .other: "その他"
            }
        }
    }

    /// Whether lines are expected of it on a day.
    public func isInUse(on day: Day) -> Bool { (startsOn ?? day) <= day && (endsOn ?? day) >= day }

    public static let registerName = "log-sources"
    public static let register = Register<Self>(
        "ログの送信元", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "通信や操作のログを送ってくる機器とサーバの一覧です。届かなくなったことに気づくために持ちます。", record: Self.init
    ) {
        Field("name", \.name, "送信元の名称").searched().listed().unique()
            .alsoCalled("名称", "ログソース", "送信元", "機器名", "ログ送信元").hint("ふだんの呼び名。", example: "本部のUTM")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分", "ログ種別")
            .hint("どんな機器やサーバか。種類によって、見つけられるものが変わります。")
        Field("address", \.address, "届く行に出る名前・アドレス").searched().listed().long()
            .alsoCalled("IPアドレス", "ホスト名", "アドレス", "送信元アドレス", "送信元IP")
            .hint("ログの行に出るホスト名かIPアドレスを、出るとおりに。いくつもあれば一行に一つ。", example: "10.20.0.1")
        Field("device", \.device, "機器").alsoCalled("対象機器", "装置").hint("「機器」に登録してあるものから選びます。")
        Field("exit", \.exit, "インターネットとの接続口").alsoCalled("接続口", "出口").hint("接続口を見張るUTMやプロキシのときだけ選びます。")
        Field("network", \.network, "ネットワーク").listed().alsoCalled("対象ネットワーク", "系統").hint("見張っているネットワーク。")
        Field("keeper", \.keeper, "所管所属").listed().alsoCalled("所管課", "管理所属", "担当課", "所属")
            .hint("ログが届かなくなったときに、機器を見に行く所属。")
        Field("retention_days", \.retentionDays, "ログを保存する日数").alsoCalled("保存日数", "保存期間", "保管日数")
            .hint("受け取ったままのログを残す日数。空けておくと、全体の設定に従います。", example: "365")
        Field("silent_after_minutes", \.silentAfterMinutes, "届かないと異常とみなす分数")
            .alsoCalled("無通信しきい値", "途絶判定", "途絶とみなす分数")
            .hint("これより長く一行も届かないと、途切れたとみなします。夜間に何も出さない機器は長めにします。空けておくと、途切れは調べません。", example: "60")
        Field("starts_on", \.startsOn, "受け取り始めた日").alsoCalled("開始日", "受信開始日").hint("この日から、監視の確認票に出ます。")
        Field("ends_on", \.endsOn, "受け取る最後の日").notBefore(\.startsOn).alsoCalled("終了日", "廃止日", "受信終了日")
            .hint("機器を替えたり、やめたりしたら入れます。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
    } access: {
        Read(.office, .auditors)
        Write(.office)
    } check: { source in
        var problems: [Problem] = []
        if let days = source.retentionDays, !(1...3_660).contains(days) {
            problems.append(
                Problem(
                    "log-source.retention", "「ログを保存する日数」は 1 から 3,660 までで入力してください。", field: "retention_days"))
        }
        if let minutes = source.silentAfterMinutes, !(1...44_640).contains(minutes) {
            problems.append(
                Problem(
                    "log-source.silence", "「届かないと異常とみなす分数」は 1 から 44,640（31日）までで入力してください。",
                    field: "silent_after_minutes"))
        }
        return problems
    }
}
