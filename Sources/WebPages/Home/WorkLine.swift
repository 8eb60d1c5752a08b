import Primitives

/// One thing to do: what, why, by when, in whose hands, how long it takes, and the one button.
public struct WorkLine: Sendable {
    /// What to do, as a short sentence.
    public var title: String
    /// The clause that asks for it.
    public var clause: ClauseReference?
    /// The law or guideline that asks for it; shown where no clause does.
    public var basis: String?
    /// Why it is here, in one sentence.
    public var reason: String
    /// The day by which it is to be done.
    public var dueOn: Day?
    /// Days past `dueOn`; nil where it is not late.
    public var daysLate: Int?
    /// Whose hands it is in, as a name or a role.
    public var holder: String?
    /// For how many days it has been there.
    public var daysHeld: Int?
    /// About how many minutes it takes.
    public var minutes: Int
    /// The one button.
    public var button: LinkText

    /// Every part by name.
    public init(
        title: String, clause: ClauseReference? = nil, basis: String? = nil, reason: String,
        dueOn: Day? = nil,
        daysLate: Int? = nil, holder: String? = nil, daysHeld: Int? = nil, minutes: Int,
        button: LinkText
    ) {
        self.title = title
        self.clause = clause
        self.basis = basis
        self.reason = reason
        self.dueOn = dueOn
        self.daysLate = daysLate
        self.holder = holder
        self.daysHeld = daysHeld
        self.minutes = minutes
        self.button = button
    }
}

/// More than these at once discourage; the rest is one press away.
private let workLinesInSight = 8

extension HTML {
    /// A list of work, or the sentence that says that there is none.
    mutating func work(_ lines: [WorkLine], ifNone sentence: String) {
        guard !lines.isEmpty else { return p(sentence, .class("quiet")) }
        workList(lines.prefix(workLinesInSight))
        guard lines.count > workLinesInSight else { return }
        details { html in
            html.summary("ほか\(grouped(lines.count - workLinesInSight))件を見る")
            html.workList(lines.dropFirst(workLinesInSight))
        }
    }

    private mutating func workList(_ lines: ArraySlice<WorkLine>) {
        ul(.class("work")) { html in for line in lines { html.li { $0.workLine(line) } } }
    }

    private mutating func workLine(_ line: WorkLine) {
        div { html in
            html.p(line.title, .class("work-title"))
            html.p { $0.sentence(line.reason) }
            html.p(.class("hint")) { $0.workNotes(line) }
        }
        follow(line.button, "button")
    }

    private mutating func workNotes(_ line: WorkLine) {
        if let days = line.daysLate {
            span("\(days)日おくれ", .class("when late"))
            text(" ")
        }
        if let day = line.dueOn {
            due(day)
            text(" ")
        }
        if let holder = line.holder {
            span(holder + (line.daysHeld.map { "のところで\($0)日" } ?? "の担当"))
            text(" ")
        }
        if let clause = line.clause {
            span { $0.clause(clause, short: true) }
            text(" ")
        } else if let basis = line.basis {
            span(basis)
            text(" ")
        }
        span("目安 \(spokenMinutes(line.minutes))", .class("nowrap"))
    }
}
