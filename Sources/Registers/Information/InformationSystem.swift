import Primitives

/// 情報システム: clause 2(2).
public struct InformationSystem: Record {
    public let name: String
    public let owner: Link<OrganizationUnit>?
    public let network: Link<Network>?
    public let contract: Link<Contract>?
    public let purpose: String?
    public let renewsOn: Day?
    public let inServiceBefore20270701: Bool?
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, owner: Link<OrganizationUnit>? = nil, network: Link<Network>? = nil,
        contract: Link<Contract>? = nil, purpose: String? = nil, renewsOn: Day? = nil,
        inServiceBefore20270701: Bool? = nil, note: String? = nil
    ) {
        self.name = name
        self.owner = owner
        self.network = network
        self.contract = contract
        self.purpose = purpose
        self.renewsOn = renewsOn
        self.inServiceBefore20270701 = inServiceBefore20270701
        self.note = note
    }

    public static let registerName = "information-systems"
    public static let register = Register<Self>(
        "情報システム", clauses: ["2(2)", "6(4)", "6(5)"],
        purpose: "どの所属がどのシステムを、どのネットワークで使っているかの一覧です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
        Field("owner", \.owner, "所管所属").listed().alsoCalled("所管課", "管理所属", "担当課", "担当部署", "所属")
        Field("network", \.network, "置かれるネットワーク").listed().alsoCalled("ネットワーク", "接続先")
        Field("contract", \.contract, "保守の契約")
        Field("purpose", \.purpose, "用途").searched().long().alsoCalled("利用目的", "概要", "業務内容")
        Field("renews_on", \.renewsOn, "更新予定日").listed().alsoCalled("更新時期", "リース満了日", "更新予定")
        Field("in_service_before_20270701", \.inServiceBefore20270701, "令和9年7月1日より前から使用")
            .hint("施行規則16条の3の第5号は、施行の際に現にあるシステムには更新まで適用されません。")
        Field("note", \.note, "備考").long()
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
