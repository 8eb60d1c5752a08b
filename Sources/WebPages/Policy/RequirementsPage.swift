import Primitives

/// All requirements, in the order of the clauses, with a filter by sign and by role.
public struct RequirementsPage: Page {
    /// The day that all this holds on.
    public var on: Day
    /// Clauses in order, each with its requirements; what is bound to no clause comes last.
    public var groups: [Group]
    /// All of them together.
    public var counts: VerdictCounts
    /// The filter as it stands: `sign` and `role`.
    public var input: FormInput
    /// The roles that appear.
    public var roles: [FormChoice]

    /// Every part by name.
    public init(
        on: Day, groups: [Group], counts: VerdictCounts, input: FormInput, roles: [FormChoice]
    ) {
        self.on = on
        self.groups = groups
        self.counts = counts
        self.input = input
        self.roles = roles
    }

    /// A clause and its requirements.
    public struct Group: Sendable {
        /// Nil for what the law asks and the policy does not say.
        public var clause: ClauseReference?
        /// The requirements.
        public var requirements: [ClauseRequirement]

        /// Every part by name.
        public init(clause: ClauseReference? = nil, requirements: [ClauseRequirement]) {
            self.clause = clause
            self.requirements = requirements
        }
    }

    public var title: String { "要求事項の一覧" }
    public var place: MenuPlace? { .requirements }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p(.class("hint")) { html in
            html.day(on)
            html.text("の時点　全\(counts.total)件　")
            html.counts(counts)
        }
        html.verdictLegend()
        html.div(.class("toolbar")) { html in
            html.query(to: .requirements) { html in
                html.field(input.field("sign", "様子", .list(signs)))
                html.field(input.field("role", "担当の役割", .list([FormChoice("", "すべて")] + roles)))
                html.button("絞り込む", .type("submit"))
            }
        }
        if groups.isEmpty { html.p("あてはまる要求事項はありません。") }
        for group in groups { self.group(group, into: &html) }
    }

    private var signs: [FormChoice] {
        [FormChoice("", "すべて")] + VerdictSign.allCases.map { FormChoice($0.code, $0.word) }
    }

    private func group(_ group: Group, into html: inout HTML) {
        let heading = group.clause.map { "\($0.path) \($0.heading)" } ?? "規程になく、法令・ガイドラインが求めるもの"
        html.h2(heading)
        let columns = ClauseRequirement.columns
        html.dataTable("\(heading)の要求事項", columns, hidesCaption: true, style: "table-frame requirement-table")
        { html in
            for requirement in group.requirements { requirement.writeRow(into: &html) }
        }
    }
}

extension VerdictSign {
    /// As it stands in an address: `confirmed`, `action-needed` and so on.
    public var code: String {
        switch self {
        case .confirmed: "confirmed"
        case .actionNeeded: "action-needed"
        case .notYetConfirmed: "not-yet"
        case .beforeDue: "before-due"
        case .outOfScope: "out-of-scope"
        case .notInForce: "not-in-force"
        }
    }
}
