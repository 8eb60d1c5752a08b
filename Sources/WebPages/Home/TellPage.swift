import Primitives

/// Telling that something is odd: three fields, thirty seconds, thanks and no blame.
public struct TellPage: Page {
    /// What was typed so far: `what`, `happened`, `place`.
    public var input: FormInput
    /// Whom to call, in words.
    public var contact: String?
    /// Set after somebody has told: thanks instead of the form.
    public var isTold: Bool

    /// Every part by name.
    public init(input: FormInput = FormInput(), contact: String? = nil, isTold: Bool = false) {
        self.input = input
        self.contact = contact
        self.isTold = isTold
    }

    public var title: String { isTold ? "知らせてくださり、ありがとうございます" : "知らせる" }
    public var place: MenuPlace? { .tell }

    public func write(into html: inout HTML) {
        html.h1(title)
        if isTold { thanks(into: &html) } else { form(into: &html) }
    }

    private func form(into html: inout HTML) {
        html.p("分かることだけで構いません。確かでなくても、小さなことでも大丈夫です。知らせた人を責めることはありません。", .class("lead"))
        html.submission(to: .tell, .class("form"), .improvement("guard")) { html in
            html.fields([
                input.field(
                    "what", "何がありましたか", .longText(rows: 3), isRequired: true,
                    hint: "例：見慣れないメールの添付を開いた。USBメモリが見当たらない。別の人に送ってしまった。"),
                input.field(
                    "happened", "いつごろですか", .text(maximumLength: 200), hint: "例：今日の10時ごろ。分からなければ空けておきます。"),
                input.field(
                    "place", "どこでですか", .text(maximumLength: 200), hint: "例：事務室のパソコン、訪問先。分からなければ空けておきます。"),
            ])
            html.buttons("知らせる", cancel: .home)
        }
        html.contact(contact)
    }

    private func thanks(into html: inout HTML) {
        html.p("受け付けました。窓口の人がこのあと見ます。", .class("lead"))
        html.ul { html in
            html.li("パソコンの電源は切らず、そのままにしてください。メールやファイルは消さないでください。")
            html.li("怪しい動きがあるときは、LANケーブルを抜くか、無線を切ってください。")
            html.li("あとから思い出したことは、もう一度「知らせる」から送れます。")
        }
        html.contact(contact)
        html.div(.class("actions")) { $0.a("ホームへ", .href(.home), .class("button primary")) }
    }
}
