import Primitives

/// The one next step of a requirement.
public struct NextStep: Sendable {
    /// What to do, in one sentence.
    public var text: String
    /// The words on the button.
    public var button: String
    /// Where the work is done; nil leads to the answer form below, under the words of `button`.
    public var link: LinkText?
    /// Whose role it is.
    public var role: String
    /// About how many minutes.
    public var minutes: Int

    /// Every part by name.
    public init(text: String, button: String, link: LinkText? = nil, role: String, minutes: Int) {
        self.text = text
        self.button = button
        self.link = link
        self.role = role
        self.minutes = minutes
    }
}

/// Who confirmed that there is nothing in scope, when and why.
public struct ScopeNote: Sendable {
    /// The name.
    public var by: String
    /// The day.
    public var on: Day
    /// The reason, in words.
    public var reason: String

    /// Every part by name.
    public init(by: String, on: Day, reason: String) {
        self.by = by
        self.on = on
        self.reason = reason
    }
}

/// The subjects that fall short.
public struct SubjectTable: Sendable {
    /// The headings after the first, which is the subject itself.
    public var columns: [String]
    /// What the subject is, such as 情報資産.
    public var subjectTitle: String
    /// The first rows; see `totalCount`.
    public var rows: [Row]
    /// All that fall short.
    public var totalCount: Int
    /// The list of all of them.
    public var all: LinkText?

    /// Every part by name.
    public init(
        columns: [String], subjectTitle: String, rows: [Row], totalCount: Int, all: LinkText? = nil
    ) {
        self.columns = columns
        self.subjectTitle = subjectTitle
        self.rows = rows
        self.totalCount = totalCount
        self.all = all
    }

    /// One subject that falls short.
    public struct Row: Sendable {
        /// Its name.
        public var name: String
        /// Its record; nil where it has none, such as a role that nobody holds.
        public var address: Address?
        /// Why it falls short, in words.
        public var reason: String
        /// One for each of the table's columns.
        public var cells: [CellText]

        /// Every part by name.
        public init(name: String, address: Address? = nil, reason: String, cells: [CellText]) {
            self.name = name
            self.address = address
            self.reason = reason
            self.cells = cells
        }
    }

    func write(into html: inout HTML) {
        let titles = [subjectTitle, "足りない点"] + columns
        html.dataTable(
            "足りていない\(subjectTitle)", titles.map { TableColumn($0) }, hidesCaption: true,
            style: columns.isEmpty ? "table-frame subject-table" : "table-frame"
        ) { html in
            for row in rows {
                html.tr { html in
                    let name = row.address.map { CellText.link(row.name, $0) } ?? .text(row.name)
                    html.cell(name, isRowHeading: true)
                    html.cell(.text(row.reason))
                    for cell in row.cells { html.cell(cell) }
                }
            }
        }
        guard totalCount > rows.count else { return }
        html.p { html in
            html.text("\(grouped(totalCount))件のうち\(grouped(rows.count))件を表示しています。")
            if let all { html.follow(all) }
        }
    }
}

/// One answer of the past.
public struct AnswerLine: Sendable {
    /// The day that it speaks of.
    public var on: Day
    /// Who gave it.
    public var by: String
    /// 実施した or 実施していない, and the note.
    public var text: String
    /// Until when it holds.
    public var validUntil: Day?

    /// Every part by name.
    public init(on: Day, by: String, text: String, validUntil: Day? = nil) {
        self.on = on
        self.by = by
        self.text = text
        self.validUntil = validUntil
    }
}

/// Another rule that asks for the same.
public struct CrosswalkLine: Sendable {
    /// Such as 施行規則16条の3第1項.
    public var source: String
    /// Such as 第4号.
    public var place: String
    /// False shows 当方の対応付け・未確認.
    public var isVerified: Bool

    /// Every part by name.
    public init(source: String, place: String, isVerified: Bool) {
        self.source = source
        self.place = place
        self.isVerified = isVerified
    }
}
