import Primitives

/// For an auditor: a period, a day, and from every clause to its requirements and their evidence.
public struct AuditPage: Page {
    /// The first day of the period.
    public var from: Day
    /// The last day of the period.
    public var to: Day
    /// The day on which things are judged.
    public var on: Day
    /// What was known then; nil for what is known now.
    public var knownAt: Day?
    /// Clauses in order.
    public var clauses: [AuditedClause]
    /// The ledger's last verification, as a sentence.
    public var ledgerState: String
    /// What was wrong with what was typed, by field name.
    public var errors: [String: String] = [:]

    /// Every part by name.
    public init(
        from: Day, to: Day, on: Day, knownAt: Day? = nil, clauses: [AuditedClause],
        ledgerState: String, errors: [String: String] = [:]
    ) {
        self.from = from
        self.to = to
        self.on = on
        self.knownAt = knownAt
        self.clauses = clauses
        self.ledgerState = ledgerState
        self.errors = errors
    }

    public var title: String { "監査のための一覧" }
    public var place: MenuPlace? { .audit }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p("条項から、要求事項、その証拠までをたどれます。記録はすべて版ごとに残り、あとから書き換えると分かる仕組みです。", .class("lead"))
        periodForm(into: &html)
        html.p { html in
            html.text("記録台帳の検証：")
            html.a(ledgerState, .href(.ledger))
        }
        if clauses.isEmpty { html.p("この日に効力のある基本方針がありません。採択日と施行日を確かめてください。") }
        for clause in clauses { clause.write(into: &html) }
    }

    private func periodForm(into html: inout HTML) {
        let values = [
            "from": from.iso, "to": to.iso, "on": on.iso, "known-at": knownAt?.iso ?? "",
        ]
        let input = FormInput(values: values, errors: errors)
        html.p(.class("on-paper")) { html in
            html.text("期間 ")
            html.day(from)
            html.text("～")
            html.day(to)
            html.text("　基準日 ")
            html.day(on)
            if let knownAt {
                html.text("　知っていたこと ")
                html.day(knownAt)
                html.text("まで")
            }
        }
        html.query(to: .audit, .class("card on-screen")) { html in
            html.h2("期間と基準日（\(from.fiscalYear)）")
            html.div(.class("columns")) { html in
                html.field(input.field("from", "期間のはじめ", .day, hint: "証拠を集める期間です。"))
                html.field(input.field("to", "期間のおわり", .day, hint: "この日を含みます。"))
                html.field(input.field("on", "いつの状態を見るか", .day, hint: "この日に成り立っていたことで判断します。"))
                html.field(
                    input.field("known-at", "いつ知っていたことで見るか", .day, hint: "空欄なら、いままでに分かったことすべてで見ます。"))
            }
            html.buttons("この期間と日で見る")
        }
    }
}

/// One clause as an auditor reads it.
public struct AuditedClause: Sendable {
    /// The clause.
    public var clause: ClauseReference
    /// All of its requirements rolled up.
    public var sign: VerdictSign
    /// Its requirements.
    public var requirements: [AuditedRequirement]
    /// Whether clauses below it have requirements of their own.
    public var hasParts: Bool

    /// Every part by name.
    public init(
        clause: ClauseReference, sign: VerdictSign, requirements: [AuditedRequirement],
        hasParts: Bool = false
    ) {
        self.clause = clause
        self.sign = sign
        self.requirements = requirements
        self.hasParts = hasParts
    }

    fileprivate func write(into html: inout HTML) {
        html.div(.class("heading-line")) { html in
            html.h2("\(clause.path) \(clause.heading)")
            html.verdict(sign)
        }
        guard !requirements.isEmpty else {
            return html.p(
                hasParts ? "この条項の判断は、下の号ごとの要求事項をまとめたものです。" : "この条項にひもづく要求事項はありません。", .class("quiet"))
        }
        let columns = ["要求事項", "判断", "理由", "証拠"].map { TableColumn($0) }
        html.dataTable(
            "\(clause.path)の要求事項と証拠", columns, hidesCaption: true, style: "table-frame audit-table"
        ) { html in
            for requirement in requirements { requirement.writeRow(into: &html) }
        }
    }
}

/// One requirement as an auditor reads it.
public struct AuditedRequirement: Sendable {
    /// The requirement.
    public var requirement: RequirementReference
    /// How it stands.
    public var sign: VerdictSign
    /// Why, in one sentence.
    public var reason: String
    /// The evidence of the period.
    public var evidence: [EvidenceLine]
    /// The registers that the verdict is read from: they show it where no file does.
    public var registers: [LinkText]

    /// Every part by name.
    public init(
        requirement: RequirementReference, sign: VerdictSign, reason: String,
        evidence: [EvidenceLine], registers: [LinkText] = []
    ) {
        self.requirement = requirement
        self.sign = sign
        self.reason = reason
        self.evidence = evidence
        self.registers = registers
    }

    fileprivate func writeRow(into html: inout HTML) {
        html.tr { html in
            html.cell(.link(requirement.title, .requirement(requirement.id)), isRowHeading: true)
            html.cell(.verdict(sign))
            html.td { $0.sentence(reason) }
            html.td { html in
                if !registers.isEmpty {
                    html.text("台帳：")
                    for (index, register) in registers.enumerated() {
                        if index > 0 { html.text("、") }
                        html.follow(register)
                    }
                } else if evidence.isEmpty {
                    html.span("期間内の証拠なし", .class("missing"))
                }
                html.evidence(evidence)
            }
        }
    }
}

/// One piece of evidence in a list.
public struct EvidenceLine: Sendable {
    /// The id of the evidence record.
    public var id: String
    /// Its title.
    public var title: String
    /// The first day that it speaks of.
    public var from: Day?
    /// The last day that it speaks of.
    public var to: Day?
    /// Whose it is.
    public var owner: String?
    /// The first digits of the file's SHA-256; nil where there is no file.
    public var digest: String?

    /// Every part by name.
    public init(
        id: String, title: String, from: Day? = nil, to: Day? = nil, owner: String? = nil,
        digest: String? = nil
    ) {
        self.id = id
        self.title = title
        self.from = from
        self.to = to
        self.owner = owner
        self.digest = digest
    }
}

extension HTML {
    /// Evidence as a list: title, period, owner, and the file with the beginning of its hash.
    mutating func evidence(_ lines: [EvidenceLine]) {
        guard !lines.isEmpty else { return }
        ul(.class("plain-list")) { html in
            for line in lines {
                html.li { html in
                    html.a(line.title, .href(.record(register: "evidence", id: line.id)))
                    html.span(.class("hint")) { html in
                        html.text("　")
                        if let from = line.from { html.day(from) }
                        if let to = line.to {
                            html.text("～")
                            html.day(to)
                        }
                        if let owner = line.owner { html.text("　\(owner)") }
                    }
                    if let digest = line.digest {
                        html.text("　")
                        html.a("ファイル", .href(.evidenceFile(line.id)), .download)
                        html.span("（SHA-256 \(digest)…）", .class("hint"))
                    }
                }
            }
        }
    }
}
