import Primitives

/// 脅威: clause 4: what the five groups of the policy mean here.
public struct Threat: Record {
    public let name: String
    public let threatGroup: Group?
    public let scenario: String?
    public let source: String?
    public let reviewedOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// The five groups of clause 4, (1) to (5).
    public enum Group: String, Choice {
        case attack, mishap, disaster, staffing, lifelines
        public var title: String {
            switch self {
            case .attack: "(1) 攻撃・侵入・内部不正"
            case .mishap: "(2) 過失・管理の不備・故障"
            case .disaster: "(3) 災害"
            case .staffing: "(4) 感染症などによる要員の不足"
            case .lifelines: "(5) 電力・通信・水道の途絶"
            }
        }
    }

    public static let registerName = "threats"
    public static let register = Register<Self>(
        "脅威", clauses: ["4"], purpose: "方針が挙げる五つの脅威が、この組合では何を指すかの一覧です。", record: Self.init
    ) {
        Field("name", \.name, "脅威の名称").searched().listed().alsoCalled("脅威", "脅威名", "名称").hint(
            "短い言葉で。", example: "身代金を要求するウイルス")
        Field("threat_group", \.threatGroup, "五つの区分").listed().alsoCalled("区分", "脅威区分", "分類", "脅威の分類", "グループ")
            .hint("方針の4のどれに当たるか。どの区分にも一つは要ります。")
        Field("scenario", \.scenario, "何が起きるか").long().alsoCalled("内容", "想定", "シナリオ", "脅威の内容", "説明")
            .hint("この組合で起きるとすれば、どう始まり、何が止まるか。", example: "届いた添付を開き、共有フォルダーが開けなくなる")
        Field("source", \.source, "どこから来るか").alsoCalled("原因", "脅威源", "要因").hint("", example: "外部の攻撃者")
        Field("reviewed_on", \.reviewedOn, "見直した日").listed().alsoCalled("見直し日", "確認日").hint(
            "世の中の動きに合わせて、年に一度は見直します。")
        Field("ends_on", \.endsOn, "外した日").alsoCalled("廃止日", "終了日").hint("考えなくてよくなった日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}
