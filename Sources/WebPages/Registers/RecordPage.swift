import Primitives

/// One record: its fields with what they mean, what it is linked with, and the way to its history.
public struct RecordPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What the record is called.
    public var name: String
    /// Its fields, in the order of the declaration.
    public var fields: [Field]
    /// The records that point here, by register.
    public var links: [LinkGroup]
    /// Requirements that this record bears on, and how they stand.
    public var requirements: [RequirementState] = []
    /// The current version: when, and by whom.
    public var changed: Change
    /// How many versions there are.
    public var versionCount: Int
    /// The day on which it ended; nil while it holds.
    public var endedOn: Day?
    /// The file behind a piece of evidence.
    public var file: EvidenceLine?
    /// False for a reader who may not change it.
    public var canChange: Bool
    /// What else can be done with it.
    public var further: [LinkText] = []
    /// What is missing of it, with the way to mend it.
    public var advice: Notice?
    /// The record with which it was made one.
    public var mergedInto: LinkText?

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, fields: [Field],
        links: [LinkGroup], requirements: [RequirementState] = [], changed: Change,
        versionCount: Int, endedOn: Day? = nil, file: EvidenceLine? = nil, canChange: Bool
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.fields = fields
        self.links = links
        self.requirements = requirements
        self.changed = changed
        self.versionCount = versionCount
        self.endedOn = endedOn
        self.file = file
        self.canChange = canChange
    }

    /// One field.
    public struct Field: Sendable {
        /// Its label.
        public var label: String
        /// Its value.
        public var value: CellText
        /// What the value means, such as what 自治体機密性3B is.
        public var meaning: String?

        /// Every part by name.
        public init(label: String, value: CellText, meaning: String? = nil) {
            self.label = label
            self.value = value
            self.meaning = meaning
        }
    }

    /// The last change.
    public struct Change: Sendable {
        /// When.
        public var at: Instant
        /// By whom, with さん where it is a person.
        public var by: String

        /// Every part by name.
        public init(at: Instant, by: String) {
            self.at = at
            self.by = by
        }
    }

    /// Records of one register that are linked with this one.
    public struct LinkGroup: Sendable {
        /// How they are linked, such as この組織が所管する情報資産.
        public var title: String
        /// The first of them.
        public var records: [LinkText]
        /// All of them.
        public var totalCount: Int
        /// The list of all of them.
        public var all: LinkText?

        /// Every part by name.
        public init(title: String, records: [LinkText], totalCount: Int, all: LinkText? = nil) {
            self.title = title
            self.records = records
            self.totalCount = totalCount
            self.all = all
        }
    }

    public var title: String { "\(name)（\(registerTitle)）" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(name)
        if let endedOn {
            html.notice(Notice(.information, "この記録は\(endedOn.japanese)で終わっています。内容は残ります。"))
        }
        if let mergedInto {
            html.notice(Notice(.information, "この記録は、ほかの記録と一つにまとめました。", next: mergedInto))
        }
        if let advice { html.notice(advice) }
        html.div(.class("card")) { html in
            html.dl(.class("facts")) { html in for field in fields { html.recordField(field) } }
            if let file {
                html.div(.class("actions")) { html in
                    html.a(
                        "ファイルを受け取る（\(file.title)）", .href(.evidenceFile(file.id)), .download, .class("button")
                    )
                }
            }
        }
        actions(into: &html)
        html.p(.class("hint")) { html in
            html.text("最後の変更：")
            html.moment(changed.at)
            html.text(" \(changed.by)　第\(versionCount)版")
        }
        if !requirements.isEmpty {
            html.h2("この記録がかかわる要求事項")
            html.div(.class("margin")) { $0.requirementStates(requirements) }
        }
        if !links.isEmpty { html.h2("つながっている記録") }
        for group in links { html.linkGroup(group) }
    }

    private func actions(into html: inout HTML) {
        html.div(.class("actions")) { html in
            if canChange && endedOn == nil {
                html.a("直す", .href(.editRecord(register: register, id: id)), .class("button primary"))
                html.a("終わりにする", .href(.closeRecord(register: register, id: id)), .class("button"))
            }
            for link in further {
                html.a(link.text, .href(link.address, query: link.query), .class("button"))
            }
            html.a(
                "これまでの版（\(versionCount)）", .href(.recordHistory(register: register, id: id)), .class("button")
            )
        }
    }
}

extension HTML {
    fileprivate mutating func recordField(_ field: RecordPage.Field) {
        pair(field.label) { html in
            html.cellText(field.value)
            if let meaning = field.meaning {
                html.br()
                html.span(meaning, .class("hint"))
            }
        }
    }

    fileprivate mutating func linkGroup(_ group: RecordPage.LinkGroup) {
        h3("\(group.title)（\(grouped(group.totalCount))件）")
        ul { html in for link in group.records { html.li { $0.follow(link) } } }
        if group.totalCount > group.records.count, let all = group.all { p { $0.follow(all) } }
    }
}
