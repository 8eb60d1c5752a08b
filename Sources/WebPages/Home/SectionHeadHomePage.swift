import Primitives

/// A section head's own unit: each list is the same as last time, or gets corrected.
public struct SectionHeadHomePage: Page {
    /// The day that all this holds on.
    public var today: Day
    /// The name of the unit.
    public var unit: String
    /// The lists to confirm, those still open first.
    public var lists: [UnitList]
    /// What else waits for this person.
    public var work: [WorkLine]

    /// Every part by name.
    public init(today: Day, unit: String, lists: [UnitList], work: [WorkLine]) {
        self.today = today
        self.unit = unit
        self.lists = lists
        self.work = work
    }

    public var title: String { "\(unit)の確認" }
    public var place: MenuPlace? { .home }

    public func write(into html: inout HTML) {
        html.h1("\(unit)の確認")
        let open = lists.filter { $0.confirmedForNow == nil }
        html.p(
            open.isEmpty
                ? "いま確認していただくものはありません。ありがとうございました。"
                : "前回の内容と変わりがなければ「前回と同じ」を押すだけで終わります。違うところがあれば「直す」から直してください。",
            .class("lead"))
        for list in lists { list.write(today, into: &html) }
        html.h2("ほかにお願いしていること")
        html.work(work, ifNone: "ほかにお願いしていることはありません。")
    }
}

/// One list of a unit, such as its information assets.
public struct UnitList: Sendable {
    /// The register's name in the address.
    public var register: String
    /// The register's title, such as 情報資産.
    public var title: String
    /// The unit's id, sent with the confirmation.
    public var unitId: String
    /// The field of the register that names the unit, as a filter of its list.
    public var unitColumn: String
    /// What was shown, so that nothing is confirmed that somebody changed meanwhile.
    public var version: String
    /// How many records the unit has there.
    public var count: Int
    /// How many of them lack a value or a reason: those cannot be the same as last time.
    public var incompleteCount: Int
    /// The first few names.
    public var names: [String]
    /// When it was last confirmed, and by whom.
    public var lastConfirmed: Confirmation?
    /// Set where this round's confirmation is already there.
    public var confirmedForNow: Confirmation?
    /// Until when it is asked for.
    public var dueOn: Day?
    /// The clause that asks for it.
    public var clause: ClauseReference?

    /// Every part by name.
    public init(
        register: String, title: String, unitId: String, unitColumn: String, version: String, count: Int,
        incompleteCount: Int = 0, names: [String], lastConfirmed: Confirmation? = nil,
        confirmedForNow: Confirmation? = nil,
        dueOn: Day? = nil, clause: ClauseReference? = nil
    ) {
        self.register = register
        self.title = title
        self.unitId = unitId
        self.unitColumn = unitColumn
        self.version = version
        self.count = count
        self.incompleteCount = incompleteCount
        self.names = names
        self.lastConfirmed = lastConfirmed
        self.confirmedForNow = confirmedForNow
        self.dueOn = dueOn
        self.clause = clause
    }

    /// Who said so, and when.
    public struct Confirmation: Sendable {
        /// The day.
        public var on: Day
        /// The name; nil where the records were looked at one by one.
        public var by: String?

        /// Every part by name.
        public init(on: Day, by: String? = nil) {
            self.on = on
            self.by = by
        }
    }

    fileprivate func write(_ today: Day, into html: inout HTML) {
        html.section(.class("card")) { html in
            html.h2("\(title)（\(grouped(count))件）")
            if names.isEmpty {
                html.p("まだ1件も登録されていません。ないことも「確認できた」とはみなしません。", .class("quiet"))
            } else {
                html.p { html in
                    html.text(names.joined(separator: "、"))
                    guard count > names.count else { return }
                    html.text("　")
                    html.a("ほか\(grouped(count - names.count))件を見る", .href(.register(register), query: list))
                }
            }
            if incompleteCount > 0 {
                html.p("値か理由が足りないものが\(grouped(incompleteCount))件あります。これは「前回と同じ」に入りません。「直す」から補ってください。")
            }
            html.p(.class("hint")) { html in notes(today, into: &html) }
            if let done = confirmedForNow {
                html.p { html in
                    html.verdict(.confirmed)
                    html.text("　" + (done.by.map { "\($0)さんが" } ?? "一件ごとに確かめてあり、いちばん古いものは"))
                    html.day(done.on)
                    html.text(done.by == nil ? "です。" : "に確認しました。")
                }
            }
            html.div(.class("actions")) { html in
                if confirmedForNow == nil && count > incompleteCount { sameButton(into: &html) }
                html.a("直す", .href(.register(register), query: list), .class("button"))
            }
        }
    }

    private var list: [QueryItem] { [QueryItem(unitColumn, unitId)] }

    private func notes(_ today: Day, into html: inout HTML) {
        if confirmedForNow == nil, let late = dueOn?.days(until: today), late > 0 {
            html.span("\(late)日おくれ", .class("when late"))
            html.text("　")
        }
        if let last = lastConfirmed {
            html.text("前回の確認：")
            html.day(last.on)
            html.text((last.by.map { " \($0)さん" } ?? "") + "　")
        } else {
            html.text("前回の確認：なし　")
        }
        if let dueOn {
            html.due(dueOn)
            html.text("　")
        }
        if let clause {
            html.clause(clause, short: true)
            html.text("　")
        }
        html.span("目安 1分", .class("nowrap"))
    }

    private func sameButton(into html: inout HTML) {
        html.submission(to: .confirmSame) { html in
            html.field(.hidden("register", register))
            html.field(.hidden("unit", unitId))
            html.field(.hidden("version", version))
            html.button("前回と同じ", .type("submit"), .class("primary"))
        }
    }
}
