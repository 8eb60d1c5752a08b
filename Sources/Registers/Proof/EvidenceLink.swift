import Primitives

/// 証拠と要求事項: a piece of evidence shows something for a requirement: attached once, used for many.
public struct EvidenceLink: Record {
    public let requirement: String
    public let evidence: Link<Evidence>
    public let owner: Link<OrganizationUnit>?
    public let linkedOn: Day
    public let linkedBy: Link<Person>?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        requirement: String, evidence: Link<Evidence>, owner: Link<OrganizationUnit>? = nil, linkedOn: Day,
        linkedBy: Link<Person>? = nil
    ) {
        self.requirement = requirement
        self.evidence = evidence
        self.owner = owner
        self.linkedOn = linkedOn
        self.linkedBy = linkedBy
    }

    public static let registerName = "evidence-links"
    public static let register = Register<Self>(
        "証拠と要求事項", clauses: ["7", "9"], purpose: "一つの証拠を、どの要求事項のために使うかの記録です。", record: Self.init
    ) {
        Field("requirement", \.requirement, "要求事項").listed().namesRequirement()
        Field("evidence", \.evidence, "証拠").listed()
        Field("owner", \.owner, "証拠を所管する所属")
        Field("linked_on", \.linkedOn, "結び付けた日").listed()
        Field("linked_by", \.linkedBy, "結び付けた人")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
