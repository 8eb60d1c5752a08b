import Primitives

/// For everybody: only what must be read, and where to tell that something is odd.
public struct StaffHomePage: Page {
    /// What is to be read, the oldest first.
    public var toRead: [Reading]
    /// Whom to tell, in words: section and telephone.
    public var contact: String?

    /// Every part by name.
    public init(toRead: [Reading], contact: String? = nil) {
        self.toRead = toRead
        self.contact = contact
    }

    public var title: String { "ホーム" }
    public var place: MenuPlace? { .home }

    public func write(into html: inout HTML) {
        html.h1("読んでいただくもの")
        if toRead.isEmpty {
            html.p("いま読んでいただくものはありません。ありがとうございます。", .class("lead"))
        }
        for reading in toRead { reading.write(into: &html) }
        html.h2("おかしいな、と思ったら")
        html.p(
            "見慣れないメール、なくした物、まちがえて送ったもの。小さなことでも、確かでなくても、すぐに知らせてください。知らせた人を責めることはありません。",
            .class("prose"))
        html.p { html in
            html.strong("連絡先：")
            html.text(contact ?? "まだ登録されていません。上司に知らせてください。")
        }
    }
}

/// One text to read and confirm.
public struct Reading: Sendable {
    /// The notice's or rule's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The text, one paragraph a line.
    public var paragraphs: [String]
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
        id: String, title: String, paragraphs: [String], reason: String,
        clause: ClauseReference? = nil, minutes: Int, dueOn: Day? = nil
    ) {
        self.id = id
        self.title = title
        self.paragraphs = paragraphs
        self.reason = reason
        self.clause = clause
        self.minutes = minutes
        self.dueOn = dueOn
    }

    fileprivate func write(into html: inout HTML) {
        html.article(.class("card")) { html in
            html.h2(title)
            html.p(.class("hint")) { html in
                html.text(reason + "　")
                if let dueOn {
                    html.text("期限 ")
                    html.day(dueOn)
                    html.text("　")
                }
                html.text("目安 \(minutes)分　")
                if let clause { html.clause(clause, short: true) }
            }
            for paragraph in paragraphs { html.p(paragraph, .class("prose")) }
            html.submission(to: .acknowledge) { html in
                html.field(.hidden("notice", id))
                html.div(.class("actions")) { $0.button("読みました", .type("submit"), .class("primary")) }
            }
        }
    }
}
