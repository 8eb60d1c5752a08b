/// What an import would do: counts, what is wrong, what changes, what the columns mean. Nothing has happened.
public struct ImportPreviewPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The staged file's id in the address.
    public var staged: String
    /// The file's name and sheet.
    public var source: String
    /// The sheets to choose from; one or none shows no choice.
    public var sheets: FormField?
    /// Remarks on how the file was read.
    public var notes: [String]
    /// What each column means: one field a column, and one for each required field without a column.
    public var mapping: [FormField]
    /// New, changed and unchanged records, and refused rows.
    public var counts: Counts
    /// What is wrong; the first of them.
    public var refused: [Refused]
    /// How many things are wrong altogether.
    public var refusedCount: Int
    /// What changes; the first of them.
    public var changes: [Change]
    /// The names of new records; the first of them.
    public var created: [Created]
    /// Sent back, so that nothing else is taken in than what is shown.
    public var outcome: String

    /// Records and rows.
    public struct Counts: Sendable {
        public var created: Int
        public var changed: Int
        public var unchanged: Int
        public var refusedRows: Int

        /// Every part by name.
        public init(created: Int, changed: Int, unchanged: Int, refusedRows: Int) {
            self.created = created
            self.changed = changed
            self.unchanged = unchanged
            self.refusedRows = refusedRows
        }
    }

    /// One thing that is wrong.
    public struct Refused: Sendable {
        public var row: Int
        public var column: String
        public var message: String

        /// Every part by name.
        public init(row: Int, column: String, message: String) {
            self.row = row
            self.column = column
            self.message = message
        }
    }

    /// One field of one record that changes.
    public struct Change: Sendable {
        public var row: Int
        public var name: String
        public var field: String
        public var old: String?
        public var new: String?

        /// Every part by name.
        public init(row: Int, name: String, field: String, old: String?, new: String?) {
            self.row = row
            self.name = name
            self.field = field
            self.old = old
            self.new = new
        }
    }

    /// One new record.
    public struct Created: Sendable {
        public var row: Int
        public var name: String

        /// Every part by name.
        public init(row: Int, name: String) {
            self.row = row
            self.name = name
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, staged: String, source: String, sheets: FormField?,
        notes: [String], mapping: [FormField], counts: Counts, refused: [Refused], refusedCount: Int,
        changes: [Change], created: [Created], outcome: String
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.staged = staged
        self.source = source
        self.sheets = sheets
        self.notes = notes
        self.mapping = mapping
        self.counts = counts
        self.refused = refused
        self.refusedCount = refusedCount
        self.changes = changes
        self.created = created
        self.outcome = outcome
    }

    public var title: String { "取り込む内容の確認" }
    public var place: MenuPlace? { .registers }

    private var address: Address { .stagedImport(register: register, id: staged) }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText(registerTitle, .register(register)),
            LinkText("Excelから取り込む", .importRegister(register)),
        ])
        html.h1(title)
        html.p("\(source) を読みました。まだ何も変わっていません。", .class("lead"))
        summary(into: &html)
        decision(into: &html)
        if refusedCount > 0 { refusals(into: &html) }
        if !changes.isEmpty { changedFields(into: &html) }
        if !created.isEmpty { newRecords(into: &html) }
        meanings(into: &html)
    }

    private func summary(into html: inout HTML) {
        html.dl(.class("facts")) { html in
            html.pair("新しい記録", "\(grouped(counts.created))件")
            html.pair("変わる記録", "\(grouped(counts.changed))件")
            html.pair("同じ記録", "\(grouped(counts.unchanged))件")
            html.pair("直す必要がある行", "\(grouped(counts.refusedRows))行")
        }
        for note in notes { html.p(note, .class("hint prose")) }
    }

    private func decision(into html: inout HTML) {
        let hasWork = counts.created + counts.changed > 0
        html.submission(to: address, .class("form")) { html in
            html.open("<input", [.type("hidden"), .name("outcome"), .value(outcome)])
            if counts.refusedRows > 0 {
                html.p(
                    hasWork
                        ? "直す必要がある行があります。表を直してもう一度選ぶか、良い行だけを取り込んでください。残りの行は、理由を付けたExcelで受け取れます。"
                        : "取り込める行がありません。下の理由を見て表を直すか、列の意味を選び直してください。", .class("prose"))
            } else if !hasWork {
                html.p("台帳の内容と同じです。取り込むものはありません。", .class("prose"))
            }
            html.div(.class("buttons")) { html in
                if hasWork, counts.refusedRows == 0 {
                    html.button("取り込む", .type("submit"), .name("act"), .value("import"), .class("primary"))
                } else if hasWork {
                    html.button(
                        "良い行だけ取り込む", .type("submit"), .name("act"), .value("import-good"), .class("primary"))
                }
                if counts.refusedRows > 0 {
                    html.a(
                        "直す行をExcelで受け取る", .href(.refusedRows(register: register, id: staged)),
                        .class("button"))
                }
                html.button("やめる", .type("submit"), .name("act"), .value("cancel"))
            }
        }
    }

    private func refusals(into html: inout HTML) {
        html.section { html in
            html.h2("直す必要があるところ（\(grouped(refusedCount))か所）")
            shown(refused.count, of: refusedCount, into: &html)
            let columns = ["行", "列", "どう直すか"].map { TableColumn($0) }
            html.dataTable("直す必要があるところ", columns, hidesCaption: true) { html in
                for line in refused {
                    html.tr { html in
                        html.cell(.text("\(line.row)行目"), isRowHeading: true)
                        html.cell(.text(line.column))
                        html.cell(.text(line.message))
                    }
                }
            }
        }
    }

    private func changedFields(into html: inout HTML) {
        html.section { html in
            html.h2("変わるところ")
            let records = Set(changes.map(\.row)).count
            shown(records, of: counts.changed, into: &html)
            // Three columns, so that old and new stand side by side on a telephone, too.
            let columns = ["記録と項目", "いま", "取り込んだ後"].map { TableColumn($0) }
            html.dataTable("変わるところ", columns, hidesCaption: true) { html in
                for line in changes {
                    html.tr { html in
                        html.cell(
                            .text("\(line.name)（\(line.row)行目）　\(line.field)"), isRowHeading: true)
                        html.td { html in
                            if let old = line.old { html.del(old) } else { html.cellText(.missing) }
                        }
                        html.td { html in
                            if let new = line.new { html.ins(new) } else { html.cellText(.missing) }
                        }
                    }
                }
            }
        }
    }

    private func newRecords(into html: inout HTML) {
        html.section { html in
            html.h2("新しい記録")
            shown(created.count, of: counts.created, into: &html)
            html.ul { html in
                for line in created { html.li("\(line.name)（\(line.row)行目）") }
            }
        }
    }

    private func shown(_ count: Int, of all: Int, into html: inout HTML) {
        if count < all { html.p("はじめの\(grouped(count))件を示します（全\(grouped(all))件）。", .class("hint")) }
    }

    private func meanings(into html: inout HTML) {
        html.section { html in
            html.h2("列の意味")
            html.p("見出しから読み取った意味です。違っていたら選び直してください。取り込むと、同じ見出しの表では次から自動で選ばれます。", .class("prose"))
            html.submission(to: address, .class("form")) { html in
                if let sheets { html.field(sheets) }
                html.errorList(mapping)
                html.div(.class("mapping")) { html in for field in mapping { html.field(field) } }
                html.div(.class("buttons")) { html in
                    html.button("この意味で確かめ直す", .type("submit"), .name("act"), .value("remap"))
                }
            }
        }
    }
}
