/// What the office fills in to start a round.
public struct StartRoundPage: Page {
    /// What was typed so far: `title`, `registers`, `units`, `due_on`, `sample_size`, `system`.
    public var input: FormInput
    /// The kind of round that the form is for.
    public var kind: String
    /// All kinds; another one is another form.
    public var kinds: [FormChoice]
    /// The registers of an inventory; empty for accounts.
    public var registers: [FormChoice]
    /// The units that may be asked.
    public var units: [FormChoice]
    /// The system whose accounts are asked for; nil where the kind asks for none.
    public var system: LinkPicker?

    /// Every part by name.
    public init(
        input: FormInput, kind: String, kinds: [FormChoice], registers: [FormChoice], units: [FormChoice],
        system: LinkPicker? = nil
    ) {
        self.input = input
        self.kind = kind
        self.kinds = kinds
        self.registers = registers
        self.units = units
        self.system = system
    }

    public var title: String { "棚卸を始める" }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.trail([LinkText("棚卸", .rounds)])
        html.h1(title)
        html.p("始めた瞬間の台帳が、所属ごとの一覧として固定されます。所属長は、ホームからその一覧を開いて答えます。", .class("lead"))
        html.nav(.class("tabs"), .label("棚卸の種類")) { html in
            html.ul { html in
                for choice in kinds {
                    html.li { html in
                        html.a(
                            choice.label, .href(.newRound, query: [QueryItem("kind", choice.value)]),
                            .current(choice.value == kind))
                    }
                }
            }
        }
        html.submission(to: .newRound, .class("form"), .improvement("guard")) { html in
            html.field(.hidden("kind", kind))
            html.fields(fields)
            html.buttons("この時点で固定して始める", cancel: .rounds)
        }
    }

    private var fields: [FormField] {
        var fields = [
            input.field(
                "title", "名称", .text(maximumLength: 100), isRequired: true, hint: "所属長の画面に、この名で出ます。")
        ]
        if !registers.isEmpty {
            fields.append(input.field("registers", "確かめる台帳", .several(registers), isRequired: true))
        }
        if let system {
            fields.append(
                input.field("system", "情報システム", .link(system), hint: "空けておくと、すべての情報システムのアカウントを確かめます。"))
        }
        return fields + [
            input.field("due_on", "期限", .day, isRequired: true, hint: "所属長が署名する最後の日。"),
            input.field(
                "sample_size", "抽出して確かめる件数", .number(unit: "件"), isRequired: true,
                hint: "署名のあと、事務局か監査が現物を見る件数。どれになるかは、だれにも選べません。"),
            input.field(
                "units", "確かめる所属", .several(units), hint: "一つも選ばないと、該当するものを持つすべての所属に頼みます。"),
        ]
    }
}
