import Primitives

/// One requirement: what, why, how it stands, what shows it, the one next step, and the form for an answer.
public struct RequirementPage: Page {
    /// The requirement.
    public var requirement: RequirementReference
    /// What is to be done, in one or two sentences.
    public var toDo: String
    /// What is to be recorded.
    public var toRecord: String
    /// What an auditor asks to see.
    public var toProve: String
    /// The clauses that ask for it.
    public var clauses: [ClauseReference]
    /// How it stands.
    public var sign: VerdictSign
    /// Why, in one sentence.
    public var reason: String
    /// The day that this holds on.
    public var on: Day
    /// Who is in charge, as a role of the guideline.
    public var role: String
    /// How often, in words.
    public var schedule: String
    /// By when next.
    public var dueOn: Day?
    /// The one next step; nil where there is none.
    public var nextStep: NextStep?
    /// Set where somebody confirmed that there is nothing to do it on.
    public var outOfScope: ScopeNote?
    /// What falls short.
    public var subjects: SubjectTable?
    /// What shows that it is kept.
    public var evidence: [EvidenceLine]
    /// The answers so far, newest first.
    public var history: [AnswerLine]
    /// Other rules that ask for the same.
    public var crosswalk: [CrosswalkLine]
    /// Where the work is done, where registers answer.
    public var places: [LinkText]
    /// Whether records of answers with evidence count; false where registers alone decide.
    public var isFedByAnswers: Bool
    /// The form for an answer; nil for a reader who may not answer, and where an answer would change nothing.
    public var answer: AnswerForm?

    /// Every part by name.
    public init(
        requirement: RequirementReference, toDo: String, toRecord: String, toProve: String,
        clauses: [ClauseReference], sign: VerdictSign, reason: String, on: Day, role: String,
        schedule: String, dueOn: Day? = nil, nextStep: NextStep? = nil,
        outOfScope: ScopeNote? = nil, subjects: SubjectTable? = nil, evidence: [EvidenceLine],
        history: [AnswerLine], crosswalk: [CrosswalkLine], places: [LinkText] = [],
        isFedByAnswers: Bool = true, answer: AnswerForm? = nil
    ) {
        self.requirement = requirement
        self.toDo = toDo
        self.toRecord = toRecord
        self.toProve = toProve
        self.clauses = clauses
        self.sign = sign
        self.reason = reason
        self.on = on
        self.role = role
        self.schedule = schedule
        self.dueOn = dueOn
        self.nextStep = nextStep
        self.outOfScope = outOfScope
        self.subjects = subjects
        self.evidence = evidence
        self.history = history
        self.crosswalk = crosswalk
        self.places = places
        self.isFedByAnswers = isFedByAnswers
        self.answer = answer
    }

    public var title: String { requirement.title }
    public var place: MenuPlace? { .requirements }

    public func write(into html: inout HTML) {
        html.trail([LinkText("要求事項", .requirements)])
        html.h1(title)
        html.p(.class("lead")) { html in
            html.verdict(sign)
            html.sentence("　" + reason)
        }
        html.p(.class("hint")) { html in
            html.day(on)
            html.text("の時点")
        }
        next(into: &html)
        html.div(.class("beside")) { html in
            html.div { html in
                meaning(into: &html)
                shortfall(into: &html)
                workplaces(into: &html)
                if isFedByAnswers || !evidence.isEmpty { proof(into: &html) }
                if let answer { answer.write(for: requirement.id, into: &html) }
                if isFedByAnswers || !history.isEmpty { past(into: &html) }
            }
            html.aside(.label("根拠と対応表")) { html in sources(into: &html) }
        }
    }

    private func next(into html: inout HTML) {
        html.section(.class("card"), .labelledBy("next-step")) { html in
            html.h2("つぎにやること", .id("next-step"))
            guard let step = nextStep else {
                return html.p("いまは何もありません。" + (dueOn.map { "次の期限は\($0.japanese)です。" } ?? ""))
            }
            html.p(step.text)
            html.p(.class("hint")) { html in
                html.span("担当 \(step.role)")
                html.text("　")
                html.span("目安 \(spokenMinutes(step.minutes))", .class("nowrap"))
                if let dueOn {
                    html.text("　")
                    html.due(dueOn)
                }
            }
            html.div(.class("actions")) { html in
                if let link = step.link {
                    html.follow(link, "button primary")
                } else if answer != nil {
                    html.a(step.button, .anchor("answer"), .class("button primary"))
                }
            }
        }
    }

    private func meaning(into html: inout HTML) {
        html.h2("何をするか")
        html.p(toDo, .class("prose"))
        html.dl(.class("facts")) { html in
            html.pair("記録すること", toRecord)
            html.pair("示すもの", toProve)
            html.pair("担当の役割", role)
            html.pair("いつ", schedule)
            if let scope = outOfScope {
                html.pair("対象なし") { html in
                    html.text("\(scope.by)さんが")
                    html.day(scope.on)
                    html.text("に確認：\(scope.reason)")
                }
            }
        }
    }

    private func workplaces(into html: inout HTML) {
        guard !places.isEmpty else { return }
        html.h2("どの台帳で判定するか")
        html.p("この要求事項は、次の台帳に書かれたことから自動で判定します。台帳を直すと、ここもすぐに変わります。")
        html.div(.class("actions")) { html in for place in places { html.follow(place, "button") } }
    }

    private func shortfall(into html: inout HTML) {
        guard let subjects, !subjects.rows.isEmpty else { return }
        html.h2("足りていないもの（\(grouped(subjects.totalCount))件）")
        subjects.write(into: &html)
    }

    private func proof(into html: inout HTML) {
        html.h2("証拠")
        if evidence.isEmpty {
            html.p("証拠はまだありません。証拠がないうちは「確認できた」になりません。", .class("quiet"))
        }
        html.evidence(evidence)
    }

    private func past(into html: inout HTML) {
        html.h2("これまでの記録")
        guard !history.isEmpty else { return html.p("まだ記録がありません。", .class("quiet")) }
        html.ul(.class("changes")) { html in
            for line in history {
                html.li { html in
                    html.day(line.on)
                    html.text("　\(line.by)　\(line.text)")
                    if let until = line.validUntil {
                        html.text("（")
                        html.day(until)
                        html.text("まで有効）")
                    }
                }
            }
        }
    }

    private func sources(into html: inout HTML) {
        html.h2("根拠")
        html.ul(.class("plain-list")) { html in
            for clause in clauses { html.li { $0.clause(clause) } }
            if clauses.isEmpty { html.li("規程には書かれていません（法令・ガイドラインから）。") }
        }
        html.h2("ほかの基準との対応")
        html.dl(.class("crosswalk")) { html in
            for line in crosswalk {
                html.pair(line.source) { html in
                    html.text(line.place)
                    if !line.isVerified { html.span("（当方の対応付け・未確認）", .class("hint")) }
                }
            }
        }
    }
}
