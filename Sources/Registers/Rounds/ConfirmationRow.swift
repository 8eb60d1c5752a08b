import Primitives

/// 棚卸の一件: a record as it stood when the list was frozen, what its keeper said of it, and what a check of the
/// sample found.
public struct ConfirmationRow: Record {
    public let label: String
    public let round: Link<ConfirmationRound>
    public let list: Link<ConfirmationList>
    public let unit: Link<OrganizationUnit>
    public let place: Int
    public let source: String
    public let subject: String
    public let version: Int
    public let answer: Answer?
    public let way: Way?
    public let note: String?
    public let report: Link<EventReport>?
    public let endedOn: Day?
    public let endedBy: Link<Person>?
    public let endProof: Link<Evidence>?
    public let checkResult: CheckResult?
    public let checkedOn: Day?
    public let checkedBy: Link<Person>?
    public let checkNote: String?

    /// What the section head said; the first four of inventories, the last three of accounts.
    public enum Answer: String, Choice {
        case same, changed, gone, new
        case goesOn = "continue"
        case change, end
        public var title: String {
            switch self {
            case .same: "変わりなし"
            case .changed: "変わった"
            case .gone: "なくなった"
            case .new: "新しい"
            case .goesOn: "継続"
            case .change: "変更"
            case .end: "終了"
            }
        }

        /// The answers that a head gives in a round of this kind; the first is what an unmarked row means.
        public static func choices(in kind: ConfirmationRound.Kind) -> [Answer] {
            kind.isOfAccounts ? [.goesOn, .change, .end] : [.same, .changed, .gone]
        }
    }

    /// How something went.
    public enum Way: String, Choice {
        case disposed, lost, moved
        public var title: String {
            switch self {
            case .disposed: "廃棄"
            case .lost: "紛失"
            case .moved: "移管"
            }
        }
    }

    /// What a look at the thing itself found.
    public enum CheckResult: String, Choice {
        case agrees, differs
        case notFound = "not-found"
        public var title: String {
            switch self {
            case .agrees: "答えのとおり"
            case .differs: "答えと違う"
            case .notFound: "見つからない"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        label: String, round: Link<ConfirmationRound>, list: Link<ConfirmationList>,
        unit: Link<OrganizationUnit>, place: Int, source: String, subject: String, version: Int,
        answer: Answer? = nil, way: Way? = nil, note: String? = nil, report: Link<EventReport>? = nil,
        endedOn: Day? = nil, endedBy: Link<Person>? = nil, endProof: Link<Evidence>? = nil,
        checkResult: CheckResult? = nil, checkedOn: Day? = nil, checkedBy: Link<Person>? = nil,
        checkNote: String? = nil
    ) {
        self.label = label
        self.round = round
        self.list = list
        self.unit = unit
        self.place = place
        self.source = source
        self.subject = subject
        self.version = version
        self.answer = answer
        self.way = way
        self.note = note
        self.report = report
        self.endedOn = endedOn
        self.endedBy = endedBy
        self.endProof = endProof
        self.checkResult = checkResult
        self.checkedOn = checkedOn
        self.checkedBy = checkedBy
        self.checkNote = checkNote
    }

    public static let registerName = "confirmation-rows"
    public static let register = Register<Self>(
        "棚卸の一件", clauses: ["2(3)", "5", "6(2)", "6(4)"],
        purpose: "棚卸の一覧の一件ごとの答えと、抽出して確かめた結果です。", record: Self.init
    ) {
        Field("label", \.label, "名称").listed()
        Field("round", \.round, "棚卸")
        Field("list", \.list, "一覧").listed()
        Field("unit", \.unit, "所属").listed()
        Field("place", \.place, "一覧での順番")
        Field("source", \.source, "台帳").listed()
        Field("subject", \.subject, "記録の識別子")
        Field("version", \.version, "固定した版（記録台帳の番号）")
        Field("answer", \.answer, "答え").listed()
        Field("way", \.way, "なくなったわけ").listed()
        Field("note", \.note, "説明").long()
        Field("report", \.report, "事象の知らせ")
        Field("ended_on", \.endedOn, "終了した日")
        Field("ended_by", \.endedBy, "終了した人")
        Field("end_proof", \.endProof, "終了の証拠")
        Field("check_result", \.checkResult, "抽出して確かめた結果").listed()
        Field("checked_on", \.checkedOn, "確かめた日")
        Field("checked_by", \.checkedBy, "確かめた人")
        Field("check_note", \.checkNote, "確かめたときの所見").long()
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        // Answers are the head's, proofs the office's, checks the office's or the auditor's: the acts see to
        // it.
        Write(.office, .auditors, .sectionHead(of: \.unit))
    }
}
