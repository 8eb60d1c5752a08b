/// What has just happened, or what is to be known before reading on.
public struct Notice: Sendable {
    /// How it is marked; its first word says so as well.
    public var kind: Kind
    /// One sentence.
    public var text: String
    /// Where to go on from here.
    public var next: LinkText?

    /// Kinds of notices.
    public enum Kind: Sendable {
        /// Something was done.
        case done
        /// Something to know.
        case information
        /// Something to look after.
        case caution
    }

    /// A notice in one sentence.
    public init(_ kind: Kind, _ text: String, next: LinkText? = nil) {
        self.kind = kind
        self.text = text
        self.next = next
    }
}

/// Words and the address that they lead to.
public struct LinkText: Sendable {
    /// What is read.
    public var text: String
    /// Where it leads.
    public var address: Address
    /// What goes along.
    public var query: [QueryItem]

    /// A link.
    public init(_ text: String, _ address: Address, query: [QueryItem] = []) {
        self.text = text
        self.address = address
        self.query = query
    }
}

/// Neighbours in a list that is read by keys, never by page numbers.
public struct Pager: Sendable {
    /// The query of the page before; nil on the first.
    public var previous: [QueryItem]?
    /// The query of the next page; nil on the last.
    public var next: [QueryItem]?
    /// 1-based position of the first row shown; nil where counting would cost too much.
    public var firstRow: Int?
    /// Rows shown.
    public var rowCount: Int
    /// Rows that match; nil where counting would cost too much.
    public var totalCount: Int?

    /// A pager; all counts are honest or absent.
    public init(
        previous: [QueryItem]? = nil, next: [QueryItem]? = nil, firstRow: Int? = nil, rowCount: Int,
        totalCount: Int? = nil
    ) {
        self.previous = previous
        self.next = next
        self.firstRow = firstRow
        self.rowCount = rowCount
        self.totalCount = totalCount
    }

    var sentence: String {
        let shown =
            if let firstRow, rowCount > 0 {
                "\(grouped(firstRow))～\(grouped(firstRow + rowCount - 1))件目"
            } else {
                "\(grouped(rowCount))件を表示"
            }
        return totalCount.map { "全\(grouped($0))件" + (rowCount > 0 ? "のうち \(shown)" : "") } ?? shown
    }
}

extension HTML {
    /// A banner; its kind is said in a word before the sentence.
    mutating func notice(_ notice: Notice) {
        let (style, word): (StaticString, String) =
            switch notice.kind {
            case .done: ("notice done", "できました")
            case .information: ("notice information", "お知らせ")
            case .caution: ("notice caution", "ご注意")
            }
        div(.class(style), .role("status")) { html in
            html.p { html in
                html.strong(word)
                html.text(notice.text)
            }
            if let next = notice.next { html.p { $0.follow(next) } }
        }
    }

    mutating func follow(_ link: LinkText, _ style: StaticString = "") {
        a(link.text, .href(link.address, query: link.query), .class(style))
    }

    /// 前へ and 次へ, with what is shown out of how many.
    mutating func pager(_ pager: Pager, at address: Address) {
        nav(.class("pager"), .label("ページの移動")) { html in
            html.p(pager.sentence)
            if pager.previous == nil && pager.next == nil { return }
            html.ul { html in
                html.li { html in
                    if let query = pager.previous {
                        html.a("← 前へ", .href(address, query: query), .class("button"))
                    } else {
                        html.span("← 前へ", .class("button off"))
                    }
                }
                html.li { html in
                    if let query = pager.next {
                        html.a("次へ →", .href(address, query: query), .class("button"))
                    } else {
                        html.span("次へ →", .class("button off"))
                    }
                }
            }
        }
    }

    /// Where one is in a few steps: done, here, still to come, each said in a word.
    mutating func stepNavigation(_ steps: [String], current: Int) {
        ol(.class("steps"), .label("手順")) { html in
            for (index, step) in steps.enumerated() {
                let place = index + 1
                let (style, word): (StaticString, String) =
                    place < current ? ("past", "済") : place == current ? ("here", "いまここ") : ("ahead", "これから")
                html.li(.class(style), .current(place == current, as: "step")) { html in
                    html.span("\(place)", .class("step-number"))
                    html.span(step, .class("step-title"))
                    html.span(word, .class("step-state"))
                }
            }
        }
    }

    /// 決裁欄: one box for each seal, left to right in the order of approval; meant for paper.
    mutating func decisionBox(_ seats: [String]) {
        table(.class("decision-box")) { html in
            html.caption("決裁欄")
            html.thead { html in
                html.tr { html in for seat in seats { html.th(seat, .scope("col")) } }
            }
            html.tbody { html in
                html.tr { html in for _ in seats { html.td(content: { $0.literal("&nbsp;") }) } }
            }
        }
    }
}
