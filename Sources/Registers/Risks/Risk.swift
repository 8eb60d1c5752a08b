import Primitives

/// リスク: clause 4: a threat to an asset or a system, how likely, how grave, and what is done about it.
public struct Risk: Record {
    public let title: String
    public let threat: Link<Threat>?
    public let asset: Link<InformationAsset>?
    public let system: Link<InformationSystem>?
    public let owner: Link<OrganizationUnit>?
    public let likelihood: Level?
    public let impact: Level?
    public let impactReason: String?
    public let treatment: Treatment?
    public let residual: Level?
    public let assessedOn: Day?
    public let acceptedOn: Day?
    public let acceptedBy: Link<Person>?
    public let acceptanceReason: String?
    public let endsOn: Day?
    public let note: String?

    /// Three steps, because nobody keeps five apart.
    public enum Level: String, Choice {
        case high = "3"
        case middle = "2"
        case low = "1"
        public var title: String {
            switch self {
            case .high: "3（大きい）"
            case .middle: "2（中くらい）"
            case .low: "1（小さい）"
            }
        }
    }

    /// What is done about it.
    public enum Treatment: String, Choice {
        case reduce, avoid, transfer, accept
        public var title: String {
            switch self {
            case .reduce: "減らす（対策をとる）"
            case .avoid: "避ける（やめる）"
            case .transfer: "移す（保険・委託）"
            case .accept: "受け入れる"
            }
        }
    }

    public static let registerName = "risks"
    public static let register = Register<Self>(
        "リスク", clauses: ["4"],
        purpose: "脅威が何に当たり、どれほど起こりやすく、どれほど困り、どうするかの一覧です。", record: Self.init
    ) {
        Field("title", \.title, "リスクの件名").searched().listed().alsoCalled("リスク", "リスク名", "件名", "名称", "リスクの内容")
            .hint("何が、何に起きるか。", example: "救急搬送記録が身代金ウイルスで開けなくなる")
        Field("threat", \.threat, "脅威").listed().alsoCalled("脅威名", "脅威の名称").hint("どの脅威か。先に「脅威」を登録します。")
        Field("asset", \.asset, "当たる情報資産").alsoCalled("情報資産", "資産", "対象資産", "資産名").hint(
            "情報資産か情報システムの、どちらかを選びます。")
        Field("system", \.system, "当たる情報システム").alsoCalled("情報システム", "システム", "対象システム").hint(
            "情報資産か情報システムの、どちらかを選びます。")
        Field("owner", \.owner, "責任を持つ所属").listed().alsoCalled("リスク所有者", "所管課", "担当課", "責任部署", "所属").hint(
            FieldWords.section)
        Field("likelihood", \.likelihood, "起こりやすさ").listed().alsoCalled("発生可能性", "発生頻度", "可能性", "頻度", "発生確率")
            .hint("年に一度は起きそうなら3、数年に一度なら2、まず起きないなら1。")
        Field("impact", \.impact, "影響の大きさ").listed().alsoCalled("影響度", "影響", "重要度", "被害の大きさ", "被害")
            .hint("情報資産の重要度から決めます。機密性3Bや可用性2のものは3です。")
        Field("impact_reason", \.impactReason, "影響の理由").long().alsoCalled("影響の内容", "被害の内容").hint(
            "だれがどう困るか。", example: "搬送先を決められず、命に関わる")
        Field("treatment", \.treatment, "扱い").listed().alsoCalled("対応", "対応方針", "リスク対応", "処置").hint(
            "減らすなら、「対策」を登録して結び付けます。")
        Field("residual", \.residual, "対策のあとに残る大きさ").alsoCalled("残留リスク", "残存リスク", "残るリスク").hint(
            "対策が効いたとして、どれほど残るか。")
        Field("assessed_on", \.assessedOn, "評価した日").listed().alsoCalled("評価日", "アセスメント日", "実施日", "見直し日").hint(
            "毎年度、大きな変更のときにも評価し直します。")
        Field("accepted_on", \.acceptedOn, "受け入れを決めた日").alsoCalled("受容日", "承認日", "受容決定日").hint(
            "大きさ3が残るときや、受け入れるときは、CISOなどが決めます。")
        Field("accepted_by", \.acceptedBy, "受け入れを決めた人").alsoCalled("受容者", "承認者", "受容の承認者").hint(
            "リスクに責任を持てる人。")
        Field("acceptance_reason", \.acceptanceReason, "受け入れる理由").long().alsoCalled("受容理由", "受容の理由").hint(
            "費用や時期など、いま減らせない事情。")
        Field("ends_on", \.endsOn, "なくなった日").alsoCalled("終了日", "解消日").hint("対象がなくなった日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
