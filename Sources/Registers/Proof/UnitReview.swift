import Primitives

/// 所属の確認: a section head went through the unit's list and found it as it was (clauses 2(3), 5).
///
/// The day stands in every record that was confirmed as well; this tells who said so, and of how many.
public struct UnitReview: Record {
    public let list: List
    public let unit: Link<OrganizationUnit>
    public let reviewedOn: Day
    public let reviewedBy: Link<Person>?
    public let confirmedCount: Int
    public let leftCount: Int

    /// The lists that a unit confirms as a whole.
    public enum List: String, Choice {
        case informationAssets = "information-assets"
        public var title: String {
            switch self {
            case .informationAssets: "情報資産"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        list: List, unit: Link<OrganizationUnit>, reviewedOn: Day, reviewedBy: Link<Person>? = nil,
        confirmedCount: Int, leftCount: Int
    ) {
        self.list = list
        self.unit = unit
        self.reviewedOn = reviewedOn
        self.reviewedBy = reviewedBy
        self.confirmedCount = confirmedCount
        self.leftCount = leftCount
    }

    public static let registerName = "unit-reviews"
    public static let register = Register<Self>(
        "所属の確認", clauses: ["2(3)", "5"],
        purpose: "所属長が一覧を見て「前回と同じ」と確かめた記録です。確かめた日は、一件ごとの記録にも入ります。", record: Self.init
    ) {
        Field("list", \.list, "一覧").listed()
        Field("unit", \.unit, "所属").listed()
        Field("reviewed_on", \.reviewedOn, "確かめた日").listed()
        Field("reviewed_by", \.reviewedBy, "確かめた人").listed()
        Field("confirmed_count", \.confirmedCount, "確かめた件数").listed()
        Field("left_count", \.leftCount, "確かめられずに残った件数").listed()
            .hint("三つの値か理由が足りないものは、確かめたことにしません。")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        Write(.sectionHead(of: \.unit))
    }
}
