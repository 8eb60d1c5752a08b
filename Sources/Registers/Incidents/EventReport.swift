import Primitives

/// 事象の知らせ: somebody tells that something is odd, in three short fields; nothing need be certain (guideline
/// chapter 2: staff tell, the contact point takes it up). What was seen in the logs comes here as well.
///
/// It is only the first word. Whoever takes it up decides whether it is an incident.
public struct EventReport: Record {
    public let what: String
    public let happened: String?
    public let place: String?
    public let reporter: Link<Person>?
    public let unit: Link<OrganizationUnit>?
    public let toldOn: Day
    public let state: State
    public let takenUpBy: Link<Person>?
    public let note: String?
    public let noticedAt: String?
    public let network: Link<Network>?
    public let system: Link<InformationSystem>?
    public let alert: Link<MonitoringAlert>?
    public let rawLines: String?

    /// How far it has come.
    public enum State: String, Choice {
        case told
        case takenUp = "taken-up"
        case settled
        public var title: String {
            switch self {
            case .told: "まだ受け付けていない"
            case .takenUp: "受け付けて対応している"
            case .settled: "対応を終えた"
            }
        }
    }

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        what: String, happened: String? = nil, place: String? = nil, reporter: Link<Person>? = nil,
        unit: Link<OrganizationUnit>? = nil, toldOn: Day, state: State = .told,
        takenUpBy: Link<Person>? = nil, note: String? = nil, noticedAt: String? = nil,
        network: Link<Network>? = nil, system: Link<InformationSystem>? = nil,
        alert: Link<MonitoringAlert>? = nil,
        rawLines: String? = nil
    ) {
        self.what = what
        self.happened = happened
        self.place = place
        self.reporter = reporter
        self.unit = unit
        self.toldOn = toldOn
        self.state = state
        self.takenUpBy = takenUpBy
        self.note = note
        self.noticedAt = noticedAt
        self.network = network
        self.system = system
        self.alert = alert
        self.rawLines = rawLines
    }

    public static let registerName = "event-reports"
    public static let register = Register<Self>(
        "事象の知らせ", clauses: ["4", "6(5)"],
        purpose: "「おかしいな」という知らせの記録です。確かでなくても受け付け、知らせた人を責めません。", record: Self.init
    ) {
        Field("what", \.what, "何があったか").searched().listed()
            .hint("見たことを、そのままの言葉で。", example: "見慣れない警告の画面が出た")
        Field("happened", \.happened, "いつごろか").listed()
            .hint("気づいた時刻。だいたいでかまいません。", example: "今朝8時半ごろ")
        Field("place", \.place, "どこでか").searched().listed()
            .hint("建物と部屋。", example: "診療所の受付")
        Field("reporter", \.reporter, "知らせた人").listed()
            .hint("言わなくてもかまいません。")
        Field("unit", \.unit, "知らせた人の所属").listed()
            .hint("言わなくてもかまいません。")
        Field("told_on", \.toldOn, "知らせた日").listed().retained(years: 5)
            .hint("窓口に届いた日。")
        Field("state", \.state, "どこまで進んだか").listed()
            .hint("受け付けたら改めます。")
        Field("taken_up_by", \.takenUpBy, "受け付けた人")
            .hint("窓口で話を聞いた人。")
        Field("note", \.note, "したこと・分かったこと").long()
            .hint("したことと、分かったことを、順に書き足します。")
        Field("noticed_at", \.noticedAt, "気づいた時刻").listed()
            .hint("見つけた人が気づいた時刻。あとで、知らせるまでにかかった時間を数えるのに使います。", example: "2026-11-30 12:34")
        Field("network", \.network, "ネットワーク").hint("関わるネットワーク。分からなければ空けておきます。")
        Field("system", \.system, "情報システム").hint("関わる情報システム。分からなければ空けておきます。")
        Field("alert", \.alert, "もとの警報").madeByActs().hint("警報から作った事象だけに入ります。")
        Field("raw_lines", \.rawLines, "ログの行").long().madeByActs().hint("警報の、受け取ったままのログの行です。")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.unit), .person(in: \.reporter))
        Write(.office)
    }
}
