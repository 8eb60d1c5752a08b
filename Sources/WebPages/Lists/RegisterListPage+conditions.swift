import Primitives

extension RegisterListPage {
    /// What an address says that asks for everything, whatever view its reader sees first.
    public static let everything = [QueryItem("view", "all")]

    /// One condition of the list.
    public struct Condition: Sendable {
        /// What it asks, in words.
        public var words: String
        /// The list without it.
        public var without: [QueryItem]

        /// Every part by name.
        public init(words: String, without: [QueryItem]) {
            self.words = words
            self.without = without
        }
    }

    /// A way to look at the list that somebody saved.
    public struct View: Sendable {
        /// What it is called.
        public var name: String
        /// Its conditions, order and columns.
        public var query: [QueryItem]
        /// Whether the list is just that.
        public var isCurrent: Bool
        /// Whether its reader sees it first.
        public var isDefault: Bool

        /// Every part by name.
        public init(name: String, query: [QueryItem], isCurrent: Bool, isDefault: Bool) {
            self.name = name
            self.query = query
            self.isCurrent = isCurrent
            self.isDefault = isDefault
        }
    }

    /// What the list adds up to.
    public struct Totals: Sendable {
        /// All records of the list.
        public var count: Int
        /// One a field of choices.
        public var choices: [Choice]
        /// One a field of numbers.
        public var sums: [Sum]

        /// How often each choice stands in the list.
        public struct Choice: Sendable {
            public var title: String
            public var counts: [Count]

            /// Every part by name.
            public init(title: String, counts: [Count]) {
                self.title = title
                self.counts = counts
            }
        }

        /// One choice, with the list of the records that hold it.
        public struct Count: Sendable {
            public var title: String
            public var count: Int
            public var query: [QueryItem]

            /// Every part by name.
            public init(title: String, count: Int, query: [QueryItem]) {
                self.title = title
                self.count = count
                self.query = query
            }
        }

        /// What numbers add up to.
        public struct Sum: Sendable {
            public var title: String
            /// Nil where it is too large to be told.
            public var sum: Int?
            public var least: Int
            public var largest: Int
            public var filledCount: Int

            /// Every part by name.
            public init(title: String, sum: Int?, least: Int, largest: Int, filledCount: Int) {
                self.title = title
                self.sum = sum
                self.least = least
                self.largest = largest
                self.filledCount = filledCount
            }
        }

        /// Every part by name.
        public init(count: Int, choices: [Choice], sums: [Sum]) {
            self.count = count
            self.choices = choices
            self.sums = sums
        }
    }

    /// The list's items with the day on which it is looked at.
    private var here: [QueryItem] { list + day }
    private var day: [QueryItem] { asOf.map { [QueryItem("on", $0.iso)] } ?? [] }

    /// What was saved, to choose from.
    func viewLinks(into html: inout HTML) {
        guard !views.isEmpty else { return }
        html.nav(.class("views"), .label("残した見方")) { html in
            html.ul { html in
                html.li { html in
                    html.a(
                        "すべて", .href(.register(register), query: Self.everything), .current(list.isEmpty))
                }
                for view in views {
                    html.li { html in
                        html.a(
                            view.name + (view.isDefault ? "（はじめに出す）" : ""),
                            .href(.register(register), query: view.query), .current(view.isCurrent))
                    }
                }
            }
        }
    }

    /// What the list is narrowed by, each with the way out of it.
    func conditionLines(into html: inout HTML) {
        for problem in problems {
            html.div(.class("notice caution"), .role("alert")) { html in
                html.p { html in
                    html.strong("ご注意")
                    html.text("\(problem)いまは、その条件なしで出しています。")
                }
            }
        }
        if !conditions.isEmpty || order != nil {
            html.section(.class("conditions"), .label("いまの条件")) { html in
                if !conditions.isEmpty {
                    html.p("次のすべてにあてはまる記録を出しています。", .class("hint"))
                    html.ul { html in
                        for condition in conditions {
                            html.li { html in
                                html.span(condition.words)
                                html.text(" ")
                                html.a(
                                    "外す",
                                    .href(
                                        .register(register),
                                        query: (condition.without.isEmpty
                                            ? Self.everything : condition.without) + day),
                                    .label("「\(condition.words)」を外す"))
                            }
                        }
                    }
                }
                if let order { html.p("並び：\(order)", .class("hint")) }
            }
        }
        html.div(.class("actions")) { html in
            html.a("詳しい条件・並び・項目", .href(.listConditions(register), query: here), .class("button"))
            if canKeepViews {
                html.a("この見方を残す・選ぶ", .href(.listViews(register), query: list), .class("button"))
            }
            for link in further {
                html.a(link.text, .href(link.address, query: link.query), .class("button"))
            }
            if totals == nil {
                html.a(
                    "集計を見る", .href(.register(register), query: here + [QueryItem("totals", "yes")]),
                    .class("button"))
            }
        }
    }

    /// What the list adds up to.
    func totalsTable(into html: inout HTML) {
        guard let totals else { return }
        html.section(.class("card totals"), .labelledBy("totals")) { html in
            html.div(.class("heading-line")) { html in
                html.h2("この一覧の集計", .id("totals"))
                let others = here.filter { $0.name != "totals" }
                html.a(
                    "集計を閉じる", .href(.register(register), query: others.isEmpty ? Self.everything : others))
            }
            html.dl(.class("facts")) { html in
                html.pair("件数", "\(grouped(totals.count))件")
                for choice in totals.choices where !choice.counts.isEmpty {
                    html.pair(choice.title) { html in
                        html.ul(.class("counts")) { html in
                            for count in choice.counts {
                                html.li(.class("count")) { html in
                                    html.a(.href(.register(register), query: count.query + day)) { html in
                                        html.text("\(count.title) \(grouped(count.count))件")
                                    }
                                }
                            }
                        }
                    }
                }
                for sum in totals.sums {
                    let whole = sum.sum.map { "合計 \(grouped($0))" } ?? "合計は大きすぎて出せません"
                    html.pair(
                        sum.title,
                        "\(whole)（記入のある\(grouped(sum.filledCount))件。いちばん小さい値 \(grouped(sum.least))、"
                            + "いちばん大きい値 \(grouped(sum.largest))）")
                }
            }
        }
    }
}
