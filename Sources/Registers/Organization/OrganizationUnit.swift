/// 所属: a section, station or facility office; the table that says who answers for what (clause 1).
public struct OrganizationUnit: Record {
    public let name: String
    public let parent: Link<OrganizationUnit>?
    public let site: Link<Site>?
    public let keepsAssets: Bool
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, parent: Link<OrganizationUnit>? = nil, site: Link<Site>? = nil, keepsAssets: Bool,
        note: String? = nil
    ) {
        self.name = name
        self.parent = parent
        self.site = site
        self.keepsAssets = keepsAssets
        self.note = note
    }

    public static let registerName = "organization-units"
    public static let register = Register<Self>(
        "所属", clauses: ["1", "3"],
        purpose: "だれがどの情報資産に責任を持つかの土台になる、課・署・施設の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique().alsoCalled("所属名", "課名", "部署名", "部署")
            .hint("辞令や組織図に書かれている名前。", example: "総務課")
        Field("parent", \.parent, "上位の所属").listed().alsoCalled("上位所属", "親所属", "部", "局")
            .hint("一つ上の所属。いちばん上なら空けておきます。", example: "消防本部")
        Field("site", \.site, "置かれる施設").listed()
            .hint("ふだん働いている建物。")
        Field("keeps_assets", \.keepsAssets, "情報資産を所管する").listed().alsoCalled("情報資産の有無", "資産所管")
            .hint("「はい」の所属に情報資産が1件も登録されていなければ「まだ確認できない」と示します。")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
