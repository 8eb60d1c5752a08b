import Primitives

/// The tokens of one's own account, for programs; 設定担当 and 監査 see everybody's.
public struct TokensPage: Page {
    /// One's own, those that end first at the top.
    public var own: [Line]
    /// Everybody's; nil for who may not see them.
    public var others: [Line]?
    /// Whether others' tokens may be ended.
    public var mayEndOthers = false
    /// A new one as it was typed; nil for who may make none.
    public var input: FormInput?
    /// The registers to which it may be limited.
    public var registers: [FormChoice]
    /// Shown once, right after it was made.
    public var made: Made?

    /// Every part by name.
    public init(
        own: [Line], others: [Line]? = nil, mayEndOthers: Bool = false, input: FormInput?,
        registers: [FormChoice], made: Made? = nil
    ) {
        self.own = own
        self.others = others
        self.mayEndOthers = mayEndOthers
        self.input = input
        self.registers = registers
        self.made = made
    }

    /// One token; never the token itself.
    public struct Line: Sendable {
        /// The record's id.
        public var id: String
        /// What it is for.
        public var name: String
        /// Whose account it is.
        public var login: String
        /// What it may do, in words.
        public var scope: String
        /// Its last day.
        public var endsOn: Day
        /// Whether that day is over.
        public var isOver: Bool

        /// Every part by name.
        public init(id: String, name: String, login: String, scope: String, endsOn: Day, isOver: Bool) {
            self.id = id
            self.name = name
            self.login = login
            self.scope = scope
            self.endsOn = endsOn
            self.isOver = isOver
        }
    }

    /// A token to be copied, shown this once.
    public struct Made: Sendable {
        /// What it is for.
        public var name: String
        /// The token itself.
        public var revealedToken: String

        /// Every part by name.
        public init(name: String, revealedToken: String) {
            self.name = name
            self.revealedToken = revealedToken
        }
    }

    public var title: String { "連携用の鍵" }

    public func write(into html: inout HTML) {
        html.trail([LinkText("自分のアカウント", .account)])
        html.h1(title)
        html.p("ほかのプログラムに台帳を読み書きさせるための鍵です。できることは、鍵を作った人の権限を超えません。", .class("lead"))
        if let made { handOver(made, into: &html) }
        html.h2("自分の鍵")
        if own.isEmpty { html.p("まだありません。") } else { table("自分の鍵", own, mayEnd: true, into: &html) }
        if let input { form(input, into: &html) }
        if let others {
            html.h2("すべての鍵")
            if others.isEmpty {
                html.p("まだありません。")
            } else {
                table("すべての鍵", others, mayEnd: mayEndOthers, into: &html)
            }
        }
    }

    private func handOver(_ made: Made, into html: inout HTML) {
        html.div(.class("notice caution"), .role("status")) { html in
            html.p { html in
                html.strong("一度だけ表示します")
                html.text("「\(made.name)」の鍵は次のとおりです。使うプログラムに写してから、この画面を閉じてください。なくしたら、終わりにして作り直します。")
            }
            html.p { $0.span(made.revealedToken, .class("code")) }
        }
    }

    private func form(_ input: FormInput, into html: inout HTML) {
        html.h2("鍵を作る")
        html.submission(to: .tokens, .class("form")) { html in
            html.field(.hidden("act", "make"))
            html.fields([
                input.field(
                    "name", "使いみち", .text(maximumLength: 100), isRequired: true, hint: "例：資産管理ソフトからの取り込み"),
                input.field(
                    "scope", "できること", .choice([FormChoice("read", "読むだけ"), FormChoice("write", "読み書き")]),
                    isRequired: true),
                input.field(
                    "registers", "使える台帳", .several(registers), hint: "一つも選ばないと、自分が使えるすべての台帳になります。"),
                input.field(
                    "ends_on", "使える最終日", .day, isRequired: true,
                    guide: FieldGuide(
                        reason: "使わなくなった鍵が残らないように、1年以内の日を決めます。", clauses: "6(4)", example: "年度の末日")),
            ])
            html.buttons("作る")
        }
    }

    private func table(_ caption: String, _ lines: [Line], mayEnd: Bool, into html: inout HTML) {
        let columns = ["使いみち", "利用者", "できること", "使える最終日"].map { TableColumn($0) }
        html.dataTable(caption, columns + (mayEnd ? [TableColumn("終わりにする")] : []), hidesCaption: true) {
            html in
            for line in lines {
                html.tr { html in
                    html.cell(.text(line.name), isRowHeading: true)
                    html.cell(.text(line.login))
                    html.cell(.text(line.isOver ? "\(line.scope)（期限切れ）" : line.scope))
                    html.cell(.day(line.endsOn))
                    guard mayEnd else { return }
                    html.td { html in
                        html.submission(to: .tokens) { html in
                            html.field(.hidden("act", "end"))
                            html.field(.hidden("token", line.id))
                            html.button("終わりにする", .type("submit"), .label("「\(line.name)」を終わりにする"))
                        }
                    }
                }
            }
        }
    }
}
