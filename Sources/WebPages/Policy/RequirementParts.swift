import Primitives

/// The one next step of a requirement.
public struct NextStep: Sendable {
    /// What to do, in one sentence.
    public var text: String
    /// The words on the button.
    public var button: String
    /// Where the button leads, unless it leads to the answer form below.
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

    /// The answer form of the same page, where the button leads nowhere else.
    var anchor: String? { link == nil ? "answer" : nil }
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
        html.dataTable("足りていない\(subjectTitle)", titles.map { TableColumn($0) }, hidesCaption: true) { html in
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

/// The form that records an answer to a requirement.
public struct AnswerForm: Sendable {
    /// `outcome`, `done_on`, `answered_by`, `valid_until` and `reason` as the register of answers names them;
    /// `evidence` is the file and never comes back.
    public var input: FormInput
    /// Whose hands it can be in; the value is a person's id.
    public var people: LinkPicker
    /// What a good note says, for this very requirement.
    public var example: String?

    /// Every part by name.
    public init(input: FormInput, people: LinkPicker, example: String? = nil) {
        self.input = input
        self.people = people
        self.example = example
    }

    func write(for requirement: String, into html: inout HTML) {
        html.section(.class("card"), .id("answer")) { html in
            html.h2("記録する")
            html.submission(
                to: .answer(requirement: requirement), withFiles: true, .class("form"), .improvement("guard")
            ) { html in
                html.fields(fields)
                html.buttons("記録する", minutes: 3)
            }
        }
    }

    var fields: [FormField] {
        [
            input.field(
                "outcome", "実施しましたか",
                .choice([
                    FormChoice("done", "実施した"),
                    FormChoice("not-done", "実施していない", note: "このままでも記録できます。理由をメモに書いてください。"),
                    FormChoice("not-applicable", "対象がない", note: "対象がないと確認した人・日・理由が記録されます。"),
                ]), isRequired: true),
            input.field("done_on", "いつの時点ですか", .day, isRequired: true),
            input.field("answered_by", "だれが行いましたか", .link(people), isRequired: true),
            input.field(
                "valid_until", "いつまで有効ですか", .day,
                guide: FieldGuide(
                    reason: "この日を過ぎると、もう一度確認する仕事としてお知らせします。", example: "年に1回のものなら、次の年度の末日")),
            input.field(
                "reason", "メモ", .longText(rows: 3),
                guide: FieldGuide(reason: "担当が替わっても、何をどう確かめたかが分かるように残します。", example: example)),
            input.field(
                "evidence", "証拠のファイル", .file(accepting: nil), hint: "起案文書、写真、一覧表など。20MBまで。あとから足すこともできます。"),
        ]
    }
}
