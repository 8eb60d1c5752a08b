import Primitives

/// Opens on what to do today, what is late and what is stuck; never an empty board.
public struct HomePage: Page {
    /// The day that all this holds on.
    public var today: Day
    /// What changed within the week, what is new since the last look first.
    public var changes: ChangeList
    /// The next five steps of an organization that has recorded nothing yet; empty afterwards.
    public var firstSteps: [FirstStep]
    /// To be done today, then soon.
    public var due: [WorkLine]
    /// Past their day, or falling short without one; the longest wait first.
    public var late: [WorkLine]
    /// Waiting in somebody's hands.
    public var stuck: [WorkLine]
    /// The policy's clauses of the first level, in order.
    public var clauses: [ClauseState]

    /// Every part by name.
    public init(
        today: Day, changes: ChangeList, firstSteps: [FirstStep], due: [WorkLine], late: [WorkLine],
        stuck: [WorkLine], clauses: [ClauseState]
    ) {
        self.today = today
        self.changes = changes
        self.firstSteps = firstSteps
        self.due = due
        self.late = late
        self.stuck = stuck
        self.clauses = clauses
    }

    public var title: String { "ホーム" }
    public var place: MenuPlace? { .home }

    public func write(into html: inout HTML) {
        html.h1(.class("phrase")) { html in
            html.day(today)
            html.text("のしごと")
        }
        if firstSteps.isEmpty { changes.write(into: &html) } else { steps(into: &html) }
        if !late.isEmpty {
            html.h2("急いで手を付けるもの（\(late.count)件）")
            html.work(late, ifNone: "")
        }
        if firstSteps.isEmpty || !due.isEmpty {
            html.h2("今日やること・期限が近いもの" + (due.isEmpty ? "" : "（\(due.count)件）"))
            html.work(due, ifNone: "今日やることはありません。次の期限が近づくと、ここに出ます。")
        }
        if !stuck.isEmpty {
            html.h2("止まっているもの（\(stuck.count)件）")
            html.work(stuck, ifNone: "")
        }
        if !clauses.isEmpty { board(into: &html) }
    }

    private func steps(into html: inout HTML) {
        html.p(
            "はじめに、次の順で進めると、基本方針のどこが守られているかが分かるようになります。途中でやめても、書いたところまで残ります。",
            .class("lead"))
        html.ol(.class("first-steps")) { html in
            for (index, step) in firstSteps.enumerated() { html.firstStep(step, index + 1) }
        }
        html.p(.class("hint")) { html in
            html.text("ほかの仕事は、五つの手順が済むと、期限の順にここへ出ます。先に見たいときは")
            html.a("要求事項の一覧", .href(.requirements))
            html.text("を開いてください。")
        }
    }

    private func board(into html: inout HTML) {
        html.h2("基本方針の条項ごとの様子")
        html.ol(.class("clauses")) { html in
            for clause in clauses {
                html.li { html in
                    html.span { html in
                        html.span(clause.clause.path, .class("number"))
                        html.text(" ")
                        html.a(clause.clause.heading, .href(.clause(clause.clause.path)))
                    }
                    html.text(" ")
                    html.verdict(clause.sign)
                    html.text(" ")
                    html.counts(clause.counts)
                }
            }
        }
        html.p("数は、その条項にひもづく要求事項の数です。分からないものは「確認できた」に入れません。", .class("hint"))
        html.div(.class("actions")) { $0.a("A4の1枚にまとめる（決裁欄つき）", .href(.report), .class("button")) }
    }
}

/// One clause of the first level and how it stands.
public struct ClauseState: Sendable {
    /// The clause.
    public var clause: ClauseReference
    /// All of its requirements rolled up.
    public var sign: VerdictSign
    /// How many stand where.
    public var counts: VerdictCounts

    /// Every part by name.
    public init(clause: ClauseReference, sign: VerdictSign, counts: VerdictCounts) {
        self.clause = clause
        self.sign = sign
        self.counts = counts
    }
}

/// What changed within the last week, what is new since somebody last looked first.
public struct ChangeList: Sendable {
    /// The last look; nil at the first.
    public var since: Instant?
    /// The requirements whose word changed within the week.
    public var verdicts: [VerdictChange]
    /// What others did, newest first; at most ten.
    public var changes: [Change]
    /// How many more there are than are listed.
    public var moreCount: Int = 0

