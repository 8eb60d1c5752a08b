import Primitives

/// 分類の五つの質問: clause 5: five questions in daily words that lead to the class of an information asset, with
/// the reason for each axis.
public enum ClassificationQuestions {
    /// Who may see it.
    public enum Openness: String, Choice {
        case everybody, office, unit, secret
        public var title: String {
            switch self {
            case .everybody: "だれに見せてもよい（公表しているか、公表してよい）"
            case .office: "いまは組合の中だけで見る（頼まれれば公表することもある）"
            case .unit: "担当する職員だけが見る（公表しない）"
            case .secret: "秘密文書として扱うと決まっている"
            }
        }
    }

    /// What happens if it leaks.
    public enum Leak: String, Choice {
        case nothing, office, person, life
        public var title: String {
            switch self {
            case .nothing: "だれも困らない"
            case .office: "組合の仕事が少しやりにくくなる"
            case .person: "名前や連絡先などが知られて、迷惑を受ける人がいる"
            case .life: "だれかの暮らし・財産・名誉・安全がひどく損なわれる"
            }
        }
    }

    /// What happens if it is wrong or incomplete.
    public enum Damage: String, Choice {
        case redone, work, life
        public var title: String {
            switch self {
            case .redone: "すぐに気付いて、作り直せる"
            case .work: "間違ったまま仕事が進み、住民や相手に迷惑がかかる"
            case .life: "人の命や財産、権利にかかわる間違いになる"
            }
        }
    }

    /// How long it can be done without.
    public enum Outage: String, Choice {
        case week, days, hours
        public var title: String {
            switch self {
            case .week: "一週間くらいなら、なくても困らない"
            case .days: "二、三日なら、紙や電話でしのげる"
            case .hours: "半日も待てない"
            }
        }
    }

    /// What somebody said to the five questions.
    public struct Answers: Sendable, Hashable {
        public var openness: Openness
        public var personal: InformationAsset.PersonalInformation
        public var leak: Leak
        public var damage: Damage
        public var outage: Outage

        /// All five.
        public init(
            openness: Openness, personal: InformationAsset.PersonalInformation, leak: Leak, damage: Damage,
            outage: Outage
        ) {
            self.openness = openness
            self.personal = personal
            self.leak = leak
            self.damage = damage
            self.outage = outage
        }
    }

    /// The class on the three axes, each with its reason in a sentence.
    public struct Outcome: Sendable, Hashable {
        public var confidentiality: InformationAsset.Confidentiality
        public var confidentialityReason: String
        public var integrity: InformationAsset.TwoLevels
        public var integrityReason: String
        public var availability: InformationAsset.TwoLevels
        public var availabilityReason: String
    }

    /// What the answers lead to. Of two answers that point to different classes the heavier one decides
    /// (guideline: where in doubt, the higher class).
    public static func outcome(_ answers: Answers) -> Outcome {
        let (confidentiality, why) = confidentiality(answers)
        let said = [
            "見てよい人は「\(answers.openness.title)」", "個人情報は「\(answers.personal.title)」",
            "漏れると「\(answers.leak.title)」",
        ]
        let isWhole = answers.damage != .redone
        let isUrgent = answers.outage == .hours
        return Outcome(
            confidentiality: confidentiality,
            confidentialityReason: "\(why)（\(said.joined(separator: "、"))）。",
            integrity: isWhole ? .level2 : .level1,
            integrityReason: "書き換わったり欠けたりすると「\(answers.damage.title)」ため。",
            availability: isUrgent ? .level2 : .level1,
            availabilityReason: "使えなくなったとき「\(answers.outage.title)」ため。")
    }

    private static func confidentiality(_ answers: Answers) -> (InformationAsset.Confidentiality, String) {
        if answers.openness == .secret { return (.level3A, "秘密文書に当たるため") }
        switch answers.personal {
        case .individualNumber: return (.level3B, "特定個人情報（マイナンバー）を含むため")
        case .sensitive: return (.level3B, "要配慮個人情報を含むため")
        case .ordinary, .none: break
        }
        if answers.leak == .life { return (.level3B, "漏れると、だれかの暮らしや権利がひどく損なわれるため") }
        if answers.leak == .person { return (.level3C, "漏れると、迷惑を受ける人がいるため") }
        if answers.personal == .ordinary { return (.level3C, "個人情報を含むため") }
        switch answers.openness {
        case .unit, .secret: return (.level3C, "担当する職員だけが見るもので、公表を前提としないため")
        case .office: return (.level2, "すぐには公表しないため")
        case .everybody:
            if answers.leak == .office { return (.level2, "漏れると、組合の仕事に差し支えるため") }
            return (.level1, "公表してよく、漏れて困る人がいないため")
        }
    }
}
