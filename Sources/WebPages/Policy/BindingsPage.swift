/// Which clause is bound to which requirement and why, to be confirmed, moved or removed by a person.
public struct BindingsPage: Page {
    /// Those that a person has to look at, then the rest.
    public var bindings: [Binding]
    /// Said by the policy, covered by no requirement.
    public var clausesWithoutRequirement: [ClauseReference]
    /// Asked by law or guideline, not said by the policy.
    public var requirementsWithoutClause: [Unwritten]
    /// Set where somebody asked to move a binding, by the query `move` (a requirement's id) and `from` (a
    /// path).
    public var move: Move?
    /// False for a reader who may not decide.
    public var canDecide: Bool = true

    /// Every part by name.
    public init(
        bindings: [Binding], clausesWithoutRequirement: [ClauseReference],
        requirementsWithoutClause: [Unwritten], move: Move? = nil, canDecide: Bool = true
    ) {
        self.bindings = bindings
        self.clausesWithoutRequirement = clausesWithoutRequirement
        self.requirementsWithoutClause = requirementsWithoutClause
        self.move = move
        self.canDecide = canDecide
    }

    /// One binding.
    public struct Binding: Sendable {
        /// The requirement.
        public var requirement: RequirementReference
        /// The clause; nil where there is only a proposal to leave it unbound.
        public var clause: ClauseReference
        /// Why the two belong together, in words.
        public var reason: String
        /// Where it stands.
        public var state: State

        /// Every part by name.
        public init(
            requirement: RequirementReference, clause: ClauseReference, reason: String, state: State
        ) {
            self.requirement = requirement
            self.clause = clause
            self.reason = reason
            self.state = state
        }
    }

    /// A binding on its way to another clause.
    public struct Move: Sendable {
        /// The requirement.
        public var requirement: RequirementReference
        /// The clause that it is bound to now; nil where it is bound to none.
        public var from: ClauseReference?
        /// All clauses.
        public var clauses: [ClauseReference]

        /// Every part by name.
        public init(
            requirement: RequirementReference, from: ClauseReference? = nil,
            clauses: [ClauseReference]
        ) {
            self.requirement = requirement
            self.from = from
            self.clauses = clauses
        }
    }

    /// Where a binding stands.
    public enum State: Sendable {
        /// 提案: not bound until somebody confirms.
        case proposed
        /// 自動: bound by the matcher.
        case automatic
        /// 確認済み: a person said so.
        case confirmed(by: String)
    }

    /// What the policy does not say.
    public struct Unwritten: Sendable {
        /// The requirement.
        public var requirement: RequirementReference
        /// What asks for it, such as 施行規則16条の3第1項第8号.
        public var source: String

        /// Every part by name.
        public init(requirement: RequirementReference, source: String) {
            self.requirement = requirement
            self.source = source
        }
    }

    public var title: String { "条項と要求事項の対応" }
    public var place: MenuPlace? { .policy }

    public func write(into html: inout HTML) {
        html.trail([LinkText("基本方針", .policy)])
        html.h1(title)
        html.p(
            "規程の条項と、することの一覧（要求事項）を結びつけたものです。自信のないものは提案にとどめ、結びつけていません。合っていれば「確認」、違っていれば移すか外してください。",
            .class("lead"))
        if let move { form(for: move, into: &html) }
        table("確かめていただきたいもの", bindings.filter(\.isProposed), into: &html)
        html.h2("規程にあるが要求事項がない条項（\(clausesWithoutRequirement.count)件）")
        if clausesWithoutRequirement.isEmpty { html.p("ありません。", .class("quiet")) }
        html.ul { html in for clause in clausesWithoutRequirement { html.li { $0.clause(clause) } } }
        html.h2("法令・ガイドラインが求めるが規程にない事項（\(requirementsWithoutClause.count)件）")
        if requirementsWithoutClause.isEmpty { html.p("ありません。", .class("quiet")) }
        html.ul { html in
            for unwritten in requirementsWithoutClause {
                html.li { html in
                    html.a(unwritten.requirement.title, .href(.requirement(unwritten.requirement.id)))
                    html.span("（\(unwritten.source)）", .class("hint"))
                    if canDecide {
                        html.text(" ")
                        let query = [QueryItem("move", unwritten.requirement.id)]
                        html.a("規程にあれば結びつける", .href(.bindings, query: query))
                    }
                }
            }
        }
        table("結びついているもの", bindings.filter { !$0.isProposed }, into: &html)
    }

    private func table(_ heading: String, _ bindings: [Binding], into html: inout HTML) {
        html.h2("\(heading)（\(bindings.count)件）")
        guard !bindings.isEmpty else { return html.p("ありません。", .class("quiet")) }
        let columns = ["要求事項", "条項", "結びつけた理由", "状態"] + (canDecide ? ["直す"] : [])
        html.dataTable(heading, columns.map { TableColumn($0) }, hidesCaption: true) { html in
            for binding in bindings { row(binding, into: &html) }
        }
    }

    /// Where a row stands on the page, to come back to it.
    public static func anchor(_ requirement: String, _ clause: String) -> String {
        "b-\(requirement)-\(clause)"
    }

    private func row(_ binding: Binding, into html: inout HTML) {
        html.tr(.id(BindingsPage.anchor(binding.requirement.id, binding.clause.path))) { html in
            html.cell(
                .link(binding.requirement.title, .requirement(binding.requirement.id)), isRowHeading: true)
            html.td { $0.clause(binding.clause) }
            html.cell(.text(binding.reason))
            html.cell(.text(binding.stateWord))
            if canDecide { html.td { html in decision(on: binding, into: &html) } }
        }
    }

    private func decision(on binding: Binding, into html: inout HTML) {
        html.submission(to: .bindings, .class("row-actions")) { html in
            html.field(.hidden("requirement", binding.requirement.id))
            html.field(.hidden("clause", binding.clause.path))
            if !binding.isConfirmed {
                html.button("確認", .type("submit"), .name("act"), .value("confirm"), .class("primary"))
            }
            html.button("外す", .type("submit"), .name("act"), .value("remove"))
            let query = [
                QueryItem("move", binding.requirement.id), QueryItem("from", binding.clause.path),
            ]
            html.a("移す", .href(.bindings, query: query), .class("button"))
        }
    }

    /// A page of its own would lose sight of the reasons; so the form stands above the tables.
    private func form(for move: Move, into html: inout HTML) {
        html.submission(to: .bindings, .class("card")) { html in
            html.h2("「\(move.requirement.title)」を別の条項へ移す")
            html.fields([
                .hidden("requirement", move.requirement.id), .hidden("clause", move.from?.path ?? ""),
                .hidden("act", "move"),
                FormField(
                    "to", "移す先の条項",
                    .list(move.clauses.map { FormChoice($0.path, "\($0.path) \($0.heading)") }),
                    value: move.from?.path ?? "", isRequired: true),
            ])
            html.buttons("移す", cancel: .bindings)
        }
    }
}

extension BindingsPage.Binding {
    fileprivate var isProposed: Bool {
        if case .proposed = state { true } else { false }
    }

    fileprivate var isConfirmed: Bool {
        if case .confirmed = state { true } else { false }
    }

    fileprivate var stateWord: String {
        switch state {
        case .proposed: "提案（まだ結びつけていません）"
        case .automatic: "自動で結びつけました"
        case .confirmed(let name): "\(name)さんが確認しました"
        }
    }
}
