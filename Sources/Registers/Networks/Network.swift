import Primitives

/// ネットワーク: clauses 2(1), 2(5), 2(6) and 6(1). Zones are data: bodies run two, three or four of them.
public struct Network: Record {
    public let name: String
    public let exposure: Exposure
    public let tier: Tier?
    public let manager: Link<OrganizationUnit>?
    public let internetExits: Int?
    public let logicallySeparated: Confirmation?
    public let physicallySeparated: Confirmation?
    public let relaysListed: Confirmation?
    public let separationConfirmedOn: Day?
    public let diagramConfirmedOn: Day?
    public let note: String?
    public let hasSecondFactor: Confirmation?
    public let exportsBlocked: Confirmation?
    public let sanitizes: Confirmation?
    public let tierConfirmedOn: Day?
    public let addressRanges: String?

    /// Whether packets can reach the internet from it.
    public enum Exposure: String, Choice {
        case internetFacing = "internet-facing"
        case closed
        public var title: String {
            switch self {
            case .internetFacing: "インターネットにつながる"
            case .closed: "閉域（インターネットから分離）"
            }
        }
    }

    /// The guideline's three tiers (三層の対策), for mapping; a body may have other zones.
    public enum Tier: String, Choice {
        case individualNumber = "individual-number"
        case lgwan
        case internet
        case other
        public var title: String {
            switch self {
            case .individualNumber: "マイナンバー利用事務系"
            case .lgwan: "LGWAN接続系"
            case .internet: "インターネット接続系"
            case .other: "その他"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, exposure: Exposure, tier: Tier? = nil, manager: Link<OrganizationUnit>? = nil,
        internetExits: Int? = nil, logicallySeparated: Confirmation? = nil,
        physicallySeparated: Confirmation? = nil, relaysListed: Confirmation? = nil,
        separationConfirmedOn: Day? = nil, diagramConfirmedOn: Day? = nil, note: String? = nil,
        hasSecondFactor: Confirmation? = nil, exportsBlocked: Confirmation? = nil,
        sanitizes: Confirmation? = nil, tierConfirmedOn: Day? = nil, addressRanges: String? = nil
    ) {
        self.name = name
        self.exposure = exposure
        self.tier = tier
        self.manager = manager
        self.internetExits = internetExits
        self.logicallySeparated = logicallySeparated
        self.physicallySeparated = physicallySeparated
        self.relaysListed = relaysListed
        self.separationConfirmedOn = separationConfirmedOn
        self.diagramConfirmedOn = diagramConfirmedOn
        self.note = note
        self.hasSecondFactor = hasSecondFactor
        self.exportsBlocked = exportsBlocked
        self.sanitizes = sanitizes
        self.tierConfirmedOn = tierConfirmedOn
        self.addressRanges = addressRanges
    }

    public static let registerName = "networks"
    public static let register = Register<Self>(
        "ネットワーク", clauses: ["2(1)", "2(5)", "2(6)", "6(1)"],
        purpose: "どのネットワークがインターネットにつながり、どれが閉域かを示す一覧です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
            .hint("規程での呼び名のまま。「内部情報システムネットワーク」はインターネットにつながる側です。")
        Field("exposure", \.exposure, "インターネットとの関係").listed()
            .hint("この側の端末から、インターネットのページが見られるか。")
        Field("tier", \.tier, "三層の対策での区分").listed()
            .hint("ガイドラインの三つの区分に当てはめると、どれになるか。")
        Field("manager", \.manager, "管理する所属").listed()
            .hint("設定と構成図に責任を持つ所属。")
        Field("internet_exits", \.internetExits, "インターネットとの接続口の数").listed()
            .hint("つながる側は1か所に集約します。閉域は0です。", example: "1")
        Field("logically_separated", \.logicallySeparated, "論理的な分離の確認")
            .hint("経路とファイアウォールの設定で、外側と通じないことを見た結果。")
        Field("physically_separated", \.physicallySeparated, "物理的な分離の確認")
            .hint("回線と機器が外側と分かれていることを、現地で見た結果。")
        Field("relays_listed", \.relaysListed, "中継点（特定通信・媒体の受渡し）の一覧化")
            .hint("外側と通じる道が、「ネットワーク間の接続」にすべて書き出されているかを見た結果。")
        Field("separation_confirmed_on", \.separationConfirmedOn, "分離を確認した日").listed()
            .hint("設定か現地で、分離を確かめた日。年に一度は確かめます。")
        Field("diagram_confirmed_on", \.diagramConfirmedOn, "構成図を確認した日").listed()
            .hint("構成図と実際が合っていることを確かめた日。年に一度は確かめます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
        Field("has_second_factor", \.hasSecondFactor, "多要素認証の確認").alsoCalled("多要素認証", "二要素認証")
            .hint("マイナンバー利用事務系では、パスワードのほかにカードや指紋などでも確かめます。")
        Field("exports_blocked", \.exportsBlocked, "媒体への書き出しの禁止").alsoCalled("持ち出し不可設定", "書き出し禁止")
            .hint("マイナンバー利用事務系では、端末から媒体へ書き出せないように設定します。")
        Field("sanitizes", \.sanitizes, "無害化の確認").alsoCalled("無害化", "無害化通信")
            .hint("LGWAN接続系では、外側から入るメールとファイルを無害にします。")
        Field("tier_confirmed_on", \.tierConfirmedOn, "三層の対策を確かめた日").alsoCalled("三層確認日")
            .hint("設定を開いて、上の対策が働いていることを見た日。年に一度は見ます。")
        Field("address_ranges", \.addressRanges, "アドレスの範囲").searched().long()
            .alsoCalled("IPアドレス帯", "IPアドレス範囲", "セグメント", "サブネット", "ネットワークアドレス", "CIDR")
            .hint("このネットワークで使うIPアドレスの範囲を、一行に一つ。通信の記録から、どのネットワークかを見分けます。", example: "10.20.0.0/16")
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}

/// Whether something was looked at and found so.
public enum Confirmation: String, Choice {
    case confirmed
    case refuted
    public var title: String {
        switch self {
        case .confirmed: "確認した"
        case .refuted: "できていない"
        }
    }
}
