/// Where other sources speak of the same thing as a requirement.
public struct Crosswalk: Sendable, Hashable {
    /// In the order of the YAML entry, those found in a source first.
    public let links: [CrosswalkLink]

    /// The fields of 地方自治法施行規則第16条の3第1項 (第1号 to 第8号) that it belongs to, ascending.
    public var ordinanceFields: [OrdinanceField] {
        references(to: .ordinance).compactMap { Int($0) }.compactMap(OrdinanceField.init(rawValue:)).sorted()
    }

    /// The chapters 1...9 of the guideline's 対策基準 that it belongs to, ascending, each once.
    public var guidelineChapters: [GuidelineChapter] {
        let numbers = references(to: .guideline).compactMap { $0.split(separator: ".").first }.compactMap {
            Int($0)
        }
        return Set(numbers.compactMap(GuidelineChapter.init(rawValue:))).sorted()
    }

    /// The references into one source, in order.
    public func references(to scheme: CrosswalkScheme) -> [String] {
        links.filter { $0.scheme == scheme }.map(\.reference)
    }
}

/// One reference into another source.
public struct CrosswalkLink: Sendable, Hashable {
    public let scheme: CrosswalkScheme
    /// Number in that source: `6.2`, `5`, `A8.20`, `PR.AA`.
    public let reference: String
    public let status: Status

    /// Who says that the two belong together.
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        /// A source gives it.
        case found
        /// We put them together ourselves and nobody has checked it.
        case ownUnverified = "own-unverified"

        /// What is printed beside the reference; empty for what was found.
        public var remark: String {
            switch self {
            case .found: ""
            case .ownUnverified: "当方の対応付け・未確認"
            }
        }
    }
}

/// The sources that requirements are mapped to.
public enum CrosswalkScheme: String, Sendable, Hashable, Codable, CaseIterable {
    /// The model text of a basic policy in the guideline.
    case modelPolicy = "model-policy"
    /// Chapters and sections of 対策基準 in the guideline.
    case guideline
    /// 地方自治法施行規則第16条の3第1項, fields 1 to 8.
    case ordinance
    /// JIS Q 27001:2023 clauses and its Annex A controls.
    case jis
    /// NIST Cybersecurity Framework 2.0 categories.
    case csf

    /// The source's name in Japanese.
    public var name: String {
        switch self {
        case .modelPolicy: "総務省ガイドライン 基本方針（例文）"
        case .guideline: "総務省ガイドライン 対策基準"
        case .ordinance: "地方自治法施行規則第16条の3第1項"
        case .jis: "JIS Q 27001:2023"
        case .csf: "NIST CSF 2.0"
        }
    }
}

/// A field of measures that the ordinance lists, 1 for 第1号 to 8 for 第8号. In force from 2027-07-01.
public enum OrdinanceField: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case organization = 1
    case classification, physical, personnel, technical, operation, outsourcing, review

    /// A short Japanese title in our own words.
    public var title: String {
        switch self {
        case .organization: "体制"
        case .classification: "情報資産の分類と管理"
        case .physical: "物理的な対策"
        case .personnel: "人的な対策"
        case .technical: "技術的な対策"
        case .operation: "運用の対策"
        case .outsourcing: "業務委託とクラウドサービス"
        case .review: "監査・自己点検・見直し"
        }
    }

    /// Whether systems and contracts that already exist on 2027-07-01 stay under the old rules until
    /// renewed.
    public var sparesWhatExists: Bool { self == .technical || self == .outsourcing }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A chapter of the guideline's 対策基準.
public enum GuidelineChapter: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case organization = 1
    case classification, resilience, physical, personnel, technical, operation, outsourcing, review

    /// A short Japanese title.
    public var title: String {
        switch self {
        case .organization: "組織体制"
        case .classification: "情報資産の分類と管理"
        case .resilience: "情報システム全体の強靭性の向上"
        case .physical: "物理的セキュリティ"
        case .personnel: "人的セキュリティ"
        case .technical: "技術的セキュリティ"
        case .operation: "運用"
        case .outsourcing: "業務委託と外部サービス"
        case .review: "評価・見直し"
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
