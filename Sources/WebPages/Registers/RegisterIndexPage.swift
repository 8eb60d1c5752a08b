/// All registers, with how much is in them.
public struct RegisterIndexPage: Page {
    /// In the order of the menu, by topic.
    public var topics: [Topic]

    /// Every part by name.
    public init(topics: [Topic]) {
        self.topics = topics
    }

    /// Registers that belong together.
    public struct Topic: Sendable {
        /// Such as ひとと組織.
        public var title: String
        /// The registers.
        public var registers: [Line]

        /// Every part by name.
        public init(title: String, registers: [Line]) {
            self.title = title
            self.registers = registers
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
        for topic in topics {
            html.h2(topic.title)
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
}
