/// A page: its own part only. What stands around it is the frame's.
public protocol Page: Sendable {
    /// For the window and for the one heading of the first level, unless `write` makes its own.
    var title: String { get }
    /// Where the page belongs in the navigation; nil for none.
    var place: MenuPlace? { get }
    /// Paper wants no navigation: reports are narrower and have a sheet's margins on screen too.
    var isSheet: Bool { get }
    /// Scripts that improve this page alone; it works without them.
    var scripts: [Address] { get }
    /// Writes what stands in `main`, beginning with the heading.
    func write(into html: inout HTML)
}

extension Page {
    /// No place of its own.
    public var place: MenuPlace? { nil }
    /// An ordinary page.
    public var isSheet: Bool { false }
    /// None of its own.
    public var scripts: [Address] { [] }
}

/// What stands around every page.
public struct PageFrame: Sendable {
    /// The organization's name, as its policy writes it; the product's own before there is one.
    public var organization: String
    /// Who is signed in; nil before that.
    public var person: Person?
    /// The session's CSRF token.
    public var formToken: String
    /// The version of this program.
    public var version: String
    /// One sentence on the ledger's last verification; nil for whoever may not open the ledger.
    public var ledgerState: String?
    /// What the last act has to say.
    public var notice: Notice?
    /// What stands before every address of the page; see `HTML`.
    public var base = ""

    /// Who is signed in.
    public struct Person: Sendable {
        /// The name as the register of people has it.
        public var name: String
        /// The role in words, such as 事務局.
        public var role: String
        /// What the navigation offers this person.
        public var menu: [MenuPlace]

        /// A person; an empty menu shows no navigation.
        public init(name: String, role: String, menu: [MenuPlace]) {
            self.name = name
            self.role = role
            self.menu = menu
        }
    }

    /// The policy that every page is sent with, as the header `Content-Security-Policy`.
    ///
    /// Nothing inline and nothing from outside: what somebody might smuggle into a page still could not run.
    public static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    /// A frame; without a person neither navigation nor search appear.
    public init(
        organization: String, person: Person? = nil, formToken: String, version: String,
        ledgerState: String? = nil, notice: Notice? = nil
    ) {
        self.organization = organization
        self.person = person
        self.formToken = formToken
        self.version = version
        self.ledgerState = ledgerState
        self.notice = notice
    }

    /// The whole document, UTF-8.
    public func render(_ page: some Page) -> [UInt8] {
        var html = HTML(formToken: formToken, base: base)
        html.literal("<!DOCTYPE html>\n")
        html.element("<html", "</html>", [.lang("ja")]) { html in
            head(of: page, into: &html)
            html.element("<body", "</body>", page.isSheet ? [.class("sheet")] : []) { html in
                html.a("本文へ進む", .anchor("main"), .class("skip"))
                header(around: page, into: &html)
                html.main(.id("main"), .focusable) { html in
                    if let notice { html.notice(notice) }
                    page.write(into: &html)
                }
                footer(into: &html)
            }
        }
        html.literal("\n")
        return html.bytes
    }

    private func head(of page: some Page, into html: inout HTML) {
        html.element("<head", "</head>", []) { html in
            html.literal("<meta charset=\"utf-8\">")
            html.literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            html.literal("<meta name=\"robots\" content=\"noindex\">")
            html.title("\(page.title)｜\(organization)")
            html.literal("<link rel=\"stylesheet\" href=\"")
            Address.stylesheet.write(into: &html)
            html.literal("\">")
            for script in [.script] + page.scripts {
                html.literal("<script src=\"")
                script.write(into: &html)
                html.literal("\" defer></script>")
            }
        }
    }

    private func header(around page: some Page, into html: inout HTML) {
        html.header(.class("top")) { html in
            html.div(.class("top-line")) { html in
                html.a(.href(.home), .class("brand")) { html in
                    html.span(organization, .class("organization"))
                    html.span("情報セキュリティポリシーの運用", .class("tagline"))
                }
                if let person { signedIn(person, into: &html) }
            }
            if let person, !person.menu.isEmpty { navigation(person.menu, at: page.place, into: &html) }
        }
    }

    private func signedIn(_ person: Person, into html: inout HTML) {
        if person.menu.contains(where: \.readsContent) {
            html.query(to: .search, .class("top-search"), .role("search")) { html in
                html.label("さがす", .for("top-words"), .class("unseen"))
                html.input(.type("search"), .id("top-words"), .name("q"), .autocomplete("off"))
                html.button("さがす", .type("submit"))
            }
        }
        html.div(.class("person")) { html in
            html.a(.href(.account)) { html in
                html.span(person.role, .class("role"))
                html.span(person.name, .class("person-name"))
            }
            html.submission(to: .signOut) { $0.button("サインアウト", .type("submit"), .class("plain")) }
        }
    }

    private func navigation(_ menu: [MenuPlace], at place: MenuPlace?, into html: inout HTML) {
        html.nav(.class("menu"), .label("主なページ")) { html in
            html.ul { html in
                for item in menu {
                    html.li { $0.a(item.label, .href(item.address), .current(item == place)) }
                }
            }
        }
    }

    private func footer(into html: inout HTML) {
        html.footer(.class("bottom")) { html in
            if let ledgerState {
                html.p { html in
                    html.text("記録台帳：")
                    html.a(ledgerState, .href(.ledger))
                }
            }
            html.p("Toride 第\(version)版", .class("quiet"))
        }
    }
}
