import Database
import Primitives
import Registers

/// A few columns of whole registers, for what compares every record with every other.
extension RecordReader {
    /// Identifier and these fields of all current records that the viewer may see, in no order.
    public func values(
        _ register: RegisterDefinition, columns: [Int]
    ) throws -> [(id: Identifier, values: [StoredValue])] {
        let names = columns.map { ", \(name: register.fields[$0].column)" as SQL }.joined(separator: "")
        let integers = columns.map { register.holdsIntegers[$0] }
        var found: [(id: Identifier, values: [StoredValue])] = []
        try connection.forEachRow(
            "SELECT id\(names) FROM \(name: register.table) WHERE \(valid) AND \(allowed(register))"
        ) { row in
            guard let id = Identifier(row.text(0)) else { return }
            found.append((id, integers.indices.map { row.storedValue($0 + 1, isInteger: integers[$0]) }))
        }
        return found
    }

    /// Pairs of identifiers that two columns of current records hold.
    public func pairs(
        _ register: RegisterDefinition, _ first: String, _ second: String, where values: [String: StoredValue]
    ) throws -> [[Identifier]] {
        let query = ListQuery(filters: values)
        return try connection.rows(
            """
            SELECT \(name: first), \(name: second) FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query))
            """
        ) { row in [Identifier(row.text(0)), Identifier(row.text(1))].compactMap(\.self) }
    }
}
