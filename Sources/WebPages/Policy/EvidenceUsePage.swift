/// The requirements for which one piece of evidence is used: ticked, all at once.
public struct EvidenceUsePage: Page {
    /// The piece of evidence.
    public var id: String
    /// What it is called.
    public var name: String
    /// All requirements.
    public var requirements: [FormChoice]
    /// Those for which it is used, by id, parted by commas.
    public var used: String

    /// Every part by name.
    public init(id: String, name: String, requirements: [FormChoice], used: String) {
        self.id = id
        self.name = name
        self.requirements = requirements
        self.used = used
    }

    public var title: String { "証拠を使う要求事項" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText("証拠", .register("evidence")),
            LinkText(name, .record(register: "evidence", id: id)),
        ])
        html.h1(title)
        html.p("ファイルは一度だけ登録し、役立つ要求事項のすべてに結び付けます。", .class("lead"))
        html.submission(to: .evidenceUse(id), .class("form")) { html in
            html.fields([FormField("requirements", "「\(name)」を使う要求事項", .several(requirements), value: used)])
            html.buttons("この内容にする", cancel: .record(register: "evidence", id: id))
        }
    }
}
