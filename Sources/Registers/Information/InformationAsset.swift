import Primitives

/// 情報資産: clauses 2(3), 2(4) and 5: electronic information and whatever manages it, rated on three axes with
/// reasons.
public struct InformationAsset: Record {
    public let name: String
    public let kind: Kind?
    public let keeper: Link<OrganizationUnit>?
    public let system: Link<InformationSystem>?
    public let network: Link<Network>?
    public let personalInformation: PersonalInformation?
    public let confidentiality: Confidentiality?
    public let confidentialityReason: String?
    public let integrity: TwoLevels?
    public let integrityReason: String?
    public let availability: TwoLevels?
    public let availabilityReason: String?
    public let classifiedOn: Day?
    public let place: String?
    public let note: String?

    /// What the asset is made of.
    public enum Kind: String, Choice {
        case database, files, document, paper, medium, mechanism, other
        public var title: String {
            switch self {
            case .database: "データベース"
            case .files: "電子ファイル"
            case .document: "設計書・手順書等"
            case .paper: "紙の文書"
            case .medium: "電磁的記録媒体"
            case .mechanism: "仕組み（設定・プログラム）"
            case .other: "その他"
            }
        }
    }

    /// Whether it holds personal information, and of what kind (個人情報保護法2条).
    public enum PersonalInformation: String, Choice {
        case none, ordinary, sensitive, individualNumber = "individual-number"
        public var title: String {
            switch self {
            case .none: "含まない"
            case .ordinary: "含む"
            case .sensitive: "要配慮個人情報を含む"
            case .individualNumber: "特定個人情報（マイナンバー）を含む"
            }
        }
    }

    /// 自治体機密性 (guideline, edition of Reiwa 6 October and later).
    public enum Confidentiality: String, Choice {
        case level3A = "3A"
        case level3B = "3B"
        case level3C = "3C"
        case level2 = "2"
        case level1 = "1"
        public var title: String {
            switch self {
            case .level3A: "自治体機密性3A（秘密文書に当たる）"
            case .level3B: "自治体機密性3B（漏れると個人の権利を大きく害する）"
            case .level3C: "自治体機密性3C（公表を前提としない）"
            case .level2: "自治体機密性2（直ちには公表しない）"
            case .level1: "自治体機密性1（公表してよい）"
            }
        }
    }

    /// 完全性 and 可用性 have two levels.
    public enum TwoLevels: String, Choice {
        case level2 = "2"
        case level1 = "1"
        public var title: String {
            switch self {
            case .level2: "2（損なわれると業務や住民に重い影響がある）"
            case .level1: "1（影響は軽い）"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, kind: Kind? = nil, keeper: Link<OrganizationUnit>? = nil,
        system: Link<InformationSystem>? = nil, network: Link<Network>? = nil,
        personalInformation: PersonalInformation? = nil, confidentiality: Confidentiality? = nil,
        confidentialityReason: String? = nil, integrity: TwoLevels? = nil, integrityReason: String? = nil,
        availability: TwoLevels? = nil, availabilityReason: String? = nil, classifiedOn: Day? = nil,
        place: String? = nil, note: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.keeper = keeper
        self.system = system
        self.network = network
        self.personalInformation = personalInformation
        self.confidentiality = confidentiality
        self.confidentialityReason = confidentialityReason
        self.integrity = integrity
        self.integrityReason = integrityReason
        self.availability = availability
        self.availabilityReason = availabilityReason
        self.classifiedOn = classifiedOn
        self.place = place
        self.note = note
    }

    public static let registerName = "information-assets"
    public static let register = Register<Self>(
        "情報資産", clauses: ["2(3)", "2(4)", "5"],
        purpose: "情報資産がどこにあり、どれほど重要かの一覧です。重要度に応じて取扱いと対策が決まります。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed()
            .alsoCalled("資産名", "資産名称", "情報名", "文書名", "データ名")
            .hint("ふだんの呼び名。一人分ずつではなく、まとまりで登録します。", example: "救急搬送記録")
        Field("kind", \.kind, "種類").alsoCalled("種別", "資産の種類", "資産種別", "媒体")
            .hint("何の形で持っているか。")
        Field("keeper", \.keeper, "所管所属").listed()
            .alsoCalled("所管課", "所管部署", "管理所属", "管理部署", "担当課", "担当部署", "所属")
            .hint("この情報に責任を持ち、年に一度確かめる所属。")
        Field("system", \.system, "情報システム").alsoCalled("システム", "システム名", "利用システム")
            .hint("この情報が入っている情報システム。紙なら空けておきます。")
        Field("network", \.network, "置かれるネットワーク").alsoCalled("ネットワーク", "接続先", "系統")
            .hint("どちらの側に置いているか。")
        Field("personal_information", \.personalInformation, "個人情報").listed()
            .alsoCalled("個人情報の有無", "個人情報区分")
            .hint("名前や番号などで、だれのことか分かる情報が入っているか。")
        Field("confidentiality", \.confidentiality, "機密性").listed().alsoCalled("機密性区分", "機密性分類", "自治体機密性")
            .hint("漏れたときの困りかたで選びます。迷ったら、重いほうにします。")
        Field("confidentiality_reason", \.confidentialityReason, "機密性の理由").long()
            .hint("漏れたときに、だれがどのように困るか。", example: "搬送された方の病歴が含まれるため")
        Field("integrity", \.integrity, "完全性").listed().alsoCalled("完全性区分", "完全性分類", "安全性")
            .hint("規程によっては「安全性」とも呼びます。正しく、欠けていないこと。")
        Field("integrity_reason", \.integrityReason, "完全性の理由").long()
            .hint("書き換わったり欠けたりしたときに、何が起きるか。")
        Field("availability", \.availability, "可用性").listed().alsoCalled("可用性区分", "可用性分類")
            .hint("使えないと業務や人の安全に差し支えるか。")
        Field("availability_reason", \.availabilityReason, "可用性の理由").long()
            .hint("使えなくなったときに、いつまで待てるか。")
        Field("classified_on", \.classifiedOn, "分類を確認した日").listed()
            .confirmedInRounds(
                of: \.keeper,
                needing: [
                    \.confidentiality, \.confidentialityReason, \.integrity, \.integrityReason,
                    \.availability,
                    \.availabilityReason,
                ]
            )
            .alsoCalled("確認日", "分類日", "分類確認日", "最終確認日", "棚卸日")
            .hint("三つの値が今も正しいと確かめた日。年に一度は改めます。")
        Field("place", \.place, "保管場所").searched().alsoCalled("保存場所", "保管先", "設置場所")
            .hint("フォルダーの場所や、棚の番号。", example: "本部2階 書庫 3番")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ", "特記事項")
            .hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
