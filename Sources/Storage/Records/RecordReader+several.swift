import Database
import Registers

/// How a list begins.
public struct ListBeginning: Sendable {
    /// The first records by name, as many as the query's limit: identifier and what stands for each.
    public let records: [(id: String, label: String)]
    /// All that the query finds and the viewer may see.
    public let total: Int
}

/// Several lists for one page: a page asks as many statements for ten registers as for one.
extension RecordReader {
    /// How lists of several registers begin, in the order of `lists`; each by name, whatever its query says
    /// of an order or a place. Two statements, however many lists there are.
    public func beginnings(
        _ lists: [(register: RegisterDefinition, query: ListQuery)]
    ) throws -> [ListBeginning] {
        guard !lists.isEmpty else { return [] }
        var records = lists.map { _ in [(id: String, label: String)]() }
        let each = lists.enumerated().map { index, list in beginning(index, list.register, list.query) }
        // Parts of a union come in no order of their own.
        try connection.forEachRow(
            """
            SELECT list, id, label FROM (\(each.joined(separator: " UNION ALL "))) AS lists
            ORDER BY list, label, id
            """
        ) { row in records[Int(row.integer(0))].append((row.text(1), row.text(2))) }
        let longer = lists.indices.filter { records[$0].count > lists[$0].query.limit }
        let totals = Dictionary(uniqueKeysWithValues: zip(longer, try counts(longer.map { lists[$0] })))
        return lists.indices.map { index in
            ListBeginning(
                records: Array(records[index].prefix(lists[index].query.limit)),
                total: totals[index] ?? records[index].count)
        }
    }

    /// How many records each query finds and the viewer may see, in the order of `lists`; one statement.
    public func counts(_ lists: [(register: RegisterDefinition, query: ListQuery)]) throws -> [Int] {
        guard !lists.isEmpty else { return [] }
        let each = lists.map { total($0.register, $0.query) }.joined(separator: ", ")
        return try connection.firstRow("SELECT \(each)") { row in
            lists.indices.map { Int(row.integer($0)) }
        } ?? []
    }

    /// The identifiers of all records that the viewer may see, by register; a register that the viewer sees
    /// whole is left out, one of which the viewer sees nothing is empty. One statement.
    public func visible(_ registers: [RegisterDefinition]) throws -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        let partly = registers.filter { !$0.condition(for: .read).isUnconditional(for: viewer) }
        for register in partly { found[register.name] = [] }
        let asked = partly.filter { $0.condition(for: .read).mayAllowSomething(viewer) }
        guard !asked.isEmpty else { return found }
        let each = asked.map { register -> SQL in
            """
            SELECT \(register.name) AS register, id FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))
            """
        }
        try connection.forEachRow(each.joined(separator: " UNION ALL ")) { row in
            found[row.text(0), default: []].insert(row.text(1))
        }
        return found
    }

    private func beginning(_ index: Int, _ register: RegisterDefinition, _ query: ListQuery) -> SQL {
        let name = SQL(unboundText: "list_\(index)")
        let label: SQL = "\(name: register.labelColumn)"
        return """
            SELECT list, id, label FROM (
            SELECT \(SQL(unboundText: String(index))) AS list, id, \(label) AS label
            FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query))
            ORDER BY \(label), id LIMIT \(query.limit + 1)) AS \(name)
            """
    }
}
