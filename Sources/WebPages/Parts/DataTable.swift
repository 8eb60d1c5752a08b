import Primitives

/// One column of a table.
public struct TableColumn: Sendable {
    /// The heading.
    public var title: String
    /// Digits stand right and under each other.
    public var isNumber = false
    /// Where pressing the heading leads: the same list in that order; nil where it cannot be ordered.
    public var sortQuery: [QueryItem]?
    /// The order that the list has now, if it is by this column.
    public var order: Order?

    /// Of the rows that are shown.
    public enum Order: Sendable {
        /// あ to ん, old to new.
        case ascending
        /// ん to あ, new to old.
        case descending
    }

    /// A column that cannot be ordered unless `sortQuery` says so.
    public init(
        _ title: String, isNumber: Bool = false, sortQuery: [QueryItem]? = nil, order: Order? = nil
    ) {
        self.title = title
        self.isNumber = isNumber
        self.sortQuery = sortQuery
        self.order = order
    }
}

/// What one cell of a table shows.
public enum CellText: Sendable {
    /// Words.
    case text(String)
    /// A number with groups of three.
    case number(Int)
    /// A day in the era's years.
    case day(Day)
    /// Words that lead to another record.
    case link(String, Address)
    /// Sign and word.
    case verdict(VerdictSign)
    /// Nothing recorded: shown as 未記入, because an empty cell says nothing.
    case missing
}

extension HTML {
    /// A table with its caption and column headings, in a frame that scrolls sideways on small screens.
    mutating func dataTable(
        _ captionText: String, _ columns: [TableColumn], at address: Address = .home,
        hidesCaption: Bool = false,
        style: StaticString = "table-frame",
        rows: (inout HTML) -> Void
    ) {
        div(.class(style), .role("region"), .label(captionText), .scrollable) { html in
            html.table { html in
                html.caption(captionText, .class(hidesCaption ? "unseen" : ""))
                html.thead { html in
                    html.tr { html in
                        for column in columns { html.heading(column, at: address) }
                    }
                }
                html.tbody(content: rows)
            }
        }
    }

    private mutating func heading(_ column: TableColumn, at address: Address) {
        let direction: StaticString? = column.order.map { $0 == .ascending ? "ascending" : "descending" }
        th(.scope("col"), .class(column.isNumber ? "number" : ""), .sorted(direction)) { html in
            guard let query = column.sortQuery else { return html.text(column.title) }
            html.a(.href(address, query: query)) { html in
                html.text(column.title)
                switch column.order {
                case .ascending: html.span("▲", .class("order"), .hiddenFromReaders)
                case .descending: html.span("▼", .class("order"), .hiddenFromReaders)
                case nil: break
                }
            }
        }
    }

    /// One cell; the first cell of a row names the row.
    ///
    /// Cells and their links are most of a list, so their tags are written whole: a list of attributes for
    /// each would be an allocation each.
    mutating func cell(_ cell: CellText, isRowHeading: Bool = false) {
        if isRowHeading {
            literal("<th scope=\"row\">")
            cellText(cell)
            return literal("</th>")
        }
        if case .number = cell { literal("<td class=\"number\">") } else { literal("<td>") }
        cellText(cell)
        literal("</td>")
    }

    /// A row heading that leads to its record.
    mutating func rowHeading(_ name: String, _ address: Address) {
        literal("<th scope=\"row\">")
        plainLink(name, address)
        literal("</th>")
    }

    private mutating func plainLink(_ words: String, _ address: Address) {
        literal("<a href=\"")
        address.write(into: &self)
        literal("\">")
        text(words)
        literal("</a>")
    }

    /// What a cell shows, anywhere.
    mutating func cellText(_ cell: CellText) {
        switch cell {
        case .text(let text): self.text(text)
        case .number(let number): text(grouped(number))
        case .day(let day): self.day(day)
        case .link(let words, let address): plainLink(words, address)
        case .verdict(let sign): verdict(sign)
        case .missing: literal("<span class=\"missing\">未記入</span>")
        }
    }
}
