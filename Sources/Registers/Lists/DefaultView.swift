import Primitives

/// はじめに出す見方: which saved view a person sees first when a list is opened without conditions.
public struct DefaultView: Record {
    public let list: String
    public let person: Link<Person>
    public let view: Link<SavedView>

    /// A record with these values.
    public init(list: String, person: Link<Person>, view: Link<SavedView>) {
        self.list = list
        self.person = person
        self.view = view
    }

    public static let registerName = "default-views"
    public static let register = Register<Self>(
        "はじめに出す見方", clauses: ["2(3)"], purpose: "台帳の一覧を開いたときに、だれに、どの見方を出すかです。", record: Self.init
    ) {
        Field("list", \.list, "台帳").listed()
        Field("person", \.person, "職員等").listed()
        Field("view", \.view, "見方").listed()
    } access: {
        Read(.auditors, .person(in: \.person))
        Write(.person(in: \.person))
    }
}
