import Primitives

/// バックアップ: clauses 4(3) and 6(4): what is copied, how often, where the copy lies and whether it came about.
public struct Backup: Record {
    public let name: String
    public let system: Link<InformationSystem>?
    public let keeper: Link<OrganizationUnit>?
    public let rhythm: Rhythm?
    public let place: String?
    public let isOffline: Confirmation?
    public let generations: Int?
    public let restoreHours: Int?
    public let lastSucceededOn: Day?
    public let lastResult: Outcome?
    public let checkedOn: Day?
    public let checkedBy: Link<Person>?
    public let endsOn: Day?
    public let note: String?

    /// How often it is made.
    public enum Rhythm: String, Choice {
        case continuous, daily, weekly, monthly, yearly
        case onChange = "on-change"
        public var title: String {
            switch self {
            case .continuous: "常に"
            case .daily: "毎日"
            case .weekly: "毎週"
            case .monthly: "毎月"
            case .yearly: "毎年"
            case .onChange: "変えたとき"
            }
        }
    }

    /// How the last one, or a test of it, came out.
    public enum Outcome: String, Choice {
        case good, partial, failed
        public var title: String {
            switch self {
            case .good: "成功"
            case .partial: "一部だけ成功"
            case .failed: "失敗"
            }
        }
    }

    public static let registerName = "backups"
    public static let register = Register<Self>(
        "バックアップ", clauses: ["4(3)", "6(4)"],
        purpose: "何を、どこに、どれだけの間隔で写しているかと、うまくいっているかの一覧です。", record: Self.init
    ) {
        Field("name", \.name, "対象の名称").searched().listed()
            .alsoCalled("バックアップ名", "ジョブ名", "バックアップ対象", "対象データ", "対象", "名称", "対象サーバ")
            .hint("何の写しか。データだけでなく、設定の写しも登録します。", example: "財務会計のデータベース")
        Field("system", \.system, "情報システム").listed().alsoCalled("システム", "システム名", "対象システム")
            .hint("どの情報システムを戻すためのものか。", example: "財務会計システム")
        Field("keeper", \.keeper, "所管所属").listed().alsoCalled("所管課", "担当課", "管理所属", "所属", "担当部署")
            .hint("結果を確かめる所属。")
        Field("rhythm", \.rhythm, "間隔").listed()
            .alsoCalled("頻度", "取得頻度", "周期", "取得周期", "スケジュール", "実施頻度")
            .hint("何か起きたとき、どこまで戻ってよいかで決めます。", example: "毎日")
        Field("place", \.place, "保管する場所").searched()
            .alsoCalled("保管場所", "保存先", "保管先", "格納先", "取得先", "バックアップ先")
            .hint("元のデータと同じ部屋だけに置くと、火災で両方を失います。", example: "北消防署の耐火金庫")
        Field("is_offline", \.isOffline, "ネットワークから切り離した写し")
            .alsoCalled("オフライン", "オフライン保管", "切り離し", "遠隔地保管", "オフラインバックアップ")
            .hint("身代金を要求するウイルスは、つながった写しも壊します。切り離した写しがあるかを確かめます。")
        Field("generations", \.generations, "残す世代の数").alsoCalled("世代数", "世代", "保存世代", "保管世代数")
            .hint("いくつ前まで戻れるか。", example: "7")
        Field("restore_hours", \.restoreHours, "戻すまでの目標（時間）")
            .alsoCalled("目標復旧時間", "RTO", "復旧目標時間", "復旧目標")
            .hint("止まってから、何時間で使えるようにするか。", example: "24")
        Field("last_succeeded_on", \.lastSucceededOn, "最後に成功した日").listed()
            .alsoCalled("最終成功日", "最終取得日", "最終実行日", "取得日", "前回成功日")
            .hint("写しが最後までできた日。", example: "令和8年11月20日")
        Field("last_result", \.lastResult, "最後の結果").listed().alsoCalled("結果", "取得結果", "実行結果", "状況", "成否")
            .hint("失敗したままなら、直すまで「失敗」にしておきます。")
        Field("checked_on", \.checkedOn, "結果を確かめた日").listed()
            .alsoCalled("確認日", "点検日", "結果確認日", "最終確認日")
            .hint("人が結果を見た日。月に一度は見ます。")
        Field("checked_by", \.checkedBy, "確かめた人").alsoCalled("確認者", "点検者", "担当者")
            .hint("結果を見た人。")
        Field("ends_on", \.endsOn, "やめた日").alsoCalled("廃止日", "終了日").hint("写しを取るのをやめた日。続けているなら空けておきます。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
