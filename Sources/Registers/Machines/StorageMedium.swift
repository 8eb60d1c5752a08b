import Primitives

/// 電磁的記録媒体: clauses 2(1), 4(2) and 6(2): USB memories and the like, by serial and sticker, lent and returned.
public struct StorageMedium: Record {
    public let name: String
    public let kind: Kind?
    public let serialNumber: String?
    public let keeper: Link<OrganizationUnit>?
    public let network: Link<Network>?
    public let isEncrypted: Bool?
    public let holder: Link<Person>?
    public let lentOn: Day?
    public let returnBy: Day?
    public let returnedOn: Day?
    public let confirmedOn: Day?
    public let state: DeviceState?
    public let disposedOn: Day?
    public let erasureMethod: ErasureMethod?
    public let erasureProvedOn: Day?
    public let note: String?

    /// What it is made of.
    public enum Kind: String, Choice {
        case usb, disk, optical, card, tape, other
        public var title: String {
            switch self {
            case .usb: "USBメモリ"
            case .disk: "外付けハードディスク・SSD"
            case .optical: "CD・DVD・BD"
            case .card: "SDカード"
            case .tape: "磁気テープ"
            case .other: "その他の媒体"
            }
        }
    }

    public static let registerName = "storage-media"
    public static let register = Register<Self>(
        "電磁的記録媒体", clauses: ["2(1)", "4(2)", "6(2)"],
        purpose: "USBメモリなどの媒体を一本ずつ登録し、だれに貸し、いつ返り、どう処分したかを記録します。", record: Self.init
    ) {
        Field("name", \.name, "シールの番号").searched().listed()
            .alsoCalled("管理番号", "媒体番号", "登録番号", "USB番号", "管理No", "シール番号", "媒体名", "名称", "ラベル番号")
            .hint("媒体に貼った番号。貼っていない媒体は使えません。", example: "USB-R8-015")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "媒体の種類", "媒体種別", "媒体区分")
            .hint("持ち歩けるかどうかで、扱いが変わります。", example: "USBメモリ")
        Field("serial_number", \.serialNumber, "製造番号").searched().identifies()
            .alsoCalled("シリアル番号", "シリアル", "S/N", "製造No", "固有番号", "デバイスID")
            .hint("媒体に固有の番号。許可した媒体だけを使えるように、端末を設定するときに使います。", example: "AA0000000012345")
        Field("keeper", \.keeper, "所管所属").listed()
            .alsoCalled("所管課", "管理所属", "配布先", "配付先", "貸与課", "使用課", "所属", "部署", "担当課")
            .hint("媒体を鍵のかかる所に保管する所属。", example: "消防本部総務課")
        Field("network", \.network, "使ってよいネットワーク").alsoCalled("使用ネットワーク", "利用系統", "系統", "使用可能系統")
            .hint("一本の媒体を、閉域と外側の両方で使ってはいけません。")
        Field("is_encrypted", \.isEncrypted, "暗号化の機能").alsoCalled("暗号化", "暗号化の有無", "パスワード保護", "暗号化対応")
            .hint("拾われても読めない媒体か。")
        Field("holder", \.holder, "借りている人").listed()
            .alsoCalled("使用者", "利用者", "貸与者", "貸出先", "借用者", "貸出者")
            .hint("返ってきたら空にします。")
        Field("lent_on", \.lentOn, "貸した日").alsoCalled("貸出日", "貸与日", "貸出年月日", "持出日", "貸与年月日")
            .hint("貸出しか持出しを認めた日。")
        Field("return_by", \.returnBy, "返す期限")
            .announced(
                daysBefore: 14, "媒体の返す期限です。返してもらってください。", minutes: 5, for: "SEED-4(2)", unless: \.returnedOn
            )
            .listed().notBefore(\.lentOn)
            .alsoCalled("返却期限", "返却予定日", "貸与期限", "使用期限", "返却予定")
            .hint("長くても年度末まで。過ぎると、返っていないものとして知らせます。", example: "令和9年3月31日")
        Field("returned_on", \.returnedOn, "返った日").notBefore(\.lentOn)
            .alsoCalled("返却日", "返却年月日", "返還日", "返納日")
            .hint("返った媒体の中身を消したことも確かめてください。")
        Field("confirmed_on", \.confirmedOn, "現物を確かめた日").listed()
            .confirmedInRounds(of: \.keeper, leaving: \.state)
            .alsoCalled("棚卸日", "確認日", "現物確認日", "点検日", "最終棚卸日")
            .hint("媒体がそこにあることを目で確かめた日。")
        Field("state", \.state, "状態").listed().alsoCalled("使用状況", "利用状況", "ステータス", "現況")
            .hint("空けておくと「使用中」とみなします。見つからないときは、すぐに「所在が分からない」にしてください。")
        Field("disposed_on", \.disposedOn, "廃棄した日").alsoCalled("廃棄日", "廃棄年月日", "廃止日", "処分日")
            .hint("手元から離れた日。")
        Field("erasure_method", \.erasureMethod, "データ消去の方法")
            .alsoCalled("消去方法", "廃棄方法", "処分方法", "データ消去方法")
            .hint("住民情報を入れた媒体は、物理的に壊します。")
        Field("erasure_proved_on", \.erasureProvedOn, "消去を確かめた日")
            .alsoCalled("消去証明日", "消去確認日", "消去証明書", "消去日")
            .hint("証明の書類を受けた日か、立ち会って確かめた日。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ", "用途").hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
