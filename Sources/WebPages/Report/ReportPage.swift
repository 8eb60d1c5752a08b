import Primitives

/// One A4 page for the CISO: how each clause stands, what needs a decision, with 決裁欄.
public struct ReportPage: Page {
    /// The organization's name.
    public var organization: String
    /// The day that all this holds on.
    public var on: Day
    /// The seats of the 決裁欄, in the order of approval.
    public var seats: [String]
    /// The clauses of the first level, in order.
    public var clauses: [ClauseState]
    /// What needs a decision or a push from above; at most five are printed.
    public var matters: [Matter]
    /// The day that it is compared with; nil where nothing is known of that day.
    public var since: Day?
    /// The requirements whose word changed since; at most five are printed.
    public var changes: [VerdictChange]
    /// The day to compare with, as it was typed, and what was wrong with it.
    public var input: FormInput
    /// The ledger's last verification, as a sentence.
    public var ledgerState: String
    /// The checkpoint's size and root, so that paper vouches for the record.
    public var checkpoint: String?

    /// Every part by name.
    public init(
        organization: String, on: Day, seats: [String], clauses: [ClauseState], matters: [Matter],
        since: Day?, changes: [VerdictChange], input: FormInput = FormInput(), ledgerState: String,
        checkpoint: String? = nil
    ) {
        self.organization = organization
        self.on = on
        self.seats = seats
        self.clauses = clauses
        self.matters = matters
        self.since = since
        self.changes = changes
        self.input = input
        self.ledgerState = ledgerState
        self.checkpoint = checkpoint
    }

    /// Something to decide.
    public struct Matter: Sendable {
        /// What.
        public var title: String
        /// Why it is stuck, in one sentence.
        public var reason: String
        /// Whose role it is.
        public var role: String
        /// Since when or by when, in words.
        public var time: String

        /// Every part by name.
        public init(title: String, reason: String, role: String, time: String) {
            self.title = title
            self.reason = reason
            self.role = role
            self.time = time
        }
    }

    public var title: String { "情報セキュリティの状況" }
    public var isSheet: Bool { true }

    public func write(into html: inout HTML) {
        html.div(.class("sheet-top")) { html in
            html.div { html in
                html.p(organization, .class("eyebrow"))
                html.h1(title)
                html.p { html in
                    html.day(on)
                    html.text("現在（\(on.fiscalYear)）")
                }
            }
            html.decisionBox(seats)
        }
        html.p(summary, .class("lead"))
        html.h2("基本方針の条項")
        html.dataTable("条項ごとの様子", ["条項", "様子", "要求事項の数"].map { TableColumn($0) }, hidesCaption: true) {
            html in
            for clause in clauses {
                html.tr { html in
                    html.cell(.text("\(clause.clause.path)　\(clause.clause.heading)"), isRowHeading: true)
                    html.cell(.verdict(clause.sign))
                    html.td { $0.counts(clause.counts) }
                }
            }
        }
        mattersTable(into: &html)
        changeList(into: &html)
        html.p("記録台帳：\(ledgerState)" + (checkpoint.map { "　照合値：\($0)" } ?? ""), .class("hint code"))
        html.div(.class("actions")) { html in
            html.element("<button", "</button>", [.type("button"), .improvement("print"), .hidden]) {
                $0.text("印刷する")
            }
            html.a("ホームへ", .href(.home), .class("button"))
        }
    }

    private var summary: String {
        let open = clauses.filter { $0.sign == .actionNeeded }.count
        let unknown = clauses.filter { $0.sign == .notYetConfirmed }.count
        return "\(clauses.count)の条項のうち、対応が必要なものが\(open)、まだ確認できないものが\(unknown)あります。"
    }

    private func changeList(into html: inout HTML) {
        html.h2 { html in
            guard let since else { return html.text("前回からの変化") }
            html.text("前回（")
            html.day(since)
            html.text("）からの変化")
        }
        if since == nil {
            html.p("この日より前の記録がないため、まだ比べられません。", .class("quiet"))
        } else if changes.isEmpty {
            html.p("判断が変わった要求事項はありません。", .class("quiet"))
        }
        html.verdictChanges(changes, limit: 5)
        html.div(.class("toolbar on-screen")) { html in
            html.query(to: .report) { html in
                html.field(input.field("since", "いつと比べるか", .day, hint: "空欄なら先月の末日（10日までは先々月の末日）と比べます。"))
                html.button("この日と比べる", .type("submit"))
            }
        }
    }

    private func mattersTable(into html: inout HTML) {
        html.h2("判断・指示をいただきたいこと")
        guard !matters.isEmpty else { return html.p("ありません。") }
        html.dataTable(
            "判断・指示をいただきたいこと", ["内容", "担当", "期限"].map { TableColumn($0) }, hidesCaption: true,
            style: "table-frame matters"
        ) { html in
            for matter in matters.prefix(5) {
                html.tr { html in
                    html.th(.scope("row")) { html in
                        html.text("\(matter.title)：")
                        html.span(.class("reason")) { $0.sentence(matter.reason) }
                    }
                    html.cell(.text(matter.role))
                    html.td(matter.time, .class("nowrap"))
                }
            }
        }
        if matters.count > 5 { html.p("ほかに\(matters.count - 5)件あります。", .class("hint")) }
    }
}
