/// Adopts a revision: the text or file, and who decided when; what is not given is recorded as 不明.
public struct AdoptPage: Page {
    /// `text`, `decided`, `in-force`, `published`, `published-at`, `organs`; `file` never comes back.
    public var input: FormInput
    /// What was read from the text; nil before it was sent.
    public var reading: PolicyReading?

    /// Every part by name.
    public init(input: FormInput, reading: PolicyReading? = nil) {
        self.input = input
        self.reading = reading
    }

    public var title: String { "新しい版を採り入れる" }
    public var place: MenuPlace? { .revisions }

    public func write(into html: inout HTML) {
        html.trail([LinkText("改定の記録", .revisions)])
        html.h1(title)
        html.p("文章を読み取り、条項に分けてお見せします。確かめてから採り入れるので、ここではまだ何も変わりません。", .class("lead"))
        html.submission(to: .adopt, withFiles: true, .class("form"), .improvement("guard")) { html in
            html.errorList(PolicyFields.text(input) + PolicyFields.adoption(input))
            if let reading { reading.write(into: &html) }
            html.h2("本文")
            for field in PolicyFields.text(input) { html.field(field) }
            html.h2("決裁・施行・公表")
            html.p("分からない日は空けておけます。「不明」と記録され、あとで埋める仕事として残ります。", .class("hint"))
            for field in PolicyFields.adoption(input) { html.field(field) }
            html.div(.class("buttons")) { html in
                let isRead = reading != nil
                html.button(
                    "読み取って確かめる", .type("submit"), .name("act"), .value("read"),
                    .class(isRead ? "" : "primary"))
                if isRead {
                    html.button(
                        "この内容で採り入れる", .type("submit"), .name("act"), .value("adopt"), .class("primary"))
                }
                html.a("やめて戻る", .href(.revisions), .class("button"))
            }
        }
    }
}

/// The fields around a policy's text, the same at the first start and at every revision.
enum PolicyFields {
    static func text(_ input: FormInput) -> [FormField] {
        [
            input.field(
                "file", "ファイルから読む", .file(accepting: ".txt,.md,.html,.htm,.docx,.pdf"),
                hint: "テキスト、Word（docx）、PDF、HTML。20MBまで。"),
            input.field("text", "または、ここに貼り付ける", .longText(rows: 10), hint: "表紙や目次が入っていてもかまいません。"),
        ]
    }

    static func adoption(_ input: FormInput) -> [FormField] {
        [
            input.field(
                "organs", "策定した機関", .text(maximumLength: 200), hint: "例：管理者、議会、監査委員",
                guide: FieldGuide(
                    reason: "方針を定める義務は、議会と執行機関のそれぞれにあります。一緒に定めることもできます。", clauses: "地方自治法244条の6")),
            input.field("decided", "決裁日", .day),
            input.field("in-force", "施行日", .day),
            input.field(
                "published", "公表日", .day,
                guide: FieldGuide(reason: "定めたとき、変えたときは、すみやかに公表します。", clauses: "地方自治法244条の6")),
            input.field("published-at", "公表した場所", .text(maximumLength: 300), hint: "例：ホームページの「組合の規程」"),
        ]
    }
}
