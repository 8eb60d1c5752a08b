/// 委託事業者: clauses 1 and 6(6); called 委託業者 or 受託業者 elsewhere in policies, one thing all the same.
public struct Contractor: Record {
    public let name: String
    public let corporateNumber: String?
    public let address: String?
    public let contact: String?
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, corporateNumber: String? = nil, address: String? = nil, contact: String? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.corporateNumber = corporateNumber
        self.address = address
        self.contact = contact
        self.note = note
    }

    public static let registerName = "contractors"
    public static let register = Register<Self>(
        "委託事業者", clauses: ["1", "6(6)", "8"], purpose: "情報資産を扱う委託先の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
        Field("corporate_number", \.corporateNumber, "法人番号").searched().listed()
        Field("address", \.address, "所在地").listed()
        Field("contact", \.contact, "連絡先").searched().hint("インシデントのとき夜間でもつながる番号。")
        Field("note", \.note, "備考").long()
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}
