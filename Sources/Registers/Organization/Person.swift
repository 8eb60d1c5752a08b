import Primitives

/// 職員等: everyone to whom the policy applies, from the head of the association down (clause 1).
public struct Person: Record {
    public let name: String
    public let kana: String?
    public let staffNumber: String?
    public let unit: Link<OrganizationUnit>?
    public let employment: Employment
    public let startsOn: Day?
    public let endsOn: Day?
    public let leaveFrom: Day?
    public let leaveTo: Day?
    public let note: String?

    /// Whether the person works here on the day: in service and not on leave. What everybody has to do counts
    /// these.
    public func isPresent(on day: Day) -> Bool {
        let isInService = (startsOn ?? day) <= day && (endsOn ?? day) >= day
        let isOnLeave = leaveFrom.map { $0 <= day && (leaveTo ?? day) >= day } ?? false
        return isInService && !isOnLeave
    }

    /// How a person is employed; all of them are 職員等.
    public enum Employment: String, Choice {
        case head, regular, fire, fiscalYear = "fiscal-year", reappointed, dispatched, partTime = "part-time",
            other
        public var title: String {
            switch self {
            case .head: "特別職（管理者・副管理者等）"
            case .regular: "正規職員"
            case .fire: "消防職員"
            case .fiscalYear: "会計年度任用職員"
            case .reappointed: "再任用職員"
            case .dispatched: "派遣・出向"
            case .partTime: "非常勤・パートタイム"
            case .other: "その他"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, kana: String? = nil, staffNumber: String? = nil, unit: Link<OrganizationUnit>? = nil,
        employment: Employment, startsOn: Day? = nil, endsOn: Day? = nil, leaveFrom: Day? = nil,
        leaveTo: Day? = nil, note: String? = nil
    ) {
        self.name = name
        self.kana = kana
        self.staffNumber = staffNumber
        self.unit = unit
        self.employment = employment
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.leaveFrom = leaveFrom
        self.leaveTo = leaveTo
        self.note = note
    }

    public static let registerName = "people"
    public static let register = Register<Self>(
        "職員等", clauses: ["1", "8"],
        purpose: "基本方針が適用される全ての人の一覧です。研修、同意書、アカウントの人数の母数になります。",
        record: Self.init
    ) {
        Field("name", \.name, "氏名").searched().listed().alsoCalled("職員氏名", "職員名", "名前")
            .hint("戸籍の文字でなくてかまいません。ほかの台帳と同じ書き方にします。", example: "山田 太郎")
        Field("kana", \.kana, "ふりがな").searched().alsoCalled("フリガナ", "カナ", "氏名カナ", "かな")
            .hint("並べ替えと、名前での検索に使います。", example: "やまだ たろう")
        Field("staff_number", \.staffNumber, "職員番号").searched().listed().identifies()
            .alsoCalled("職員コード", "職員No", "職員NO.")
            .hint("同じ氏名の人を見分け、退職と再任用を一人として数えるために使います。", example: "1024")
        Field("unit", \.unit, "所属").listed().alsoCalled("所属名", "所属課", "課名", "部署")
            .hint("いまの所属。異動の日に改めます。")
        Field("employment", \.employment, "任用の種類").listed().alsoCalled("任用形態", "雇用形態", "任用区分", "区分")
            .hint("会計年度任用職員や派遣の人も、情報を扱うなら一人ずつ登録します。")
        Field("starts_on", \.startsOn, "在職の初日").listed().hint("この日から職員等として数えます。").alsoCalled(
            "採用日", "任用開始日", "着任日")
        Field("ends_on", \.endsOn, "在職の最終日")
            .announced(daysBefore: 30, "在職が終わります。アカウントと貸与品の返却を準備してください。", minutes: 15, for: "SEED-6(4)-b")
            .listed().alsoCalled("退職日", "任用終了日", "離任日")
            .hint("この日までが在職です。3月31日に退職し4月1日に再任用された人は、退職の記録を残して新しく登録します。")
        Field("leave_from", \.leaveFrom, "休業・休職の初日")
            .hint("育児休業や休職などの間は、研修と確認の人数に数えません。")
        Field("leave_to", \.leaveTo, "休業・休職の最終日").hint("決まっていなければ空けておきます。")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit))
        Write(.office)
    } check: { person in
        var problems: [Problem] = []
        if let first = person.startsOn, let last = person.endsOn, last < first {
            problems.append(
                Problem("person.dates", "在職の最終日が初日より前です。どちらかを直してください。", field: "ends_on"))
        }
        if let last = person.leaveTo, person.leaveFrom.map({ last < $0 }) ?? true {
            problems.append(
                Problem(
                    "person.leave", "休業・休職の初日が空か、最終日より後です。どちらかを直してください。", field: "leave_from"))
        }
        return problems
    }
}
