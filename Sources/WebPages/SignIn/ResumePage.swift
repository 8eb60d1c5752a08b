/// What somebody typed before the session ran out, kept for the same person.
public struct ResumePage: Page {
    /// What the form was about, such as 情報資産; nil where that has no short name.
    public var subject: String?

    /// A page for a form that waits.
    public init(subject: String? = nil) { self.subject = subject }

    public var title: String { "続きから送る" }

    public func write(into html: inout HTML) {
        html.div(.class("narrow card")) { html in
            html.h1(title)
            html.p("サインインが終わる前に書いた" + (subject.map { "「\($0)」の" } ?? "") + "内容を預かっています。まだ保存していません。")
            html.p("ファイルを選んでいたときは、つぎの画面でもう一度選んでください。", .class("hint"))
            html.submission(to: .resume) { $0.buttons("続きから送る", cancel: .home) }
        }
    }
}
