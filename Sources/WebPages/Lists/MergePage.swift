import Primitives

/// Two records beside each other: for each field, which of the two values stays.
public struct MergePage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The two, the older first.
    public var records: [Side]
    /// The fields in which they differ.
    public var fields: [Field]
    /// How many fields hold the same in both.
    public var sameCount: Int
    /// Which of the two is kept: 0 or 1.
    public var kept: Int
    /// What is wrong, in sentences.
    public var problems: [String] = []

    /// One of the two.
    public struct Side: Sendable {
        /// The record's id.
        public var id: String
        /// What it is called.
        public var name: String
        /// The version that is shown.
        public var version: String
        /// Who changed it last, and when.
        public var changed: String
        /// What points to it: register and count.
        public var links: [String]

        /// Every part by name.
        public init(id: String, name: String, version: String, changed: String, links: [String]) {
            self.id = id
            self.name = name
            self.version = version
            self.changed = changed
            self.links = links
        }
    }

    /// One field in which they differ.
    public struct Field: Sendable {
        /// The name that is sent.
        public var name: String
        /// Its title.
        public var title: String
        /// What stands in each; nil for nothing.
        public var values: [String?]
        /// Which of the two is chosen: 0 or 1.
        public var chosen: Int

        /// Every part by name.
        public init(name: String, title: String, values: [String?], chosen: Int) {
            self.name = name
            self.title = title
            self.values = values
            self.chosen = chosen
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, records: [Side], fields: [Field], sameCount: Int, kept: Int,
        problems: [String] = []
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.records = records
        self.fields = fields
        self.sameCount = sameCount
        self.kept = kept
        self.problems = problems
    }

    public var title: String { "二つの記録を一つにまとめる（\(registerTitle)）" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText(registerTitle, .register(register)),
            LinkText("重なり", .duplicates(register)),
        ])
        html.h1(title)
        html.p("残すほうを決め、違う項目ごとに、どちらの内容にするかを選びます。もう一方は終わりになり、指していた記録は残すほうに移ります。", .class("lead"))
        if !problems.isEmpty {
            html.div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) { html in
                html.h2("まとめられませんでした")
                html.p("まだ何も変わっていません。")
                html.ul { html in for problem in problems { html.li(problem) } }
            }
        }
        html.submission(to: .mergeRecords(register)) { html in
            for (index, record) in records.enumerated() {
                html.field(.hidden(index == 0 ? "first" : "second", record.id))
                html.field(.hidden("version-\(index)", record.version))
            }
            html.field(
                FormField(
                    "kept", "残すほう",
                    .choice(
                        records.enumerated().map { index, record in
                            let links =
                                record.links.isEmpty
                                ? "指している記録はありません" : "指している記録：" + record.links.joined(separator: "、")
                            return FormChoice(
                                String(index), (index == 0 ? "一つめ：" : "二つめ：") + record.name,
                                note: "\(record.changed)　\(links)")
                        }), value: String(kept), isRequired: true))
            html.h2("違う項目（\(fields.count)）")
            if fields.isEmpty { html.p("内容はすべて同じです。") }
            for field in fields {
                html.field(
                    FormField(
                        field.name, field.title,
                        .choice(
                            field.values.enumerated().map { index, value in
                                FormChoice(String(index), (index == 0 ? "一つめ：" : "二つめ：") + (value ?? "（未記入）"))
                            }), value: String(field.chosen), isRequired: true))
            }
            html.p("同じ内容の項目：\(sameCount)", .class("hint"))
            html.div(.class("buttons")) { html in
                html.button("一つにまとめる", .type("submit"), .class("primary"))
                html.a("やめて戻る", .href(.duplicates(register)), .class("button"))
            }
        }
    }
}
