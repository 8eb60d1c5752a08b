/// Confirms that a record ends; it is never erased.
public struct CloseRecordPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What the record is called.
    public var name: String
    /// What still points to it and would be left without it, in words.
    public var consequences: [String]
    /// `ended-on`, `reason` and the hidden `version`.
    public var input: FormInput

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, consequences: [String],
        input: FormInput
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.consequences = consequences
        self.input = input
    }

    public var title: String { "\(name)を終わりにする" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(title)
        html.p("終わりにした日から先は、一覧と判断の対象から外れます。消えるわけではなく、これまでの内容はいつでも見られます。", .class("lead"))
        if !consequences.isEmpty {
            html.h2("終わりにすると")
            html.ul { html in for consequence in consequences { html.li(consequence) } }
        }
        html.submission(to: .closeRecord(register: register, id: id), .class("form")) { html in
            html.fields([
                input.field("version", "", .hidden),
                input.field("ended-on", "いつで終わりですか", .day, isRequired: true),
                input.field("reason", "理由", .longText(rows: 2), isRequired: true, hint: "例：契約が満了したため"),
            ])
            html.buttons("終わりにする", cancel: .record(register: register, id: id))
        }
    }
}
