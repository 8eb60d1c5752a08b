import Primitives

/// A unit's list of a round: answered row by row by its head, or read once it is signed.
public struct RoundListPage: Page {
    /// The list.
    public var id: String
    /// Round and unit.
    public var name: String
    /// The facts above the rows: label and words.
    public var facts: [(label: String, words: String)]
    /// The rows of this page.
    public var rows: [Row]
    /// Neighbours and totals.
    public var pager: Pager
    /// The page's number, sent along so that the next one follows.
    public var pageNumber: Int
    /// The answers; the first is what an unmarked row means. Empty where nobody may answer.
    public var choices: [FormChoice]
    /// What the unit keeps beside the frozen rows.
    public var fresh: [LinkText]
    /// Where something new is registered.
    public var additions: [LinkText]
    /// Why the office sent it back; nil where it did not.
    public var sentBack: String?
    /// Whether the viewer may send a signed list back.
    public var maySendBack: Bool
    /// What was typed into the form that sends back.
    public var input: FormInput

    /// Every part by name.
    public init(
        id: String, name: String, facts: [(label: String, words: String)], rows: [Row], pager: Pager,
        pageNumber: Int = 1, choices: [FormChoice] = [], fresh: [LinkText] = [], additions: [LinkText] = [],
        sentBack: String? = nil, maySendBack: Bool = false, input: FormInput = FormInput()
    ) {
        self.id = id
        self.name = name
        self.facts = facts
        self.rows = rows
        self.pager = pager
        self.pageNumber = pageNumber
        self.choices = choices
        self.fresh = fresh
        self.additions = additions
        self.sentBack = sentBack
        self.maySendBack = maySendBack
        self.input = input
    }

    /// One row.
    public struct Row: Sendable {
        /// Its identifier.
        public var id: String
        /// The register's title.
        public var register: String
        /// The record's name as it was frozen.
        public var label: String
        /// The form of its record; nil where the record is no longer there or may not be changed.
        public var link: Address?
        /// What changed since it was frozen, in words; nil where nothing did.
        public var standing: String?
        /// The answer's value.
        public var answer: String
        /// The answer in words.
        public var answerWords: String
        /// What was said beside it.
        public var note: String

        /// Every part by name.
        public init(
            id: String, register: String, label: String, link: Address? = nil, standing: String? = nil,
            answer: String, answerWords: String, note: String = ""
        ) {
            self.id = id
            self.register = register
            self.label = label
            self.link = link
            self.standing = standing
            self.answer = answer
            self.answerWords = answerWords
            self.note = note
        }
    }

    public var title: String { name }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.trail([LinkText("棚卸", .rounds)])
        html.h1(name)
        if let sentBack {
            html.notice(Notice(.caution, "事務局から差し戻されました：\(sentBack)"))
        }
        html.dl(.class("facts")) { html in for fact in facts { html.pair(fact.label, fact.words) } }
        if choices.isEmpty { readRows(into: &html) } else { answerRows(into: &html) }
        if maySendBack { sendBackForm(into: &html) }
    }

    // MARK: Answering

    private func answerRows(into html: inout HTML) {
        html.p("変わりがあるものだけ、答えを選び直してください。選ばなかったものは「\(choices[0].label)」になります。", .class("lead"))
        html.div(.class("actions")) { html in
            html.a("このまま署名へ進む", .href(.signRoundList(id)), .class("button primary"))
            for addition in additions { html.follow(addition, "button") }
        }
        html.p(.class("hint")) { html in
            html.span("答え", .id("answers-answer"))
            html.text("を選び、要れば")
            html.span("説明", .id("answers-note"))
            html.text("を書きます。")
        }
        html.submission(to: .roundList(id), .improvement("guard")) { html in
            html.field(.hidden("page", String(pageNumber)))
            html.ul(.class("answers")) { html in for row in rows { html.li { answer(row, into: &$0) } } }
            html.div(.class("buttons")) { html in
                let isLast = pager.next == nil
                html.button(
                    isLast ? "保存して署名へ進む" : "保存して次のページへ", .type("submit"), .name("go"),
                    .value("on"), .class("primary"))
                html.button("保存してこのページに残る", .type("submit"), .name("go"), .value("stay"))
            }
        }
        html.pager(pager, at: .roundList(id))
        guard !fresh.isEmpty else { return }
        html.h2("一覧を固定したあとに増えたもの（\(fresh.count)件）")
        html.p("署名すると「新しい」として一覧に加わります。", .class("hint"))
        html.ul { html in for each in fresh.prefix(50) { html.li { $0.follow(each) } } }
        if fresh.count > 50 { html.p("ほかに\(grouped(fresh.count - 50))件あります。", .class("hint")) }
    }

    private func answer(_ row: Row, into html: inout HTML) {
        html.div { html in
            html.p(.class("work-title"), .id("row-" + row.id)) { html in
                if let link = row.link { html.a(row.label, .href(link)) } else { html.text(row.label) }
            }
            html.p(.class("hint")) { html in
                html.span(row.register)
                if let standing = row.standing { html.span("　" + standing, .class("when")) }
            }
        }
        html.select(.name("a." + row.id), .labelledBy("row-\(row.id) answers-answer")) { html in
            for choice in choices {
                html.option(choice.label, .value(choice.value), .selected(choice.value == row.answer))
            }
        }
        html.input(
            .type("text"), .name("n." + row.id), .value(row.note), .maxLength(500),
            .labelledBy("row-\(row.id) answers-note"), .autocomplete("off"))
    }

    // MARK: Reading

    private func readRows(into html: inout HTML) {
        html.dataTable("一覧", ["名称", "台帳", "答え", "説明"].map { TableColumn($0) }, hidesCaption: true) { html in
            for row in rows {
                html.tr { html in
                    if let link = row.link {
                        html.rowHeading(row.label, link)
                    } else {
                        html.cell(.text(row.label), isRowHeading: true)
                    }
                    html.cell(.text(row.register))
                    html.cell(.text(row.answerWords))
                    html.cell(.text(row.note))
                }
            }
        }
        html.pager(pager, at: .roundList(id))
        html.printButton()
    }

    private func sendBackForm(into html: inout HTML) {
        html.h2("差し戻す")
        html.submission(to: .returnRoundList(id), .class("form on-screen")) { html in
            html.fields([
                input.field(
                    "reason", "差し戻す理由", .longText(rows: 3), isRequired: true,
                    hint: "所属長の画面に、そのまま出ます。答えは残り、署名だけが消えます。")
            ])
            html.buttons("差し戻す")
        }
    }
}

extension HTML {
    /// Prints the page; shown by the script alone, because it does nothing without it.
    mutating func printButton() {
        div(.class("actions")) { html in
            html.element("<button", "</button>", [.type("button"), .improvement("print"), .hidden]) {
                $0.text("印刷する")
            }
        }
    }
}
