/// All registers, with how much is in them.
public struct RegisterIndexPage: Page {
    /// In the order of the menu, by topic.
    public var topics: [Topic]
    /// Where records past their retention leave; nil for whoever has no part in it.
    public var disposal: LinkText?

    /// Every part by name.
    public init(topics: [Topic], disposal: LinkText? = nil) {
        self.topics = topics
        self.disposal = disposal
    }

    /// Registers that belong together.
    public struct Topic: Sendable {
        /// Such as ひとと組織.
        public var title: String
        /// The registers.
        public var registers: [Line]
        /// False folds it: the reader has no work there.
        public var isOpen: Bool

        /// Every part by name.
        public init(title: String, registers: [Line], isOpen: Bool = true) {
            self.title = title
            self.registers = registers
            self.isOpen = isOpen
        }
    }

    /// One register.
    public struct Line: Sendable {
        /// Its name in the address.
        public var name: String
        /// Its title.
        public var title: String
        /// What it is for, in one sentence.
        public var purpose: String
        /// Records that hold now.
        public var count: Int
        /// The clauses that ask for it.
        public var clauses: [ClauseReference]

        /// Every part by name.
        public init(
            name: String, title: String, purpose: String, count: Int, clauses: [ClauseReference]
        ) {
            self.name = name
            self.title = title
            self.purpose = purpose
            self.count = count
            self.clauses = clauses
        }
    }

    public var title: String { "台帳" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p("ここに書いたことから、条項が守られているかどうかを判断します。書き直しても、前の版は残ります。", .class("lead"))
        if topics.count > 3 { contents(into: &html) }
        for (number, topic) in topics.enumerated() {
            html.details(.class("topic"), .id("topic-\(number + 1)"), .open(topic.isOpen)) { html in
                html.summary { html in
                    html.h2(topic.title)
                    html.span("\(topic.registers.count)つの台帳", .class("hint"))
                }
                table(of: topic, into: &html)
            }
        }
        if let disposal { html.div(.class("actions")) { $0.follow(disposal, "button") } }
    }

    /// Where each subject begins: there are more registers than a screen has lines.
    private func contents(into html: inout HTML) {
        html.nav(.class("topics"), .label("台帳の分野")) { html in
            html.ul { html in
                for (number, topic) in topics.enumerated() {
                    html.li { $0.a(topic.title, .anchor("topic-\(number + 1)")) }
                }
            }
        }
    }

    private func table(of topic: Topic, into html: inout HTML) {
        let columns = [
            TableColumn("台帳"), TableColumn("何のため"), TableColumn("件数", isNumber: true), TableColumn("根拠"),
        ]
        html.dataTable(topic.title, columns, hidesCaption: true) { html in
            for line in topic.registers {
                html.tr { html in
                    html.cell(.link(line.title, .register(line.name)), isRowHeading: true)
                    html.cell(.text(line.purpose))
                    html.cell(.number(line.count))
                    html.td { $0.clauses(line.clauses) }
                }
            }
        }
    }
}
