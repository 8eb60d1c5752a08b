import Primitives

/// 調達した製品: clause 6(6) and the ordinance's fields 5 and 7: who made it, is it listed, and why was it chosen.
public struct PurchasedProduct: Record {
    public let name: String
    public let kind: Kind?
    public let maker: String?
    public let supplier: Link<Contractor>?
    public let section: Link<OrganizationUnit>?
    public let boughtOn: Day?
    public let scheme: Scheme?
    public let registrationNumber: String?
    public let schemeCheckedOn: Day?
    public let makerCountry: String?
    public let parentCountry: String?
    public let reason: String?
    public let decision: Decision?
    public let decidedOn: Day?
    public let decidedBy: Link<Person>?
    public let inServiceBefore20270701: Bool?
    public let note: String?

    /// What is bought.
    public enum Kind: String, Choice {
        case router, computer, printer, camera, medium, os, software, cloud, drone, facility, other
        public var title: String {
            switch self {
            case .router: "ルーター・ネットワーク機器"
            case .computer: "パソコン・サーバ"
            case .printer: "複合機・プリンター"
            case .camera: "ネットワークカメラ"
            case .medium: "媒体"
            case .os: "OS"
            case .software: "ソフトウェア"
            case .cloud: "クラウドサービス"
            case .drone: "無人航空機"
            case .facility: "設備"
            case .other: "その他の製品"
            }
        }
    }

    /// The scheme under which it is listed.
    public enum Scheme: String, Choice {
        case jcStar = "jc-star"
        case ismap
        case ismapLIU = "ismap-liu"
        case dmp, none
        public var title: String {
            switch self {
            case .jcStar: "JC-STAR"
            case .ismap: "ISMAP"
            case .ismapLIU: "ISMAP-LIU"
            case .dmp: "デジタルマーケットプレイス（DMP）"
            case .none: "どれにも登録がない"
            }
        }
    }

    /// What was made of the risk.
    public enum Decision: String, Choice {
        case accepted, measured, refused
        public var title: String {
            switch self {
            case .accepted: "問題ないと判断した"
            case .measured: "対策をとって使う"
            case .refused: "選ばなかった"
            }
        }
    }

    public static let registerName = "purchased-products"
    public static let register = Register<Self>(
        "調達した製品", clauses: ["6(6)"],
        purpose: "買った機器やサービスの、製造者と登録と判断の一覧です。供給の途中で細工される危険を確かめます。", record: Self.init
    ) {
        Field("name", \.name, "製品名").searched().listed().alsoCalled(
            "製品", "名称", "品名", "調達品", "機器名", "調達件名", "件名"
        )
        .hint("型番まで。", example: "架空ルーター R-100")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分", "製品区分", "分類").hint("迷ったら「その他の製品」。")
        Field("maker", \.maker, "製造者").searched().listed().alsoCalled("メーカー", "製造元", "製造業者", "メーカー名").hint(
            "売った会社ではなく、作った会社。")
        Field("supplier", \.supplier, "売った事業者").alsoCalled("納入業者", "調達先", "販売業者", "契約先", "購入先").hint("契約の相手。")
        Field("section", \.section, "調達した所属").listed().alsoCalled("所管課", "担当課", "調達課", "契約担当課", "所属").hint(
            FieldWords.section)
        Field("bought_on", \.boughtOn, "調達した日").listed().alsoCalled("調達日", "購入日", "契約日", "納入日", "取得日").hint(
            "契約した日。")
        Field("scheme", \.scheme, "登録の制度").listed().alsoCalled("制度", "登録制度", "登録の有無", "認証", "登録")
            .hint("原則として、国の制度に登録のある製品を選びます。")
        Field("registration_number", \.registrationNumber, "登録番号").alsoCalled("登録No", "認証番号", "適合ラベル番号").hint(
            "制度の一覧にある番号。")
        Field("scheme_checked_on", \.schemeCheckedOn, "登録を確かめた日").alsoCalled("登録確認日", "確認日").hint(
            "制度のページを見た日。")
        Field("maker_country", \.makerCountry, "製造者の本社の国").searched().alsoCalled(
            "本社所在国", "所在国", "製造国", "本社の国", "国"
        )
        .hint("分からないときは、売った事業者に尋ねます。", example: "日本")
        Field("parent_country", \.parentCountry, "親会社の国").alsoCalled("親会社所在国", "親会社", "支配株主の国").hint(
            "株の過半を持つ会社の国。同じなら空けておきます。")
        Field("reason", \.reason, "登録のないものを選んだ理由").long().alsoCalled("選定理由", "理由", "採用理由", "選定の理由")
            .hint("ほかに選べるものがないこと、使う場所を限ることなど。")
        Field("decision", \.decision, "判断").listed().alsoCalled("判定", "リスク判断", "可否", "判断結果").hint(
            "製造者と供給の道筋を見て、どう決めたか。")
        Field("decided_on", \.decidedOn, "判断した日").alsoCalled("判断日", "承認日", "決裁日", "判定日").hint("選ぶ前に判断します。")
        Field("decided_by", \.decidedBy, "判断した人").alsoCalled("承認者", "判断者", "決裁者").hint("統括情報セキュリティ責任者など。")
        Field("in_service_before_20270701", \.inServiceBefore20270701, "令和9年7月1日より前から使用").alsoCalled(
            "既存", "施行前から使用"
        )
        .hint("施行規則16条の3の第5号と第7号は、施行の際に現にあるものには更新まで適用されません。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
