import Primitives

/// One's own account.
public struct AccountPage: Page {
    /// The name.
    public var name: String
    /// The name that is signed in with.
    public var login: String
    /// The role, and what it may do, in one sentence.
    public var role: String
    /// See `role`.
    public var roleMeaning: String
    /// The sign-in before this one.
    public var lastSignIn: Instant?
    /// Until when the account holds.
    public var endsOn: Day?

    /// Every part by name.
    public init(
        name: String, login: String, role: String, roleMeaning: String, lastSignIn: Instant? = nil,
        endsOn: Day? = nil
    ) {
        self.name = name
        self.login = login
        self.role = role
        self.roleMeaning = roleMeaning
        self.lastSignIn = lastSignIn
        self.endsOn = endsOn
    }

    public var title: String { "自分のアカウント" }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.div(.class("card")) { html in
            html.dl(.class("facts")) { html in
                html.pair("氏名", name)
                html.pair("利用者名", login)
                html.pair("役割", "\(role)。\(roleMeaning)")
                html.pair("前回のサインイン") { html in
                    if let lastSignIn { html.moment(lastSignIn) } else { html.text("90日以内にはありません") }
                }
                html.pair("有効期限") { html in
                    if let endsOn { html.day(endsOn) } else { html.text("なし") }
                }
            }
        }
        html.p("前回のサインインに覚えがないときは、パスワードを変えて、事務局に知らせてください。", .class("hint"))
        html.div(.class("actions")) { html in
            html.a("パスワードを変える", .href(.password), .class("button primary"))
            html.a("連携用の鍵", .href(.tokens), .class("button"))
        }
    }
}

/// One's own password.
public struct PasswordPage: Page {
    /// Only `errors` are read: passwords never come back.
    public var input: FormInput
    /// True where the password has to be changed before going on.
    public var isForced: Bool = false

    /// Every part by name.
    public init(input: FormInput, isForced: Bool = false) {
        self.input = input
        self.isForced = isForced
    }

    /// What a password must be, in words; the length is held by the server.
    static let rule = "12文字以上。短い言葉をいくつか並べると覚えやすく、記号は無理に入れなくてかまいません。"

    public var title: String { "パスワードを変える" }

    public func write(into html: inout HTML) {
        html.div(.class("narrow")) { html in
            html.h1(title)
            if isForced { html.notice(Notice(.caution, "はじめてのサインインです。自分だけが知るパスワードに変えてください。")) }
            html.submission(to: .password) { html in
                html.fields([
                    input.field("current", "いまのパスワード", .password(isNew: false), isRequired: true),
                    input.field("new", "新しいパスワード", .password(isNew: true), isRequired: true, hint: Self.rule),
                    input.field("new-again", "新しいパスワード（もう一度）", .password(isNew: true), isRequired: true),
                ])
                html.buttons("変える", cancel: isForced ? nil : .account)
            }
        }
    }
}
