import Primitives

/// A section head's own unit: the lists that wait for a signature, then what is to be corrected.
public struct SectionHeadHomePage: Page {
    /// The day that all this holds on.
    public var today: Day
    /// The name of the unit.
    public var unit: String
    /// The lists of rounds that wait for this person, those due first.
    public var lists: [WorkLine]
    /// What else waits for this person.
    public var work: [WorkLine]

    /// Every part by name.
    public init(today: Day, unit: String, lists: [WorkLine], work: [WorkLine]) {
        self.today = today
        self.unit = unit
        self.lists = lists
        self.work = work
    }

    public var title: String { "\(unit)の確認" }
    public var place: MenuPlace? { .home }

    public func write(into html: inout HTML) {
        html.h1("\(unit)の確認")
        html.h2("棚卸")
        html.work(lists, ifNone: "いま確認していただく棚卸はありません。")
        html.h2("ほかにお願いしていること")
        html.work(work, ifNone: "ほかにお願いしていることはありません。")
    }
}
