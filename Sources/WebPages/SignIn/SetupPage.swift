/// The first start, through a link that works once: five steps from the organization's name to the first
/// sign-in.
public struct SetupPage: Page {
    /// The one-time link's token.
    public var token: String
    /// Where one is.
    public var step: Step
    /// What was typed, by field name, and what was wrong with it.
    public var input: FormInput
    /// The kinds of organizations, for the first step.
    public var kinds: [FormChoice] = []
    /// What was read from the policy, for the third step.
    public var reading: PolicyReading?

    /// Every part by name.
    public init(
        token: String, step: Step, input: FormInput, kinds: [FormChoice] = [],
        reading: PolicyReading? = nil
    ) {
        self.token = token
        self.step = step
        self.input = input
        self.kinds = kinds
        self.reading = reading
    }

    /// The steps in order.
    public enum Step: Int, Sendable, CaseIterable {
        /// `name`, `kind`.
        case organization = 1
        /// `file`, `text`, and what is known of its adoption.
        case policy
        /// Shows what was read; `act` is `adopt` or `again`.
        case reading
        /// `units`, one a line.
        case units
        /// `person`, `login`, `password`, `password-again`; `people`, one a line.
        case people

        var title: String {
            switch self {
            case .organization: "団体"
            case .policy: "基本方針"
            case .reading: "読み取りの確認"
            case .units: "所属"
            case .people: "あなたと職員"
            }
        }
    }

    public var title: String { "はじめの設定：\(step.title)" }

    public func write(into html: inout HTML) {
        html.h1("はじめの設定")
        html.stepNavigation(Step.allCases.map(\.title), current: step.rawValue)
        html.h2(step.title)
        html.p(lead, .class("lead"))
        html.submission(
            to: .setup(token: token, step: step.rawValue), withFiles: step == .policy, .class("form"),
            .improvement("guard")
        ) { html in
            if step == .reading, let reading { reading.write(into: &html) }
            html.fields(fields)
            html.div(.class("buttons")) { html in
                html.button(buttonLabel, .type("submit"), .class("primary"))
                if step.rawValue > 1 {
                    html.a("前の手順へ戻る", .href(.setup(token: token, step: step.rawValue - 1)), .class("button"))
                }
            }
        }
    }

    private var lead: String {
        switch step {
        case .organization: "この仕組みを使う団体について教えてください。あとから直せます。"
        case .policy: "いま使っている情報セキュリティ基本方針を、そのまま渡してください。書式をそろえ直す必要はありません。"
        case .reading: "基本方針を次のように読み取りました。違うところがあれば前の手順に戻って本文を直してください。"
        case .units: "課・署・施設など、仕事の単位になる所属を1行に1つ書いてください。"
        case .people: "最後に、あなたの利用者名とパスワードを決めます。ほかの職員は、いま分かる人だけでかまいません。"
        }
    }

    private var buttonLabel: String {
        switch step {
        case .organization, .units: "つぎへ"
        case .policy: "読み取る"
        case .reading: "この内容で採り入れる"
        case .people: "設定を終えて、サインインへ"
        }
    }

    var fields: [FormField] {
        switch step {
        case .organization:
            [
                input.field(
                    "name", "団体の名称", .text(maximumLength: 100), isRequired: true, hint: "例：○○広域行政組合",
                    guide: FieldGuide(reason: "すべての画面と帳票の見出しになります。基本方針にある正式な名称で書いてください。")),
                input.field("kind", "団体の種類", .choice(kinds), isRequired: true),
            ]
        case .policy: PolicyFields.text(input) + PolicyFields.adoption(input)
        case .reading: []
        case .units:
            [
                input.field(
                    "units", "所属の名称", .longText(rows: 8), isRequired: true, hint: "例：総務課、消防署、斎場。1行に1つ。",
                    guide: FieldGuide(
                        reason: "台帳の確認や教育の記録を、所属ごとにお願いするために使います。", clauses: "適用範囲・管理体制", example: "総務課"))
            ]
        case .people: peopleFields
        }
    }

    private var peopleFields: [FormField] {
        [
            input.field("person", "あなたの氏名", .text(maximumLength: 100), isRequired: true),
            input.field("login", "利用者名", .userName, isRequired: true, hint: "サインインに使います。半角の英数字で。"),
            input.field(
                "password", "パスワード", .password(isNew: true), isRequired: true, hint: PasswordPage.rule),
            input.field("password-again", "パスワード（もう一度）", .password(isNew: true), isRequired: true),
            input.field(
                "people", "ほかの職員", .longText(rows: 6), hint: "1行に1人、「氏名、所属」の順に。例：青木 春子、総務課",
                guide: FieldGuide(
                    reason: "管理者（団体の長）から会計年度任用職員まで、情報に携わる全員が対象です。あとから表計算ソフトでまとめて足せます。",
                    clauses: "適用範囲", example: "青木 春子、総務課")),
        ]
    }
}
