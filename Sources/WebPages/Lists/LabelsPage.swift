/// Labels of records on sheets of A4, to be printed.
public struct LabelsPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The list of which labels are printed.
    public var list: [QueryItem]
    /// The labels, in the order of the list.
    public var labels: [Label]
    /// All records of the list.
    public var totalCount: Int
    /// How a sheet is cut.
    public var sheet: Sheet
    /// The label on the first sheet at which printing begins, from 1.
    public var start: Int

    /// How a sheet is cut.
    public enum Sheet: String, Sendable, CaseIterable {
        case small = "24"
        case large = "12"

        /// Labels of one sheet.
        public var count: Int { self == .small ? 24 : 12 }
        var title: String {
            switch self {
            case .small: "24面（3列×8段、66×33.9 mm）"
            case .large: "12面（2列×6段、83.8×42.3 mm）"
            }
        }
        var style: StaticString {
            switch self {
            case .small: "label-sheet of-24"
            case .large: "label-sheet of-12"
            }
        }
    }

    /// One label.
    public struct Label: Sendable {
        /// The class as documents are marked with it; large.
        public var mark: String
        /// What the record is called.
        public var name: String
        /// Further lines: who keeps it, what may be done with it.
        public var lines: [String]

        /// Every part by name.
        public init(mark: String, name: String, lines: [String]) {
            self.mark = mark
            self.name = name
            self.lines = lines
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, list: [QueryItem], labels: [Label], totalCount: Int,
        sheet: Sheet, start: Int
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.list = list
        self.labels = labels
        self.totalCount = totalCount
        self.sheet = sheet
        self.start = start
    }

    public var title: String { "\(registerTitle)のラベル" }
    public var place: MenuPlace? { .registers }

    private var back: [QueryItem] { list.isEmpty ? RegisterListPage.everything : list }

    public func write(into html: inout HTML) {
        html.div(.class("on-screen")) { html in
            html.trail([
                LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: back),
            ])
            html.h1(title)
            html.p("一覧に出ている順に並びます。ラベルにする記録は、一覧の条件で選びます。色がなくても読めるので、白黒で刷れます。", .class("lead"))
            if totalCount > labels.count {
                html.p("この一覧は\(grouped(totalCount))件あります。はじめの\(grouped(labels.count))件を出しています。条件で分けて刷ってください。")
            }
            form(into: &html)
            html.p(
                "ブラウザーの印刷で、用紙は A4、大きさは「そのまま（原寸）」、余白は「なし」を選びます。はじめに普通の紙で刷って、ラベルの紙と重ねて確かめてください。", .class("hint")
            )
        }
        guard !labels.isEmpty else {
            html.p("あてはまる記録がありません。一覧の条件を変えてください。", .class("card"))
            return
        }
        sheets(into: &html)
    }

    private func form(into html: inout HTML) {
        html.query(to: .labels(register), .class("toolbar")) { html in
            for item in list { html.field(.hidden(item.name, item.value)) }
            html.field(
                FormField(
                    "label-sheet", "ラベルの紙", .list(Sheet.allCases.map { FormChoice($0.rawValue, $0.title) }),
                    value: sheet.rawValue))
            html.field(
                FormField(
                    "label-start", "何枚目のラベルから", .number(unit: "枚目"), value: String(start),
                    hint: "使いかけの紙のときに。左上が1です。"))
            html.button("並べ直す", .type("submit"))
            html.a("一覧に戻る", .href(.register(register), query: back), .class("button"))
        }
    }

    private func sheets(into html: inout HTML) {
        let cells = [Label?](repeating: nil, count: start - 1) + labels
        for first in stride(from: 0, to: cells.count, by: sheet.count) {
            let part = cells[first..<min(cells.count, first + sheet.count)]
            html.div(.class(sheet.style), .role("list"), .label("\(first / sheet.count + 1)枚目の紙")) { html in
                for cell in part {
                    guard let cell else {
                        html.div(.class("label empty"), .role("presentation")) { _ in }
                        continue
                    }
                    html.div(.class("label"), .role("listitem")) { html in
                        html.p(cell.mark, .class("label-mark"))
                        html.p(cell.name, .class("label-name"))
                        for line in cell.lines { html.p(line) }
                    }
                }
            }
        }
    }
}
