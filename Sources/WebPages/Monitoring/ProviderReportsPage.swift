import Primitives

/// The reports of whoever watches an exit for us, and the form that attaches one.
public struct ProviderReportsPage: Page {
    /// The newest month first.
    public var reports: [Report]
    /// The exits that a report may be about; empty where nobody may attach one.
    public var exits: [FormChoice]
    /// Whether the viewer may attach one.
    public var mayAttach: Bool
    /// What was typed: `exit`, `period`, `file`.
    public var input: FormInput

    /// One report.
    public struct Report: Sendable {
        /// The record.
        public var id: String
        /// What people call it.
        public var title: String
        /// What came of it, in words.
        public var result: String
        /// Who signed, and when; or that nobody has.
        public var signature: String
        /// Whether it waits for somebody to read it.
        public var waits: Bool

        /// Every part by name.
        public init(id: String, title: String, result: String, signature: String, waits: Bool) {
            self.id = id
            self.title = title
            self.result = result
            self.signature = signature
            self.waits = waits
        }
    }

    /// Every part by name.
    public init(reports: [Report], exits: [FormChoice], mayAttach: Bool, input: FormInput = FormInput()) {
        self.reports = reports
        self.exits = exits
        self.mayAttach = mayAttach
        self.input = input
    }

    public var title: String { "事業者の監視報告" }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.monitoringTabs(.reports)
        html.p("UTMなどの見張りを事業者に頼んでいるとき、毎月の報告をここに残し、読んで署名します。ログを自分で受け取れない団体では、これが監視の証拠になります。", .class("lead"))
        if mayAttach { attaching(into: &html) }
        html.h2("受け取った報告（\(reports.count)件）")
        guard !reports.isEmpty else { return html.p("まだ報告がありません。", .class("quiet")) }
        html.dataTable(
            "受け取った報告", ["報告", "対応", "署名"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for report in reports {
                html.tr { html in
                    html.rowHeading(report.title, .providerReport(report.id))
                    html.cell(.text(report.result))
                    html.td { html in html.span(report.signature, .class(report.waits ? "when" : "")) }
                }
            }
        }
    }

    private func attaching(into html: inout HTML) {
        html.h2("報告を残す")
        guard !exits.isEmpty else {
            html.p("先に「インターネットとの接続口」を登録してください。")
            html.div(.class("actions")) {
                $0.a("接続口を登録する", .href(.newRecord(register: "internet-exits")), .class("button"))
            }
            return
        }
        html.submission(to: .providerReports, withFiles: true, .class("form"), .improvement("guard")) {
            html in
            html.fields([
                input.field(
                    "exit", "どの接続口の報告か", .list([FormChoice("", "選んでください")] + exits), isRequired: true),
                input.field("period", "対象の月", .text(maximumLength: 7), isRequired: true, hint: "例：2026-11"),
                input.field(
                    "file", "報告書のファイル", .file(accepting: ".pdf,.csv,.txt,.docx,.html"), isRequired: true,
                    hint: "PDF、CSV、Word など。中の文字と数を読み取ります。写真だけのPDFは、ファイルだけが残ります。"),
            ])
            html.buttons("残して、読みに進む")
        }
    }
}
