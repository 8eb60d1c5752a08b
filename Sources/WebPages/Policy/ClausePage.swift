import Primitives

/// One clause: its words, how it stands and why, its requirements, what is missing.
public struct ClausePage: Page {
    /// The clause.
    public var clause: ClauseReference
    /// Its text, one paragraph each.
    public var paragraphs: [String]
    /// The clauses above it, outermost first.
    public var above: [ClauseReference]
    /// The clauses right under it.
    public var below: [ClauseState]
    /// All requirements under it rolled up; nil where there are none.
    public var sign: VerdictSign?
    /// How many stand where.
    public var counts: VerdictCounts
    /// Why, in one sentence.
    public var reason: String
    /// The requirements bound to this very clause.
    public var requirements: [ClauseRequirement]
    /// What is missing, each in one sentence.
    public var gaps: [String] = []
    /// What a confusing local name means.
    public var explanations: [String] = []
    /// The day that all this holds on.
    public var on: Day
    /// False for a reader who sees the words and not how they are kept.
    public var showsVerdicts: Bool

    /// Every part by name.
    public init(
        clause: ClauseReference, paragraphs: [String], above: [ClauseReference],
        below: [ClauseState], sign: VerdictSign? = nil, counts: VerdictCounts, reason: String,
        requirements: [ClauseRequirement], gaps: [String] = [], explanations: [String] = [], on: Day,
        showsVerdicts: Bool = true
    ) {
        self.showsVerdicts = showsVerdicts
        self.clause = clause
        self.paragraphs = paragraphs
        self.above = above
        self.below = below
        self.sign = sign
        self.counts = counts
        self.reason = reason
        self.requirements = requirements
        self.gaps = gaps
        self.explanations = explanations
        self.on = on
    }

    public var title: String { "\(clause.path) \(clause.heading)" }
    public var place: MenuPlace? { .policy }

    public func write(into html: inout HTML) {
        html.trail(
            [LinkText("基本方針", .policy)] + above.map { LinkText("\($0.path) \($0.heading)", .clause($0.path)) }
        )
        html.h1(title)
        if showsVerdicts { standing(into: &html) }
        html.div(.class("card")) { html in
            html.h2("条文")
            for paragraph in paragraphs { html.p(paragraph, .class("prose")) }
            for explanation in explanations { html.p("ことばの注意：\(explanation)", .class("hint")) }
        }
        if showsVerdicts { requirementTable(into: &html) }
        if !below.isEmpty { children(into: &html) }
        if showsVerdicts, !gaps.isEmpty {
            html.h2("足りないもの")
            html.ul { html in for gap in gaps { html.li(gap) } }
        }
    }

    private func standing(into html: inout HTML) {
        html.p(.class("lead")) { html in
            if let sign { html.verdict(sign) }
            html.sentence(sign == nil ? reason : "　" + reason)
        }
        html.p(.class("hint")) { html in
            html.day(on)
            html.text("の時点　")
            html.counts(counts)
        }
    }

    private func requirementTable(into html: inout HTML) {
        html.h2("この条項の要求事項")
        guard !requirements.isEmpty else {
            return html.p { html in
                html.text("この条項に直接ひもづく要求事項はありません。")
                html.a("対応を見直す", .href(.bindings))
            }
        }
        let columns = ClauseRequirement.columns
        html.dataTable("この条項の要求事項", columns, hidesCaption: true, style: "table-frame requirement-table") {
            html in
            for requirement in requirements { requirement.writeRow(into: &html) }
        }
    }

    private func children(into html: inout HTML) {
        html.h2("この下の条項")
        html.ol(.class("clauses")) { html in
            for child in below {
                html.li { html in
                    html.a("\(child.clause.path) \(child.clause.heading)", .href(.clause(child.clause.path)))
                    guard showsVerdicts else { return }
                    html.text(" ")
                    html.verdict(child.sign)
                    html.text(" ")
                    html.counts(child.counts)
                }
            }
        }
    }
}

/// A requirement as its clause shows it.
public struct ClauseRequirement: Sendable {
    /// How it stands and why.
    public var state: RequirementState
    /// The one next step; nil where nothing is to be done.
    public var nextStep: String?
    /// Whose role it is.
    public var role: String
    /// About how many minutes the next step takes.
    public var minutes: Int
    /// What shows it.
    public var evidence: [EvidenceLine]

    /// Every part by name.
    public init(
        state: RequirementState, nextStep: String? = nil, role: String, minutes: Int,
        evidence: [EvidenceLine] = []
    ) {
        self.evidence = evidence
        self.state = state
        self.nextStep = nextStep
        self.role = role
        self.minutes = minutes
    }

    /// The headings above `writeRow`.
    static let columns =
        ["要求事項", "判断と理由", "つぎにやること", "担当"].map { TableColumn($0) } + [TableColumn("目安", isNumber: true)]

    func writeRow(into html: inout HTML) {
        html.tr { html in
            html.cell(.link(state.requirement.title, .requirement(state.requirement.id)), isRowHeading: true)
            html.td { html in
                html.verdict(state.sign)
                html.br()
                html.sentence(state.reason)
                for line in evidence {
                    html.br()
                    html.text("証拠：")
                    html.a(line.title, .href(.record(register: "evidence", id: line.id)))
                }
            }
            html.cell(.text(nextStep ?? "いまはありません"))
            html.cell(.text(role))
            html.td(nextStep == nil ? "－" : "\(spokenMinutes(minutes))", .class("number"))
        }
    }
}
