/// The saved views of a list: saving the one that stands now, choosing what is seen first, removing.
public struct ListViewsPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The list that would be saved.
    public var list: [QueryItem]
    /// What it asks and how it is ordered, in words.
    public var words: [String]
    /// The name, for whom, and whether it is seen first.
    public var fields: [FormField]
    /// What there is.
    public var views: [View]

    /// One that was saved.
    public struct View: Sendable {
        /// The record.
        public var id: String
        /// What it is called.
        public var name: String
        /// The list that it stands for.
        public var query: [QueryItem]
        /// Who may choose it, in words.
        public var reach: String
        /// What it asks, in words.
        public var words: [String]
        /// Whether its reader sees it first.
        public var isDefault: Bool
        /// Whether its reader may remove it.
        public var canRemove: Bool

        /// Every part by name.
        public init(
            id: String, name: String, query: [QueryItem], reach: String, words: [String], isDefault: Bool,
            canRemove: Bool
        ) {
            self.id = id
            self.name = name
            self.query = query
            self.reach = reach
            self.words = words
            self.isDefault = isDefault
            self.canRemove = canRemove
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, list: [QueryItem], words: [String], fields: [FormField],
        views: [View]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.list = list
        self.words = words
        self.fields = fields
        self.views = views
    }

    public var title: String { "\(registerTitle)の見方" }
    public var place: MenuPlace? { .registers }

    private var back: [QueryItem] { list.isEmpty ? RegisterListPage.everything : list }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: back)])
        html.h1(title)
        html.p("一覧の条件・並び・項目に名前を付けて残し、あとから一度で出せます。同じ名前で残すと、書き直します。", .class("lead"))
        html.h2("いまの見方を残す")
        if words.isEmpty {
            html.p("いまは条件も並びも決めていません。一覧を絞り込んでから、ここに来てください。")
        } else {
            html.ul { html in for line in words { html.li(line) } }
            html.submission(to: .listViews(register), .class("form")) { html in
                html.field(.hidden("view-list", QueryItem.text(list)))
                html.fields(fields)
                html.div(.class("buttons")) { html in
                    html.button(
                        "この見方を残す", .type("submit"), .name("view-act"), .value("save"), .class("primary"))
                    html.a("やめて一覧へ戻る", .href(.register(register), query: back), .class("button"))
                }
            }
        }
        html.h2("残した見方")
        if views.isEmpty {
            html.p("まだありません。")
        } else {
            html.ul(.class("versions")) { html in
                for view in views { html.li { self.view(view, into: &$0) } }
            }
        }
        if views.contains(where: \.isDefault) {
            html.submission(to: .listViews(register)) { html in
                html.field(.hidden("view-list", QueryItem.text(list)))
                html.button("はじめに出すのをやめる", .type("submit"), .name("view-act"), .value("everything"))
            }
        }
    }

    private func view(_ view: View, into html: inout HTML) {
        html.div(.class("heading-line")) { html in
            html.h3 { html in
                html.a(view.name, .href(.register(register), query: view.query))
            }
            html.span(view.reach + (view.isDefault ? "・はじめに出す" : ""), .class("quiet"))
        }
        html.ul { html in for line in view.words { html.li(line) } }
        html.submission(to: .listViews(register), .class("row-actions")) { html in
            html.field(.hidden("view-list", QueryItem.text(list)))
            html.field(.hidden("view-id", view.id))
            if !view.isDefault {
                html.button(
                    "はじめに出す", .type("submit"), .name("view-act"), .value("first"),
                    .label("「\(view.name)」をはじめに出す"))
            }
            if view.canRemove {
                html.button(
                    "消す", .type("submit"), .name("view-act"), .value("remove"), .class("danger"),
                    .label("「\(view.name)」を消す"))
            }
        }
    }
}
