/// Which records and which of their fields: the first step of changing many at once.
public struct BulkChoicePage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The list's filter and order, for the way back and for "all of them".
    public var list: [QueryItem]
    /// The columns, the record's name first.
    public var columns: [TableColumn]
    /// The records.
    public var rows: [RegisterListPage.Row]
    /// Those that were chosen before.
    public var chosen: Set<String>
    /// Neighbours and totals.
    public var pager: Pager
    /// The fields that may be changed.
    public var fields: [FormChoice]
    /// The one that was chosen before.
    public var field: String
    /// What is wrong, in one sentence; nil where nothing is.
    public var problem: String?

    /// Every part by name.
    public init(
        register: String, registerTitle: String, list: [QueryItem], columns: [TableColumn],
        rows: [RegisterListPage.Row], chosen: Set<String> = [], pager: Pager, fields: [FormChoice],
        field: String = "", problem: String? = nil
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.list = list
        self.columns = columns
        self.rows = rows
        self.chosen = chosen
        self.pager = pager
        self.fields = fields
        self.field = field
        self.problem = problem
    }

    public var title: String { "\(registerTitle)をまとめて変える" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: list)])
        html.h1(title)
        html.stepNavigation(BulkSteps.titles, current: 1)
        html.p("同じ項目を同じ値にしたい記録を選びます。まだ何も変わりません。", .class("lead"))
        if let problem {
            html.div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) { html in
                html.h2("入力を確かめてください")
                html.p(problem)
            }
        }
        guard !rows.isEmpty else {
            html.p("直せる記録がありません。一覧に戻って、絞り込みを変えてください。", .class("card"))
            return
        }
        html.submission(to: .bulk(register)) { html in
            html.field(.hidden("bulk-list", QueryItem.text(list)))
            let count = pager.totalCount ?? rows.count
            html.field(
                FormField(
                    "bulk-scope", "どの記録を変えますか",
                    .choice([
                        FormChoice("chosen", "下で選んだ記録"),
                        FormChoice("all", "この一覧の\(grouped(count))件すべて", note: "次のページの分も含みます。"),
                    ]), value: "chosen", isRequired: true))
            html.field(
                FormField("bulk-field", "どの項目を変えますか", .list(fields), value: field, isRequired: true))
            table(into: &html)
            html.div(.class("buttons")) { html in
                html.button(
                    "次へ：新しい値を決める", .type("submit"), .name("bulk-act"), .value("value"), .class("primary"))
                html.a("やめて一覧へ戻る", .href(.register(register), query: list), .class("button"))
            }
        }
        html.pager(pager, at: .bulk(register))
    }

    private func table(into html: inout HTML) {
        let all = [TableColumn("選ぶ")] + columns
        html.dataTable("変える記録を選ぶ", all, style: "table-frame bulk-choice") { html in
            for row in rows {
                html.tr { html in
                    let id = "r-" + row.id
                    html.td { html in
                        html.input(
                            .type("checkbox"), .id(id), .name("bulk-id"), .value(row.id),
                            .checked(chosen.contains(row.id)))
                    }
                    for (index, cell) in row.cells.enumerated() {
                        guard index == 0 else {
                            html.cell(cell)
                            continue
                        }
                        html.th(.scope("row")) { html in html.label(.for(id)) { $0.cellText(cell) } }
                    }
                }
            }
        }
    }
}

/// The steps of changing many records at once.
enum BulkSteps {
    static let titles = ["記録と項目を選ぶ", "新しい値を決める", "確かめて変える"]
}
