import Primitives

/// 対策: clauses 4 and 6: what is done, in which of the four families, and whether it works.
public struct Measure: Record {
    public let name: String
    public let family: Family?
    public let owner: Link<OrganizationUnit>?
    public let state: State?
    public let content: String?
    public let dueOn: Day?
    public let startsOn: Day?
    public let checkedOn: Day?
    public let works: Confirmation?
    public let endsOn: Day?
    public let note: String?

    /// The families of clause 6.
    public enum Family: String, Choice {
        case physical, personnel, technical, operation
        public var title: String {
            switch self {
            case .physical: "物理的対策"
            case .personnel: "人的対策"
            case .technical: "技術的対策"
            case .operation: "運用の対策"
            }
        }
    }

    /// How far it is.
    public enum State: String, Choice {
        case planned, inForce = "in-force", stopped
        public var title: String {
            switch self {
            case .planned: "予定"
            case .inForce: "実施中"
            case .stopped: "やめた"
            }
        }
    }

    public static let registerName = "measures"
    public static let register = Register<Self>(
        "対策", clauses: ["4", "6"], purpose: "とっている対策と、これからとる対策の一覧です。効いているかを三か月ごとに見ます。", record: Self.init
    ) {
        Field("name", \.name, "対策の名称").searched().listed().alsoCalled("対策", "対策名", "名称", "件名", "管理策", "対策内容")
            .hint("短い言葉で。", example: "共有フォルダーの切り離したバックアップ")
        Field("family", \.family, "分野").listed().alsoCalled("区分", "対策区分", "分類", "対策の種類", "種別").hint(
            "方針の6の四つの分野のどれか。")
        Field("owner", \.owner, "担当の所属").listed().alsoCalled("所管課", "担当課", "実施課", "所属", "担当部署").hint(
            FieldWords.section)
        Field("state", \.state, "状況").listed().alsoCalled("実施状況", "状態", "進捗", "ステータス").hint("始めたら「実施中」に改めます。")
        Field("content", \.content, "すること").long().alsoCalled("内容", "実施内容", "詳細").hint("だれが、いつ、何をするか。")
        Field("due_on", \.dueOn, "始める期限")
            .announced(daysBefore: 30, "対策を始める期限です。", minutes: 30, for: "SEED-6-0a", unless: \.startsOn)
            .listed().alsoCalled("期限", "実施期限", "予定日", "完了予定日").hint(
                "予定の対策だけ。過ぎると知らせます。")
        Field("starts_on", \.startsOn, "始めた日").alsoCalled("開始日", "実施日", "導入日").hint("実際に始めた日。")
        Field("checked_on", \.checkedOn, "状況を確かめた日").listed().alsoCalled("確認日", "点検日", "評価日").hint(
            "まだ行われていて、効いていることを見た日。")
        Field("works", \.works, "効いているか").alsoCalled("有効性", "効果", "効果の確認").hint("形だけになっていないかを見た結果。")
        Field("ends_on", \.endsOn, "やめた日").notBefore(\.startsOn).alsoCalled("終了日", "廃止日").hint(
            "続けているなら空けておきます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
