import Primitives

/// 連携用の鍵: lets a program act for an account, until a day, within a scope. Only a hash of it is kept.
public struct APIToken: Record {
    public let name: String
    public let account: Link<Account>
    public let person: Link<Person>?
    public let scope: Scope
    public let registers: String?
    public let madeOn: Day
    public let endsOn: Day
    public let tokenHash: String

    /// What the token may do of all that its account may.
    public enum Scope: String, Choice {
        case read
        case write
        public var title: String {
            switch self {
            case .read: "読むだけ"
            case .write: "読み書き"
            }
        }
    }

    /// A token's record; the token itself is nowhere in it.
    public init(
        name: String, account: Link<Account>, person: Link<Person>? = nil, scope: Scope,
        registers: String? = nil, madeOn: Day, endsOn: Day, tokenHash: String
    ) {
        self.name = name
        self.account = account
        self.person = person
        self.scope = scope
        self.registers = registers
        self.madeOn = madeOn
        self.endsOn = endsOn
        self.tokenHash = tokenHash
    }

    /// The names of the registers to which it is limited; nil where it is not.
    public var registerNames: Set<String>? {
        registers.map { Set($0.split(separator: ",").map(String.init)) }
    }

    public static let registerName = "api-tokens"
    public static let register = Register<Self>(
        "連携用の鍵", clauses: ["6(4)"], purpose: "ほかのプログラムがこの仕組みを使うための鍵の一覧です。だれの権限で、いつまで使えるかが分かります。",
        record: Self.init
    ) {
        Field("name", \.name, "使いみち").searched().listed()
        Field("account", \.account, "利用者").listed()
        Field("person", \.person, "職員等").listed()
        Field("scope", \.scope, "できること").listed()
        Field("registers", \.registers, "使える台帳")
        Field("made_on", \.madeOn, "作った日").listed()
        Field("ends_on", \.endsOn, "使える最終日").listed()
        Field("token_hash", \.tokenHash, "鍵の指紋").hidden().unique()
    } access: {
        Read(.configurators, .auditors)
        Write(.configurators)
    } check: { token in
        token.endsOn < token.madeOn
            ? [Problem("token.dates", "使える最終日が作った日より前です。", field: "ends_on")] : []
    }
}
