import Primitives

/// 監視の確認票: what was seen of a day or a month, what was not, and who signed for it.
public struct WatchSheet: Record {
    public let title: String
    public let kind: Kind
    public let period: String
    public let startsOn: Day
    public let endsOn: Day
    public let alertCount: Int
    public let openCount: Int
    public let gapCount: Int
    public let content: String
    public let contentHash: String
    public let signedBy: Link<Person>?
    public let signedName: String?
    public let signedOn: Day
    public let signedAt: String
    public let remark: String?

    /// Of how much time.
    public enum Kind: String, Choice {
        case day, month
        public var title: String {
            switch self {
            case .day: "日次"
            case .month: "月次"
            }
        }
    }

    public static let registerName = "watch-sheets"
    public static let register = Register<Self>(
        "監視の確認票", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "一日、一月の監視で、見たものと見られなかったものを固定し、だれが確かめたかを残します。", record: Self.init
    ) {
        Field("title", \.title, "名称").listed().madeByActs()
        Field("kind", \.kind, "種類").listed().madeByActs()
        Field("period", \.period, "期間").listed().unique().madeByActs()
        Field("starts_on", \.startsOn, "始まりの日").madeByActs()
        Field("ends_on", \.endsOn, "終わりの日").madeByActs()
        Field("alert_count", \.alertCount, "警報の数").listed().madeByActs()
        Field("open_count", \.openCount, "判断していない警報の数").listed().madeByActs()
        Field("gap_count", \.gapCount, "見られなかったものの数").listed().madeByActs()
        Field("content", \.content, "固定した内容").long().madeByActs()
        Field("content_hash", \.contentHash, "固定した内容の照合値（SHA-256）").madeByActs()
        Field("signed_by", \.signedBy, "署名した人").madeByActs()
        Field("signed_name", \.signedName, "署名した人の氏名").listed().madeByActs()
        Field("signed_on", \.signedOn, "署名した日").listed().madeByActs()
        Field("signed_at", \.signedAt, "署名した時刻（UTC）").madeByActs()
        Field("remark", \.remark, "所見").long().madeByActs()
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
