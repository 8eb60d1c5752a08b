import Primitives

/// ソフトウェアとライセンス: clauses 4(2) and 6(4): what may be installed, how often, until when.
public struct Software: Record {
    public let name: String
    public let version: String?
    public let maker: String?
    public let kind: Kind?
    public let keeper: Link<OrganizationUnit>?
    public let network: Link<Network>?
    public let permittedOn: Day?
    public let purpose: String?
    public let licencesBought: Int?
    public let licencesUsed: Int?
    public let licenceEndsOn: Day?
    public let supportEndsOn: Day?
    public let confirmedOn: Day?
    public let removedOn: Day?
    public let note: String?

    /// What it is for.
    public enum Kind: String, Choice {
        case system, business, office, security, free, other
        public var title: String {
            switch self {
            case .system: "OS・基本ソフト"
            case .business: "業務ソフト"
            case .office: "文書・表計算"
            case .security: "セキュリティ対策ソフト"
            case .free: "無償ソフト"
            case .other: "その他のソフト"
            }
        }
    }

    public static let registerName = "software"
    public static let register = Register<Self>(
        "ソフトウェアとライセンス", clauses: ["4(2)", "6(4)"],
        purpose: "入れてよいソフトウェアと、ライセンスの数、サポートの期限の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "ソフトウェア名").searched().listed()
            .alsoCalled("ソフト名", "名称", "製品名", "アプリ名", "アプリケーション名", "ソフトウェア名称", "ライセンス名", "DisplayName")
            .hint("製品の名前。", example: "表計算ソフト")
        Field("version", \.version, "バージョン").searched().listed().alsoCalled(
            "版", "Ver", "版数", "Version", "バージョン番号"
        )
        .hint("脆弱性の知らせに、該当するかを見るために使います。", example: "2024.1")
        Field("maker", \.maker, "メーカー").searched().alsoCalled("製造元", "発行元", "ベンダー", "開発元", "Publisher")
            .hint("作った会社。")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分", "ソフト種別", "分類")
            .hint("無償のものも登録します。", example: "業務ソフト")
        Field("keeper", \.keeper, "所管所属").listed().alsoCalled("所管課", "使用課", "管理課", "申請課", "所属", "部署")
            .hint("使っている所属、または全体のために管理する所属。")
        Field("network", \.network, "使うネットワーク").alsoCalled("系統", "利用系統", "使用系統", "ネットワーク")
            .hint("どちらの側の端末に入れるか。")
        Field("permitted_on", \.permittedOn, "導入を許可した日").listed()
            .alsoCalled("許可日", "承認日", "導入許可日", "導入承認日", "許可年月日")
            .hint("許可のないソフトウェアは入れられません。")
        Field("purpose", \.purpose, "用途").searched().long().alsoCalled("利用目的", "使用目的", "目的", "概要")
            .hint("何に使うか。", example: "図面を見る")
        Field("licences_bought", \.licencesBought, "持っているライセンスの数")
            .alsoCalled("ライセンス数", "保有数", "購入数", "保有ライセンス数", "契約数")
            .hint("無償や台数に限りのないものは、空けておきます。", example: "50")
        Field("licences_used", \.licencesUsed, "使っている数").alsoCalled(
            "使用数", "インストール数", "導入数", "利用数", "使用ライセンス数"
        )
        .hint("入れた台数。持っている数を超えないこと。", example: "48")
        Field("licence_ends_on", \.licenceEndsOn, "ライセンスの期限")
            .announced(
                daysBefore: 60, "ライセンスが切れます。更新か、取り除くことを決めてください。", minutes: 20, for: "SEED-4(2)",
                unless: \.removedOn
            )
            .alsoCalled("ライセンス期限", "契約期限", "有効期限", "更新日", "利用期限")
            .hint("続けるなら、この日までに更新します。")
        Field("support_ends_on", \.supportEndsOn, "サポートの期限").listed()
            .alsoCalled("サポート期限", "サポート終了日", "EOS", "EOL", "サポート終了")
            .hint("修正プログラムが出る最後の日。")
        Field("confirmed_on", \.confirmedOn, "確かめた日").alsoCalled("棚卸日", "確認日", "点検日")
            .hint("入っている台数を数えた日。")
        Field("removed_on", \.removedOn, "使うのをやめた日").notBefore(\.permittedOn)
            .alsoCalled("廃止日", "削除日", "アンインストール日", "使用終了日")
            .hint("すべての端末から取り除いた日。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
