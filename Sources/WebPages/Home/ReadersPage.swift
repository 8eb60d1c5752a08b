import Primitives

/// Who has read what: for each open text how many of those present, and the names of the others by unit.
public struct ReadersPage: Page {
    /// The day on which people are counted.
    public var today: Day
    /// One for each open text.
    public var texts: [ReadText]
    /// Whether the viewer may write notices.
    public var canWrite: Bool

    /// Every part by name.
    public init(today: Day, texts: [ReadText], canWrite: Bool) {
        self.today = today
        self.texts = texts
        self.canWrite = canWrite
    }

    public var title: String { "だれが読んだか" }
    public var place: MenuPlace? { .reading }

    public func write(into html: inout HTML) {
        html.trail([LinkText("読んでいただくもの", .reading)])
        html.h1(title)
        html.p(
            "会計年度任用職員を含め、今日在職している人だけを数えます。休業・休職中の人は入れません。パソコンを使わない人は、名簿で確かめて「実施の記録」に証拠とともに残してください。",
            .class("lead"))
        html.p(.class("hint")) { html in
            html.day(today)
            html.text("の時点")
        }
        if canWrite {
            html.div(.class("actions")) { html in
                html.a("お知らせを書く", .href(.newRecord(register: "staff-notices")), .class("button primary"))
                html.a("お知らせの一覧", .href(.register("staff-notices")), .class("button"))
            }
        }
        if texts.isEmpty { html.p("いま読んでもらっているものはありません。", .class("quiet")) }
        for text in texts { text.write(into: &html) }
    }
}

/// One open text and how far it has come.
public struct ReadText: Sendable {
    /// Its title.
    public var title: String
    /// What reading it shows.
    public var purpose: String
    /// Where it stands.
    public var address: Address
    /// How many are asked.
    public var askedCount: Int
    /// How many have read it.
    public var readCount: Int
    /// By when.
    public var dueOn: Day?
    /// Those who have not, by unit.
    public var missing: [Unit]

    /// The people of one unit.
    public struct Unit: Sendable {
        /// Its name.
        public var name: String
        /// Their names.
        public var people: [String]

        /// Every part by name.
        public init(name: String, people: [String]) {
            self.name = name
            self.people = people
        }
    }

    /// Every part by name.
    public init(
        title: String, purpose: String, address: Address, askedCount: Int, readCount: Int,
        dueOn: Day? = nil, missing: [Unit]
    ) {
        self.title = title
        self.purpose = purpose
        self.address = address
        self.askedCount = askedCount
        self.readCount = readCount
        self.dueOn = dueOn
        self.missing = missing
    }

    fileprivate func write(into html: inout HTML) {
        html.section(.class("card")) { html in
            html.h2 { html in html.a(.href(address)) { $0.titleWithBreaks(title) } }
            html.p(.class("hint")) { html in
                html.text(purpose + "　")
                if let dueOn { html.due(dueOn) }
            }
            html.p("\(grouped(askedCount))人のうち\(grouped(readCount))人が読みました。")
            guard !missing.isEmpty else { return }
            html.details { html in
                html.summary("まだの人を見る（\(grouped(askedCount - readCount))人）")
                html.dl(.class("facts")) { html in
                    for unit in missing {
                        html.pair("\(unit.name)（\(unit.people.count)人）", unit.people.joined(separator: "、"))
                    }
                }
            }
        }
    }
}
