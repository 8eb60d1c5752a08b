import Database
import Primitives
import Registers

/// Whole registers, for spreadsheets: in order, a stretch at a time.
extension RecordReader {
    /// All that a list finds, in its order, as the entries that made the versions: `versions(_:seqs:)` reads
    /// a stretch of them at a time, so that no order is sorted more than once.
    public func seqs(_ register: RegisterDefinition, _ query: ListQuery) throws -> [Int] {
        var query = query
        query.after = nil
        return try connection.rows(
            """
            SELECT from_seq FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query))
            ORDER BY \(ListOrder(register, query).sql)
            """
        ) { Int($0.integer(0)) }
    }

    /// The versions that are current, of those with these identifiers or of all.
    public func current(_ register: RegisterDefinition) throws -> [RegisterRow] {
        try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE \(valid) AND \(register.condition(for: .read).sql(for: viewer))
            """, register.row)
    }

    /// One version of a record as it was; nil where it is not that record's.
    public func version(_ register: RegisterDefinition, id: Identifier, seq: Int) throws -> RegisterRow? {
        try connection.firstRow(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE from_seq = \(seq) AND id = \(id.text)
            """, register.row)
    }

    /// Identifier and label of everything that may be seen.
    public func allLabels(_ register: RegisterDefinition) throws -> [(id: String, label: String)] {
        try connection.rows(
            """
            SELECT id, \(name: register.labelColumn) FROM \(name: register.table)
            WHERE \(valid) AND \(register.condition(for: .read).sql(for: viewer))
            ORDER BY \(name: register.labelColumn), id
            """
        ) { ($0.text(0), $0.text(1)) }
    }

    /// Versions that these entries of the ledger made, with the version that each superseded.
    public func versions(
        _ register: RegisterDefinition, made entries: Range<Int>
    ) throws -> [(made: RegisterRow, before: RegisterRow?)] {
        let made = try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE from_seq >= \(entries.lowerBound) AND from_seq < \(entries.upperBound) ORDER BY from_seq
            """, register.row)
        var before: [Int: RegisterRow] = [:]
        try connection.forEachRow(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE to_seq >= \(entries.lowerBound) AND to_seq < \(entries.upperBound)
            """
        ) { row in
            let row = try register.row(row)
            if let end = row.toSeq { before[end] = row }
        }
        return made.map { row in
            let old = before[row.fromSeq]
            return (row, old?.id == row.id ? old : nil)
        }
    }

    /// A register with a current record that links to one of those that these entries made and that no other
    /// entry of them made itself; nil where there is none.
    public func registerLinking(
        to register: RegisterDefinition, made entries: Range<Int>, among others: [RegisterDefinition]
    ) throws -> RegisterDefinition? {
        for other in others {
            for field in other.fields where field.kind == .link(register: register.name) {
                let found = try connection.integer(
                    """
                    SELECT o.from_seq FROM \(name: other.table) o
                    JOIN \(name: register.table) n ON n.id = o.\(name: field.column)
                    WHERE n.from_seq >= \(entries.lowerBound) AND n.from_seq < \(entries.upperBound)
                      AND n.to_seq IS NULL AND o.to_seq IS NULL
                      AND NOT (o.from_seq >= \(entries.lowerBound) AND o.from_seq < \(entries.upperBound))
                      AND NOT EXISTS (SELECT 1 FROM \(name: register.table) b
                                      WHERE b.id = n.id AND b.from_seq < \(entries.lowerBound))
                    ORDER BY o.from_seq LIMIT 1
                    """)
                if found != nil { return other }
            }
        }
        return nil
    }
}
