import Primitives

/// Who may sign in, and as what; a form to add one and to change or stop one.
public struct PeoplePage: Page {
    /// All accounts, those that hold first.
    public var accounts: [Line]
    /// The roles with what each may do.
    public var roles: [FormChoice]
    /// A new account as it was typed: `login`, `role`, `ends-on`.
    public var input: FormInput
    /// The person of a new account.
    public var person: LinkPicker
    /// Shown once after an account was made or its password reset.
    public var firstPassword: FirstPassword?

    /// Every part by name.
    public init(
        accounts: [Line], roles: [FormChoice], input: FormInput, person: LinkPicker,
        firstPassword: FirstPassword? = nil
    ) {
        self.accounts = accounts
        self.roles = roles
        self.input = input
        self.person = person
        self.firstPassword = firstPassword
    }

    /// One account.
    public struct Line: Sendable {
        /// The account's id.
        public var id: String
        /// Who uses it.
        public var name: String
        /// The name that is signed in with.
        public var login: String
        /// The role in words.
        public var role: String
        /// Until when it holds.
        public var endsOn: Day?
        /// When it was last used; nil where not within 90 days.
        public var lastSignIn: Instant?
        /// True where it is stopped.
        public var isStopped: Bool
        /// The account of whoever looks: nobody stops their own.
        public var isOwn: Bool

        /// Every part by name.
        public init(
            id: String, name: String, login: String, role: String, endsOn: Day? = nil,
            lastSignIn: Instant? = nil, isStopped: Bool, isOwn: Bool = false
        ) {
            self.id = id
            self.name = name
            self.login = login
            self.role = role
            self.endsOn = endsOn
            self.lastSignIn = lastSignIn
            self.isStopped = isStopped
            self.isOwn = isOwn
        }
    }

    /// A password to be handed over, shown this once.
    public struct FirstPassword: Sendable {
        /// Whose.
        public var name: String
        /// The password itself.
        public var revealedPassword: String

        /// Every part by name.
        public init(name: String, revealedPassword: String) {
            self.name = name
            self.revealedPassword = revealedPassword
        }
    }

    public var title: String { "利用者と役割" }
    public var place: MenuPlace? { .settings }

    public func write(into html: inout HTML) {
        html.settingsTrail(at: .people)
        html.h1(title)
        html.p("この仕組みに入れる人と、できることの一覧です。ここでの「設定担当」はソフトウェアの設定をする人で、団体の長である管理者とは別です。", .class("lead"))
        if let firstPassword { handOver(firstPassword, into: &html) }
        list(into: &html)
        html.h2("役割ごとにできること")
        html.dl(.class("facts")) { html in
            for role in roles { html.pair(role.label, role.note ?? "") }
        }
        html.h2("利用者を足す")
        html.submission(to: .people, .class("form")) { html in
            html.field(.hidden("act", "add"))
            html.fields([
                input.field("person", "だれの利用者名ですか", .link(person), isRequired: true),
                input.field(
                    "login", "利用者名", .text(maximumLength: 64), isRequired: true, hint: "半角の英数字で。同じ名前は使えません。"),
                input.field("role", "役割", .choice(roles), isRequired: true),
                input.field(
                    "ends-on", "いつまで使えますか", .day,
                    guide: FieldGuide(
                        reason: "任用の終わりとともに使えなくなるようにします。", clauses: "アクセス制御", example: "年度の末日")),
            ])
            html.buttons("足す")
        }
    }

    private func handOver(_ first: FirstPassword, into html: inout HTML) {
        html.div(.class("notice caution"), .role("status")) { html in
            html.p { html in
                html.strong("一度だけ表示します")
                html.text(
                    "\(first.name)さんの最初のパスワードは次のとおりです。本人に手渡し、サインインしたら、右上の氏名から開く「自分のアカウント」で変えるように伝えてください。")
            }
            html.p { $0.span(first.revealedPassword, .class("code")) }
        }
    }

    private func list(into html: inout HTML) {
        let columns = ["氏名", "利用者名", "役割", "有効期限", "最後のサインイン", "直す"].map { TableColumn($0) }
        html.dataTable("利用者", columns, hidesCaption: true) { html in
            for account in accounts { row(account, into: &html) }
        }
    }

    private func row(_ account: Line, into html: inout HTML) {
        html.tr { html in
            html.cell(.text(account.name), isRowHeading: true)
            html.cell(.text(account.login))
            html.cell(.text(account.isStopped ? "\(account.role)（停止中）" : account.role))
            html.cell(account.endsOn.map(CellText.day) ?? .text("なし"))
            html.td { html in
                if let last = account.lastSignIn { html.moment(last) } else { html.text("90日以内になし") }
            }
            html.td { html in
                html.submission(to: .people, .class("row-actions")) { html in
                    html.field(.hidden("account", account.id))
                    let name = account.name
                    html.button(
                        "パスワード再設定", .type("submit"), .name("act"), .value("reset"),
                        .label("\(name)のパスワードを再設定"))
                    if account.isStopped {
                        html.button(
                            "再開", .type("submit"), .name("act"), .value("resume"), .label("\(name)を再開"))
                    } else if !account.isOwn {
                        html.button("停止", .type("submit"), .name("act"), .value("stop"), .label("\(name)を停止"))
                    }
                }
            }
        }
    }
}
