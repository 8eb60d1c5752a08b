/// Old and new of every record before anything is changed: the last step of changing many at once.
public struct BulkPreviewPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The field's title.
    public var field: String
    /// The records that would change, the first of them.
    public var changes: [Change]
    /// How many would change.
    public var changedCount: Int
    /// How many hold the value already.
    public var unchangedCount: Int
    /// The records that cannot take the value, the first of them.
    public var refused: [Refused]
    /// How many those are.
    public var refusedCount: Int
    /// Which records, field and value: sent along unseen.
    public var kept: [FormField]
    /// What was looked at; saving is refused where something else would happen.
    public var outcome: String
    /// What changed since the last look, in one sentence.
    public var notice: String?
    /// The list's filter and order, for the way back.
    public var list: [QueryItem]

    /// Every part by name.
    public init(
        register: String, registerTitle: String, field: String, changes: [Change], changedCount: Int,
        unchangedCount: Int, refused: [Refused], refusedCount: Int, kept: [FormField], outcome: String,
        notice: String? = nil, list: [QueryItem]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.field = field
        self.changes = changes
        self.changedCount = changedCount
        self.unchangedCount = unchangedCount
        self.refused = refused
        self.refusedCount = refusedCount
        self.kept = kept
        self.outcome = outcome
        self.notice = notice
        self.list = list
    }

    /// One record that would change.
    public struct Change: Sendable {
        /// What it is called.
        public var name: String
        /// What it holds; nil for nothing.
        public var old: String?
        /// What it would hold; nil for nothing.
        public var new: String?

        /// Every part by name.
        public init(name: String, old: String?, new: String?) {
            self.name = name
            self.old = old
            self.new = new
        }
    }

    /// One record that cannot take the value.
    public struct Refused: Sendable {
        /// What it is called.
        public var name: String
        /// Why, and what to do.
        public var message: String

        /// Every part by name.
        public init(name: String, message: String) {
            self.name = name
            self.message = message
        }
    }

    public var title: String { "「\(field)」の変更を確かめる" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: list)])
        html.h1(title)
        html.stepNavigation(BulkSteps.titles, current: 3)
        html.p("まだ何も変わっていません。", .class("lead"))
        if let notice { html.notice(Notice(.caution, notice)) }
        html.dl(.class("facts")) { html in
            html.pair("変わる記録", "\(grouped(changedCount))件")
            html.pair("もうその値の記録", "\(grouped(unchangedCount))件")
            html.pair("変えられない記録", "\(grouped(refusedCount))件")
        }
        if refusedCount > 0 { refusedTable(into: &html) }
        if !changes.isEmpty { changesTable(into: &html) }
        form(into: &html)
    }

    private func form(into html: inout HTML) {
        html.submission(to: .bulk(register)) { html in
            for field in kept { html.field(field) }
            html.field(.hidden("bulk-outcome", outcome))
            html.div(.class("buttons")) { html in
                if refusedCount > 0 {
                    html.button(
                        "変えられない記録を除いて確かめ直す", .type("submit"), .name("bulk-act"), .value("skip"),
                        .class("primary"))
                } else if changedCount > 0 {
                    html.button(
                        "\(grouped(changedCount))件を変える", .type("submit"), .name("bulk-act"), .value("save"),
                        .class("primary"))
                }
                html.button("値を選び直す", .type("submit"), .name("bulk-act"), .value("value"))
                html.a("やめて一覧へ戻る", .href(.register(register), query: list), .class("button"))
            }
        }
        if refusedCount == 0, changedCount > 0 {
            html.p("変えたあとも、今日のうちなら、まとめて元に戻せます。", .class("hint"))
        }
    }

    private func refusedTable(into html: inout HTML) {
        html.section { html in
            html.h2("変えられない記録")
            html.dataTable("変えられない記録", ["記録", "理由と、すること"].map { TableColumn($0) }, hidesCaption: true) {
                html in
                for each in refused {
                    html.tr { html in
                        html.cell(.text(each.name), isRowHeading: true)
                        html.cell(.text(each.message))
                    }
                }
            }
            if refusedCount > refused.count { html.p("ほかに\(grouped(refusedCount - refused.count))件あります。") }
        }
    }

    private func changesTable(into html: inout HTML) {
        html.section { html in
            html.h2("変わる記録")
            html.dataTable("変わる記録", ["記録", "いまの値 → 新しい値"].map { TableColumn($0) }, hidesCaption: true) {
                html in
                for change in changes {
                    html.tr { html in
                        html.cell(.text(change.name), isRowHeading: true)
                        html.td { html in
                            html.difference(change.old ?? "未記入", change.new ?? "未記入")
                        }
                    }
                }
            }
            if changedCount > changes.count { html.p("ほかに\(grouped(changedCount - changes.count))件が変わります。") }
        }
    }
}
