import Primitives

/// 入退室の記録: clause 6(2): who was in a controlled area, whose employee, why, and with whom.
public struct AreaEntry: Record {
    public let visitor: String
    public let employer: String?
    public let area: Link<ControlledArea>?
    public let keeper: Link<OrganizationUnit>?
    public let enteredOn: Day?
    public let enteredAt: String?
    public let leftAt: String?
    public let purpose: String?
    public let identityChecked: Bool?
    public let escort: Link<Person>?
    public let contract: Link<Contract>?
    public let broughtIn: String?
    public let note: String?

    public static let registerName = "area-entries"
    public static let register = Register<Self>(
        "入退室の記録", clauses: ["6(2)"],
        purpose: "管理区域に入った人の記録です。入室の装置が記録するときは、職員以外の人だけでかまいません。", record: Self.init
    ) {
        Field("visitor", \.visitor, "入った人").searched().listed().alsoCalled(
            "氏名", "入室者", "入室者氏名", "来訪者", "作業者", "作業員"
        )
        .hint("氏名。何人かなら代表者と人数。", example: "架空 太郎 ほか1名")
        Field("employer", \.employer, "雇っている会社").searched().listed()
            .alsoCalled("会社名", "所属会社", "勤務先", "事業者名", "所属")
            .hint("契約の相手ではなく、その人を雇っている会社。違うときは再委託かもしれません。", example: "架空電設株式会社")
        Field("area", \.area, "管理区域").listed().alsoCalled("区域", "部屋", "入室場所", "場所", "室名").hint("入った部屋。")
        Field("keeper", \.keeper, "管理する所属").alsoCalled("所管課", "受付課", "担当課").hint("入室を許した所属。")
        Field("entered_on", \.enteredOn, "入った日").listed().retained(years: 3).alsoCalled(
            "入室日", "日付", "年月日", "作業日", "来訪日"
        )
        .hint("日をまたぐときは、入った日。")
        Field("entered_at", \.enteredAt, "入った時刻").alsoCalled("入室時刻", "入室", "入室時間", "開始時刻").hint(
            "", example: "10:05")
        Field("left_at", \.leftAt, "出た時刻").listed().alsoCalled("退室時刻", "退室", "退室時間", "終了時刻")
            .hint("空いたままなら、まだ中にいることになります。", example: "11:40")
        Field("purpose", \.purpose, "用件").searched().listed().alsoCalled("目的", "作業内容", "入室目的", "理由", "作業目的")
            .hint("何をしたか。", example: "UPSの電池の交換")
        Field("identity_checked", \.identityChecked, "身分証を確かめた").alsoCalled("身分証確認", "本人確認", "社員証確認")
            .hint("社員証などで、会社と氏名を見たか。")
        Field("escort", \.escort, "立ち会った職員").alsoCalled("立会者", "立会人", "同行者", "対応者", "付添者")
            .hint("職員以外の人は、一人で入らせません。")
        Field("contract", \.contract, "もとになる契約").alsoCalled("契約", "契約名", "業務名").hint("どの契約の作業か。")
        Field("brought_in", \.broughtIn, "持ち込んだもの・持ち出したもの").long()
            .alsoCalled("持込物", "持出物", "搬入物", "搬出物", "持込機器", "持込み")
            .hint("パソコン、媒体、機器など。", example: "ノートパソコン1台（持ち帰り）")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
