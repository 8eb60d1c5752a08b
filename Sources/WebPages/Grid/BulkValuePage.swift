/// What all chosen records shall hold: the second step of changing many at once.
public struct BulkValuePage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// How many records were chosen.
    public var count: Int
    /// Which, and the field: sent along unseen.
    public var kept: [FormField]
    /// The control of the field.
    public var value: FormField
    /// Whether the field may be emptied.
    public var mayBeEmptied: Bool
    /// The list's filter and order, for the way back.
    public var list: [QueryItem]

    /// Every part by name.
    public init(
        register: String, registerTitle: String, count: Int, kept: [FormField], value: FormField,
        mayBeEmptied: Bool, list: [QueryItem]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.count = count
        self.kept = kept
        self.value = value
        self.mayBeEmptied = mayBeEmptied
        self.list = list
    }

    public var title: String { "\(grouped(count))件の「\(value.label)」を変える" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: list)])
        html.h1(title)
        html.stepNavigation(BulkSteps.titles, current: 2)
        html.p("次の画面で、記録ごとに今の値と新しい値を見比べます。まだ何も変わりません。", .class("lead"))
        html.submission(to: .bulk(register), .class("form")) { html in
            for field in kept { html.field(field) }
            // The first button is the one that Enter presses.
            html.button(
                "送る", .type("submit"), .name("bulk-act"), .value("preview"), .class("unseen"), .focusable,
                .hiddenFromReaders)
            var value = value
            value.isRequired = false
            html.errorList([value])
            html.field(value)
            if mayBeEmptied {
                html.field(
                    FormField("bulk-clear", "空にするとき", .several([FormChoice("yes", "この項目を空にする")])))
            }
            html.div(.class("buttons")) { html in
                html.button(
                    "次へ：変わるところを確かめる", .type("submit"), .name("bulk-act"), .value("preview"), .class("primary")
                )
                html.a("やめて一覧へ戻る", .href(.register(register), query: list), .class("button"))
            }
        }
    }
}
