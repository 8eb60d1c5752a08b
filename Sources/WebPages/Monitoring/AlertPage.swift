import Primitives

/// One alert: what, why, what first, what is known, the lines, and what was said of the same matter before.
public struct AlertPage: Page {
    /// The alert.
    public var alert: AlertLine
    /// The same matter earlier, newest first.
    public var earlier: [AlertLine]
    /// Whether the viewer may judge.
    public var mayJudge: Bool
    /// Whether a judgement may be taken back.
    public var mayTakeBack: Bool
    /// Where an exception for it is written; nil for whoever may not.
    public var exception: LinkText?
    /// What was typed: `reason`.
    public var input: FormInput

    /// Every part by name.
    public init(
        alert: AlertLine, earlier: [AlertLine] = [], mayJudge: Bool, mayTakeBack: Bool,
        exception: LinkText? = nil, input: FormInput = FormInput()
    ) {
        self.alert = alert
        self.earlier = earlier
        self.mayJudge = mayJudge
        self.mayTakeBack = mayTakeBack
        self.exception = exception
        self.input = input
    }

    public var title: String { alert.title }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.trail([LinkText("警報", .alerts)])
        html.h1(title)
        html.p(.class("hint")) { html in
            html.span("重さ\(alert.level)", .class("when"))
            html.text("　\(alert.state)　\(alert.times)")
        }
        if let judgement = alert.judgement { html.p(judgement) }
        if let event = alert.event {
            html.p { html in
                html.text("この警報は事象になっています：")
                html.follow(event)
            }
        }
        html.alertStory(alert)
        if mayJudge { judging(into: &html) }
        html.h2("分かっていること")
        html.alertProof(alert)
        if !earlier.isEmpty { earlierTable(into: &html) }
        if let exception {
            html.h2("何度も出るとき")
            html.p("調べたうえで、この先も知らせなくてよいと分かったものは、理由と終わりの日を決めて例外にできます。")
            html.div(.class("actions")) { $0.follow(exception, "button") }
        }
    }

    private func judging(into html: inout HTML) {
        html.h2("判断する")
        if alert.asksPlanned {
            html.p("予定した変更ですか。前もって決めていた作業なら「予定した変更」を選び、だれの何の作業かを書きます。")
        }
        html.errorList([reason])
        html.judgement(of: alert, reason: reason, from: "alert")
        guard mayTakeBack else { return }
        html.submission(to: .alert(alert.id), .class("on-screen")) { html in
            html.field(.hidden("version", String(alert.version)))
            html.div(.class("buttons")) { html in
                html.button("判断を取り消す", .type("submit"), .name("verdict"), .value("new"))
            }
        }
    }

    private var reason: FormField {
        input.field(
            "reason", "理由・気づいたこと", .longText(rows: 3), hint: "「受け入れる」には必ず書きます。ほかの判断でも、調べたことを残すと次の人が助かります。")
    }

    private func earlierTable(into html: inout HTML) {
        html.h2("同じことの前の警報（\(earlier.count)件）")
        html.dataTable(
            "同じことの前の警報", ["いつ", "判断", "だれが・いつ・なぜ"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for each in earlier {
                html.tr { html in
                    html.rowHeading(each.times, .alert(each.id))
                    html.cell(.text(each.state))
                    html.cell(.text(each.judgement ?? ""))
                }
            }
        }
    }
}
