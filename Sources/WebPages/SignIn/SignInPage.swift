/// Name and password, nothing else.
public struct SignInPage: Page {
    /// `name` as it was typed; the password never comes back.
    public var input: FormInput
    /// Why it did not work, without saying which of the two was wrong.
    public var problem: String?
    /// Where to go afterwards, as a path of ours.
    public var returnPath: String = ""

    /// Every part by name.
    public init(input: FormInput, problem: String? = nil, returnPath: String = "") {
        self.input = input
        self.problem = problem
        self.returnPath = returnPath
    }

    public var title: String { "サインイン" }

    public func write(into html: inout HTML) {
        html.div(.class("narrow card")) { html in
            html.h1(title)
            if let problem {
                html.div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) {
                    $0.p(problem)
                }
            }
            html.submission(to: .signIn) { html in
                html.fields([
                    .hidden("return", returnPath),
                    input.field("name", "利用者名", .userName, isRequired: true),
                    input.field("password", "パスワード", .password(isNew: false), isRequired: true),
                ])
                html.buttons("サインイン")
            }
            html.p("利用者名やパスワードが分からないときは、設定担当（分からなければ事務局）に再設定を頼んでください。初めから決まっているパスワードはありません。", .class("hint"))
        }
    }
}
