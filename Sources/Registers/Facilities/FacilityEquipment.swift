import Primitives

/// 電源・空調・消火設備: clauses 4(5) and 6(2): what keeps machines running when power, line or cooling fail.
public struct FacilityEquipment: Record {
    public let name: String
    public let kind: Kind?
    public let site: Link<Site>?
    public let area: Link<ControlledArea>?
    public let keeper: Link<OrganizationUnit>?
    public let capacity: String?
    public let runsForMinutes: Int?
    public let partsDueOn: Day?
    public let testedOn: Day?
    public let testResult: TestResult?
    public let testedBy: String?
    public let mendedOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// What it is.
    public enum Kind: String, Choice {
        case ups, generator, airConditioning = "air-conditioning"
        case fire, line, sensor, water
        public var title: String {
            switch self {
            case .ups: "無停電電源装置（UPS）"
            case .generator: "非常用発電機"
            case .airConditioning: "空調"
            case .fire: "消火設備・火災報知"
            case .line: "予備の通信回線"
            case .sensor: "温度・漏水の検知器"
            case .water: "受水槽・予備の水"
            }
        }
    }

    /// How the last test came out.
    public enum TestResult: String, Choice {
        case good, mended, defect
        public var title: String {
            switch self {
            case .good: "異状なし"
            case .mended: "不具合を直した"
            case .defect: "不具合が残っている"
            }
        }
    }

    public static let registerName = "facility-equipment"
    public static let register = Register<Self>(
        "電源・空調・消火設備", clauses: ["4(5)", "6(2)"],
        purpose: "停電、断線、火災のときに働く設備と、その試験の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "設備の名称").searched().listed().alsoCalled("設備名", "名称", "機器名", "装置名", "設備")
            .hint("どこの何か。", example: "サーバ室 UPS 1号")
        Field("kind", \.kind, "種類").listed().alsoCalled("種別", "区分", "設備種別").hint("予備の回線も設備の一つです。")
        Field("site", \.site, "拠点").listed().alsoCalled("施設", "庁舎", "設置場所", "場所").hint("どの建物にあるか。")
        Field("area", \.area, "管理区域").alsoCalled("区域", "部屋").hint("管理区域のための設備なら選びます。")
        Field("keeper", \.keeper, "管理する所属").listed().alsoCalled("所管課", "管理課", "所管所属", "担当課", "所属")
            .hint("試験を手配する所属。")
        Field("capacity", \.capacity, "能力").alsoCalled("容量", "出力", "仕様", "定格").hint("", example: "3kVA")
        Field("runs_for_minutes", \.runsForMinutes, "持ちこたえる時間（分）")
            .alsoCalled("保持時間", "稼働時間", "バックアップ時間", "運転時間")
            .hint("停電から、機器を安全に止めるまでに足りるか。", example: "15")
        Field("parts_due_on", \.partsDueOn, "電池・部品の期限")
            .announced(
                daysBefore: 90, "電池か部品の期限です。交換を手配してください。", minutes: 20, for: "SEED-4(5)", unless: \.endsOn
            )
            .listed()
            .alsoCalled("バッテリー期限", "電池期限", "交換期限", "耐用期限", "部品期限", "バッテリー交換期限")
            .hint("過ぎると、いざというときに動きません。燃料の入替えの期限も、ここに入れます。")
        Field("tested_on", \.testedOn, "試験した日").listed().alsoCalled("試験日", "点検日", "実施日", "前回点検日", "最終点検日")
            .hint("実際に動かして確かめた日。", example: "令和8年8月20日")
        Field("test_result", \.testResult, "試験の結果").listed().alsoCalled("結果", "点検結果", "判定")
            .hint("直したら「不具合を直した」に改めます。")
        Field("tested_by", \.testedBy, "試験した人・会社").alsoCalled("点検者", "点検業者", "実施者", "業者名").hint(
            "", example: "架空設備株式会社")
        Field("mended_on", \.mendedOn, "直した日").alsoCalled("修理日", "是正日", "交換日").hint("不具合を直した日、電池を替えた日。")
        Field("ends_on", \.endsOn, "撤去した日").alsoCalled("廃止日", "撤去日").hint("使わなくなった日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
