import Primitives

/// 管理区域: clause 6(2) and the ordinance's field 3: rooms where servers and other grave machines stand.
public struct ControlledArea: Record {
    public let name: String
    public let site: Link<Site>?
    public let keeper: Link<OrganizationUnit>?
    public let lock: Lock?
    public let drawing: Link<Evidence>?
    public let drawingConfirmedOn: Day?
    public let admitted: String?
    public let admittedConfirmedOn: Day?
    public let entryLogCheckedOn: Day?
    public let entryLogCheckedBy: Link<Person>?
    public let endsOn: Day?
    public let note: String?

    /// How the door is kept shut.
    public enum Lock: String, Choice {
        case key, card, biometric, number, none
        public var title: String {
            switch self {
            case .key: "鍵"
            case .card: "カード"
            case .biometric: "指紋・静脈など"
            case .number: "暗証番号"
            case .none: "施錠していない"
            }
        }
    }

    public static let registerName = "controlled-areas"
    public static let register = Register<Self>(
        "管理区域", clauses: ["6(2)"], purpose: "サーバ室など、入れる人を限る部屋の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "区域の名称").searched().listed()
            .alsoCalled("管理区域", "区域名", "部屋名", "名称", "室名", "区画名")
            .hint("部屋の名前。鍵のかかるラックだけのときは、そのラックを一件にします。", example: "本部2階 サーバ室")
        Field("site", \.site, "拠点").listed().alsoCalled("施設", "庁舎", "建物", "場所").hint("どの建物か。")
        Field("keeper", \.keeper, "管理する所属").listed().alsoCalled("所管課", "管理課", "管理所属", "担当課", "所管所属", "所属")
            .hint("入室を許し、記録を確かめる所属。")
        Field("lock", \.lock, "施錠の方法").listed().alsoCalled("施錠", "鍵の種類", "入室管理", "施錠方法").hint("扉の閉め方。")
        Field("drawing", \.drawing, "区域の図").alsoCalled("図面", "平面図", "配置図").hint("範囲と扉が分かる図を「証拠」に登録し、ここで選びます。")
        Field("drawing_confirmed_on", \.drawingConfirmedOn, "図を確かめた日")
            .alsoCalled("図面確認日", "図面確認", "図面更新日").hint("図と部屋が合っていることを見た日。年に一度は見ます。")
        Field("admitted", \.admitted, "入室できる人").long()
            .alsoCalled("入室許可者", "入室者一覧", "許可者", "入室可能者", "入室権限者")
            .hint("職名か氏名。人数は、仕事に要るだけにします。", example: "情報システム管理者、担当者2名")
        Field("admitted_confirmed_on", \.admittedConfirmedOn, "入室できる人を見直した日").listed()
            .alsoCalled("許可者確認日", "入室者見直し日", "許可者見直し日")
            .hint("異動した人が残っていないことを見た日。")
        Field("entry_log_checked_on", \.entryLogCheckedOn, "入退室の記録を確かめた日").listed()
            .alsoCalled("入退室確認日", "記録確認日", "入退室記録確認日")
            .hint("知らない人や、時間外の入室がないことを見た日。毎月見ます。")
        Field("entry_log_checked_by", \.entryLogCheckedBy, "確かめた人").alsoCalled("確認者", "点検者").hint("記録を見た人。")
        Field("ends_on", \.endsOn, "区域でなくなった日").alsoCalled("廃止日", "終了日").hint("機器を移したときなど。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
