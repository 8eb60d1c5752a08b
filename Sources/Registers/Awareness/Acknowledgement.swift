import Primitives

/// 読んだという確認: this person has read this very text, on this day (clauses 序3, 6(3), 8).
///
/// It names the digest of what was read. A new revision or a changed notice has another, so that nobody is
/// taken to have read what was written later.
public struct Acknowledgement: Record {
    public let title: String
    public let notice: Link<StaffNotice>?
    public let revision: Link<PolicyRevision>?
    public let textHash: String
    public let person: Link<Person>
    public let acknowledgedOn: Day

    /// A record with these values; it speaks of a notice or of a revision of the policy.
    public init(
        title: String, notice: Link<StaffNotice>? = nil, revision: Link<PolicyRevision>? = nil,
        textHash: String, person: Link<Person>, acknowledgedOn: Day
    ) {
        self.title = title
        self.notice = notice
        self.revision = revision
        self.textHash = textHash
        self.person = person
        self.acknowledgedOn = acknowledgedOn
    }

    public static let registerName = "acknowledgements"
    public static let register = Register<Self>(
        "読んだという確認", clauses: ["序3", "6(3)", "8"],
        purpose: "だれが、どの文章のどの版を、いつ読んだかの記録です。本人が「読みました」を押すと残ります。", record: Self.init
    ) {
        Field("title", \.title, "読んだもの").searched().listed()
        Field("notice", \.notice, "お知らせ")
        Field("revision", \.revision, "基本方針の版")
        Field("text_hash", \.textHash, "読んだ文章の照合値（SHA-256）")
        Field("person", \.person, "読んだ人").listed()
        Field("acknowledged_on", \.acknowledgedOn, "読んだ日").listed().retained(years: 5)
    } access: {
        Read(.office, .auditors, .person(in: \.person))
        Write(.person(in: \.person))
    } check: { acknowledgement in
        (acknowledgement.notice == nil) == (acknowledgement.revision == nil)
            ? [Problem("acknowledgement.subject", "読んだものを一つ選んでください。", field: "notice")] : []
    }
}
