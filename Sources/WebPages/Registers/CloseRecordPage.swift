/// Confirms that a record ends; it is never erased.
public struct CloseRecordPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What the record is called.
    public var name: String
    /// What still points to it: until that is mended, it cannot end.
    public var pointing: [LinkText]
    /// The version that was looked at, so that nothing is ended that somebody changed meanwhile.
    public var version: String
    /// Why it could not be ended; nil at first.
    public var problem: String?

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, pointing: [LinkText],
        version: String, problem: String? = nil
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.pointing = pointing
        self.version = version
        self.problem = problem
    }

    public var title: String { "「\(name)」を終わりにする" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(title)
        if let problem {
            html.div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) { $0.p(problem) }
        }
        html.p("今日から、一覧と判断の対象から外れます。消えるわけではなく、これまでの内容はいつでも見られます。", .class("lead"))
        html.p(
            "契約、職員等、任命のように最終日の欄がある記録は、終わりにせず、「直す」から最終日を書いてください。まちがえて登録した記録や、もう使わないものだけを終わりにします。",
            .class("prose"))
        guard pointing.isEmpty else {
            html.h2("先に直すもの")
            html.p("次の記録がこの記録を指しています。指す先を変えるか、終わりにすると、この記録も終わりにできます。")
            html.ul { html in for link in pointing { html.li { $0.follow(link) } } }
            return html.div(.class("actions")) { html in
                html.a("戻る", .href(.record(register: register, id: id)), .class("button"))
            }
        }
        html.submission(to: .closeRecord(register: register, id: id), .class("form")) { html in
            html.field(.hidden("version", version))
            html.buttons("終わりにする", cancel: .record(register: register, id: id))
        }
    }
}
