import Primitives

/// A list of records to dispose of, and afterwards the certificate that they are gone.
public struct DisposalPage: Page {
    /// The list.
    public var id: String
    /// What it is called.
    public var name: String
    /// The organization's name, for paper.
    public var organization: String
    /// The facts: label and words.
    public var facts: [(label: String, words: String)]
    /// The records.
    public var rows: [Row]
    /// The hash of what is seen.
    public var hash: String
    /// Whether it has been carried out: the page is the certificate then.
    public var isCarriedOut: Bool
    /// What the viewer may do: the value that is sent, and the words of the button.
    public var acts: [FormChoice]
    /// Why nobody here may do the next step, in one sentence; nil where somebody may.
    public var waiting: String?

    /// Every part by name.
    public init(
        id: String, name: String, organization: String, facts: [(label: String, words: String)],
        rows: [Row], hash: String, isCarriedOut: Bool, acts: [FormChoice] = [], waiting: String? = nil
    ) {
        self.id = id
        self.name = name
        self.organization = organization
        self.facts = facts
        self.rows = rows
        self.hash = hash
        self.isCarriedOut = isCarriedOut
        self.acts = acts
        self.waiting = waiting
    }

    /// One record.
    public struct Row: Sendable {
        /// The register's title.
        public var register: String
        /// The record's identifier.
        public var subject: String
        /// What it is called; nil once it is gone.
        public var label: String?
        /// The last day of its retention.
        public var retainedUntil: Day
        /// Why it may leave.
        public var reason: String

        /// Every part by name.
        public init(register: String, subject: String, label: String?, retainedUntil: Day, reason: String) {
            self.register = register
            self.subject = subject
            self.label = label
            self.retainedUntil = retainedUntil
            self.reason = reason
        }
    }

    public var title: String { isCarriedOut ? "廃棄証明書：\(name)" : name }
    public var isSheet: Bool { isCarriedOut }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        if !isCarriedOut { html.trail([LinkText("台帳", .registers), LinkText("記録の廃棄", .disposals)]) }
        html.div(.class("sheet-top")) { html in
            html.div { html in
                html.p(organization, .class("eyebrow"))
                html.h1(isCarriedOut ? "廃棄証明書" : name)
            }
            if isCarriedOut { html.decisionBox(["責任者", "立会", "担当"]) }
        }
        if isCarriedOut {
            html.p("次の記録の中身を、承認された一覧のとおりに消しました。それぞれがあったことの証明は、記録台帳に残っています。", .class("lead"))
        }
        html.dl(.class("facts")) { html in for fact in facts { html.pair(fact.label, fact.words) } }
        actions(into: &html)
        html.dataTable(
            "廃棄する記録",
            (isCarriedOut ? [] : ["名称"]).map { TableColumn($0) }
                + ["台帳", "記録の識別子", "保存期間の最終日", "理由"].map { TableColumn($0) }, hidesCaption: true
        ) { html in for row in rows { html.tr { line(row, into: &$0) } } }
        html.p(.class("hint code")) { $0.text("一覧の照合値：\(hash)") }
        html.printButton()
        if isCarriedOut {
            html.div(.class("actions")) { $0.a("一覧へ戻る", .href(.disposals), .class("button")) }
        }
    }

    private func line(_ row: Row, into html: inout HTML) {
        if !isCarriedOut { html.cell(.text(row.label ?? "（名称なし）"), isRowHeading: true) }
        html.cell(.text(row.register), isRowHeading: isCarriedOut)
        html.td(row.subject, .class("code"))
        html.cell(.day(row.retainedUntil))
        html.cell(.text(row.reason))
    }

    private func actions(into html: inout HTML) {
        if let waiting { html.p(waiting, .class("quiet")) }
        guard !acts.isEmpty else { return }
        html.submission(to: .disposal(id), .class("on-screen")) { html in
            html.field(.hidden("hash", hash))
            html.div(.class("buttons")) { html in
                for (place, act) in acts.enumerated() {
                    html.button(
                        act.label, .type("submit"), .name("act"), .value(act.value),
                        .class(place == 0 ? "primary" : ""))
                }
            }
        }
    }
}
