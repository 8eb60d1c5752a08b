import Duties
import Primitives
import Registers
import Storage
import WebPages

/// A list's conditions in words, as they stand above it.
struct ListWords {
    private let address: ListAddress
    private let readings: [CellReading]
    private let labels: [String: String]

    /// Looks up what the records are called to which conditions point: a statement for each register.
    init(_ address: ListAddress, _ reader: RecordReader, _ catalogue: Catalogue) throws {
        self.address = address
        readings = address.register.fields.map { CellReading($0, catalogue) }
        var ids: [String: Set<String>] = [:]
        for condition in address.conditions where condition.asks == nil {
            guard let field = condition.field, case .link(let name) = address.register.fields[field].kind,
                condition.item.value != ListOperator.missing
            else { continue }
            ids[name, default: []].insert(condition.item.value)
        }
        var labels: [String: String] = [:]
        for (name, ids) in ids {
            guard let target = AllRegisters.named(name) else { continue }
            for (id, label) in try reader.labels(target, ids: ids) {
                labels[id] = RecordText.label(label, target, catalogue)
            }
        }
        self.labels = labels
    }

    /// Each condition with the address of the list without it.
    var conditions: [RegisterListPage.Condition] {
        address.conditions.map { condition in
            RegisterListPage.Condition(
                words: words(condition), without: address.without(condition.item.name))
        }
    }

    /// How the list is ordered, where somebody chose it.
    var order: String? { order(address) }

    private func order(_ address: ListAddress) -> String? {
        guard let column = address.query.sortColumn, let index = address.register.index(of: column) else {
            return nil
        }
        return "「\(address.register.fields[index].title)」の\(address.query.descending ? "大きい順" : "小さい順")"
    }

    /// Everything that a list of the same register says: conditions, order and columns. What its links are
    /// called is known where this list's are the same.
    func described(_ list: ListAddress) -> [String] {
        let chosen = list.items.contains { $0.name == ListAddress.columns }
        let columns = list.shown.map { list.register.fields[$0].title }.joined(separator: "、")
        return list.conditions.map(words) + (order(list).map { ["並び：\($0)"] } ?? [])
            + (chosen ? ["項目：\(columns)"] : []) + (list.showsTotals ? ["集計も出す"] : [])
    }

    /// What the record is called to which a condition points; nil where it may not be seen.
    func label(_ id: String) -> String? { labels[id] }

    private func words(_ condition: ListAddress.Condition) -> String {
        let written = condition.item.value
        guard let index = condition.field else { return "言葉：\(quoted(written))を含む" }
        let title = address.register.fields[index].title
        switch condition.asks {
        case nil:
            return "\(title)：" + (written == ListOperator.missing ? "未記入" : value(written, index))
        case .has: return "\(title)：\(quoted(written))を含む"
        case .words: return "\(title)の名称：\(quoted(written))を含む"
        case .from: return "\(title)：\(value(written, index)) から"
        case .to: return "\(title)：\(value(written, index)) まで"
        case .state: return "\(title)：" + (written == "empty" ? "未記入" : "記入あり")
        case .anyOf:
            let each = written.split(separator: ",").map {
                $0 == ListOperator.missing ? "未記入" : value(String($0), index)
            }
            return "\(title)：" + each.joined(separator: " か ")
        }
    }

    private func value(_ written: String, _ index: Int) -> String {
        let field = address.register.fields[index]
        if case .link = field.kind { return labels[written] ?? "選んだ記録" }
        guard let value = RecordForm.value(written, field.kind) else { return written }
        if case .text = field.kind, !field.namesRequirement { return "「\(written)」" }
        return readings[index].words(value)
    }

    private func quoted(_ written: String) -> String {
        FormFields.words(in: written).map { "「\($0)」" }.joined(separator: "と")
    }
}
