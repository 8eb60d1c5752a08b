import Primitives

/// Which clause of a revision says which requirement, and who says so.
public struct ClauseBinding: Record {
    public let requirement: String
    public let revision: Link<PolicyRevision>
    public let clause: String
    public let state: State
    public let score: Int
    public let explanation: String?

    /// How sure the binding is.
    public enum State: String, Choice {
        case proposed, bound, confirmed, removed
        public var title: String {
            switch self {
            case .proposed: "候補（まだ結び付けていない）"
            case .bound: "自動で結び付けた"
            case .confirmed: "人が確かめた"
            case .removed: "人が外した"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        requirement: String, revision: Link<PolicyRevision>, clause: String, state: State, score: Int,
        explanation: String? = nil
    ) {
        self.requirement = requirement
        self.revision = revision
        self.clause = clause
        self.state = state
        self.score = score
        self.explanation = explanation
    }

    public static let registerName = "clause-bindings"
    public static let register = Register<Self>(
        "条項と要求事項の対応", clauses: ["10"], purpose: "規程のどの条項がどの要求事項を述べているかの対応表です。",
        record: Self.init
    ) {
        Field("requirement", \.requirement, "要求事項").listed().searched()
        Field("revision", \.revision, "版")
        Field("clause", \.clause, "条項").listed()
        Field("state", \.state, "状態").listed()
        Field("score", \.score, "確からしさ（0〜100）").listed()
        Field("explanation", \.explanation, "理由").long().listed()
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}
