import Primitives

/// 棚卸: the lists of units frozen at one number of the ledger, answered and signed by each 所属長, and a sample
/// of the answers checked (clauses 2(3), 5, 6(2), 6(4)).
public struct ConfirmationRound: Record {
    public let title: String
    public let kind: Kind
    public let registers: String
    public let system: Link<InformationSystem>?
    public let startedOn: Day
    public let dueOn: Day
    public let startedBy: Link<Person>?
    public let frozenAt: Int
    public let sampleSize: Int
    public let seed: String
    public let closedOn: Day?
    public let closedBy: Link<Person>?
    public let closingNote: String?
    public let evidence: Link<Evidence>?

    /// What is asked for.
    public enum Kind: String, Choice {
        case inventory, accounts
        case privilegedAccounts = "privileged-accounts"
        public var title: String {
            switch self {
            case .inventory: "情報資産・機器・媒体の棚卸"
            case .accounts: "アカウントの棚卸"
            case .privilegedAccounts: "特権アカウントの棚卸"
            }
        }

        /// The catalogue's id of the requirement for which a closed round is evidence.
        public var requirement: String { isOfAccounts ? "SEED-6(4)-b" : "SEED-2(3)" }

        /// Whether accounts are asked for.
        public var isOfAccounts: Bool { self != .inventory }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, kind: Kind, registers: String, system: Link<InformationSystem>? = nil, startedOn: Day,
        dueOn: Day, startedBy: Link<Person>? = nil, frozenAt: Int, sampleSize: Int, seed: String,
        closedOn: Day? = nil, closedBy: Link<Person>? = nil, closingNote: String? = nil,
        evidence: Link<Evidence>? = nil
    ) {
        self.title = title
        self.kind = kind
        self.registers = registers
        self.system = system
        self.startedOn = startedOn
        self.dueOn = dueOn
        self.startedBy = startedBy
        self.frozenAt = frozenAt
        self.sampleSize = sampleSize
        self.seed = seed
        self.closedOn = closedOn
        self.closedBy = closedBy
        self.closingNote = closingNote
        self.evidence = evidence
    }

    public static let registerName = "confirmation-rounds"
    public static let register = Register<Self>(
        "棚卸", clauses: ["2(3)", "5", "6(2)", "6(4)"],
        purpose: "いつの時点の一覧を、どの所属に、いつまでに確かめてもらうかの記録です。", record: Self.init
    ) {
        Field("title", \.title, "名称").listed()
        Field("kind", \.kind, "種類").listed()
        Field("registers", \.registers, "対象の台帳")
        Field("system", \.system, "対象の情報システム")
        Field("started_on", \.startedOn, "始めた日").listed()
        Field("due_on", \.dueOn, "期限").listed()
        Field("started_by", \.startedBy, "始めた人")
        Field("frozen_at", \.frozenAt, "固定した時点（記録台帳の件数）")
        Field("sample_size", \.sampleSize, "抽出する件数")
        // Who knew it beforehand would know which rows are looked at.
        Field("seed", \.seed, "抽出の種").hidden()
        Field("closed_on", \.closedOn, "締めた日").listed()
        Field("closed_by", \.closedBy, "締めた人")
        Field("closing_note", \.closingNote, "締めたときの所見").long()
        Field("evidence", \.evidence, "結果の証拠")
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
