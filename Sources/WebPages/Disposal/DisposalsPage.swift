import Primitives

/// Records past their retention: how many there are, and the lists by which some left.
public struct DisposalsPage: Page {
    /// How many are past their retention today; nil for whoever may not propose.
    public var expiredCount: Int?
    /// The registers that keep their records for a time: title, day and years in words.
    public var rules: [(register: String, rule: String)]
    /// The lists, newest first.
    public var lists: [List]

    /// Every part by name.
    public init(expiredCount: Int?, rules: [(register: String, rule: String)], lists: [List]) {
        self.expiredCount = expiredCount
        self.rules = rules
        self.lists = lists
    }

    /// One list.
    public struct List: Sendable {
        /// Its identifier.
        public var id: String
        /// What it is called.
        public var title: String
        /// Records in it.
        public var recordCount: Int
        /// When it was proposed.
        public var proposedOn: Day
        /// How far it has come, in words.
        public var stage: String

        /// Every part by name.
        public init(id: String, title: String, recordCount: Int, proposedOn: Day, stage: String) {
            self.id = id
            self.title = title
            self.recordCount = recordCount
            self.proposedOn = proposedOn
            self.stage = stage
        }
    }

    public var title: String { "記録の廃棄" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers)])
        html.h1(title)
        html.p("保存期間の過ぎた記録は、承認された一覧によってだけ消せます。消した証明は残ります。", .class("lead"))
        if let expiredCount {
            html.p("いま保存期間が過ぎていて、ほかの記録から使われていないもの：\(grouped(expiredCount))件")
            if expiredCount > 0 {
                html.submission(to: .disposals, .class("form")) { html in
                    html.fields([
                        FormField("title", "一覧の名称", .text(maximumLength: 100), hint: "空けておくと、今日の日付が入ります。")
                    ])
                    html.buttons("廃棄の一覧を作る")
                }
                html.p("作っただけでは何も消えません。", .class("hint"))
            }
        }
        if !lists.isEmpty {
            html.h2("これまでの一覧")
            html.dataTable(
                "これまでの一覧", ["名称", "件数", "起案した日", "状態"].map { TableColumn($0) }, hidesCaption: true
            ) { html in
                for list in lists {
                    html.tr { html in
                        html.rowHeading(list.title, .disposal(list.id))
                        html.cell(.number(list.recordCount))
                        html.cell(.day(list.proposedOn))
                        html.cell(.text(list.stage))
                    }
                }
            }
        }
        html.h2("保存期間のある台帳")
        html.dl(.class("facts")) { html in for each in rules { html.pair(each.register, each.rule) } }
        html.p("ここにない台帳の記録は、期限を決めずに残ります。", .class("hint"))
    }
}
