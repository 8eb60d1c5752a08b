import Primitives

/// 廃棄する記録: one record of such a list, by its identifier alone: what it said must not live on here.
public struct DisposalRow: Record {
    public let kind: String
    public let proposal: Link<DisposalProposal>
    public let place: Int
    public let source: String
    public let subject: String
    public let retainedUntil: Day
    public let reason: String

    /// A record with these values.
    public init(
        kind: String, proposal: Link<DisposalProposal>, place: Int, source: String, subject: String,
        retainedUntil: Day, reason: String
    ) {
        self.kind = kind
        self.proposal = proposal
        self.place = place
        self.source = source
        self.subject = subject
        self.retainedUntil = retainedUntil
        self.reason = reason
    }

    public static let registerName = "disposal-rows"
    public static let register = Register<Self>(
        "廃棄する記録", clauses: ["5"], purpose: "廃棄の一件ごとの、台帳と識別子と理由です。中身は書きません。", record: Self.init
    ) {
        Field("kind", \.kind, "台帳").listed()
        Field("proposal", \.proposal, "記録の廃棄").listed()
        Field("place", \.place, "一覧での順番")
        Field("source", \.source, "台帳の名前")
        Field("subject", \.subject, "記録の識別子").listed()
        Field("retained_until", \.retainedUntil, "保存期間の最終日").listed()
        Field("reason", \.reason, "理由").listed()
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
