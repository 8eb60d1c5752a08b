import Primitives

/// 事業者の監視報告: a provider's monthly report on an exit, attached, read and signed, where a body gets no logs.
///
/// What the latest of them says of an exit (until when, read by whom, licence, settings) stands in the exit's
/// own record and nowhere else: signing writes it there.
public struct ProviderReport: Record {
    public let title: String
    public let exit: Link<InternetExit>
    public let period: String
    public let coversFrom: Day
    public let coversTo: Day
    public let evidence: Link<Evidence>
    public let content: String?
    public let countsRead: String?
    public let result: InternetExit.ReportResult?
    public let signedBy: Link<Person>?
    public let signedName: String?
    public let signedOn: Day?
    public let remark: String?

    public static let registerName = "provider-reports"
    public static let register = Register<Self>(
        "事業者の監視報告", clauses: ["6(1)"],
        purpose: "接続口の監視を頼んだ事業者の報告と、それを読んで署名した記録です。", record: Self.init
    ) {
        Field("title", \.title, "名称").listed().madeByActs()
        Field("exit", \.exit, "接続口").listed().madeByActs()
        Field("period", \.period, "対象の月").listed().madeByActs()
        Field("covers_from", \.coversFrom, "対象の最初の日").madeByActs()
        Field("covers_to", \.coversTo, "対象の最後の日").madeByActs()
        Field("evidence", \.evidence, "報告書").listed().madeByActs()
        Field("content", \.content, "読み取った文字").long().madeByActs()
        Field("counts_read", \.countsRead, "読み取った数").long().madeByActs()
        Field("result", \.result, "報告への対応").listed().madeByActs()
        Field("signed_by", \.signedBy, "署名した人").madeByActs()
        Field("signed_name", \.signedName, "署名した人の氏名").listed().madeByActs()
        Field("signed_on", \.signedOn, "署名した日").listed().madeByActs()
        Field("remark", \.remark, "所見").long().madeByActs()
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
