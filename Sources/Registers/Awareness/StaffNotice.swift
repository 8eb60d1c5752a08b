import Primitives

/// お知らせ: what the office gives to staff to read and to confirm (clauses 序3, 6(3), 8): rules, procedures,
/// calls for attention.
///
/// A changed title or text has another digest, which opens it anew for everybody who had read it.
public struct StaffNotice: Record {
    public let title: String
    public let text: String
    public let purpose: Purpose
    public let unit: Link<OrganizationUnit>?
    public let clause: String?
    public let startsOn: Day
    public let dueOn: Day?
    public let endsOn: Day?
    public let textHash: String?

    /// What reading it shows; the criteria count each purpose for the requirement that it serves.
    public enum Purpose: String, Choice {
        case rules, procedure, awareness, pledge, other
        public var title: String {
            switch self {
            case .rules: "職員の守ること"
            case .procedure: "実施手順・手順書"
            case .awareness: "大切さの共有・注意の呼びかけ"
            case .pledge: "守る約束（誓約）"
            case .other: "そのほか"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, text: String, purpose: Purpose, unit: Link<OrganizationUnit>? = nil,
        clause: String? = nil, startsOn: Day, dueOn: Day? = nil, endsOn: Day? = nil, textHash: String? = nil
    ) {
        self.title = title
        self.text = text
        self.purpose = purpose
        self.unit = unit
        self.clause = clause
        self.startsOn = startsOn
        self.dueOn = dueOn
        self.endsOn = endsOn
        self.textHash = textHash
    }

    public static let registerName = "staff-notices"
    public static let register = Register<Self>(
        "お知らせ", clauses: ["序3", "6(3)", "8"],
        purpose: "職員に読んで確かめてもらう文章です。だれが読んだかを、職員等の台帳と比べて数えます。", record: Self.init
    ) {
        Field("title", \.title, "件名").searched().listed()
            .hint("読む人が、開く前に中身の分かる題。", example: "不審なメールを開かないために")
        Field("text", \.text, "本文").long().searched()
            .hint("2分で読める長さにします。件名か本文を直すと、読んだ人にもう一度お願いします。")
        Field("purpose", \.purpose, "何のためのお知らせか").listed()
            .hint("遵守事項か、手順書か、注意の呼びかけか。")
        Field("unit", \.unit, "読む所属").listed().hint("一つの所属だけに読んでもらうときに選びます。空けておくと全員です。")
        Field("clause", \.clause, "根拠の条項")
            .hint("方針のどの条項に基づくか。", example: "6(3)")
        Field("starts_on", \.startsOn, "知らせる初日").listed()
            .hint("この日から、ホームに出ます。")
        Field("due_on", \.dueOn, "読んでもらう期限").listed()
            .hint("過ぎても読んでいない人を、お知らせします。")
        Field("ends_on", \.endsOn, "知らせる最終日").listed().hint("この日まで職員のホームに出します。空けておくと出し続けます。")
        Field("text_hash", \.textHash, "文章の照合値（SHA-256）").digest(of: "title", "text")
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    } check: { notice in
        var problems: [Problem] = []
        if let last = notice.endsOn, last < notice.startsOn {
            problems.append(
                Problem("notice.dates", "最終日が初日より前です。どちらかを直してください。", field: "ends_on"))
        }
        if let due = notice.dueOn, due < notice.startsOn {
            problems.append(
                Problem("notice.due", "読んでもらう期限が初日より前です。どちらかを直してください。", field: "due_on"))
        }
        return problems
    }
}
