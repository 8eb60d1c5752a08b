import Primitives

/// 証拠: a file (or a note of where a paper lies) with hash, period and owner; attached once, linked to many.
public struct Evidence: Record {
    public let title: String
    public let fileName: String?
    public let fileHash: String?
    public let byteCount: Int?
    public let periodFrom: Day?
    public let periodTo: Day?
    public let collectedOn: Day?
    public let owner: Link<OrganizationUnit>?
    public let place: String?
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, fileName: String? = nil, fileHash: String? = nil, byteCount: Int? = nil,
        periodFrom: Day? = nil, periodTo: Day? = nil, collectedOn: Day? = nil,
        owner: Link<OrganizationUnit>? = nil, place: String? = nil, note: String? = nil
    ) {
        self.title = title
        self.fileName = fileName
        self.fileHash = fileHash
        self.byteCount = byteCount
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.collectedOn = collectedOn
        self.owner = owner
        self.place = place
        self.note = note
    }

    public static let registerName = "evidence"
    public static let register = Register<Self>(
        "証拠", clauses: ["7", "9"], purpose: "実施したことを示すファイルや書類です。中身は指紋（ハッシュ）で守られます。",
        record: Self.init
    ) {
        Field("title", \.title, "件名").searched().listed()
            .hint("何を示すものか。", example: "令和8年度 研修の出席簿")
        // Who could type a hash could fetch the file of another unit by it.
        Field("file_name", \.fileName, "ファイル名").searched().listed().madeByActs()
            .hint("登録したファイルの名前。")
        Field("file_hash", \.fileHash, "ファイルの指紋（SHA-256）").madeByActs()
            .hint("中身が変わっていないことを示す値。自動で入ります。")
        Field("byte_count", \.byteCount, "大きさ（バイト）").madeByActs()
            .hint("自動で入ります。")
        Field("period_from", \.periodFrom, "対象期間の初日").listed()
            .hint("いつからのことを示すか。")
        Field("period_to", \.periodTo, "対象期間の最終日").listed()
            .hint("いつまでのことを示すか。")
        Field("collected_on", \.collectedOn, "入手した日").listed().retained(years: 5)
            .hint("受け取った日。")
        Field("owner", \.owner, "所管の所属").listed()
            .hint("元のファイルや書類を持っている所属。")
        Field("place", \.place, "保管場所（紙の場合）").searched()
            .hint("紙のものは、あとから取り出せるように。", example: "本部2階 書庫 3番")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
