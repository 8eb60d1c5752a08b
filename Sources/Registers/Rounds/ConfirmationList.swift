import Primitives

/// 棚卸の一覧: what one unit keeps, frozen for a round, and the signature of its head.
public struct ConfirmationList: Record {
    public let title: String
    public let round: Link<ConfirmationRound>
    public let unit: Link<OrganizationUnit>
    public let kind: ConfirmationRound.Kind
    public let startedOn: Day
    public let dueOn: Day
    public let frozenAt: Int
    public let frozenCount: Int
    public let frozenHash: String
    public let signedOn: Day?
    public let signedBy: Link<Person>?
    public let signedName: String?
    public let signedCount: Int?
    public let signedHash: String?
    public let sentBackOn: Day?
    public let sentBackReason: String?
    public let closedOn: Day?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, round: Link<ConfirmationRound>, unit: Link<OrganizationUnit>,
        kind: ConfirmationRound.Kind, startedOn: Day, dueOn: Day, frozenAt: Int, frozenCount: Int,
        frozenHash: String, signedOn: Day? = nil, signedBy: Link<Person>? = nil, signedName: String? = nil,
        signedCount: Int? = nil, signedHash: String? = nil, sentBackOn: Day? = nil,
        sentBackReason: String? = nil, closedOn: Day? = nil
    ) {
        self.title = title
        self.round = round
        self.unit = unit
        self.kind = kind
        self.startedOn = startedOn
        self.dueOn = dueOn
        self.frozenAt = frozenAt
        self.frozenCount = frozenCount
        self.frozenHash = frozenHash
        self.signedOn = signedOn
        self.signedBy = signedBy
        self.signedName = signedName
        self.signedCount = signedCount
        self.signedHash = signedHash
        self.sentBackOn = sentBackOn
        self.sentBackReason = sentBackReason
        self.closedOn = closedOn
    }

    /// The title of a list: its round's and the unit's.
    public static func title(_ round: String, _ unit: String) -> String { "\(round)：\(unit)" }

    /// The unit as it was called when the list was frozen.
    public var unitName: String { Self.unitName(in: title) }

    /// The unit in the title of a list.
    public static func unitName(in title: String) -> String {
        title.split(separator: "：").last.map(String.init) ?? title
    }

    /// Whether its head may still answer.
    public var isOpen: Bool { signedOn == nil && closedOn == nil }

    public static let registerName = "confirmation-lists"
    public static let register = Register<Self>(
        "棚卸の一覧", clauses: ["2(3)", "5", "6(2)", "6(4)"],
        purpose: "棚卸で所属ごとに固定した一覧と、所属長の署名の記録です。", record: Self.init
    ) {
        Field("title", \.title, "名称").listed()
        Field("round", \.round, "棚卸").listed()
        Field("unit", \.unit, "所属").listed()
        Field("kind", \.kind, "種類")
        Field("started_on", \.startedOn, "始めた日")
        Field("due_on", \.dueOn, "期限").listed()
        Field("frozen_at", \.frozenAt, "固定した時点（記録台帳の件数）")
        Field("frozen_count", \.frozenCount, "固定した件数").listed()
        Field("frozen_hash", \.frozenHash, "固定した一覧の照合値（SHA-256）")
        Field("signed_on", \.signedOn, "署名した日").listed()
        Field("signed_by", \.signedBy, "署名した人")
        Field("signed_name", \.signedName, "署名した人の氏名").listed()
        Field("signed_count", \.signedCount, "署名した件数").listed()
        Field("signed_hash", \.signedHash, "署名した一覧の照合値（SHA-256）")
        Field("sent_back_on", \.sentBackOn, "差し戻した日")
        Field("sent_back_reason", \.sentBackReason, "差し戻した理由").long()
        Field("closed_on", \.closedOn, "締めた日")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        Write(.office, .sectionHead(of: \.unit))
    }
}
