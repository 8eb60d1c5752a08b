/// Shows that an account which was to end did.
public struct EndProofPage: Page {
    /// The row.
    public var id: String
    /// Its round.
    public var round: String
    /// The round's name.
    public var roundName: String
    /// The account and its system.
    public var account: String
    /// What was typed: `ended_on`, `ended_by`, `place`.
    public var input: FormInput
    /// Who ended it.
    public var people: LinkPicker

    /// Every part by name.
    public init(
        id: String, round: String, roundName: String, account: String, input: FormInput, people: LinkPicker
    ) {
        self.id = id
        self.round = round
        self.roundName = roundName
        self.account = account
        self.input = input
        self.people = people
    }

    public var title: String { "終了の証明：\(account)" }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.trail([LinkText("棚卸", .rounds), LinkText(roundName, .round(round))])
        html.h1(title)
        html.p("所属長が「終了」としたアカウントです。情報システムの側で止めてから、止めた証拠とともに記録してください。", .class("lead"))
        html.submission(to: .proveEnd(id), withFiles: true, .class("form"), .improvement("guard")) { html in
            html.fields([
                input.field(
                    "ended_on", "終了した日", .day, isRequired: true, hint: "この日から使えなくなった日。台帳の「使える最後の日」にも入ります。"),
                input.field("ended_by", "止めた人", .link(people), isRequired: true),
                input.field(
                    "evidence", "証拠のファイル", .file(accepting: nil), hint: "止めたあとの画面や一覧。ないときは、次の欄に紙の場所を書きます。"),
                input.field("place", "保管場所（紙の場合）", .text(maximumLength: 200)),
            ])
            html.buttons("終了を記録する", cancel: .round(round))
        }
    }
}
