import Primitives

/// A revision of the policy as it was adopted: the text itself, and what is known of its adoption (clause
/// 序2(1), 9).
public struct PolicyRevision: Record {
    public let title: String
    public let text: String
    public let fileName: String?
    public let fileHash: String?
    public let decidedOn: Day?
    public let inForceOn: Day?
    public let note: String?
    /// Empty in revisions that were adopted before acknowledgements were counted.
    public let textHash: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, text: String, fileName: String? = nil, fileHash: String? = nil,
        decidedOn: Day? = nil, inForceOn: Day? = nil, note: String? = nil, textHash: String? = nil
    ) {
        self.title = title
        self.text = text
        self.fileName = fileName
        self.fileHash = fileHash
        self.decidedOn = decidedOn
        self.inForceOn = inForceOn
        self.note = note
        self.textHash = textHash
    }

    public static let registerName = "policy-revisions"
    public static let register = Register<Self>(
        "基本方針の版", clauses: ["序2(1)", "9"], purpose: "採用した基本方針の本文そのものと、決裁・施行の日の記録です。",
        record: Self.init
    ) {
        Field("title", \.title, "題名").searched().listed()
        Field("text", \.text, "本文").long()
        Field("file_name", \.fileName, "元のファイル名").listed()
        Field("file_hash", \.fileHash, "元のファイルの指紋（SHA-256）")
        Field("decided_on", \.decidedOn, "決裁日").listed()
        Field("in_force_on", \.inForceOn, "施行日").listed()
        Field("note", \.note, "備考").long()
        Field("text_hash", \.textHash, "文章の照合値（SHA-256）").digest(of: "title", "text")
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
