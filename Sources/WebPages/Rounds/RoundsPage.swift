import Primitives

/// 棚卸: the rounds for the office and the auditor, and a section head's own lists.
public struct RoundsPage: Page {
    /// The rounds, newest first; empty for whoever sees none.
    public var rounds: [Round]
    /// The viewer's own lists, those that wait for a signature first.
    public var own: [OwnList]
    /// Whether the viewer may start a round.
    public var mayStart: Bool
    /// Whether the viewer sees rounds at all.
    public var seesRounds: Bool

    /// Every part by name.
    public init(rounds: [Round] = [], own: [OwnList] = [], mayStart: Bool = false, seesRounds: Bool = false) {
        self.rounds = rounds
        self.own = own
        self.mayStart = mayStart
        self.seesRounds = seesRounds
    }

    /// One round.
    public struct Round: Sendable {
        /// Its identifier.
        public var id: String
        /// What people call it.
        public var title: String
        /// What is asked for, in words.
        public var kind: String
        /// When it began.
        public var startedOn: Day
        /// Until when it is answered.
        public var dueOn: Day
        /// Lists with a signature, of all.
        public var signedCount: Int
        /// All lists.
        public var listCount: Int
        /// Whether it is closed.
        public var isClosed: Bool

        /// Every part by name.
        public init(
            id: String, title: String, kind: String, startedOn: Day, dueOn: Day, signedCount: Int,
            listCount: Int, isClosed: Bool
        ) {
            self.id = id
            self.title = title
            self.kind = kind
            self.startedOn = startedOn
            self.dueOn = dueOn
            self.signedCount = signedCount
            self.listCount = listCount
            self.isClosed = isClosed
        }
    }

    /// One list of a section head.
    public struct OwnList: Sendable {
        /// Its identifier.
        public var id: String
        /// Round and unit.
        public var title: String
        /// Until when it is answered.
        public var dueOn: Day
        /// Rows that were frozen.
        public var rowCount: Int
        /// How it stands, in words.
        public var state: String

        /// Every part by name.
        public init(id: String, title: String, dueOn: Day, rowCount: Int, state: String) {
            self.id = id
            self.title = title
            self.dueOn = dueOn
            self.rowCount = rowCount
            self.state = state
        }
    }

    public var title: String { "棚卸" }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p("台帳に載っているものが今もそのとおりかを、所属ごとに確かめ、所属長が署名します。", .class("lead"))
        if mayStart {
            html.div(.class("actions")) { $0.a("棚卸を始める", .href(.newRound), .class("button primary")) }
        }
        if !own.isEmpty || !seesRounds { ownLists(into: &html) }
        if seesRounds { allRounds(into: &html) }
    }

    private func ownLists(into html: inout HTML) {
        html.h2("あなたの所属の一覧")
        guard !own.isEmpty else {
            html.p("いま確かめていただく一覧はありません。", .class("quiet"))
            return
        }
        html.dataTable(
            "あなたの所属の一覧", ["名称", "件数", "期限", "状態"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for list in own {
                html.tr { html in
                    html.rowHeading(list.title, .roundList(list.id))
                    html.cell(.number(list.rowCount))
                    html.cell(.day(list.dueOn))
                    html.cell(.text(list.state))
                }
            }
        }
    }

    private func allRounds(into html: inout HTML) {
        html.h2("行った棚卸")
        guard !rounds.isEmpty else {
            html.p("まだ一度も行っていません。行うまで、要求事項の判断は「まだ確認できない」のままのものがあります。", .class("quiet"))
            return
        }
        html.dataTable(
            "行った棚卸", ["名称", "種類", "始めた日", "期限", "署名した所属", "状態"].map { TableColumn($0) },
            hidesCaption: true
        ) { html in
            for round in rounds {
                html.tr { html in
                    html.rowHeading(round.title, .round(round.id))
                    html.cell(.text(round.kind))
                    html.cell(.day(round.startedOn))
                    html.cell(.day(round.dueOn))
                    html.cell(.text("\(round.listCount)のうち\(round.signedCount)"))
                    html.cell(.text(round.isClosed ? "締めた" : "受付中"))
                }
            }
        }
    }
}
