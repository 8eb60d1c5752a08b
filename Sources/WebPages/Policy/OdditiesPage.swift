/// What is odd in the policy's wording: the line, what is odd, and a proposal.
public struct OdditiesPage: Page {
    /// In the order of the text.
    public var oddities: [Oddity]

    /// Every part by name.
    public init(oddities: [Oddity]) {
        self.oddities = oddities
    }

    /// One oddity.
    public struct Oddity: Sendable {
        /// 1-based line of the text.
        public var line: Int
        /// The clause that it stands in; nil for cover and contents.
        public var clause: ClauseReference?
        /// What is odd.
        public var message: String
        /// What could stand there instead.
        public var proposal: String

        /// Every part by name.
        public init(line: Int, clause: ClauseReference? = nil, message: String, proposal: String) {
            self.line = line
            self.clause = clause
            self.message = message
            self.proposal = proposal
        }
    }

    public var title: String { "文言の気づき" }
    public var place: MenuPlace? { .policy }

    public func write(into html: inout HTML) {
        html.trail([LinkText("基本方針", .policy)])
        html.h1(title)
        html.p("読み取りのときに気づいたことです。本文は書き換えていません。次の改定のときに見直してください。", .class("lead"))
        guard !oddities.isEmpty else { return html.p("気づいたことはありません。") }
        let columns = [TableColumn("行", isNumber: true)] + ["条項", "気づいたこと", "こう直せます"].map { TableColumn($0) }
        html.dataTable("文言の気づき（\(oddities.count)件）", columns) { html in
            for oddity in oddities {
                html.tr { html in
                    html.cell(.number(oddity.line))
                    html.td { html in
                        if let clause = oddity.clause { html.clause(clause) } else { html.text("表紙・目次") }
                    }
                    html.cell(.text(oddity.message))
                    html.cell(.text(oddity.proposal))
                }
            }
        }
    }
}
