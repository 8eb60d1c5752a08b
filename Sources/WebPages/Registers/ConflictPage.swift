import Primitives

/// Somebody else changed the same record meanwhile: both versions side by side, and nothing is lost.
public struct ConflictPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What the record is called.
    public var name: String
    /// Who changed it meanwhile.
    public var otherPerson: String
    /// When.
    public var otherAt: Instant
    /// The fields that differ.
    public var differences: [Difference]
    /// Everything that was typed, hidden, with the version that now stands; sending it saves what was typed.
    public var mine: [FormField]

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, otherPerson: String,
        otherAt: Instant, differences: [Difference], mine: [FormField]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.otherPerson = otherPerson
        self.otherAt = otherAt
        self.differences = differences
        self.mine = mine
    }

    /// A field that the two have differently.
    public struct Difference: Sendable {
        /// Its label.
        public var label: String
        /// What the other person saved.
        public var theirs: String
        /// What was typed here.
        public var mine: String

        /// Every part by name.
        public init(label: String, theirs: String, mine: String) {
            self.label = label
            self.theirs = theirs
            self.mine = mine
        }
    }

    public var title: String { "同じ記録が先に直されています" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p(.class("lead")) { html in
            html.text("「\(name)」は、開いているあいだに\(otherPerson)が")
            html.moment(otherAt)
            html.text("に直しました。あなたの書いた内容は残っています。どちらにするか選んでください。")
        }
        html.dataTable(
            "違うところ", ["項目", "\(otherPerson)の内容（いま保存されているもの）", "あなたが書いた内容"].map { TableColumn($0) }
        ) { html in
            for difference in differences {
                html.tr { html in
                    html.cell(.text(difference.label), isRowHeading: true)
                    html.cell(difference.theirs.isEmpty ? .missing : .text(difference.theirs))
                    html.cell(difference.mine.isEmpty ? .missing : .text(difference.mine))
                }
            }
        }
        html.submission(to: .editRecord(register: register, id: id)) { html in
            for field in mine {
                html.field(.hidden(field.name, field.value))
            }
            html.div(.class("actions")) { html in
                html.button("見比べながら直す", .type("submit"), .name("resolve"), .value("edit"), .class("primary"))
                html.button("自分の内容で保存する", .type("submit"), .name("resolve"), .value("mine"))
                html.a(
                    "いまの内容のままにする", .href(.record(register: register, id: id)), .class("button"))
            }
        }
        html.p("「自分の内容で保存する」を選んでも、いまの内容は「これまでの版」に残ります。", .class("hint"))
    }
}
