import Primitives

/// 委員会: clause 3: a body that decides on information security, and the rule that set it up.
public struct Committee: Record {
    public let name: String
    public let chair: Link<Person>?
    public let secretariat: Link<OrganizationUnit>?
    public let duties: String?
    public let rule: String?
    public let startsOn: Day?
    public let endsOn: Day?
    public let note: String?

    public static let registerName = "committees"
    public static let register = Register<Self>(
        "委員会", clauses: ["3", "9"], purpose: "情報セキュリティのことを決める会議体の一覧です。課長会議などが兼ねてもかまいません。", record: Self.init
    ) {
        Field("name", \.name, "委員会の名称").searched().listed().alsoCalled("委員会", "委員会名", "会議名", "名称", "会議体")
            .hint("要綱にある名前。", example: "情報セキュリティ委員会")
        Field("chair", \.chair, "委員長").listed().alsoCalled("議長", "委員長名", "会長", "座長").hint("ふつうはCISO。")
        Field("secretariat", \.secretariat, "事務を行う所属").listed().alsoCalled("事務局", "庶務", "庶務担当", "担当課").hint(
            "日程と記録を受け持つ所属。")
        Field("duties", \.duties, "決めること").long().alsoCalled("所掌", "所掌事務", "審議事項").hint(
            "何を決める場か。", example: "方針の見直し、監査の結果の評価")
        Field("rule", \.rule, "根拠の規程").searched().alsoCalled("根拠", "設置要綱", "要綱", "規程").hint(
            "", example: "情報セキュリティ委員会設置要綱")
        Field("starts_on", \.startsOn, "設けた日").alsoCalled("設置日", "施行日", "発足日").hint("要綱の施行日。")
        Field("ends_on", \.endsOn, "廃止した日").notBefore(\.startsOn).alsoCalled("廃止日", "終了日").hint(
            "続いているなら空けておきます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
