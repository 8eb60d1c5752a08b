import Primitives

/// The records of a list in cells to type in: a table of ordinary fields, which the script makes a grid of.
public struct GridPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The fields that may be typed.
    public var columns: [Column]
    /// The records, then empty rows for new ones.
    public var rows: [Row]
    /// The list's filter, order and place, for the way back.
    public var list: [QueryItem]
    /// Neighbours and totals.
    public var pager: Pager
    /// What is wrong as a whole, in one sentence; nil where nothing is.
    public var refusal: String?
    /// The rows that somebody else has changed meanwhile.
    public var conflicts: [Conflict]

    /// Every part by name.
    public init(
        register: String, registerTitle: String, columns: [Column], rows: [Row], list: [QueryItem],
        pager: Pager, refusal: String? = nil, conflicts: [Conflict] = []
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.columns = columns
        self.rows = rows
        self.list = list
        self.pager = pager
        self.refusal = refusal
        self.conflicts = conflicts
    }

    /// One field of the register.
    public struct Column: Sendable {
        /// Its name in the form.
        public var name: String
        /// Its heading.
        public var title: String
        /// Whether it must not be empty.
        public var isRequired: Bool
        /// Whether it takes several lines.
        public var isLong: Bool
        /// What it means and how it is written, in one line; nil where the heading says it all.
        public var hint: String?
        /// What may stand there, for the list that unfolds.
        public var suggestions: [String]

        /// Every part by name.
        public init(
            name: String, title: String, isRequired: Bool = false, isLong: Bool = false, hint: String? = nil,
            suggestions: [String] = []
        ) {
            self.name = name
            self.title = title
            self.isRequired = isRequired
            self.isLong = isLong
            self.hint = hint
            self.suggestions = suggestions
        }
    }

    /// One record, or an empty row.
    public struct Row: Sendable {
        /// Counted from 1.
        public var number: Int
        /// Identifier and version, as the server reads them back; empty for a new record, nil for one that
        /// is gone.
        public var token: String?
        /// One a column.
        public var cells: [Cell]
        /// What is wrong with the row as a whole.
        public var problem: String?

        /// Every part by name.
        public init(number: Int, token: String?, cells: [Cell], problem: String? = nil) {
            self.number = number
            self.token = token
            self.cells = cells
            self.problem = problem
        }
    }

    /// One value.
    public struct Cell: Sendable {
        /// What stands in the field.
        public var text: String
        /// What is recorded, where that is something else.
        public var saved: String?
        /// What is wrong, and what to do.
        public var problem: String?

        /// Every part by name.
        public init(_ text: String, saved: String? = nil, problem: String? = nil) {
            self.text = text
            self.saved = saved
            self.problem = problem
        }
    }

    public var title: String { "\(registerTitle)を表で直す" }
    public var place: MenuPlace? { .registers }
    public var scripts: [Address] { [.gridScript, .gridKeysScript] }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: list)])
        html.h1(title)
        html.p("セルをそのまま書き直し、最後に「保存する」を押します。押すまでは、台帳は何も変わりません。", .class("lead"))
        problems(into: &html)
        html.submission(to: .grid(register), .class("grid-form"), .improvement("grid")) { html in
            html.field(.hidden("list", QueryItem.text(list)))
            writeConflicts(into: &html)
            bar(into: &html)
            table(into: &html)
            for (index, column) in columns.enumerated() where !column.suggestions.isEmpty {
                html.suggestions(Self.listID(index), column.suggestions)
            }
            html.div(.class("buttons")) { html in
                html.button("保存する", .type("submit"), .class("primary"))
                html.a("保存せずに一覧へ戻る", .href(.register(register), query: list), .class("button"))
            }
        }
        html.pager(pager, at: .grid(register))
        guide(into: &html)
    }

    static func listID(_ column: Int) -> String { "l-\(column)" }

    // MARK: What is wrong

    private struct Found {
        let anchor: String
        let words: String
    }

    private var found: [Found] {
        rows.flatMap { row -> [Found] in
            let whole = row.problem.map { Found(anchor: "n-\(row.number)", words: "\(row.number)行目：\($0)") }
            let cells = zip(columns, row.cells).compactMap { column, cell in
                cell.problem.map { problem in
                    Found(
                        anchor: "\(row.number).\(column.name)",
                        words: "\(row.number)行目「\(column.title)」：\(problem)")
                }
            }
            return [whole].compactMap(\.self) + cells
        }
    }

    private func problems(into html: inout HTML) {
        let found = found
        guard refusal != nil || !found.isEmpty else { return }
        html.div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) { html in
            html.h2(found.isEmpty ? "まだ保存していません" : "入力を確かめてください（\(found.count)か所）")
            if let refusal { html.p(refusal) }
            if !found.isEmpty {
                html.p("まだ何も保存していません。書いた内容は残っています。次のところを直して、もう一度「保存する」を押してください。")
                html.ul { html in
                    for each in found.prefix(50) { html.li { $0.a(each.words, .anchor(each.anchor)) } }
                    if found.count > 50 { html.li("ほかに\(found.count - 50)か所あります。表の赤いところを見てください。") }
                }
            }
        }
    }

    // MARK: The table

    /// What the script brings to life.
    private func bar(into html: inout HTML) {
        html.div(.class("grid-bar")) { html in
            for (name, label) in Self.tools {
                html.button(label, .type("button"), .improvement(name), .hidden)
            }
            html.p(.class("quiet"), .role("status"), .improvement("grid-state"), content: { _ in })
        }
        html.div(.class("notice caution"), .improvement("grid-draft"), .hidden) { html in
            html.p("前に保存しなかった変更が、この画面に残っています。")
            html.div(.class("actions")) { html in
                html.button("続きから直す", .type("button"), .improvement("grid-restore"))
                html.button("捨てる", .type("button"), .improvement("grid-discard"))
            }
        }
    }

    private static let tools: [(StaticString, String)] = [
        ("grid-undo", "元に戻す"), ("grid-redo", "やり直す"), ("grid-add", "＋ 行を足す"),
    ]

    private func table(into html: inout HTML) {
        html.div(.class("grid-frame"), .role("region"), .label("\(registerTitle)の表"), .scrollable) { html in
            html.table(.class("grid")) { html in
                html.caption(title, .class("unseen"))
                html.thead { html in
                    html.tr { html in
                        html.th("行", .scope("col"))
                        for (index, column) in columns.enumerated() {
                            html.th(.scope("col"), .id("c-\(index)")) { html in
                                html.text(column.title)
                                if column.isRequired { html.span("※必須", .class("required")) }
                            }
                        }
                    }
                }
                html.tbody { html in for row in rows { write(row, into: &html) } }
            }
        }
    }

    private func write(_ row: Row, into html: inout HTML) {
        html.tr { html in
            html.th(.scope("row"), .id("n-\(row.number)"), .class(row.problem == nil ? "" : "failed")) {
                html in
                html.text(row.token == "" ? "新\(row.number)" : "\(row.number)")
                html.open("<input", [.type("hidden"), .name("row"), .value(row.token ?? "-")])
            }
            for (index, cell) in row.cells.enumerated() where index < columns.count {
                guard row.token != nil else {
                    html.td(cell.text)
                    continue
                }
                html.gridCell(cell, columns[index], row: row.number, column: index)
            }
        }
    }

    private func guide(into html: inout HTML) {
        html.details { html in
            html.summary("キーの使い方")
            html.dl(.class("facts")) { html in for (key, meaning) in Self.keys { html.pair(key, meaning) } }
        }
        html.details { html in
            html.summary("項目の書き方")
            html.dl(.class("facts")) { html in
                for column in columns { if let hint = column.hint { html.pair(column.title, hint) } }
            }
        }
    }

    private static let keys = [
        ("矢印", "となりのセルへ移る。Shift を押しながらだと、選ぶ範囲を広げる"),
        ("文字を打つ", "そのセルの内容を書き換える"),
        ("Enter、F2", "セルの中を直す。もう一度 Enter で決めて、下へ移る（Shift を押しながらだと上へ）"),
        ("Tab", "右へ移る（Shift を押しながらだと左へ）"),
        ("Esc", "直すのをやめて、前の内容に戻す。直していないときは、表を出て「保存する」へ移る"),
        ("Delete", "選んだセルを空にする"),
        ("Ctrl+Z、Ctrl+Y", "保存する前の変更を元に戻す、やり直す"),
        ("Ctrl+C、Ctrl+V", "選んだ範囲をコピーする、Excel などの表を貼り付ける。下にはみ出した行は新しい行になる"),
        ("Alt+Enter", "長い文の中で行を変える"),
        ("Home、End、PageUp、PageDown", "行の端へ、20行ずつ上下へ移る。Ctrl を押しながら Home、End で表の端へ"),
    ]
}
