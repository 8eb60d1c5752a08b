import Office
import Primitives
import WebPages

/// Whether a list is asked for as it stood at the end of a past day.
struct PastList {
    static let name = "on"

    /// The past day; nil for now.
    let day: Day?
    /// What the ledger held at its end; nil for now.
    let size: Int?
    /// The control above the list.
    let field: FormField

    init(_ fields: FormFields, _ office: Office) throws {
        let written = fields[Self.name]
        let asked = JapaneseEra.day(written)
        size = try asked.flatMap { try office.ledgerSize(atEndOf: $0) }
        day = size == nil ? nil : asked
        var field = FormField(
            Self.name, "いつの一覧か", .day, value: asked?.iso ?? written, hint: "空ならいまの一覧。過去の日はその日の終わり。")
        if asked == nil, !written.isEmpty {
            field.error = "日を読み取れないため、いまの一覧を出しています。R8.4.1 や 2026/4/1 の形で入れてください。"
        } else if let asked, asked > office.today {
            field.error = "先の日の一覧はありません。いまの一覧を出しています。"
        }
        self.field = field
    }
}
