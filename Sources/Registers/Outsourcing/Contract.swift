import Primitives

/// 業務委託契約: clause 6(6): requirements written into it, checked each year, erased at its end.
public struct Contract: Record {
    public let title: String
    public let contractor: Link<Contractor>?
    public let section: Link<OrganizationUnit>?
    public let handlesInformation: Bool
    public let startsOn: Day?
    public let endsOn: Day?
    public let securityClauses: Confirmation?
    public let clausesPlace: String?
    public let subcontracting: Subcontracting?
    public let checkedOn: Day?
    public let checkResult: CheckResult?
    public let erasureProvedOn: Day?
    public let inForceBefore20270701: Bool?
    public let note: String?
    public let selectedOn: Day?
    public let selectionPlace: String?

    /// 再委託.
    public enum Subcontracting: String, Choice {
        case none, approved, unapproved
        public var title: String {
            switch self {
            case .none: "なし"
            case .approved: "承認した再委託がある"
            case .unapproved: "承認していない再委託がある"
            }
        }
    }

    /// What this year's check of the contractor found.
    public enum CheckResult: String, Choice {
        case good, corrected, defect
        public var title: String {
            switch self {
            case .good: "問題なし"
            case .corrected: "指摘し是正された"
            case .defect: "指摘が残っている"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        title: String, contractor: Link<Contractor>? = nil, section: Link<OrganizationUnit>? = nil,
        handlesInformation: Bool, startsOn: Day? = nil, endsOn: Day? = nil,
        securityClauses: Confirmation? = nil, clausesPlace: String? = nil,
        subcontracting: Subcontracting? = nil, checkedOn: Day? = nil, checkResult: CheckResult? = nil,
        erasureProvedOn: Day? = nil, inForceBefore20270701: Bool? = nil, note: String? = nil,
        selectedOn: Day? = nil, selectionPlace: String? = nil
    ) {
        self.title = title
        self.contractor = contractor
        self.section = section
        self.handlesInformation = handlesInformation
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.securityClauses = securityClauses
        self.clausesPlace = clausesPlace
        self.subcontracting = subcontracting
        self.checkedOn = checkedOn
        self.checkResult = checkResult
        self.erasureProvedOn = erasureProvedOn
        self.inForceBefore20270701 = inForceBefore20270701
        self.note = note
        self.selectedOn = selectedOn
        self.selectionPlace = selectionPlace
    }

    public static let registerName = "contracts"
    public static let register = Register<Self>(
        "業務委託契約", clauses: ["6(6)", "1"],
        purpose: "契約に要件が書かれているか、毎年確かめたか、終わったときに消去されたかを記録します。", record: Self.init
    ) {
        Field("title", \.title, "件名").searched().listed().alsoCalled("契約名", "契約件名", "業務名", "委託業務名")
            .hint("契約書にある件名。", example: "財務会計システム保守")
        Field("contractor", \.contractor, "委託事業者").listed()
            .alsoCalled("委託先", "事業者", "事業者名", "受託者", "契約先", "相手方")
            .hint("契約の相手。先に「委託事業者」に登録します。")
        Field("section", \.section, "契約担当の所属").listed().alsoCalled("担当課", "契約担当課", "所管課", "所管所属", "所属")
            .hint("契約と履行の確認に責任を持つ所属。")
        Field("handles_information", \.handlesInformation, "情報資産を扱う").listed()
            .hint("清掃のように、情報に触れない契約なら「いいえ」。")
        Field("starts_on", \.startsOn, "契約の初日").listed().alsoCalled("契約開始日", "契約日", "開始日", "履行開始日")
            .hint("仕事を始める日。", example: "令和8年4月1日")
        Field("ends_on", \.endsOn, "契約の最終日")
            .announced(
                daysBefore: 60, "契約が終わります。更新か、返還・消去の証明を決めてください。", minutes: 20, for: "SEED-6(6)-c",
                unless: \.erasureProvedOn
            )
            .listed().alsoCalled("契約終了日", "契約満了日", "終了日", "満了日", "履行期限")
            .hint("この日まで有効です。続けて使うなら、延ばした日に改めます。", example: "令和9年3月31日")
        Field("security_clauses", \.securityClauses, "情報セキュリティ要件の記載").listed()
            .hint("秘密保持、再委託の制限、インシデントの報告、返還・消去などが契約書か特記事項にあるか。")
        Field("clauses_place", \.clausesPlace, "記載の場所")
            .hint("要件がどこに書いてあるか。", example: "特記事項 第3条〜第9条")
        Field("subcontracting", \.subcontracting, "再委託").listed()
            .hint("委託先が、ほかの会社に仕事をさせているか。させているなら「再委託」にも登録します。")
        Field("checked_on", \.checkedOn, "履行状況を確認した日").listed()
            .hint("委託先の対策を、点検票や実地で確かめた日。毎年度確かめます。")
        Field("check_result", \.checkResult, "確認の結果")
            .hint("指摘が直ったら「指摘し是正された」に改めます。")
        Field("erasure_proved_on", \.erasureProvedOn, "消去証明を受けた日")
            .hint("契約が終わったら、情報の返還・消去の証明を受けた日。")
        Field("in_force_before_20270701", \.inForceBefore20270701, "令和9年7月1日より前に締結")
            .hint("施行規則16条の3の第7号は、施行の際に現にある契約には更新まで適用されません。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
        Field("selected_on", \.selectedOn, "選定基準で評価した日")
            .alsoCalled("評価日", "選定日", "選定評価日").hint("委託先を選ぶ前に、情報セキュリティの選定基準で評価した日。")
        Field("selection_place", \.selectionPlace, "評価表の場所").alsoCalled("評価表", "選定評価表")
            .hint("評価表をあとから見られるように。", example: "契約の簿冊 第3号")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    } check: { contract in
        guard let first = contract.startsOn, let last = contract.endsOn, last < first else { return [] }
        return [Problem("contract.dates", "契約の最終日が初日より前です。どちらかを直してください。", field: "ends_on")]
    }
}
