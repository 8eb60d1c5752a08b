import Primitives

/// 記録の廃棄: a list of records past their retention, proposed by one person, approved by another, carried out as
/// one act (clause 5; the organization's rules on documents).
public struct DisposalProposal: Record {
    public let title: String
    public let proposedOn: Day
    public let proposedBy: Link<Person>?
    public let recordCount: Int
    public let listHash: String
    public let approvedOn: Day?
    public let approvedBy: Link<Person>?
    public let approvedAs: SecurityRole?
    public let carriedOutOn: Day?
    public let carriedOutBy: Link<Person>?
    public let versionCount: Int?
    public let ledgerEntry: Int?
    public let withdrawnOn: Day?

    /// The roles of which one has to approve.
    public static let approvers: [SecurityRole] = [.chiefSecurityManager, .ciso]

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, proposedOn: Day, proposedBy: Link<Person>? = nil, recordCount: Int, listHash: String,
        approvedOn: Day? = nil, approvedBy: Link<Person>? = nil, approvedAs: SecurityRole? = nil,
        carriedOutOn: Day? = nil, carriedOutBy: Link<Person>? = nil, versionCount: Int? = nil,
        ledgerEntry: Int? = nil, withdrawnOn: Day? = nil
    ) {
        self.title = title
        self.proposedOn = proposedOn
        self.proposedBy = proposedBy
        self.recordCount = recordCount
        self.listHash = listHash
        self.approvedOn = approvedOn
        self.approvedBy = approvedBy
        self.approvedAs = approvedAs
        self.carriedOutOn = carriedOutOn
        self.carriedOutBy = carriedOutBy
        self.versionCount = versionCount
        self.ledgerEntry = ledgerEntry
        self.withdrawnOn = withdrawnOn
    }

    /// Whether it waits for an approval or for being carried out.
    public var isOpen: Bool { carriedOutOn == nil && withdrawnOn == nil }

    public static let registerName = "disposal-proposals"
    public static let register = Register<Self>(
        "記録の廃棄", clauses: ["5"], purpose: "保存期間の過ぎた記録を、承認を受けて消した記録です。消した証明が残ります。", record: Self.init
    ) {
        Field("title", \.title, "名称").listed()
        Field("proposed_on", \.proposedOn, "起案した日").listed()
        Field("proposed_by", \.proposedBy, "起案した人").listed()
        Field("record_count", \.recordCount, "件数").listed()
        Field("list_hash", \.listHash, "一覧の照合値（SHA-256）")
        Field("approved_on", \.approvedOn, "承認した日").listed()
        Field("approved_by", \.approvedBy, "承認した人").listed()
        Field("approved_as", \.approvedAs, "承認した役割")
        Field("carried_out_on", \.carriedOutOn, "廃棄した日").listed()
        Field("carried_out_by", \.carriedOutBy, "廃棄した人")
        Field("version_count", \.versionCount, "消した版の数")
        Field("ledger_entry", \.ledgerEntry, "記録台帳の番号")
        Field("withdrawn_on", \.withdrawnOn, "取り下げた日")
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
