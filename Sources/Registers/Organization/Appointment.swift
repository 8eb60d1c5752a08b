import Primitives

/// 任命: who holds which role of the security organization, from when to when (clause 3; guideline chapter 1).
public struct Appointment: Record {
    public let role: SecurityRole
    public let person: Link<Person>?
    public let unit: Link<OrganizationUnit>?
    public let startsOn: Day
    public let endsOn: Day?
    public let deputy: Link<Person>?
    public let doubleRoleReason: String?
    public let note: String?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        role: SecurityRole, person: Link<Person>? = nil, unit: Link<OrganizationUnit>? = nil,
        startsOn: Day, endsOn: Day? = nil, deputy: Link<Person>? = nil, doubleRoleReason: String? = nil,
        note: String? = nil
    ) {
        self.role = role
        self.person = person
        self.unit = unit
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.deputy = deputy
        self.doubleRoleReason = doubleRoleReason
        self.note = note
    }

    public static let registerName = "appointments"
    public static let register = Register<Self>(
        "役割の任命", clauses: ["3", "6(6)"],
        purpose: "CISO から各所属の管理者まで、いつからいつまでだれが担うかの記録です。空席は自動で知らせます。",
        record: Self.init
    ) {
        Field("role", \.role, "役割").listed()
            .hint("ガイドラインの役割の名前。", example: "情報システム管理者")
        Field("person", \.person, "就く人").listed().hint("決まっていなければ空けておきます。空席として示されます。")
        Field("unit", \.unit, "対象の所属").listed().hint("所属ごとに置く役割（情報セキュリティ管理者など）だけ選びます。")
        Field("starts_on", \.startsOn, "任命日").listed()
            .hint("辞令や通知の日。", example: "令和8年4月1日")
        Field("ends_on", \.endsOn, "満了日")
            .announced(daysBefore: 60, "任命が満了します。後任か再任を決めてください。", minutes: 10, for: "SEED-3")
            .listed().hint("この日まで有効です。期限がなければ空けておきます。")
        Field("deputy", \.deputy, "代理").listed().hint("不在のときの代理者。いれば空席の日も「代理あり」と示します。")
        Field("double_role_reason", \.doubleRoleReason, "兼務の理由").long()
            .hint("申請者と承認者など、やむを得ず兼ねるときの理由。監査人に一覧で示します。")
        Field("note", \.note, "備考").long()
            .hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    } check: { appointment in
        guard let last = appointment.endsOn, last < appointment.startsOn else { return [] }
        return [Problem("appointment.dates", "満了日が任命日より前です。どちらかを直してください。", field: "ends_on")]
    }
}

/// The roles of the guideline's chapter 1, in the words that offices use.
public enum SecurityRole: String, Choice {
    case ciso
    case deputyCISO = "deputy-ciso"
    case chiefSecurityManager = "chief-security-manager"
    case divisionSecurityOfficer = "division-security-officer"
    case sectionSecurityManager = "section-security-manager"
    case systemManager = "system-manager"
    case systemOperator = "system-operator"
    case contactPoint = "contact-point"
    case incidentResponse = "incident-response-team"
    case committeeMember = "security-committee"
    case chiefAuditOfficer = "chief-audit-officer"
    case auditor
    case adviser = "security-adviser"

    public var title: String {
        switch self {
        case .ciso: "最高情報セキュリティ責任者（CISO）"
        case .deputyCISO: "最高情報セキュリティ副責任者"
        case .chiefSecurityManager: "統括情報セキュリティ責任者"
        case .divisionSecurityOfficer: "情報セキュリティ責任者"
        case .sectionSecurityManager: "情報セキュリティ管理者"
        case .systemManager: "情報システム管理者"
        case .systemOperator: "情報システム担当者"
        case .contactPoint: "統一的な窓口"
        case .incidentResponse: "CSIRT"
        case .committeeMember: "情報セキュリティ委員会委員"
        case .chiefAuditOfficer: "情報セキュリティ監査統括責任者"
        case .auditor: "情報セキュリティ監査人"
        case .adviser: "最高情報セキュリティアドバイザー"
        }
    }

    /// Whether every unit that keeps assets needs one of its own.
    public var isHeldPerUnit: Bool { self == .sectionSecurityManager }

    /// The roles without which the organization has no management at all (clause 3).
    public static let indispensable: [SecurityRole] = [
        .ciso, .chiefSecurityManager, .systemManager, .contactPoint, .chiefAuditOfficer,
    ]
}
