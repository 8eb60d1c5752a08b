/// The form of a record, new or changed, over the register's field descriptions.
public struct RecordFormPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id; nil for a new one.
    public var id: String?
    /// What the record is called now.
    public var name: String?
    /// The fields, in the order of the declaration; hidden ones hold the version that was shown.
    public var fields: [FormField]
    /// Asked for every change of what exists: why it is changed.
    public var reason: FormField?
    /// Another way to come to some of the values.
    public var further: LinkText?
    /// Words of the register that are easily taken for something else.
    public var explanations: [String] = []

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String? = nil, name: String? = nil,
        fields: [FormField], reason: FormField? = nil, explanations: [String] = []
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.fields = fields
        self.reason = reason
        self.explanations = explanations
    }

    public var title: String { (name.map { "「\($0)」を直す" } ?? "新しく登録する") + "（\(registerTitle)）" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(name.map { "「\($0)」を直す" } ?? "\(registerTitle)を新しく登録する")
        html.p("「※必須」のほかは、分からなければ空けておけます。空けたところは「未記入」として残り、あとから足せます。", .class("lead"))
        for explanation in explanations { html.p("ことばの注意：\(explanation)", .class("hint prose")) }
        if let further { html.p { $0.follow(further) } }
        html.submission(
            to: address, withFiles: fields.contains(where: \.isFile), .class("form"), .improvement("guard")
        ) { html in
            html.fields(fields + (reason.map { [$0] } ?? []))
            html.buttons(id == nil ? "登録する" : "直して保存する", cancel: back)
        }
    }

    private var address: Address {
        id.map { .editRecord(register: register, id: $0) } ?? .newRecord(register: register)
    }

    private var back: Address {
        id.map { .record(register: register, id: $0) } ?? .register(register)
    }
}

extension FormField {
    fileprivate var isFile: Bool {
        if case .file = kind { true } else { false }
    }
}
