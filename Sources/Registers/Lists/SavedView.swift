import Primitives

/// 残した見方: the conditions, order and columns of a list under a name, for one's own use or for the office.
public struct SavedView: Record {
    public let name: String
    public let list: String
    public let query: String
    public let reach: Reach
    public let person: Link<Person>?
    public let savedOn: Day

    /// Who may choose it.
    public enum Reach: String, Choice {
        case own
        case office
        public var title: String {
            switch self {
            case .own: "自分だけ"
            case .office: "みんな"
            }
        }
    }

    /// A record with these values.
    public init(
        name: String, list: String, query: String, reach: Reach, person: Link<Person>?, savedOn: Day
    ) {
        self.name = name
        self.list = list
        self.query = query
        self.reach = reach
        self.person = person
        self.savedOn = savedOn
    }

    public static let registerName = "saved-views"
    public static let register = Register<Self>(
        "残した見方", clauses: ["2(3)"], purpose: "台帳の一覧の、名前を付けて残した条件・並び・項目です。",
        record: Self.init
    ) {
        Field("name", \.name, "見方の名前").searched().listed()
        Field("list", \.list, "台帳").listed()
        Field("query", \.query, "条件・並び・項目").long()
        Field("reach", \.reach, "だれが使うか")
        Field("person", \.person, "残した人").listed()
        Field("saved_on", \.savedOn, "残した日").listed()
    } access: {
        // What is for everybody narrows each viewer's own list: it shows nobody more than they may see.
        Read(.auditors, .everyone.when(\.reach, is: .office), .person(in: \.person))
        Write(.office.when(\.reach, is: .office), .person(in: \.person).when(\.reach, is: .own))
    }
}
