import Primitives

/// クラウドサービス: clause 6(6) and the guideline's 8.3 and 8.4: approved by class of what it holds, looked at each
/// year.
public struct CloudService: Record {
    public let name: String
    public let provider: String?
    public let section: Link<OrganizationUnit>?
    public let purpose: String?
    public let confidentiality: InformationAsset.Confidentiality?
    public let personalInformation: InformationAsset.PersonalInformation?
    public let ismap: Listing?
    public let ismapCheckedOn: Day?
    public let region: Region?
    public let termsCheckedOn: Day?
    public let isNegotiated: Bool?
    public let administrator: Link<Person>?
    public let secondFactor: Bool?
    public let approvedOn: Day?
    public let approvedUntil: Day?
    public let reviewedOn: Day?
    public let startsOn: Day?
    public let endsOn: Day?
    public let erasureProvedOn: Day?
    public let reason: String?
    public let note: String?
    public let domains: String?

    /// Whether the government's list names it.
    public enum Listing: String, Choice {
        case ismap, liu, none
        public var title: String {
            switch self {
            case .ismap: "ISMAPに登録"
            case .liu: "ISMAP-LIUに登録"
            case .none: "登録なし"
            }
        }
    }

    /// Where the data lies.
    public enum Region: String, Choice {
        case domestic, foreign, both
        public var title: String {
            switch self {
            case .domestic: "国内"
            case .foreign: "国外"
            case .both: "国内と国外"
            }
        }
    }

    public static let registerName = "cloud-services"
    public static let register = Register<Self>(
        "クラウドサービス", clauses: ["6(6)"],
        purpose: "使っている外部のサービスと、だれが認め、何を入れてよいかの一覧です。無料のものも登録します。", record: Self.init
    ) {
        Field("name", \.name, "サービス名").searched().listed()
            .alsoCalled("クラウドサービス名", "名称", "サービス名称", "サービス", "利用サービス", "外部サービス名")
            .hint("画面に出る名前。", example: "会議くん")
        Field("provider", \.provider, "事業者").searched().alsoCalled(
            "提供事業者", "事業者名", "運営会社", "提供者", "会社名", "ベンダー"
        )
        .hint("サービスを動かしている会社。")
        Field("section", \.section, "使う所属").listed().alsoCalled(
            "所管課", "利用課", "利用所属", "申請課", "所管所属", "所属", "担当課"
        )
        .hint(FieldWords.section)
        Field("purpose", \.purpose, "使いみち").searched().long().alsoCalled("利用目的", "用途", "目的", "利用内容", "業務内容")
            .hint("何の仕事に使うか。", example: "構成市町との会議")
        Field("confidentiality", \.confidentiality, "入れてよい情報の機密性").listed()
            .alsoCalled("機密性", "取り扱う情報", "情報の分類", "機密性区分", "情報区分", "取扱情報の機密性")
            .hint("自治体機密性2以上を入れるなら、選定の基準と個別の契約が要ります。")
        Field("personal_information", \.personalInformation, "入れる個人情報").alsoCalled(
            "個人情報", "個人情報の有無", "個人情報区分"
        )
        .hint("入れないなら「含まない」。")
        Field("ismap", \.ismap, "ISMAPの登録").listed().alsoCalled("ISMAP", "ISMAP登録", "ISMAPの有無", "登録状況")
            .hint("政府の安全性の一覧に載っているか。")
        Field("ismap_checked_on", \.ismapCheckedOn, "登録を確かめた日").alsoCalled("ISMAP確認日", "登録確認日").hint(
            "登録は取り消されることがあります。")
        Field("region", \.region, "データの置かれる国").alsoCalled(
            "データ保存場所", "リージョン", "保存場所", "データセンター", "データの所在", "保管場所"
        )
        .hint("国外では、その国の法律でデータを見られることがあります。")
        Field("terms_checked_on", \.termsCheckedOn, "約款を読んだ日").alsoCalled("規約確認日", "約款確認日", "利用規約確認日")
            .hint("入れた情報の扱い、やめたときの消去、国外の裁判所などを読んだ日。")
        Field("is_negotiated", \.isNegotiated, "個別の契約がある").alsoCalled("個別契約", "契約の有無", "契約形態")
            .hint("だれにでも同じ約款だけなら「いいえ」。そのときは、機密性2以上を入れられません。")
        Field("administrator", \.administrator, "クラウドサービス管理者").listed().alsoCalled(
            "管理者", "サービス管理者", "担当者", "管理責任者"
        )
        .hint("設定と利用者を見る人。在職の人を選びます。")
        Field("second_factor", \.secondFactor, "多要素認証").alsoCalled("MFA", "二要素認証", "二段階認証").hint(
            "管理者が、パスワードのほかでも確かめられているか。")
        Field("approved_on", \.approvedOn, "承認した日").listed().alsoCalled("承認日", "許可日", "利用承認日", "決裁日", "承認年月日")
            .hint("統括情報セキュリティ責任者が利用を認めた日。")
        Field("approved_until", \.approvedUntil, "承認の期限")
            .announced(
                daysBefore: 60, "クラウドサービスの承認が切れます。見直して承認し直すか、やめてください。", minutes: 30, for: "SEED-6(6)-e",
                unless: \.endsOn
            )
            .notBefore(\.approvedOn).alsoCalled(
                "承認期限", "許可期限", "利用期限", "有効期限"
            )
            .hint("期限がなければ空けておきます。")
        Field("reviewed_on", \.reviewedOn, "見直した日").listed().alsoCalled("見直し日", "確認日", "点検日", "棚卸日", "最終確認日")
            .hint("まだ要るか、設定と利用者が合っているかを見た日。毎年度見ます。")
        Field("starts_on", \.startsOn, "使い始めた日").alsoCalled("利用開始日", "開始日", "契約開始日").hint("職員が使えるようになった日。")
        Field("ends_on", \.endsOn, "使う最後の日").notBefore(\.startsOn).alsoCalled("利用終了日", "終了日", "解約日", "契約終了日")
            .hint("やめたら入れます。")
        Field("erasure_proved_on", \.erasureProvedOn, "データ消去を確かめた日").notBefore(\.startsOn)
            .alsoCalled("消去確認日", "データ消去日", "消去証明日", "消去日")
            .hint("やめたあと、入れたデータが消えたことを確かめた日。")
        Field("reason", \.reason, "登録のないものを選んだ理由").long().alsoCalled("選定理由", "理由", "選定の理由", "採用理由")
            .hint("ISMAPに登録がないときに、どう安全を確かめたか。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
        Field("domains", \.domains, "通信先のドメイン").searched().long()
            .alsoCalled("ドメイン", "ドメイン名", "URL", "接続先ドメイン", "FQDN")
            .hint("サービスの通信先を、一行に一つ。承認していないサービスへの通信を見分けます。", example: "kaigi.example.com")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
