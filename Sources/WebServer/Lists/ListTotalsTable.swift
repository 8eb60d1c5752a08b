import Primitives
import Registers
import Storage
import WebPages

/// What a list adds up to, as its page shows it: each count leads to the list of what it counts.
struct ListTotalsTable {
    let address: ListAddress

    func totals(_ totals: ListTotals) -> RegisterListPage.Totals {
        let fields = address.register.fields
        return RegisterListPage.Totals(
            count: totals.count,
            choices: totals.choices.map { choice in
                let field = fields[choice.field]
                var counts = zip(field.kind.countedValues, choice.counts).map { value, count in
                    line(of: field, code(value), title(value, field), count)
                }
                if choice.emptyCount > 0 {
                    counts.append(line(of: field, ListOperator.missing, "未記入", choice.emptyCount))
                }
                return RegisterListPage.Totals.Choice(
                    title: field.title, counts: counts.filter { $0.count > 0 })
            },
            sums: totals.sums.filter { $0.filledCount > 0 }.map { sum in
                RegisterListPage.Totals.Sum(
                    title: fields[sum.field].title, sum: sum.sum.map { Int($0) },
                    least: Int(sum.least ?? 0), largest: Int(sum.largest ?? 0), filledCount: sum.filledCount)
            })
    }

    private func line(
        of field: FieldDescription, _ code: String, _ title: String, _ count: Int
    ) -> RegisterListPage.Totals.Count {
        let others = address.items.filter {
            $0.name != field.column && $0.name != ListOperator.anyOf.name(field)
        }
        return RegisterListPage.Totals.Count(
            title: title, count: count, query: others + [QueryItem(field.column, code)])
    }

    private func code(_ value: StoredValue) -> String {
        switch value {
        case .integer(let flag): flag == 1 ? "true" : "false"
        default: value.text ?? ""
        }
    }

    private func title(_ value: StoredValue, _ field: FieldDescription) -> String {
        switch (field.kind, value) {
        case (.choice(let options), .text(let code)): options.first { $0.code == code }?.title ?? code
        default: value == .integer(1) ? "はい" : "いいえ"
        }
    }
}
