import Primitives

/// The sheets that wait for a signature, and those that are signed.
public struct WatchSheetsPage: Page {
    /// What waits, the oldest first: title, period and the day by which it should be signed.
    public var due: [(title: String, period: String, dueOn: Day)]
    /// What is signed, the newest first.
    public var signed: [Signed]

    /// A signed sheet.
    public struct Signed: Sendable {
        /// What people call it.
        public var title: String
        /// The period, as the address has it.
        public var period: String
        /// Alerts, those not judged, and what was not seen.
        public var counts: String
        /// Who signed.
        public var signer: String
        /// When.
        public var on: Day

        /// Every part by name.
        public init(title: String, period: String, counts: String, signer: String, on: Day) {
            self.title = title
            self.period = period
            self.counts = counts
            self.signer = signer
            self.on = on
        }
    }

    /// Every part by name.
    public init(due: [(title: String, period: String, dueOn: Day)], signed: [Signed]) {
        self.due = due
        self.signed = signed
    }

    public var title: String { "監視の確認票" }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.monitoringTabs(.sheets)
        html.p("毎日と毎月、何を見て、何を見られなかったかを確かめて署名します。見られなかったものがあることは、隠すより書くほうが大切です。", .class("lead"))
        html.h2("署名を待つもの（\(due.count)件）")
        if due.isEmpty {
            html.p("署名を待つ確認票はありません。ログの送信元を登録すると、翌日から出ます。", .class("quiet"))
        } else {
            html.dataTable(
                "署名を待つ確認票", ["確認票", "署名する日"].map { TableColumn($0) }, hidesCaption: true
            ) { html in
                for sheet in due {
                    html.tr { html in
                        html.rowHeading(sheet.title, .watchSheet(sheet.period))
                        html.cell(.day(sheet.dueOn))
                    }
                }
            }
        }
        guard !signed.isEmpty else { return }
        html.h2("署名したもの")
        html.dataTable(
            "署名した確認票", ["確認票", "中身", "署名した人", "署名した日"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for sheet in signed {
                html.tr { html in
                    html.rowHeading(sheet.title, .watchSheet(sheet.period))
                    html.cell(.text(sheet.counts))
                    html.cell(.text(sheet.signer))
                    html.cell(.day(sheet.on))
                }
            }
        }
    }
}
