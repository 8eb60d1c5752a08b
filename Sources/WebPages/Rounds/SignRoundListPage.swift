import Primitives

/// The last look before a signature: what is out of the ordinary, how many rows, and the words that are
/// signed.
public struct SignRoundListPage: Page {
    /// The list.
    public var id: String
    /// Round and unit.
    public var name: String
    /// How many rows count as what: words and number, in order.
    public var counts: [(words: String, count: Int)]
    /// What was not simply found unchanged: name, answer and the word beside it.
    public var exceptions: [(label: String, answer: String, note: String)]
    /// What keeps the list from being signed: a sentence and where it is mended.
    public var obstacles: [LinkText]
    /// Rows in all.
    public var rowCount: Int
    /// The hash of what is seen.
    public var hash: String
    /// Who signs.
    public var signer: String
    /// The day.
    public var today: Day
    /// Whether the box was left empty.
    public var isUnacknowledged: Bool

    /// Every part by name.
    public init(
        id: String, name: String, counts: [(words: String, count: Int)],
        exceptions: [(label: String, answer: String, note: String)], obstacles: [LinkText], rowCount: Int,
        hash: String, signer: String, today: Day, isUnacknowledged: Bool = false
    ) {
        self.id = id
        self.name = name
        self.counts = counts
        self.exceptions = exceptions
        self.obstacles = obstacles
        self.rowCount = rowCount
        self.hash = hash
        self.signer = signer
        self.today = today
        self.isUnacknowledged = isUnacknowledged
    }

    public var title: String { "署名：\(name)" }
    public var place: MenuPlace? { .rounds }

    public func write(into html: inout HTML) {
        html.trail([LinkText("棚卸", .rounds), LinkText(name, .roundList(id))])
        html.h1("署名する")
        html.dl(.class("facts")) { html in
            for each in counts where each.count > 0 { html.pair(each.words, "\(grouped(each.count))件") }
        }
        if !exceptions.isEmpty { exceptionTable(into: &html) }
        if obstacles.isEmpty { signature(into: &html) } else { obstacleList(into: &html) }
        html.div(.class("actions")) { $0.a("一覧へ戻る", .href(.roundList(id)), .class("button")) }
    }

    private func exceptionTable(into html: inout HTML) {
        html.h2("変わりがあるもの（\(exceptions.count)件）")
        html.dataTable(
            "変わりがあるもの", ["名称", "答え", "説明"].map { TableColumn($0) }, hidesCaption: true
        ) { html in
            for each in exceptions {
                html.tr { html in
                    html.cell(.text(each.label), isRowHeading: true)
                    html.cell(.text(each.answer))
                    html.cell(.text(each.note))
                }
            }
        }
    }

    private func obstacleList(into html: inout HTML) {
        html.h2("署名の前にすること（\(obstacles.count)件）")
        html.ul { html in for each in obstacles.prefix(50) { html.li { $0.follow(each) } } }
    }

    private func signature(into html: inout HTML) {
        html.h2("署名")
        html.submission(to: .signRoundList(id), .class("form")) { html in
            html.field(.hidden("hash", hash))
            html.dl(.class("facts")) { html in
                html.pair("署名する人", signer)
                html.pair("日付", meaning: { $0.day(today) })
                html.pair("件数", "\(grouped(rowCount))件")
                html.pair("一覧の照合値", meaning: { $0.span(hash, .class("code")) })
            }
            html.fields([
                FormField(
                    "acknowledged", "確かめたこと",
                    .several([FormChoice("1", "この一覧の\(grouped(rowCount))件を見て、事実のとおりであることを確かめました。")]),
                    isRequired: true, error: isUnacknowledged ? "確かめたら、印を付けてください。" : nil)
            ])
            html.buttons("署名する", cancel: .roundList(id))
        }
    }
}
