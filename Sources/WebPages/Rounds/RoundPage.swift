import Primitives

/// A round for the office and the auditor: who has signed, what is out of the ordinary, what the sample
/// showed.
public struct RoundPage: Page {
    /// The round.
    public var id: String
    /// What people call it.
    public var name: String
    /// The organization's name, for paper.
    public var organization: String
    /// The facts: label and words.
    public var facts: [(label: String, words: String)]
    /// One for each unit, those that have not signed first.
    public var lists: [List]
    /// What was not simply found unchanged.
    public var exceptions: [Exception]
    /// What was drawn.
    public var sample: [Drawn]
    /// What is not finished, each in a sentence.
    public var openMatters: [String]
    /// The results of a check; empty where the viewer may not check or the round is closed.
    public var results: [FormChoice]
    /// Whether the viewer may close the round.
    public var mayClose: Bool
    /// What was typed, and what was wrong with it.
    public var input: FormInput

    /// Every part by name.
    public init(
        id: String, name: String, organization: String, facts: [(label: String, words: String)],
        lists: [List], exceptions: [Exception], sample: [Drawn], openMatters: [String] = [],
        results: [FormChoice] = [], mayClose: Bool = false, input: FormInput = FormInput()
    ) {
        self.id = id
        self.name = name
        self.organization = organization
        self.facts = facts
        self.lists = lists
        self.exceptions = exceptions
        self.sample = sample
        self.openMatters = openMatters
        self.results = results
        self.mayClose = mayClose
        self.input = input
    }

    /// One unit's list.
    public struct List: Sendable {
        /// Its identifier.
        public var id: String
        /// The unit's name.
        public var unit: String
        /// Rows that were frozen.
        public var rowCount: Int
        /// What was answered, in words.
        public var answers: String
        /// The signature in words, or for how long it has been waited for.
        public var state: String
        /// Whether a signature is missing.
        public var isSilent: Bool

        /// Every part by name.
        public init(
            id: String, unit: String, rowCount: Int, answers: String, state: String, isSilent: Bool
        ) {
            self.id = id
            self.unit = unit
            self.rowCount = rowCount
            self.answers = answers
            self.state = state
            self.isSilent = isSilent
        }
    }

    /// Something that was not found unchanged.
    public struct Exception: Sendable {
        /// The record's name.
        public var label: String
        /// The unit's name.
        public var unit: String
        /// The answer in words.
        public var answer: String
        /// What was said beside it.
        public var note: String
        /// What follows from it; nil where nothing does.
        public var next: LinkText?

        /// Every part by name.
        public init(label: String, unit: String, answer: String, note: String, next: LinkText? = nil) {
            self.label = label
            self.unit = unit
            self.answer = answer
            self.note = note
            self.next = next
        }
    }

    /// A row of the sample.
    public struct Drawn: Sendable {
        /// Its identifier.
        public var id: String
        /// The record's name.
        public var label: String
        /// The unit's name.
        public var unit: String
        /// What was answered, in words.
        public var answer: String
        /// What the check found, in words; nil before it.
        public var result: String?
        /// Whether it may be checked now.
        public var isReady: Bool

        /// Every part by name.
        public init(
            id: String, label: String, unit: String, answer: String, result: String? = nil, isReady: Bool
        ) {
            self.id = id
            self.label = label
            self.unit = unit
            self.answer = answer
            self.result = result
            self.isReady = isReady
        }
    }

    public var title: String { name }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.trail([LinkText("棚卸", .rounds)])
        html.p(organization, .class("eyebrow"))
        html.h1(name)
        html.dl(.class("facts")) { html in for fact in facts { html.pair(fact.label, fact.words) } }
        listTable(into: &html)
        if !exceptions.isEmpty { exceptionTable(into: &html) }
        if !sample.isEmpty { sampleTable(into: &html) }
        if mayClose { closing(into: &html) }
        html.printButton()
    }

    private func listTable(into html: inout HTML) {
        let silent = lists.filter(\.isSilent).count
        html.h2(silent == 0 ? "所属ごとの署名（すべて署名済み）" : "所属ごとの署名（\(silent)の所属がまだです）")
        html.dataTable(
            "所属ごとの署名", ["所属", "件数", "答え", "署名"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for list in lists {
                html.tr { html in
                    html.rowHeading(list.unit, .roundList(list.id))
                    html.cell(.number(list.rowCount))
                    html.cell(.text(list.answers))
                    html.td { html in html.span(list.state, .class(list.isSilent ? "when" : "")) }
                }
            }
        }
    }

    private func exceptionTable(into html: inout HTML) {
        html.h2("変わりがあったもの（\(exceptions.count)件）")
        html.dataTable(
            "変わりがあったもの", ["名称", "所属", "答え", "説明", "このあと"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for each in exceptions {
                html.tr { html in
                    html.cell(.text(each.label), isRowHeading: true)
                    html.cell(.text(each.unit))
                    html.cell(.text(each.answer))
                    html.cell(.text(each.note))
                    html.td { html in if let next = each.next { html.follow(next) } }
                }
            }
        }
    }

    private func sampleTable(into html: inout HTML) {
        html.h2("抽出して確かめるもの（\(sample.count)件）")
        html.p(.class("hint")) { html in
            html.text("始めたときに決まった種で選ばれています。署名した本人ではない人が、現物を見て")
            html.span("結果", .id("check-result"))
            html.text("と")
            html.span("所見", .id("check-note"))
            html.text("を入れます。")
        }
        html.dataTable(
            "抽出して確かめるもの", ["名称", "所属", "答え", "結果"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for each in sample {
                html.tr { html in
                    html.th(each.label, .scope("row"), .id("drawn-" + each.id))
                    html.cell(.text(each.unit))
                    html.cell(.text(each.answer))
                    html.td { result(of: each, into: &$0) }
                }
            }
        }
    }

    private func result(of drawn: Drawn, into html: inout HTML) {
        if let result = drawn.result { return html.text(result) }
        guard drawn.isReady else { return html.text("署名を待っています") }
        guard !results.isEmpty else { return html.text("まだ確かめていません") }
        html.submission(to: .checkRound(id), .class("row-actions")) { html in
            html.field(.hidden("row", drawn.id))
            html.select(.name("result"), .labelledBy("drawn-\(drawn.id) check-result")) { html in
                for choice in results { html.option(choice.label, .value(choice.value)) }
            }
            html.input(
                .type("text"), .name("note"), .labelledBy("drawn-\(drawn.id) check-note"), .maxLength(500),
                .autocomplete("off"))
            html.button("記録する", .type("submit"))
        }
    }

    private func closing(into html: inout HTML) {
        html.h2("締める")
        html.div(.class("on-screen")) { html in
            for each in openMatters { html.p(each) }
            html.submission(to: .closeRound(id), .class("form")) { html in
                html.fields([
                    input.field(
                        "note", "所見", .longText(rows: 3), isRequired: !openMatters.isEmpty,
                        hint: openMatters.isEmpty ? "気づいたことがあれば書きます。" : "終わっていないものがあるので、締める理由を書いてください。")
                ])
                html.buttons("締めて、結果を証拠に残す")
            }
        }
    }
}
