/// 施設: a place where the organization works (clause 1: scope).
public struct Site: Record {
    public let name: String
    public let address: String?
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, address: String? = nil, note: String? = nil
    ) {
        self.name = name
        self.address = address
        self.note = note
    }

    public static let registerName = "sites"
    public static let register = Register<Self>(
        "施設", clauses: ["1", "6(2)"], purpose: "本部、消防署、診療所、斎場など、情報資産が置かれる場所の一覧です。",
        record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
            .hint("建物の呼び名。", example: "中央消防署")
        Field("address", \.address, "所在地").searched().listed().alsoCalled("住所")
            .hint("災害のときに、集まる場所や影響の範囲を決めるために使います。")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
