/// What was found for a few words, by where it was found.
public struct SearchPage: Page {
    /// The words as they were typed.
    public var words: String
    /// Places with hits, in order.
    public var groups: [Group]

    /// Every part by name.
    public init(words: String, groups: [Group]) {
        self.words = words
        self.groups = groups
    }

    /// Hits of one place.
    public struct Group: Sendable {
        /// Such as 基本方針 or 情報資産.
        public var title: String
        /// The first hits.
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
        public var link: LinkText
        /// The words around it, in runs; the words searched for are marked.
        public var excerpt: [ComparisonPage.Run]

        /// Every part by name.
        public init(link: LinkText, excerpt: [ComparisonPage.Run]) {
            self.link = link
            self.excerpt = excerpt
        }
    }

    public var title: String { words.isEmpty ? "さがす" : "「\(words)」をさがした結果" }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.query(to: .search, .class("toolbar"), .role("search")) { html in
            html.field(FormField("q", "さがす言葉", .text(maximumLength: 100), value: words))
            html.button("さがす", .type("submit"), .class("primary"))
        }
        if !words.isEmpty && groups.isEmpty {
            html.p("見つかりませんでした。言葉を短くするか、別の言い方でさがしてください。ご覧になれない記録は、結果に出ません。")
        }
        for group in groups { self.group(group, into: &html) }
    }

    private func group(_ group: Group, into html: inout HTML) {
        html.h2("\(group.title)（\(grouped(group.totalCount))件）")
        html.ul(.class("plain-list")) { html in
            for hit in group.hits {
                html.li(.class("hit")) { html in
                    html.follow(hit.link)
                    html.p(.class("hint")) { html in
                        for run in hit.excerpt {
                            if run.isChanged {
                                html.element("<mark", "</mark>", []) { $0.text(run.text) }
                            } else {
                                html.text(run.text)
                            }
                        }
                    }
                }
            }
        }
        if group.totalCount > group.hits.count, let all = group.all { html.p { $0.follow(all) } }
    }
}
