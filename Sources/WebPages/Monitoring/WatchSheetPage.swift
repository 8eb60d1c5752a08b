import Primitives

/// The sheet of one day or month, as A4 with 決裁欄: what was seen, what was not, who signed.
public struct WatchSheetPage: Page {
    /// The organization's name.
    public var organization: String
    /// What people call it.
    public var name: String
    /// The period, as the address has it.
    public var period: String
    /// The seats of the 決裁欄, in the order of approval.
    public var seats: [String]
    /// Sections in order, each with label and value.
    public var sections: [Section]
    /// The signature: label and words; empty before it.
    public var signature: [(label: String, words: String)]
    /// What is different now from what was signed: label and words.
    public var later: [(label: String, words: String)]
    /// Whether the kept content has the hash that was signed.
    public var isIntact: Bool
    /// The hash of what is seen.
    public var hash: String
    /// Who would sign; nil where the viewer may not or the sheet is not to be signed now.
    public var signer: String?
    /// Why it cannot be signed; nil where it can or is.
    public var obstacle: String?
    /// What was typed: `remark`.
    public var input: FormInput

    /// A heading with its lines.
    public struct Section: Sendable {
        /// The heading.
        public var title: String
        /// Label and value.
        public var lines: [(label: String, words: String)]

        /// Every part by name.
        public init(title: String, lines: [(label: String, words: String)]) {
            self.title = title
            self.lines = lines
        }
    }

    /// Every part by name.
    public init(
        organization: String, name: String, period: String, seats: [String], sections: [Section],
        signature: [(label: String, words: String)] = [], later: [(label: String, words: String)] = [],
        isIntact: Bool = true, hash: String, signer: String? = nil, obstacle: String? = nil,
        input: FormInput = FormInput()
    ) {
        self.organization = organization
        self.name = name
        self.period = period
        self.seats = seats
        self.sections = sections
        self.signature = signature
        self.later = later
        self.isIntact = isIntact
        self.hash = hash
        self.signer = signer
        self.obstacle = obstacle
        self.input = input
    }

    public var title: String { name }
    public var place: MenuPlace? { .alerts }
    public var isSheet: Bool { true }

    public func write(into html: inout HTML) {
        html.div(.class("sheet-top")) { html in
            html.div { html in
                html.p(organization, .class("eyebrow"))
                html.h1(name)
            }
            html.decisionBox(seats)
        }
        if !isIntact {
            html.notice(Notice(.caution, "残っている内容が、署名したときの照合値と合いません。記録台帳を検証してください。"))
        }
        for section in sections { table(section, into: &html) }
        if !signature.isEmpty {
            html.h2("署名")
            html.dl(.class("facts")) { html in for each in signature { html.pair(each.label, each.words) } }
        }
        if !later.isEmpty {
            html.h2("署名のあとに変わったこと")
            html.p("署名した内容は上のとおりで、変わりません。いま作り直すと、次の行が違います。", .class("hint"))
            html.ul { html in for each in later { html.li("\(each.label)：\(each.words)") } }
        }
        if let obstacle { html.p(obstacle, .class("on-screen quiet")) }
        if let signer { signing(signer, into: &html) }
        html.p("内容の照合値：\(hash)", .class("hint code"))
        html.div(.class("actions")) { html in
            html.element("<button", "</button>", [.type("button"), .improvement("print"), .hidden]) {
                $0.text("印刷する")
            }
            html.a("確認票の一覧へ", .href(.watchSheets), .class("button"))
        }
    }

    private func table(_ section: Section, into html: inout HTML) {
        html.h2(section.title)
        html.dataTable(section.title, ["こと", "内容"].map { TableColumn($0) }, hidesCaption: true) { html in
            for line in section.lines {
                html.tr { html in
                    html.cell(.text(line.label), isRowHeading: true)
                    html.cell(.text(line.words))
                }
            }
        }
    }

    private func signing(_ signer: String, into html: inout HTML) {
        html.h2("署名する", .class("on-screen"))
        html.submission(to: .watchSheet(period), .class("form on-screen"), .improvement("guard")) { html in
            html.field(.hidden("hash", hash))
            html.fields([
                input.field(
                    "remark", "所見", .longText(rows: 3),
                    hint: "見られなかったものや、まだ判断していない警報があるときは、どうするかを必ず書きます。"),
                input.field(
                    "acknowledged", "確かめたこと",
                    .several([FormChoice("1", "上の内容を見て、見たものと見られなかったものを確かめました。")]), isRequired: true),
            ])
            html.buttons("\(signer)として署名する", cancel: .watchSheets)
        }
    }
}
