import Primitives

/// The organization itself: one record.
public struct OrganizationProfile: Record {
    public let name: String
    public let kind: Kind
    public let note: String?
    public let domains: String?

    /// What kind of body it is (地方自治法 for associations through article 292).
    public enum Kind: String, Choice {
        case association, union, municipality, prefecture, other
        public var title: String {
            switch self {
            case .association: "一部事務組合"
            case .union: "広域連合"
            case .municipality: "市区町村"
            case .prefecture: "都道府県"
            case .other: "その他"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, kind: Kind, note: String? = nil, domains: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.note = note
        self.domains = domains
    }

    public static let registerName = "organization-profile"
    public static let register = Register<Self>(
        "団体", clauses: ["1"], purpose: "この記録を持つ団体です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
        Field("kind", \.kind, "団体の種類").listed()
        Field("note", \.note, "備考").long()
        Field("domains", \.domains, "団体のドメイン名").long()
            .hint("団体のホームページやメールのドメイン名を、一行に一つ。よく似せた偽物を見つけます。", example: "kumiai.example.jp")
    } access: {
        Read(.everyone, .configurators)
        Write(.office, .configurators)
    }
}
