import Database
import Primitives
import Registers

/// One line of a list: what a record's listed fields hold, and the names behind its links.
public struct ListLine: Sendable, Hashable {
    /// The record.
    public let id: String
    /// One for each column: the register's `listedFields`, or those that were asked for.
    public let values: [StoredValue]
    /// Beside `values`: the name of the record that a link leads to; nil where it may not be seen, has ended,
    /// or the field is no link.
    public let labels: [String?]
}

/// One page of a list with an honest total.
public struct ListLines: Sendable {
    /// In order.
    public let lines: [ListLine]
    /// Where the next page begins; nil on the last.
    public let next: ListCursor?
    /// All that the query finds and the viewer may see.
    public let total: Int
}

extension RecordReader {
    /// One page of a list as it is shown: `page` without what no list shows, names of links in the same
    /// statement.
    ///
    /// - Parameter columns: positions among the register's fields; nil for its `listedFields`.
    public func lines(
        _ register: RegisterDefinition, _ query: ListQuery, columns shown: [Int]? = nil
    ) throws -> ListLines {
        let shown = shown ?? register.listedFields
        let listed = shown.map { register.fields[$0] }
        let targets = listed.map { field in
            if case .link(let name) = field.kind {
                AllRegisters.named(name)
            } else {
                nil as RegisterDefinition?
            }
        }
        let order = ListOrder(register, query)
        var columns: SQL = "id, \(name: register.fields[order.field].column)"
        for field in listed { columns += ", \(name: field.column)" }
        for (field, target) in zip(listed, targets) {
            if let target { columns += ", \(label(of: target, in: register, field.column))" }
        }
        let statement = selection(register, query, order, columns)
        var lines: [ListLine] = []
        lines.reserveCapacity(query.limit + 1)
        var last: (value: StoredValue, id: String)?
        let integers = shown.map { register.holdsIntegers[$0] }
        let isLink = targets.map { $0 != nil }
        try connection.forEachRow(statement) { row in
            let line = line(row, integers, isLink)
            if lines.count == query.limit - 1 {
                last = (row.storedValue(1, isInteger: register.holdsIntegers[order.field]), line.id)
            }
            lines.append(line)
        }
        let hasMore = lines.count > query.limit
        if hasMore { lines.removeLast() }
        let next = last.flatMap { last in
            Identifier(last.id).map { order.cursor(after: $0, last.value, register) }
        }
        return ListLines(
            lines: lines, next: hasMore ? next : nil,
            total: order.place == nil && !hasMore ? lines.count : try count(register, query))
    }

    private func line(_ row: any Row, _ integers: [Bool], _ isLink: [Bool]) -> ListLine {
        var values: [StoredValue] = []
        var labels: [String?] = []
        values.reserveCapacity(integers.count)
        labels.reserveCapacity(integers.count)
        var label = 2 + integers.count
        for index in integers.indices {
            values.append(row.storedValue(index + 2, isInteger: integers[index]))
            if isLink[index] {
                labels.append(row.isNull(label) ? nil : row.text(label))
                label += 1
            } else {
                labels.append(nil)
            }
        }
        return ListLine(id: row.text(0), values: values, labels: labels)
    }

    /// The name behind a link, with the viewer's condition on the register that it leads to.
    private func label(
        of target: RegisterDefinition, in register: RegisterDefinition, _ column: String
    ) -> SQL {
        """
        (SELECT label FROM (SELECT id AS linked, \(name: target.labelColumn) AS label
        FROM \(name: target.table) WHERE \(valid) AND \(allowed(target))) AS target
        WHERE linked = \(name: register.table).\(name: column))
        """
    }
}

extension Row {
    func storedValue(_ column: Int, isInteger: Bool) -> StoredValue {
        if isNull(column) { return .null }
        return isInteger ? .integer(integer(column)) : .text(text(column))
    }
}
