import Primitives

/// 廃棄の一覧: clauses 5 and 6(2): what is past its retention or its use, approved for disposal, and gone with
/// proof.
public struct DisposalItem: Record {
    public let name: String
    public let kind: Kind?
    public let owner: Link<OrganizationUnit>?
    public let quantity: String?
    public let confidentiality: InformationAsset.Confidentiality?
    public let retentionEndsOn: Day?
    public let approvedOn: Day?
    public let approvedBy: Link<Person>?
    public let method: ErasureMethod?
    public let dueOn: Day?
    public let doneOn: Day?
    public let witness: Link<Person>?
    public let contractor: Link<Contractor>?
    public let certificate: Link<Evidence>?
    public let note: String?

    /// What leaves.
    public enum Kind: String, Choice {
        case record, paper, device, medium
        public var title: String {
            switch self {
            case .record: "電子の記録"
            case .paper: "紙の文書"
            case .device: "機器"
            case .medium: "媒体"
            }
        }
    }

    public static let registerName = "disposals"
    public static let register = Register<Self>(
        "廃棄の一覧", clauses: ["5", "6(2)"],
        purpose: "保存期間の過ぎた記録や、使い終えた機器の、廃棄の承認と証明の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "廃棄するもの").searched().listed().alsoCalled(
            "対象", "廃棄対象", "文書名", "機器名", "名称", "件名", "簿冊名", "媒体名"
        )
        .hint("ほかの人が見ても同じものを指せるように。", example: "平成30年度 救急報告書の簿冊 12冊")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分", "媒体種別").hint("種類によって、消し方が変わります。")
        Field("owner", \.owner, "所管所属").listed().alsoCalled("所管課", "担当課", "主管課", "所属", "管理課").hint(
            "廃棄を申し出る所属。")
        Field("quantity", \.quantity, "数量").alsoCalled("数", "冊数", "台数", "箱数", "点数").hint("", example: "12冊")
        Field("confidentiality", \.confidentiality, "機密性").alsoCalled("機密性区分", "分類", "重要度").hint(
            "機密性2以上は、復元できないように処分します。")
        Field("retention_ends_on", \.retentionEndsOn, "保存期間の最終日").listed().alsoCalled(
            "保存期限", "保存期間満了日", "満了日", "保存満了日"
        )
        .hint("この日までは廃棄できません。機器と媒体は空けておきます。")
        Field("approved_on", \.approvedOn, "承認した日").listed().alsoCalled("承認日", "決裁日", "廃棄承認日", "決定日").hint(
            "廃棄を認める決裁の日。")
        Field("approved_by", \.approvedBy, "承認した人").alsoCalled("承認者", "決裁者").hint("申し出た人とは別の人。")
        Field("method", \.method, "廃棄の方法").alsoCalled("廃棄方法", "処分方法", "消去方法", "処理方法").hint(
            "住民情報の入った媒体は、物理的に壊します。")
        Field("due_on", \.dueOn, "廃棄の期限")
            .announced(
                daysBefore: 14, "廃棄の期限です。立会いと証明を手配してください。", minutes: 30, for: "SEED-6(2)", unless: \.doneOn
            )
            .notBefore(\.approvedOn).alsoCalled("期限", "廃棄予定日", "実施予定日", "処分予定日")
            .hint("承認から、いつまでに行うか。")
        Field("done_on", \.doneOn, "廃棄した日").listed().notBefore(\.approvedOn).alsoCalled(
            "廃棄日", "実施日", "処分日", "廃棄年月日"
        ).hint("手元からなくなった日。")
        Field("witness", \.witness, "立ち会った職員").alsoCalled("立会者", "立会人", "確認者").hint("消去か破壊を目で見た職員。")
        Field("contractor", \.contractor, "処分した事業者").alsoCalled("処分業者", "廃棄業者", "委託先", "業者名").hint(
            "頼んだときだけ選びます。")
        Field("certificate", \.certificate, "証明の書類").alsoCalled("証明書", "消去証明書", "廃棄証明書", "溶解証明書").hint(
            "証明の書類を「証拠」に登録し、ここで選びます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
