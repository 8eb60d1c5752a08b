import Primitives

/// The triage queue: what waits, the most urgent first, each with what a person needs to judge it.
public struct AlertsPage: Page {
    /// What waits.
    public var open: [AlertLine]
    /// All that wait.
    public var openCount: Int
    /// What was judged of late.
    public var judged: [AlertLine]
    /// Whether the viewer may judge.
    public var mayJudge: Bool
    /// Whether the viewer sees the other pages of the monitoring.
    public var seesMonitoring: Bool

    /// Every part by name.
    public init(
        open: [AlertLine], openCount: Int, judged: [AlertLine], mayJudge: Bool, seesMonitoring: Bool
    ) {
        self.open = open
        self.openCount = openCount
        self.judged = judged
        self.mayJudge = mayJudge
        self.seesMonitoring = seesMonitoring
    }

    public var title: String { "警報" }
    public var place: MenuPlace? { .alerts }
    public var scripts: [Address] { mayJudge && !open.isEmpty ? [.alertScript] : [] }

    public func write(into html: inout HTML) {
        html.h1(title)
        if seesMonitoring { html.monitoringTabs(.alerts) }
        html.p("ログから見つかった、確かめてほしいことです。上ほど急ぎます。一つずつ読んで、どうだったかを選んでください。", .class("lead"))
        html.h2("まだ判断していないもの（\(grouped(openCount))件）")
        if open.isEmpty {
            html.p("いま判断していただく警報はありません。", .class("quiet"))
        } else {
            if mayJudge { keys(into: &html) }
            html.ol(.class("queue"), .improvement("queue")) { html in
                for alert in open {
                    html.li { html in
                        html.article(
                            .focusable, .id("alert-" + alert.id), .labelledBy("title-" + alert.id)
                        ) { waiting(alert, into: &$0) }
                    }
                }
            }
            if openCount > open.count {
                html.p("ほかに\(grouped(openCount - open.count))件あります。上から判断すると、続きが出ます。", .class("hint"))
            }
        }
        if !judged.isEmpty { judgedTable(into: &html) }
    }

    private func keys(into html: inout HTML) {
        html.element("<p", "</p>", [.class("hint on-screen"), .improvement("keys"), .hidden]) { html in
            html.text(
                "キーでも操作できます：j と k（または矢印）で移動、t 本物、f 誤検知、p 予定した変更、a 受け入れる（理由を書いて Enter）、e 事象にする、o 詳しく開く。"
            )
        }
    }

    private func waiting(_ alert: AlertLine, into html: inout HTML) {
        html.h3(.id("title-" + alert.id)) { html in
            html.a(alert.title, .href(.alert(alert.id)))
        }
        html.p(.class("hint")) { html in
            html.span("重さ\(alert.level)", .class("when"))
            html.text("　急ぐ度合い \(alert.score)点　\(alert.times)")
        }
        html.alertStory(alert)
        if alert.asksPlanned {
            html.p { html in
                html.strong("予定した変更ですか。")
                html.text("前もって決めていた作業なら「予定した変更」を選び、だれの何の作業かを書きます。")
            }
        }
        html.details { html in
            html.summary("詳しく見る（分かっていること、ログの行）")
            html.alertProof(alert)
        }
        guard mayJudge else { return }
        html.judgement(
            of: alert,
            reason: FormField(
                "reason." + alert.id, "理由・気づいたこと", .text(maximumLength: 1_000), value: "",
                hint: "「受け入れる」には必ず書きます。"), from: "queue")
    }

    private func judgedTable(into html: inout HTML) {
        html.h2("最近判断したもの")
        html.dataTable(
            "最近判断したもの", ["件名", "重さ", "判断", "だれが・いつ・なぜ"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for alert in judged {
                html.tr { html in
                    html.rowHeading(alert.title, .alert(alert.id))
                    html.cell(.text(alert.level))
                    html.td { html in
                        html.text(alert.state)
                        if let event = alert.event {
                            html.text("　")
                            html.follow(event)
                        }
                    }
                    html.cell(.text(alert.judgement ?? ""))
                }
            }
        }
    }
}
