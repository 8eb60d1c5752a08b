import Primitives

/// 作業従事者: clauses 1 and 6(6): who of a contractor works on it, by name, truly employed there, and pledged.
public struct NamedWorker: Record {
    public let name: String
    public let contract: Link<Contract>?
    public let subcontract: Link<Subcontract>?
    public let section: Link<OrganizationUnit>?
    public let employer: String?
    public let employmentChecked: Confirmation?
    public let duty: String?
    public let pledgedOn: Day?
    public let startsOn: Day?
    public let endsOn: Day?
    public let place: String?
    public let note: String?

    public static let registerName = "named-workers"
    public static let register = Register<Self>(
        "作業従事者", clauses: ["1", "6(6)"],
        purpose: "委託先の、だれが作業しているかの名簿です。名簿にない人には作業させません。", record: Self.init
    ) {
        Field("name", \.name, "氏名").searched().listed().alsoCalled(
            "作業者", "従事者名", "作業従事者", "従事者氏名", "作業員名", "担当者名"
        )
        .hint("身分証と同じ氏名。", example: "架空 花子")
        Field("contract", \.contract, "契約").listed().alsoCalled("契約名", "業務名", "委託業務名", "件名").hint("どの契約の作業か。")
        Field("subcontract", \.subcontract, "再委託").alsoCalled("再委託先", "再委託先名").hint("再委託先の人なら選びます。")
        Field("section", \.section, "契約担当の所属").alsoCalled("担当課", "所管課", "契約担当課").hint(FieldWords.section)
        Field("employer", \.employer, "雇っている会社").searched().listed()
            .alsoCalled("所属会社", "会社名", "勤務先", "雇用主", "所属", "事業者名")
            .hint("契約の相手でも再委託先でもない会社の人なら、届け出のない再委託です。", example: "架空システム株式会社")
        Field("employment_checked", \.employmentChecked, "雇用の確認").listed().alsoCalled(
            "雇用確認", "在籍確認", "身分確認", "社員証確認"
        )
        .hint("社員証や名簿の写しで、その会社の人だと確かめた結果。")
        Field("duty", \.duty, "役目").alsoCalled("役割", "担当", "作業内容", "職務", "担当業務").hint("", example: "現場責任者")
        Field("pledged_on", \.pledgedOn, "誓約書を受けた日").listed().alsoCalled(
            "誓約日", "誓約書", "誓約書提出日", "誓約書受領日", "誓約年月日"
        )
        .hint("秘密を守る誓約書を、作業の前に受け取ります。")
        Field("starts_on", \.startsOn, "作業の初日").alsoCalled("開始日", "従事開始日", "配属日").hint("名簿に載った日。")
        Field("ends_on", \.endsOn, "作業の最終日").notBefore(\.startsOn).alsoCalled("終了日", "従事終了日", "離任日").hint(
            "抜けたら入れます。")
        Field("place", \.place, "作業する場所").alsoCalled("作業場所", "従事場所", "場所", "勤務場所").hint(
            "庁舎の外で作業するなら、そこも。", example: "委託先の作業室")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
