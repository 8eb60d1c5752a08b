/// The roles of the guideline and of a small association that answer for a requirement: a closed list.
///
/// Not to be confused with the five roles that decide what a person may do in this software.
public enum DutyRole: String, Sendable, Hashable, Codable, CaseIterable {
    case associationHead = "association-head"
    case ciso
    case deputyCISO = "deputy-ciso"
    case cio
    case chiefSecurityManager = "chief-security-manager"
    case divisionSecurityOfficer = "division-security-officer"
    case sectionSecurityManager = "section-security-manager"
    case systemManager = "system-manager"
    case systemOperator = "system-operator"
    case contactPoint = "contact-point"
    case securityCommittee = "security-committee"
    case chiefAuditOfficer = "chief-audit-officer"
    case auditor
    case securityAdviser = "security-adviser"
    case cloudServiceManager = "cloud-service-manager"
    case generalAffairs = "general-affairs"
    case personnelSection = "personnel-section"
    case contractSection = "contract-section"
    case publicRelations = "public-relations"
    case facilityKeeper = "facility-keeper"

    /// The role's name as a Japanese public body writes it.
    public var name: String {
        switch self {
        case .associationHead: "管理者（組合の長）"
        case .ciso: "最高情報セキュリティ責任者"
        case .deputyCISO: "最高情報セキュリティ副責任者"
        case .cio: "最高情報統括責任者"
        case .chiefSecurityManager: "統括情報セキュリティ責任者"
        case .divisionSecurityOfficer: "情報セキュリティ責任者"
        case .sectionSecurityManager: "情報セキュリティ管理者"
        case .systemManager: "情報システム管理者"
        case .systemOperator: "情報システム担当者"
        case .contactPoint: "情報セキュリティに関する統一的な窓口"
        case .securityCommittee: "情報セキュリティ委員会"
        case .chiefAuditOfficer: "情報セキュリティ監査統括責任者"
        case .auditor: "監査人"
        case .securityAdviser: "最高情報セキュリティアドバイザー"
        case .cloudServiceManager: "クラウドサービス管理者"
        case .generalAffairs: "総務担当課"
        case .personnelSection: "人事担当課"
        case .contractSection: "契約担当課"
        case .publicRelations: "広報担当"
        case .facilityKeeper: "庁舎管理担当"
        }
    }
}

/// Whom a requirement binds or reaches.
public enum Audience: String, Sendable, Hashable, Codable, CaseIterable {
    case allPersonnel = "all-personnel"
    case leaders
    case sectionHeads = "section-heads"
    case securityOffice = "security-office"
    case systemStaff = "system-staff"
    case auditors
    case contractStaff = "contract-staff"
    case contractors
    case publicRelations = "public-relations"
    case residents

    /// The audience in Japanese.
    public var name: String {
        switch self {
        case .allPersonnel: "職員等の全員"
        case .leaders: "幹部"
        case .sectionHeads: "所属長"
        case .securityOffice: "事務局"
        case .systemStaff: "情報システムの担当"
        case .auditors: "監査人"
        case .contractStaff: "契約の担当"
        case .contractors: "委託事業者"
        case .publicRelations: "広報の担当"
        case .residents: "住民"
        }
    }
}
