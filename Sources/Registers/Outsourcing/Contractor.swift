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
            .hint("契約書にある名前。", example: "架空電設株式会社")
        Field("corporate_number", \.corporateNumber, "法人番号").searched().listed()
            .hint("同じ名前の会社を見分けるために使います。13けたの番号です。", example: "1234567890123")
        Field("address", \.address, "所在地").listed()
            .hint("本社か、契約を結んだ支店の所在地。")
        Field("contact", \.contact, "連絡先").searched().hint("インシデントのとき夜間でもつながる番号。")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}
