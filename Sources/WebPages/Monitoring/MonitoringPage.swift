import Primitives

/// How the monitoring itself does: alerts by rule and hour, each source's health, what came by hour.
public struct MonitoringPage: Page {
    /// Until when the numbers hold.
    public var asOf: Instant
    /// Days that the alerts look back.
    public var days: Int
    /// Alerts by hour, and the same by rule.
    public var alerts: HourChart
    /// One row a rule: id, title, alerts, events, not judged.
    public var rules: [Rule]
    /// One row a source.
    public var sources: [Source]
    /// Lines received by hour and source.
    public var traffic: HourChart

    /// What a rule raised.
    public struct Rule: Sendable {
        /// Its id.
        public var id: String
        /// Alerts.
        public var alertCount: Int
        /// Events in them.
        public var eventCount: Int
        /// Not judged.
        public var openCount: Int
        /// Found to be nothing.
        public var mistakenCount: Int

        /// Every part by name.
        public init(id: String, alertCount: Int, eventCount: Int, openCount: Int, mistakenCount: Int) {
            self.id = id
            self.alertCount = alertCount
            self.eventCount = eventCount
            self.openCount = openCount
            self.mistakenCount = mistakenCount
        }
    }

    /// How a source does.
    public struct Source: Sendable {
        /// Its record.
        public var link: LinkText
        /// In a word or two: 届いている, 途切れている, まだ届いていない, 途切れを調べない.
        public var state: String
        /// Whether somebody has to look at it.
        public var isBad: Bool
        /// The last line; nil where none came in the stretch.
        public var lastAt: Instant?
        /// Lines.
        public var lineCount: Int
        /// Bytes.
        public var byteCount: Int
        /// Lines that could not be kept.
        public var dropped: Int
        /// Lines that no format understood.
        public var notUnderstood: Int

        /// Every part by name.
        public init(
            link: LinkText, state: String, isBad: Bool, lastAt: Instant?, lineCount: Int, byteCount: Int,
            dropped: Int, notUnderstood: Int
        ) {
            self.link = link
            self.state = state
            self.isBad = isBad
            self.lastAt = lastAt
            self.lineCount = lineCount
            self.byteCount = byteCount
            self.dropped = dropped
            self.notUnderstood = notUnderstood
        }
    }

    /// Every part by name.
    public init(
        asOf: Instant, days: Int, alerts: HourChart, rules: [Rule], sources: [Source], traffic: HourChart
    ) {
        self.asOf = asOf
        self.days = days
        self.alerts = alerts
        self.rules = rules
        self.sources = sources
        self.traffic = traffic
    }

    public var title: String { "監視の様子" }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.monitoringTabs(.figures)
        html.p(.class("hint")) { html in
            html.moment(asOf)
            html.text(" までに封をしたログと、\(days)日のあいだの警報です。")
        }
        html.h2("ログの送信元")
        if sources.isEmpty {
            html.p("ログの送信元がまだ登録されていません。登録するまでは、何も見ていないのと同じです。", .class("card"))
            html.div(.class("actions")) {
                $0.a("送信元を登録する", .href(.newRecord(register: "log-sources")), .class("button primary"))
            }
        } else {
            sourceTable(into: &html)
        }
        html.h2("届いた行（時間ごと）")
        if traffic.rows.isEmpty {
            html.p("この\(days)日に届いたログはありません。", .class("quiet"))
        } else {
            html.chart(traffic)
            hourTable(traffic, "行", into: &html)
        }
        html.h2("警報（時間ごと）")
        if rules.isEmpty {
            html.p("この\(days)日に出た警報はありません。", .class("quiet"))
        } else {
            html.chart(alerts)
            hourTable(alerts, "件", into: &html)
            ruleTable(into: &html)
        }
    }

    private func sourceTable(into html: inout HTML) {
        let columns = ["送信元", "様子", "最後に届いた", "行", "バイト", "捨てた行", "読み取れない行"]
        html.dataTable(
            "ログの送信元の様子", columns.enumerated().map { TableColumn($1, isNumber: $0 > 2) },
            hidesCaption: true
        ) { html in
            for source in sources {
                html.tr { html in
                    html.th(.scope("row")) { $0.follow(source.link) }
                    html.td { html in html.span(source.state, .class(source.isBad ? "when late" : "")) }
                    html.td { html in
                        if let last = source.lastAt { html.moment(last) } else { html.text("この間は届いていない") }
                    }
                    html.cell(.number(source.lineCount))
                    html.cell(.number(source.byteCount))
                    html.cell(.number(source.dropped))
                    html.cell(.number(source.notUnderstood))
                }
            }
        }
    }

    private func hourTable(_ chart: HourChart, _ unit: String, into html: inout HTML) {
        html.details { html in
            html.summary("図のもとの数を表で見る")
            html.div(.id(chart.table)) { html in
                html.dataTable(
                    chart.title,
                    [TableColumn("時間")]
                        + chart.rows.map { TableColumn("\($0.name)（\(unit)）", isNumber: true) }
                ) { html in
                    for (place, hour) in chart.hours.enumerated()
                    where chart.rows.contains(where: { $0.values[place] > 0 }) {
                        html.tr { html in
                            html.cell(.text(hour), isRowHeading: true)
                            for row in chart.rows { html.cell(.number(row.values[place])) }
                        }
                    }
                }
            }
        }
    }

    private func ruleTable(into html: inout HTML) {
        html.h2("検知ルールごと")
        let columns = ["検知ルール", "警報", "もとになった出来事", "まだ判断していない", "誤検知"]
        html.dataTable(
            "検知ルールごとの警報", columns.enumerated().map { TableColumn($1, isNumber: $0 > 0) }, hidesCaption: true
        ) { html in
            for rule in rules {
                html.tr { html in
                    html.cell(.text(rule.id), isRowHeading: true)
                    html.cell(.number(rule.alertCount))
                    html.cell(.number(rule.eventCount))
                    html.cell(.number(rule.openCount))
                    html.cell(.number(rule.mistakenCount))
                }
            }
        }
    }
}
