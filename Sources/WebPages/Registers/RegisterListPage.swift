import Primitives

/// The list of one register: filter, order, neighbours by key, and totals that are true.
public struct RegisterListPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var heading: String
    /// What it is for, in one sentence.
    public var purpose: String
    /// What a confusing word of this list means.
    public var explanations: [String] = []
    /// The words that are searched for.
    public var words: String
    /// Further things that the list can be narrowed by.
    public var filters: [FormField] = []
    /// What the list keeps while it is narrowed anew, such as its order.
    public var kept: [QueryItem] = []
    /// The columns, the record's name first.
    public var columns: [TableColumn]
    /// The rows.
    public var rows: [Row]
    /// Neighbours and totals.
    public var pager: Pager
    /// How many have no value where one is required; nil where that is not known.
    public var incompleteCount: Int?
    /// False for a reader who may not add.
    public var canAdd: Bool
    /// The list's filter and order, for pages that show the same records otherwise.
    public var list: [QueryItem] = []
    /// What it is narrowed by.
    public var conditions: [Condition] = []
    /// How it is ordered, where somebody chose it.
    public var order: String?
    /// Conditions that cannot be read and are left out.
    public var problems: [String] = []
    /// The saved ways to look at it.
    public var views: [View] = []
    /// Whether its reader may save one.
    public var canKeepViews = false
    /// What else can be done with it.
    public var further: [LinkText] = []
    /// What it adds up to; nil where nobody asked.
    public var totals: Totals?
    /// The past day at whose end the list stood so; nil for now.
    public var asOf: Day?

    /// Every part by name.
    public init(
        register: String, heading: String, purpose: String, explanations: [String] = [],
        words: String, filters: [FormField] = [], kept: [QueryItem] = [], columns: [TableColumn],
        rows: [Row], pager: Pager, incompleteCount: Int? = nil, canAdd: Bool
    ) {
        self.register = register
        self.heading = heading
        self.purpose = purpose
        self.explanations = explanations
        self.words = words
        self.filters = filters
        self.kept = kept
        self.columns = columns
        self.rows = rows
        self.pager = pager
        self.incompleteCount = incompleteCount
        self.canAdd = canAdd
    }

    /// One record in the list.
    public struct Row: Sendable {
        /// The record's id.
        public var id: String
        /// One for each column; the first is the name and is linked to the record.
        public var cells: [CellText]

        /// Every part by name.
        public init(id: String, cells: [CellText]) {
            self.id = id
            self.cells = cells
        }
    }

    public var title: String { heading }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers)])
        html.div(.class("heading-line")) { html in
            html.h1(heading)
            html.div(.class("actions")) { html in
                if canAdd {
                    html.a(
                        "＋ 新しく登録する", .href(.newRecord(register: register)), .class("button primary"))
                    manyLinks(into: &html)
                    html.a("Excelから取り込む", .href(.importRegister(register)), .class("button"))
                }
                html.submission(to: .exportRegister(register)) { html in
                    if let asOf { html.field(.hidden("on", asOf.iso)) }
                    if !list.isEmpty { html.field(.hidden("list", QueryItem.text(list))) }
                    html.button(
                        conditions.isEmpty && order == nil ? "Excelに書き出す" : "この条件でExcelに書き出す",
                        .type("submit"), .name("format"), .value("xlsx"))
                }
            }
        }
        if let asOf { pastNotice(asOf, into: &html) }
        html.p(purpose, .class("lead"))
        for explanation in explanations { html.p("ことばの注意：\(explanation)", .class("hint prose")) }
        viewLinks(into: &html)
        toolbar(into: &html)
        conditionLines(into: &html)
        totalsTable(into: &html)
        if let count = incompleteCount, count > 0 {
            html.p("このうち\(grouped(count))件に、判断に要る項目の未記入があります。", .class("prose"))
        }
        if rows.isEmpty { empty(into: &html) } else { table(into: &html) }
        html.pager(pager, at: .register(register))
    }

    private func toolbar(into html: inout HTML) {
        html.div(.class("toolbar")) { html in
            html.query(to: .register(register), .role("search")) { html in
                // Emptied, it asks for everything, not for the view that its reader sees first.
                for item in Self.everything + kept { html.field(.hidden(item.name, item.value)) }
                html.field(FormField("q", "言葉で絞り込む", .text(maximumLength: 100), value: words))
                for filter in filters { html.field(filter) }
                html.button("絞り込む", .type("submit"))
                if isNarrowed {
                    html.a(
                        "すべて表示", .href(.register(register), query: Self.everything), .class("button plain"))
                }
            }
        }
    }

    private var isNarrowed: Bool {
        !words.isEmpty || !conditions.isEmpty || filters.contains { !$0.value.isEmpty }
    }

    private func empty(into html: inout HTML) {
        html.div(.class("card")) { html in
            if isNarrowed {
                html.p("あてはまるものはありません。言葉を短くするか、「すべて表示」を押してください。")
            } else {
                html.p("まだ1件も登録されていません。登録がないうちは、この台帳を使う条項は「まだ確認できない」になります。")
            }
        }
    }

    private func table(into html: inout HTML) {
        html.dataTable("\(heading)の一覧", columns, at: .register(register), hidesCaption: true) { html in
            for row in rows {
                html.tr { html in
                    for (index, cell) in row.cells.enumerated() {
                        if index == 0, case .text(let name) = cell {
                            html.rowHeading(name, .record(register: register, id: row.id))
                        } else {
                            html.cell(cell, isRowHeading: index == 0)
                        }
                    }
                }
            }
        }
    }
}
