import Primitives

/// An alert as pages show it: words alone, already permitted.
public struct AlertLine: Sendable {
    /// The record.
    public var id: String
    /// The version that is shown, so that two people do not judge over each other.
    public var version: Int
    /// What happened, in one sentence.
    public var title: String
    /// How grave, in a word.
    public var level: String
    /// The points by which the queue is ordered.
    public var score: Int
    /// Why so many, in words.
    public var scoreReason: String
    /// First and last event and how many, in words.
    public var times: String
    /// Whom or what it is about, with network, source and unit: label and words.
    public var about: [(label: String, words: String)]
    /// What was seen.
    public var what: String
    /// Why it matters.
    public var why: String
    /// The clauses that speak of it.
    public var clauses: [ClauseReference]
    /// What to do first.
    public var firstStep: String
    /// What is known of it: name and value.
    public var facts: [(label: String, words: String)]
    /// The lines as they were received.
    public var rawLines: [String]
    /// The rule's id.
    public var rule: String
    /// Whether it asks 「予定した変更ですか」.
    public var asksPlanned: Bool
    /// What was said of it, in a word.
    public var state: String
    /// Who said so, when and why, in words; nil where nobody has.
    public var judgement: String?
    /// The event that it became.
    public var event: LinkText?

    /// Every part by name.
    public init(
        id: String, version: Int, title: String, level: String, score: Int, scoreReason: String = "",
        times: String, about: [(label: String, words: String)] = [], what: String, why: String = "",
        clauses: [ClauseReference] = [], firstStep: String = "",
        facts: [(label: String, words: String)] = [], rawLines: [String] = [], rule: String,
        asksPlanned: Bool = false, state: String, judgement: String? = nil, event: LinkText? = nil
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.level = level
        self.score = score
        self.scoreReason = scoreReason
        self.times = times
        self.about = about
        self.what = what
        self.why = why
        self.clauses = clauses
        self.firstStep = firstStep
        self.facts = facts
        self.rawLines = rawLines
        self.rule = rule
        self.asksPlanned = asksPlanned
        self.state = state
        self.judgement = judgement
        self.event = event
    }
}

/// The pages of the monitoring, one beside the other.
public enum MonitoringTab: Sendable, CaseIterable {
    /// 警報.
    case alerts
    /// 様子.
    case figures
    /// 確認票.
    case sheets
    /// 検知ルール.
    case rules
    /// 事業者の報告.
    case reports

    var link: LinkText {
        switch self {
        case .alerts: LinkText("警報", .alerts)
        case .figures: LinkText("様子", .monitoring)
        case .sheets: LinkText("確認票", .watchSheets)
        case .rules: LinkText("検知ルール", .rules)
        case .reports: LinkText("事業者の報告", .providerReports)
        }
    }
}

extension HTML {
    /// The tabs of the monitoring.
    mutating func monitoringTabs(_ current: MonitoringTab) {
        nav(.class("tabs"), .label("監視のページ")) { html in
            html.ul { html in
                for tab in MonitoringTab.allCases {
                    html.li { html in
                        html.a(tab.link.text, .href(tab.link.address), .current(tab == current))
                    }
                }
            }
        }
    }

    /// What, why, what first: the part that a person has to read before judging.
    mutating func alertStory(_ alert: AlertLine) {
        p { $0.sentence(alert.what) }
        if !alert.firstStep.isEmpty {
            p { html in
                html.strong("まずすること：")
                html.sentence(alert.firstStep)
            }
        }
        if !alert.why.isEmpty || !alert.clauses.isEmpty {
            p { html in
                html.strong("なぜ問題か：")
                html.sentence(alert.why)
                if !alert.clauses.isEmpty {
                    html.text("（")
                    html.clauses(alert.clauses)
                    html.text("）")
                }
            }
        }
    }

    /// Facts and raw lines.
    mutating func alertProof(_ alert: AlertLine) {
        dl(.class("facts")) { html in
            for each in alert.about + alert.facts { html.pair(each.label, each.words) }
            html.pair("検知ルール", alert.rule)
            html.pair("急ぐ度合い", "\(alert.score)点（\(alert.scoreReason)）")
        }
        guard !alert.rawLines.isEmpty else { return p("ログの行は残っていません。", .class("quiet")) }
        p("ログの行（受け取ったまま。はじめと終わりの、あわせて20行まで）", .class("hint"))
        element("<pre", "</pre>", [.class("code"), .scrollable, .label("ログの行")]) { html in
            for line in alert.rawLines {
                html.text(line)
                html.literal("\n")
            }
        }
    }

    /// The buttons of a judgement and the field for its reason, in one form.
    ///
    /// - Parameter place: where the answer leads back to.
    mutating func judgement(of alert: AlertLine, reason: FormField, from place: String) {
        submission(to: .alert(alert.id), .class("judgement on-screen")) { html in
            html.field(.hidden("version", String(alert.version)))
            html.field(.hidden("place", place))
            html.field(reason)
            html.div(.class("buttons")) { html in
                for verdict in AlertVerdict.allCases where verdict != .planned || alert.asksPlanned {
                    html.button(
                        verdict.label, .type("submit"), .name("verdict"), .value(verdict.rawValue),
                        .class(verdict == .event ? "primary" : ""))
                }
            }
        }
    }
}

/// What the buttons under an alert say.
public enum AlertVerdict: String, Sendable, CaseIterable {
    /// Something is wrong, and is followed up as 事象.
    case event
    /// It was as the alert says.
    case real = "true"
    /// It was not.
    case mistaken = "false"
    /// It was, and somebody had planned it.
    case planned
    /// It was, and is put up with.
    case accepted

    var label: String {
        switch self {
        case .event: "事象にする"
        case .real: "本物"
        case .mistaken: "誤検知"
        case .planned: "予定した変更"
        case .accepted: "受け入れる"
        }
    }
}
