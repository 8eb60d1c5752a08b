import Primitives

/// Records of a register that may be one thing, pair by pair, each with why.
public struct DuplicatesPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The first pairs, those with the strongest reason first.
    public var pairs: [Pair]
    /// All pairs.
    public var totalCount: Int
    /// Whether names of this register can be compared at all.
    public var canCompare = true

    /// Two records.
    public struct Pair: Sendable {
        /// Identifier and name of the older one.
        public var first: (id: String, name: String)
        /// Identifier and name of the younger one.
        public var second: (id: String, name: String)
        /// Why they may be one thing, in sentences.
        public var reasons: [String]
        /// Whether its reader may change both.
        public var canDecide: Bool

        /// Every part by name.
        public init(
            first: (id: String, name: String), second: (id: String, name: String), reasons: [String],
            canDecide: Bool
        ) {
            self.first = first
            self.second = second
            self.reasons = reasons
            self.canDecide = canDecide
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, pairs: [Pair], totalCount: Int, canCompare: Bool = true
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.pairs = pairs
        self.totalCount = totalCount
        self.canCompare = canCompare
    }

    public var title: String { "\(registerTitle)の重なり" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(title)
        html.p(
            "同じものが二つ登録されているかもしれない組です。見比べて、一つにまとめるか、「別のもの」と覚えさせます。別のものとした組は、もう出ません。",
            .class("lead"))
        guard canCompare else {
            html.p("この台帳の記録は名称で呼ばないため、見比べるものがありません。", .class("card"))
            return
        }
        guard !pairs.isEmpty else {
            html.p("重なっていそうな記録はありません。", .class("card"))
            return
        }
        let rest = totalCount - pairs.count
        html.p("\(grouped(totalCount))組あります。" + (rest > 0 ? "はじめの\(grouped(pairs.count))組を出しています。" : ""))
        html.ul(.class("versions")) { html in
            for pair in pairs { html.li { self.pair(pair, into: &$0) } }
        }
    }

    private func pair(_ pair: Pair, into html: inout HTML) {
        html.p { html in
            html.a(pair.first.name, .href(.record(register: register, id: pair.first.id)))
            html.text("　と　")
            html.a(pair.second.name, .href(.record(register: register, id: pair.second.id)))
        }
        html.ul { html in for reason in pair.reasons { html.li(reason) } }
        guard pair.canDecide else { return }
        let names = "「\(pair.first.name)」と「\(pair.second.name)」"
        html.div(.class("row-actions")) { html in
            html.a(
                "見比べてまとめる",
                .href(
                    .mergeRecords(register),
                    query: [QueryItem("first", pair.first.id), QueryItem("second", pair.second.id)]),
                .class("button"), .label("\(names)を見比べてまとめる"))
            html.submission(to: .duplicates(register)) { html in
                html.field(.hidden("first", pair.first.id))
                html.field(.hidden("second", pair.second.id))
                html.button("別のもの", .type("submit"), .label("\(names)は別のもの"))
            }
        }
    }
}
