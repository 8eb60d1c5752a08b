import Primitives

/// 鍵・入室カード: clause 6(2): who holds what opens a controlled area.
public struct AreaKey: Record {
    public let name: String
    public let area: Link<ControlledArea>?
    public let kind: Kind?
    public let keeper: Link<OrganizationUnit>?
    public let holder: Link<Person>?
    public let lentOn: Day?
    public let returnBy: Day?
    public let returnedOn: Day?
    public let confirmedOn: Day?
    public let lostOn: Day?
    public let note: String?

    /// What it is.
    public enum Kind: String, Choice {
        case key, card, code
        public var title: String {
            switch self {
            case .key: "鍵"
            case .card: "入室カード"
            case .code: "暗証番号"
            }
        }
    }

    public static let registerName = "area-keys"
    public static let register = Register<Self>(
        "鍵・入室カード", clauses: ["6(2)"], purpose: "管理区域を開けられる鍵とカードを、だれが持っているかの一覧です。", record: Self.init
    ) {
        Field("name", \.name, "鍵・カードの番号").searched().listed()
            .alsoCalled("番号", "鍵番号", "カード番号", "管理番号", "鍵名", "名称", "鍵No")
            .hint("札やカードに書いた番号。", example: "K-03")
        Field("area", \.area, "開けられる区域").listed().alsoCalled("管理区域", "区域", "部屋", "対象区域", "使用場所")
            .hint("どこを開けられるか。")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分").hint("合鍵も一本ずつ登録します。")
        Field("keeper", \.keeper, "所管所属").listed().alsoCalled("所管課", "管理課", "所属", "管理所属")
            .hint("鍵を貸し出す所属。")
        Field("holder", \.holder, "持っている人").listed().alsoCalled("使用者", "借用者", "貸与者", "保持者", "所持者", "貸出先")
            .hint("鍵箱にあるなら空けておきます。")
        Field("lent_on", \.lentOn, "渡した日").alsoCalled("貸出日", "貸与日", "交付日").hint("手渡した日。")
        Field("return_by", \.returnBy, "返す期限").notBefore(\.lentOn).alsoCalled("返却期限", "返却予定日", "貸与期限")
            .hint("作業のために貸したときは、その日のうち。")
        Field("returned_on", \.returnedOn, "返った日").notBefore(\.lentOn).alsoCalled("返却日", "返納日", "回収日")
            .hint("異動や退職のときは、その日までに返してもらいます。")
        Field("confirmed_on", \.confirmedOn, "現物を確かめた日").listed().alsoCalled("確認日", "棚卸日", "点検日")
            .hint("持っている人に見せてもらうか、鍵箱を数えた日。")
        Field("lost_on", \.lostOn, "なくした日").alsoCalled("紛失日", "紛失").hint("なくしたら、錠か登録を替えてください。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