    /// Every part by name.
    public init(
        since: Instant? = nil, verdicts: [VerdictChange] = [], changes: [Change], moreCount: Int = 0
    ) {
        self.since = since
        self.verdicts = verdicts
        self.changes = changes
        self.moreCount = moreCount
    }

    /// One change.
    public struct Change: Sendable {
        /// When.
        public var at: Instant
        /// What, as a sentence.
        public var text: String
        /// Where it is to be seen.
        public var address: Address?
        /// Whether it came after the last look.
        public var isNew: Bool

        /// Every part by name.
        public init(at: Instant, text: String, address: Address? = nil, isNew: Bool = false) {
            self.at = at
            self.text = text
            self.address = address
            self.isNew = isNew
        }
    }

    func write(into html: inout HTML) {
        html.h2("この1週間に変わったこと")
        guard !changes.isEmpty || !verdicts.isEmpty else {
            return html.p("この1週間に変わったことはありません。", .class("quiet"))
        }
        if let since, changes.contains(where: \.isNew) {
            html.p(.class("hint")) { html in
                html.text("「新」は、前に見たとき（")
                html.moment(since)
                html.text("）のあとのことです。")
            }
        }
        html.verdictChanges(verdicts, limit: 5)
        html.ul(.class("changes")) { html in for change in changes { html.li { $0.change(change) } } }
        if moreCount > 0 { html.p("ほかに\(grouped(moreCount))件あります。", .class("hint")) }
    }
}

/// A requirement whose word changed.
public struct VerdictChange: Sendable, Equatable {
    /// The requirement.
    public var requirement: RequirementReference
    /// How it stood.
    public var before: VerdictSign
    /// How it stands.
    public var after: VerdictSign

    /// Every part by name.
    public init(requirement: RequirementReference, before: VerdictSign, after: VerdictSign) {
        self.requirement = requirement
        self.before = before
        self.after = after
    }
}

extension HTML {
    fileprivate mutating func change(_ change: ChangeList.Change) {
        if change.isNew {
            span("新", .class("new"))
            text(" ")
        }
        span(.class("quiet")) { html in
            html.day(change.at.dayInJapan)
            html.text("　")
        }
        if let address = change.address { a(change.text, .href(address)) } else { text(change.text) }
    }

    /// Each requirement with its word before and its word now; the rest is counted.
    mutating func verdictChanges(_ changes: [VerdictChange], limit: Int) {
        guard !changes.isEmpty else { return }
        ul(.class("changes")) { html in
            for change in changes.prefix(limit) {
                html.li { html in
                    html.a(change.requirement.title, .href(.requirement(change.requirement.id)))
                    html.text("　\(change.before.word) → ")
                    html.verdict(change.after)
                }
            }
        }
        if changes.count > limit {
            p("ほかに\(grouped(changes.count - limit))件の判断が変わりました。", .class("hint"))
        }
    }
}

/// One of the first five steps.
public struct FirstStep: Sendable {
    /// What to do.
    public var title: String
    /// What it is good for.
    public var explanation: String
    /// About how many minutes it takes.
    public var minutes: Int
    /// Whether it is done, next, or still to come.
    public var state: State
    /// The button; unused where done.
    public var button: LinkText

    /// Every part by name.
    public init(title: String, explanation: String, minutes: Int, state: State, button: LinkText) {
        self.title = title
        self.explanation = explanation
        self.minutes = minutes
        self.state = state
        self.button = button
    }

    /// Where a step stands.
    public enum State: Sendable {
        /// 済.
        case done
        /// つぎはこれ.
        case now
        /// そのあと.
        case later
    }
}

extension HTML {
    fileprivate mutating func firstStep(_ step: FirstStep, _ number: Int) {
        li(.class(step.state == .now ? "now" : "")) { html in
            html.span("\(number)", .class("step-number"))
            html.div { html in
                html.p(step.title, .class("work-title"))
                html.p(step.explanation)
                html.p("目安 \(spokenMinutes(step.minutes))", .class("hint"))
            }
            switch step.state {
            case .done: html.verdictLikeDone()
            case .now: html.follow(step.button, "button primary")
            case .later: html.follow(step.button, "button")
            }
        }
    }

    private mutating func verdictLikeDone() {
        span("済みました", .class("quiet"))
    }
}
