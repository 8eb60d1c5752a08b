import Primitives

/// The adoption of a revision by one organ, and its publication (地方自治法244条の6: each organ, published without
/// delay).
public struct PolicyAdoption: Record {
    public let organ: Organ
    public let revision: Link<PolicyRevision>
    public let decidedOn: Day?
    public let publishedOn: Day?
    public let publishedAt: String?
    public let note: String?

    /// The organs of a wide-area association that each owe a policy; they may adopt one together.
    public enum Organ: String, Choice {
        case head, assembly, auditCommissioners = "audit-commissioners", fire, equity, other
        public var title: String {
            switch self {
            case .head: "管理者"
            case .assembly: "議会"
            case .auditCommissioners: "監査委員"
            case .fire: "消防長"
            case .equity: "公平委員会"
            case .other: "その他の執行機関"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        organ: Organ, revision: Link<PolicyRevision>, decidedOn: Day? = nil, publishedOn: Day? = nil,
        publishedAt: String? = nil, note: String? = nil
    ) {
        self.organ = organ
        self.revision = revision
        self.decidedOn = decidedOn
        self.publishedOn = publishedOn
        self.publishedAt = publishedAt
        self.note = note
    }

    public static let registerName = "policy-adoptions"
    public static let register = Register<Self>(
        "策定と公表", clauses: ["序2(1)", "10"], purpose: "どの機関がいつ定め、いつどこで公表したかの記録です。",
        record: Self.init
    ) {
        Field("organ", \.organ, "機関").listed()
            .hint("方針を定めた機関。")
        Field("revision", \.revision, "版").listed()
            .hint("どの版を定めたか。")
        Field("decided_on", \.decidedOn, "定めた日").listed()
            .hint("決裁か議決の日。")
        Field("published_on", \.publishedOn, "公表した日").listed()
            .hint("住民が読めるようになった日。")
        Field("published_at", \.publishedAt, "公表の場所（URL等）").searched().listed()
            .hint("どこで読めるか。", example: "組合ホームページ")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    } check: { adoption in
        guard let decided = adoption.decidedOn, let published = adoption.publishedOn, published < decided
        else {
            return []
        }
        return [Problem("adoption.dates", "公表した日が定めた日より前です。どちらかを直してください。", field: "published_on")]
    }
}
