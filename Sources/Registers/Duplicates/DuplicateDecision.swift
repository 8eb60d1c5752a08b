import Primitives

/// 重なりの判断: somebody looked at two records that seemed to be one thing, and said what they are.
///
/// Only identifiers stand in it: what the records are called is read where it may be read.
public struct DuplicateDecision: Record {
    public let list: String
    public let first: String
    public let second: String
    public let outcome: Outcome
    public let decidedBy: Link<Person>?
    public let decidedOn: Day

    /// What they are.
    public enum Outcome: String, Choice {
        case distinct
        case merged
        public var title: String {
            switch self {
            case .distinct: "別のもの"
            case .merged: "一つにまとめた"
            }
        }
    }

    /// A record with these values; of a merge `first` is the one that was kept.
    public init(
        list: String, first: String, second: String, outcome: Outcome, decidedBy: Link<Person>?,
        decidedOn: Day
    ) {
        self.list = list
        self.first = first
        self.second = second
        self.outcome = outcome
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
    }

    public static let registerName = "duplicate-decisions"
    public static let register = Register<Self>(
        "重なりの判断", clauses: ["2(3)"], purpose: "同じものに見えた二つの記録について、別のものか、一つにまとめたかの記録です。",
        record: Self.init
    ) {
        Field("list", \.list, "台帳").listed()
        Field("first", \.first, "一つめの記録（まとめたときは残したほう）").listed()
        Field("second", \.second, "二つめの記録（まとめたときは終わりにしたほう）").listed()
        Field("outcome", \.outcome, "判断").listed()
        Field("decided_by", \.decidedBy, "判断した人").listed()
        Field("decided_on", \.decidedOn, "判断した日").listed()
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office, .sectionHeads)
    }
}
