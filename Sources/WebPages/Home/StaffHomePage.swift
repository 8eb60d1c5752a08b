import Primitives

/// For everybody: only what must be read, and where to tell that something is odd.
public struct StaffHomePage: Page {
    /// What is to be read, the most urgent first.
    public var toRead: [Reading]
    /// Whom to tell, in words: role and name.
    public var contact: String?
    /// Whether this is the person's home, or a page beside it.
    public var isHome: Bool
    /// Whether the viewer may see who has read what.
    public var seesReaders: Bool

    /// Every part by name.
    public init(
        toRead: [Reading], contact: String? = nil, isHome: Bool = true, seesReaders: Bool = false
    ) {
        self.toRead = toRead
        self.contact = contact
        self.isHome = isHome
        self.seesReaders = seesReaders
    }

    public var title: String { isHome ? "ホーム" : "読んでいただくもの" }
    public var place: MenuPlace? { isHome ? .home : .reading }

    public func write(into html: inout HTML) {
        html.h1("読んでいただくもの" + (toRead.isEmpty ? "" : "（\(toRead.count)件）"))
        if toRead.isEmpty {
            html.p("いま読んでいただくものはありません。ありがとうございます。", .class("lead"))
        }
        for reading in toRead { reading.write(into: &html) }
        if seesReaders {
            html.div(.class("actions")) { $0.a("だれが読んだか", .href(.readers), .class("button")) }
        }
        html.section(.class("card"), .labelledBy("tell")) { html in
            html.h2("おかしいな、と思ったら", .id("tell"))
            html.p(
                "見慣れないメール、なくした物、まちがえて送ったもの。小さなことでも、確かでなくても、すぐに知らせてください。知らせた人を責めることはありません。",
                .class("prose"))
            html.div(.class("actions")) { $0.a("知らせる（30秒）", .href(.tell), .class("button primary")) }
            html.contact(contact)
        }
        guard isHome else { return }
        html.h2("終わったら")
        html.p("共用のパソコンでは、次の人のためにサインアウトしてください。")
        html.submission(to: .signOut) { html in
            html.div(.class("actions")) { $0.button("終わる（サインアウト）", .type("submit")) }
        }
    }
}

extension HTML {
    /// Whom to call, beside the form.
    mutating func contact(_ contact: String?) {
        p { html in
            html.strong("急ぐときは、電話か直接：")
            html.text(contact ?? "窓口がまだ登録されていません。上司に知らせてください。")
        }
    }
}

/// One text to read and confirm.
public struct Reading: Sendable {
    /// Which text, as the form sends it back.
    public var id: String
    /// The digest of what is shown: what exactly is confirmed.
    public var version: String
    /// Its title.
    public var title: String
    /// The text, one paragraph a line; empty where it stands on a page of its own.
    public var paragraphs: [String]
    /// The page to read before pressing; nil where the text stands here.
    public var page: LinkText?
    /// Why this person is asked.
    public var reason: String
    /// The clause that asks for it.
    public var clause: ClauseReference?
    /// About how many minutes it takes.
    public var minutes: Int
    /// By when.
    public var dueOn: Day?

    /// Every part by name.
    public init(
        id: String, version: String, title: String, paragraphs: [String], page: LinkText? = nil,
        reason: String, clause: ClauseReference? = nil, minutes: Int, dueOn: Day? = nil
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.paragraphs = paragraphs
        self.page = page
        self.reason = reason
        self.clause = clause
        self.minutes = minutes
        self.dueOn = dueOn
    }

    fileprivate func write(into html: inout HTML) {
        html.article(.class("card")) { html in
            html.h2 { $0.titleWithBreaks(title) }
            html.p(.class("hint")) { html in
                html.text(reason + "　")
                if let dueOn {
                    html.due(dueOn)
                    html.text("　")
                }
                html.span("目安 \(spokenMinutes(minutes))", .class("nowrap"))
                html.text("　")
                if let clause { html.clause(clause, short: true) }
            }
            for paragraph in paragraphs { html.p(paragraph, .class("prose")) }
            html.submission(to: .acknowledge) { html in
                html.field(.hidden("subject", id))
                html.field(.hidden("version", version))
                html.div(.class("actions")) { html in
                    if let page { html.follow(page, "button") }
                    html.button("読みました", .type("submit"), .class("primary"), .label("「\(title)」を読みました"))
                }
            }
        }
    }
}
