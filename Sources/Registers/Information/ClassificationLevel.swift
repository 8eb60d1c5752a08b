import Primitives

/// 分類の区分: clause 5: one rung of the ladder that this organization uses, mapped to the guideline's.
public struct ClassificationLevel: Record {
    public let name: String
    public let scheme: String?
    public let axis: Axis?
    public let rank: Int?
    public let confidentiality: InformationAsset.Confidentiality?
    public let meaning: String?
    public let examples: String?
    public let label: String?
    public let decidedOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// Which of the three properties it grades.
    public enum Axis: String, Choice {
        case confidentiality, integrity, availability
        public var title: String {
            switch self {
            case .confidentiality: "機密性"
            case .integrity: "完全性"
            case .availability: "可用性"
            }
        }
    }

    public static let registerName = "classification-levels"
    public static let register = Register<Self>(
        "分類の区分", clauses: ["5"],
        purpose: "この組合で使う区分と、その意味の一覧です。ガイドラインの区分との対応も決めます。", record: Self.init
    ) {
        Field("name", \.name, "区分の名称").searched().listed().alsoCalled("区分", "分類", "分類名", "区分名", "名称", "レベル")
            .hint("職員が使う言葉で。", example: "重要（部外秘）")
        Field("scheme", \.scheme, "分類の体系").listed().alsoCalled("体系", "体系名", "分類体系").hint(
            "いくつもの体系を使うときに、どれの区分か。", example: "組合の三段階")
        Field("axis", \.axis, "三つの性質").listed().alsoCalled("性質", "軸", "観点").hint("何の重さを表す区分か。")
        Field("rank", \.rank, "重い順の番号").listed().alsoCalled("順番", "順位", "段階").hint(
            "1がいちばん重い区分です。", example: "1")
        Field("confidentiality", \.confidentiality, "自治体機密性との対応").listed()
            .alsoCalled("自治体機密性", "ガイドラインとの対応", "対応する機密性", "機密性区分")
            .hint("ガイドラインのどの区分に当たるか。機密性の区分だけ選びます。")
        Field("meaning", \.meaning, "意味").long().alsoCalled("定義", "説明", "基準", "分類基準").hint(
            "どんな情報がこれに当たるか。", example: "漏れると住民の暮らしや安全を損なう情報")
        Field("examples", \.examples, "例").long().alsoCalled("具体例", "該当例").hint(
            "職員が迷わないように、この組合の文書で。", example: "救急活動の記録、入所者の台帳")
        Field("label", \.label, "文書への表示").alsoCalled("表示", "ラベル", "表示文言", "表示方法").hint(
            "文書の右上などに書く言葉。", example: "【部外秘】")
        Field("decided_on", \.decidedOn, "決めた日").alsoCalled("決定日", "施行日", "制定日").hint("使い始める日。")
        Field("ends_on", \.endsOn, "使わなくなった日").notBefore(\.decidedOn).alsoCalled("廃止日", "終了日").hint(
            "区分をやめた日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
