import Primitives

/// 回答: for a requirement that no register answers yet: done or not, on which day, by whom, valid until.
public struct Answer: Record {
    public let requirement: String
    public let outcome: Outcome
    public let doneOn: Day
    public let answeredBy: Link<Person>?
    public let unit: Link<OrganizationUnit>?
    public let validUntil: Day?
    public let reason: String?
    public let evidence: Link<Evidence>?

    /// What the answer says.
    public enum Outcome: String, Choice {
        case done
        case notDone = "not-done"
        case notApplicable = "not-applicable"
        public var title: String {
            switch self {
            case .done: "実施した"
            case .notDone: "実施していない"
            case .notApplicable: "対象がない"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        requirement: String, outcome: Outcome, doneOn: Day, answeredBy: Link<Person>? = nil,
        unit: Link<OrganizationUnit>? = nil, validUntil: Day? = nil, reason: String? = nil,
        evidence: Link<Evidence>? = nil
    ) {
        self.requirement = requirement
        self.outcome = outcome
        self.doneOn = doneOn
        self.answeredBy = answeredBy
        self.unit = unit
        self.validUntil = validUntil
        self.reason = reason
        self.evidence = evidence
    }

    public static let registerName = "answers"
    public static let register = Register<Self>(
        "実施の記録", clauses: ["9"], purpose: "台帳から自動で判定できない要求事項について、実施したかどうかを記録します。",
        record: Self.init
    ) {
        Field("requirement", \.requirement, "要求事項").searched().listed().namesRequirement()
            .hint("どの要求事項についての記録か。")
        Field("outcome", \.outcome, "結果").listed()
            .hint("実施したか、していないか、対象がないか。")
        Field("done_on", \.doneOn, "実施した日（確認した日）").listed().retained(years: 5)
            .hint("書いた日ではなく、行った日。")
        Field("answered_by", \.answeredBy, "答えた人").listed()
            .hint("行ったか、確かめた人。")
        Field("unit", \.unit, "所属")
            .hint("一つの所属だけの記録なら選びます。")
        Field("valid_until", \.validUntil, "有効期限").listed().hint("空けておくと要求事項の周期から自動で決まります。")
        Field("reason", \.reason, "内容・理由").long().listed().searched()
            .hint("担当が替わっても分かるように、何をどう確かめたかを書きます。")
        Field("evidence", \.evidence, "証拠").listed()
            .hint("行ったことを示すもの。")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        Write(.office, .sectionHead(of: \.unit))
    } check: { answer in
        var problems: [Problem] = []
        if let last = answer.validUntil, last < answer.doneOn {
            problems.append(
                Problem("answer.dates", "有効期限が実施した日より前です。どちらかを直してください。", field: "valid_until"))
        }
        if answer.outcome == .notApplicable, (answer.reason ?? "").isEmpty {
            problems.append(
                Problem("answer.reason", "「対象がない」ときは、その理由を書いてください。", field: "reason"))
        }
        return problems
    }
}
