import Primitives

/// A sign-in of this software. Passwords are kept as scrypt hashes and never leave the table.
public struct Account: Record {
    public let login: String
    public let person: Link<Person>?
    public let role: SoftwareRole
    public let alsoConfigures: Bool
    public let passwordHash: String
    public let endsOn: Day?
    public let disabled: Bool

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        login: String, person: Link<Person>? = nil, role: SoftwareRole, alsoConfigures: Bool,
        passwordHash: String, endsOn: Day? = nil, disabled: Bool
    ) {
        self.login = login
        self.person = person
        self.role = role
        self.alsoConfigures = alsoConfigures
        self.passwordHash = passwordHash
        self.endsOn = endsOn
        self.disabled = disabled
    }

    public static let registerName = "accounts"
    public static let register = Register<Self>(
        "この仕組みの利用者", clauses: ["6(4)"], purpose: "この仕組みにサインインできる人と役割の一覧です。", record: Self.init
    ) {
        Field("login", \.login, "利用者名").searched().listed().unique()
        Field("person", \.person, "職員等").listed()
        Field("role", \.role, "役割").listed()
        Field("also_configures", \.alsoConfigures, "設定担当を兼ねる").listed()
        Field("password_hash", \.passwordHash, "パスワードの指紋").hidden()
        Field("ends_on", \.endsOn, "有効期限").listed()
        Field("disabled", \.disabled, "停止中").listed()
    } access: {
        Read(.configurators, .auditors, .office)
        Write(.configurators)
    }
}
