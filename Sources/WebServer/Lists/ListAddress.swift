import Primitives
import Registers
import Storage
import WebPages

/// A list as its address says it: conditions, order and columns, each once and in one order, so that two
/// addresses of one list are one text.
struct ListAddress {
    /// Names that are no fields of the register.
    static let words = "q"
    static let sort = "sort"
    static let order = "order"
    static let columns = "columns"
    static let totals = "totals"

    let register: RegisterDefinition
    /// Everything but the place in the list and the day on which it is looked at.
    private(set) var items: [QueryItem] = []
    /// What is asked, in the same order.
    private(set) var conditions: [Condition] = []
    /// What was written and cannot be read; it is not among the items.
    private(set) var problems: [Problem] = []
    /// What the database is asked.
    private(set) var query = ListQuery()
    /// The columns to show, as positions among the register's fields.
    private(set) var shown: [Int]
    /// Whether the totals are shown.
    private(set) var showsTotals = false

    /// One thing that is asked.
    struct Condition {
        /// How the address says it.
        let item: QueryItem
        /// The field, as a position among the register's; nil for words anywhere.
        let field: Int?
        /// Nil where the field must hold the value, or none.
        let asks: ListOperator?
    }

    init(_ fields: FormFields, _ register: RegisterDefinition) {
        self.register = register
        shown = register.listedFields
        let words = fields.words(Self.words)
        if !words.isEmpty {
            query.words = words
            add(QueryItem(Self.words, fields[Self.words]), nil, nil)
        }
        for (index, field) in register.fields.enumerated() where !field.isHidden {
            takeValue(fields[field.column], index)
            for asks in ListOperator.all(for: field) {
                take(fields.all(asks.name(field)).joined(separator: ","), index, asks)
            }
        }
        takeOrder(fields)
        takeColumns(fields.all(Self.columns).joined(separator: ","))
        if !fields[Self.totals].isEmpty {
            showsTotals = true
            items.append(QueryItem(Self.totals, "yes"))
        }
        query.after = ListCursor(text: fields["after"])
    }

    /// The same from the text of a saved view.
    init(text: String, _ register: RegisterDefinition) {
        var fields = FormFields()
        fields.add(urlEncoded: text)
        self.init(fields, register)
    }

    /// The whole as one text, for a saved view or a field that keeps it.
    var text: String { QueryItem.text(items) }

    /// Whether it is narrowed at all.
    var isNarrowed: Bool { !conditions.isEmpty }

    /// The items without one of them.
    func without(_ names: String...) -> [QueryItem] { items.filter { !names.contains($0.name) } }

    private mutating func add(_ item: QueryItem, _ field: Int?, _ asks: ListOperator?) {
        items.append(item)
        conditions.append(Condition(item: item, field: field, asks: asks))
    }

    private mutating func takeValue(_ written: String, _ index: Int) {
        let field = register.fields[index]
        guard !written.isEmpty else { return }
        if written == ListOperator.missing {
            query.filters[field.column] = .null
        } else if let value = RecordForm.value(written, field.kind) {
            query.filters[field.column] = value
        } else {
            return refuse(field)
        }
        add(QueryItem(field.column, Self.plain(written, field)), index, nil)
    }

    private mutating func take(_ written: String, _ index: Int, _ asks: ListOperator) {
        let field = register.fields[index]
        guard written.contains(where: { $0 != "," && $0 != " " && $0 != "　" }) else { return }
        if asks == .words, let filter = ListOperator.linkFilter(written, field) {
            query.linkFilters.append(filter)
        } else if let test = asks.test(written, field, { RecordForm.value($0, field.kind) }) {
            query.conditions.append(FieldCondition(field.column, test))
        } else {
            return refuse(field, asks)
        }
        add(QueryItem(asks.name(field), Self.plain(written, field)), index, asks)
    }

    /// A day is one day in whichever era it was written.
    private static func plain(_ written: String, _ field: FieldDescription) -> String {
        field.kind == .day ? JapaneseEra.day(written)?.iso ?? written : written
    }

    private mutating func takeOrder(_ fields: FormFields) {
        guard let index = register.index(of: fields[Self.sort]), !register.fields[index].isHidden else {
            return
        }
        query.sortColumn = register.fields[index].column
        query.descending = fields[Self.order] == "down"
        items.append(QueryItem(Self.sort, register.fields[index].column))
        if query.descending { items.append(QueryItem(Self.order, "down")) }
    }

    /// Whatever columns are chosen, the record's name is the first.
    private mutating func takeColumns(_ written: String) {
        let wanted = Set(written.split(separator: ",").map(String.init))
        let chosen = register.fields.indices.filter {
            $0 == 0 || wanted.contains(register.fields[$0].column) && !register.fields[$0].isHidden
        }
        guard chosen.count > 1, chosen != register.listedFields else { return }
        shown = chosen
        let names = chosen.map { register.fields[$0].column }
        items.append(QueryItem(Self.columns, names.joined(separator: ",")))
    }

    /// A condition that is left out silently would let a list pass for a shorter one.
    private mutating func refuse(_ field: FieldDescription, _ asks: ListOperator? = nil) {
        let how =
            switch field.kind {
            case .day: "日は R8.4.1 や 2026/4/1 の形で入れてください。"
            case .integer: "数字で入れてください。"
            default: "選び直してください。"
            }
        problems.append(
            Problem(
                "list.condition", "「\(field.title)」の条件を読み取れません。\(how)",
                field: asks?.name(field) ?? field.column))
    }
}
