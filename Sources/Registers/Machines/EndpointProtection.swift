import Primitives

/// 対策ソフトと更新の状況: clause 6(4): what the tool that watches the machines reports of each of them.
///
/// Machines are named as the tool names them, so that its list goes in as it is; a criterion holds it against
/// the register of machines, and what stands in one list alone is found.
public struct EndpointProtection: Record {
    public let hostName: String
    public let product: String?
    public let isActive: Bool?
    public let patternsOn: Day?
    public let updatesOn: Day?
    public let lastSeenOn: Day?
    public let detections: Int?
    public let reportedOn: Day?
    public let note: String?

    public static let registerName = "endpoint-protection"
    public static let register = Register<Self>(
        "対策ソフトと更新の状況", clauses: ["6(4)"],
        purpose: "ウイルス対策ソフトや資産管理ソフトの一覧を、毎月そのまま取り込みます。機器の台帳と突き合わせ、漏れた端末を見つけます。",
        record: Self.init
    ) {
        Field("host_name", \.hostName, "コンピューター名").searched().listed().unique()
            .alsoCalled(
                "ホスト名", "コンピュータ名", "PC名", "端末名", "マシン名", "デバイス名", "クライアント名", "ComputerName", "Hostname",
                "Endpoint", "DeviceName"
            )
            .hint("対策ソフトの一覧にあるとおりの名前。機器の「コンピューター名」と同じにします。", example: "SOMU-PC01")
        Field("product", \.product, "対策ソフト").listed()
            .alsoCalled("製品", "製品名", "ウイルス対策ソフト", "エージェント", "エージェントバージョン", "Product", "Version")
            .hint("入っている対策ソフト。", example: "架空アンチウイルス 12")
        Field("is_active", \.isActive, "動いている").listed()
            .alsoCalled("稼働", "有効", "保護状態", "リアルタイム保護", "状態", "ステータス", "Status")
            .hint("止められていたら「いいえ」。")
        Field("patterns_on", \.patternsOn, "パターンファイルの日付").listed()
            .alsoCalled(
                "定義ファイル", "定義ファイル日付", "パターン", "パターンファイル", "パターン更新日", "定義更新日", "ウイルス定義", "SignatureDate"
            )
            .hint("ウイルスを見分けるデータの日付。")
        Field("updates_on", \.updatesOn, "修正プログラムを当てた日").listed()
            .alsoCalled("更新日", "Windows更新日", "最終更新日", "更新プログラム適用日", "パッチ適用日", "LastPatched")
            .hint("OSの修正プログラムを最後に当てた日。")
        Field("last_seen_on", \.lastSeenOn, "最後に連絡のあった日").listed()
            .alsoCalled("最終通信日", "最終接続日", "最終通信日時", "最終接続日時", "最終ログオン", "LastSeen", "LastContact")
            .hint("しばらく電源の入っていない端末は、更新もされていません。")
        Field("detections", \.detections, "見つけた数").alsoCalled("検出数", "検知数", "検知件数", "ウイルス検知数", "Detections")
            .hint("前の一覧から後に見つけた不正プログラムの数。0でなければ、対応を確かめます。", example: "0")
        Field("reported_on", \.reportedOn, "一覧の日付").listed().retained(years: 3).alsoCalled(
            "取得日", "出力日", "報告日", "レポート日", "データ取得日"
        )
        .hint("一覧を書き出した日。取り込むときに、まとめて入れられます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
