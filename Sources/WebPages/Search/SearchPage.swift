/// What was found for a few words, by where it was found.
public struct SearchPage: Page {
    /// The words as they were typed.
    public var words: String
    /// Places with hits, in order.
    public var groups: [Group]
    /// Kept in the box where one register alone is searched.
    public var register: QueryItem?
    /// The hits before and after these.
    public var neighbours: [LinkText] = []
    /// What is not shown, in a sentence.
    public var remark: String?

    /// Every part by name.
    public init(words: String, groups: [Group]) {
        self.words = words
        self.groups = groups
    }

    /// Hits of one place.
    public struct Group: Sendable {
        /// Such as 基本方針 or 情報資産.
        public var title: String
        /// The best hits.
        public var hits: [Hit]
        /// All hits that this reader may see.
        public var totalCount: Int
        /// The list of all of them.
        public var all: LinkText?

        /// Every part by name.
        public init(title: String, hits: [Hit], totalCount: Int, all: LinkText? = nil) {
            self.title = title
            self.hits = hits
            self.totalCount = totalCount
            self.all = all
        }
    }

    /// One hit.
    public struct Hit: Sendable {
        /// What was found.
        public var link: Address
        /// Its name, in runs; the words searched for are marked.
        public var title: [ComparisonPage.Run]
        /// The field that the excerpt is from; may be empty.
        public var place: String
        /// The words around a find, in runs; empty where the name says it all.
        public var excerpt: [ComparisonPage.Run]

        /// Every part by name.
        public init(
            link: Address, title: [ComparisonPage.Run], place: String, excerpt: [ComparisonPage.Run]
        ) {
            self.link = link
            self.title = title
            self.place = place
            self.excerpt = excerpt
        }
    }

    public var title: String { words.isEmpty ? "さがす" : "「\(words)」をさがした結果" }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.query(to: .search, .class("toolbar"), .role("search")) { html in
            if let register { html.field(.hidden(register.name, register.value)) }
            html.field(
                FormField(
                    "q", "さがす言葉", .text(maximumLength: 200), value: words,
                    hint: "1文字からさがせます。空白で区切ると、すべてを含むものに絞ります。"))
            html.button("さがす", .type("submit"), .class("primary"))
            if register != nil {
                html.a("すべての台帳からさがす", .href(.search, query: [QueryItem("q", words)]), .class("button plain"))
            }
        }
        if !words.isEmpty && groups.isEmpty {
            html.p("見つかりませんでした。言葉を短くするか、別の言い方でさがしてください。ご覧になれない記録は、結果に出ません。")
        }
        if register == nil, groups.count > 1 { summary(into: &html) }
        for (number, group) in groups.enumerated() { self.group(group, number, into: &html) }
        if let remark { html.p(remark, .class("prose")) }
        if !neighbours.isEmpty {
            html.nav(.label("結果のページ")) { html in
                html.ul(.class("plain-list actions")) { html in
                    for link in neighbours { html.li { $0.follow(link) } }
                }
            }
        }
    }

    /// How many were found where, with a way to each.
    private func summary(into html: inout HTML) {
        html.p(.class("lead")) { html in
            for (number, group) in groups.enumerated() {
                if number > 0 { html.text("、") }
                html.a("\(group.title) \(grouped(group.totalCount))件", .anchor("found-\(number)"))
            }
            html.text("が見つかりました。")
        }
    }

    private func group(_ group: Group, _ number: Int, into html: inout HTML) {
        html.h2("\(group.title)（\(grouped(group.totalCount))件）", .id("found-\(number)"))
        html.ul(.class("plain-list")) { html in
            for hit in group.hits {
                html.li(.class("hit")) { html in
                    html.a(.href(hit.link)) { $0.runs(hit.title) }
                    guard !hit.excerpt.isEmpty else { return }
                    html.p(.class("hint")) { html in
                        if !hit.place.isEmpty { html.text("\(hit.place)：") }
                        html.runs(hit.excerpt)
                    }
                }
            }
        }
        if group.totalCount > group.hits.count, let all = group.all { html.p { $0.follow(all) } }
    }
}

extension HTML {
    /// Text of which some runs are marked.
    fileprivate mutating func runs(_ runs: [ComparisonPage.Run]) {
        for run in runs {
            if run.isChanged {
                element("<mark", "</mark>", []) { $0.text(run.text) }
            } else {
                text(run.text)
            }
        }
    }
}
