import Primitives

/// 渡したデータ: clause 6(6): what left for a contractor, and the proof that it came back or was erased.
public struct HandedData: Record {
    public let name: String
    public let contract: Link<Contract>?
    public let asset: Link<InformationAsset>?
    public let section: Link<OrganizationUnit>?
    public let form: Form?
    public let itemCount: Int?
    public let handedOn: Day?
    public let handedBy: Link<Person>?
    public let protection: String?
    public let returnBy: Day?
    public let returnedOn: Day?
    public let erasedOn: Day?
    public let erasureMethod: ErasureMethod?
    public let proof: Link<Evidence>?
    public let note: String?

    /// In what shape it left.
    public enum Form: String, Choice {
        case paper, medium, transfer, onSite = "on-site", remote
        public var title: String {
            switch self {
            case .paper: "紙"
            case .medium: "媒体"
            case .transfer: "送信"
            case .onSite: "庁舎の中での作業"
            case .remote: "遠隔での作業"
            }
        }
    }

    public static let registerName = "handed-data"
    public static let register = Register<Self>(
        "渡したデータ", clauses: ["6(6)"],
        purpose: "委託先に渡した情報と、返ったか消された証明の一覧です。契約が終わっても残ったデータが、漏えいのもとになります。",
        record: Self.init
    ) {
        Field("name", \.name, "渡したもの").searched().listed()
            .alsoCalled("データ名", "資料名", "名称", "提供データ", "貸与物", "貸与資料", "受渡し物", "提供資料", "件名")
            .hint("何を渡したか。", example: "健診対象者の名簿 令和8年度分")
        Field("contract", \.contract, "契約").listed().alsoCalled("契約名", "業務名", "委託業務名", "提供先").hint(
            "どの契約のために渡したか。")
        Field("asset", \.asset, "もとの情報資産").alsoCalled("情報資産", "資産名").hint("渡したものの元。重要度が分かります。")
        Field("section", \.section, "渡した所属").listed().alsoCalled("担当課", "所管課", "提供課", "所属", "契約担当課").hint(
            FieldWords.section)
        Field("form", \.form, "渡し方").alsoCalled("提供方法", "受渡し方法", "形態", "媒体", "受渡方法").hint(
            "媒体で渡したときは、媒体の返却も確かめます。")
        Field("item_count", \.itemCount, "人数・件数").alsoCalled("件数", "人数", "データ件数", "数量", "枚数")
            .hint("漏れたときに、何人に知らせることになるか。", example: "1200")
        Field("handed_on", \.handedOn, "渡した日").listed().alsoCalled("提供日", "引渡し日", "受渡し日", "貸与日", "引渡日").hint(
            "手元から出た日。")
        Field("handed_by", \.handedBy, "渡した人").alsoCalled("提供者", "引渡し者", "担当者").hint("手渡しや送信をした職員。")
        Field("protection", \.protection, "守り方").alsoCalled("保護措置", "暗号化", "運搬方法", "安全管理措置")
            .hint("暗号化、施錠したケース、専用の回線など。", example: "暗号化し、鍵のかかるケースで手渡し")
        Field("return_by", \.returnBy, "返還・消去の期限")
            .announced(
                daysBefore: 30, "渡したデータの返還・消去の期限です。委託先に知らせてください。", minutes: 15, for: "SEED-6(6)-c",
                unless: \.returnedOn
            )
            .listed().notBefore(\.handedOn)
            .alsoCalled("返却期限", "返還期限", "消去期限", "返却予定日")
            .hint("空けておくと、契約の最終日から一か月とみなします。")
        Field("returned_on", \.returnedOn, "返った日").listed().notBefore(\.handedOn).alsoCalled(
            "返却日", "返還日", "回収日"
        ).hint("全部が返った日。")
        Field("erased_on", \.erasedOn, "消去した日").listed().notBefore(\.handedOn).alsoCalled(
            "消去日", "廃棄日", "データ消去日"
        )
        .hint("写しも含めて、委託先の手元から消した日。")
        Field("erasure_method", \.erasureMethod, "消去の方法").alsoCalled("消去方法", "廃棄方法").hint("どうやって消したか。")
        Field("proof", \.proof, "証明の書類").alsoCalled("消去証明書", "証明書", "受領書", "証跡").hint(
            "消去証明書か受領書を「証拠」に登録し、ここで選びます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
