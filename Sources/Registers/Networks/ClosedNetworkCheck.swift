import Primitives

/// 閉域の現地点検: clause 2(6): somebody went there and looked at ports, cables, radio and SIM cards.
public struct ClosedNetworkCheck: Record {
    public let title: String
    public let network: Link<Network>?
    public let site: Link<Site>?
    public let checkedOn: Day?
    public let checkedBy: Link<Person>?
    public let portsMatch: Confirmation?
    public let dualHomedCount: Int?
    public let noWireless: Confirmation?
    public let noSIM: Confirmation?
    public let photo: Link<Evidence>?
    public let found: String?
    public let mendedOn: Day?
    public let note: String?

    public static let registerName = "closed-network-checks"
    public static let register = Register<Self>(
        "閉域の現地点検", clauses: ["2(6)", "6(2)"],
        purpose: "閉域のネットワークの差込口と配線を、現地で見た記録です。図面ではなく、目で確かめます。", record: Self.init
    ) {
        Field("title", \.title, "点検の件名").searched().listed().alsoCalled("件名", "点検名", "名称", "題名")
            .hint("どこの、いつの点検か。", example: "北消防署 上半期")
        Field("network", \.network, "ネットワーク").listed().alsoCalled("対象ネットワーク", "系統", "対象系統").hint(
            "見た閉域のネットワーク。")
        Field("site", \.site, "拠点").listed().alsoCalled("場所", "施設", "庁舎", "点検場所").hint("見に行った建物。")
        Field("checked_on", \.checkedOn, "点検した日").listed().alsoCalled("点検日", "実施日", "確認日").hint("現地で見た日。")
        Field("checked_by", \.checkedBy, "点検した人").listed().alsoCalled("点検者", "実施者", "確認者", "担当者")
            .hint("現地で見た人。")
        Field("ports_match", \.portsMatch, "差込口と配線が図面どおり")
            .alsoCalled("ポート確認", "配線確認", "結線確認", "差込口")
            .hint("空いた差込口が使えないようになっていて、見慣れない機器がないこと。")
        Field("dual_homed_count", \.dualHomedCount, "外側にもつながる端末の数").listed()
            .alsoCalled("二重接続", "二重接続端末数", "両系接続", "二重接続台数")
            .hint("閉域と外側の両方に線がつながっていた端末。0であるべきです。", example: "0")
        Field("no_wireless", \.noWireless, "無線がない").alsoCalled("無線", "無線LAN", "Wi-Fi", "無線の有無")
            .hint("無線の親機や、無線の働く端末がないこと。")
        Field("no_sim", \.noSIM, "SIM・携帯の接続がない").alsoCalled("SIM", "SIMカード", "携帯回線", "テザリング")
            .hint("SIMの入った端末や、携帯電話でつながる端末がないこと。")
        Field("photo", \.photo, "写真").alsoCalled("証拠", "証跡", "写真番号").hint("差込口と配線の写真を「証拠」に登録し、ここで選びます。")
        Field("found", \.found, "見つけたこと").long().alsoCalled("指摘", "所見", "異状", "問題点")
            .hint("図面と違うところ、外したもの。", example: "空き差込口が一つ開いていたので閉じた。")
        Field("mended_on", \.mendedOn, "直した日").notBefore(\.checkedOn).alsoCalled("是正日", "対応日", "改善日")
            .hint("見つけたものを直し終えた日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
