import Database
import Primitives
import Registers

/// What a grid asks of a register beside its lists.
extension RecordReader {
    /// Versions by the entries that made them, whatever has become of their records since.
    ///
    /// Nobody's permission is asked: for records of which the current version has been read for the viewer.
    public func versions(_ register: RegisterDefinition, seqs: Set<Int>) throws -> [Int: RegisterRow] {
        guard !seqs.isEmpty else { return [:] }
        let list = seqs.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
        let rows = try connection.rows(
            "SELECT \(register.versionColumns) FROM \(name: register.table) WHERE from_seq IN (\(list))",
            register.row)
        return Dictionary(rows.map { ($0.fromSeq, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The records that the viewer may see and whose column holds one of these texts.
    public func rows(
        _ register: RegisterDefinition, where column: String, isOneOf values: Set<String>
    ) throws -> [RegisterRow] {
        guard !values.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE \(name: column) IN (\(SQL.list(values))) AND \(valid) AND \(allowed(register))
            """, register.row)
    }

    /// How a list begins, without its total; one statement.
    public func beginning(_ register: RegisterDefinition, _ query: ListQuery) throws -> [RegisterRow] {
        let rows = try connection.rows(
            selection(register, query, ListOrder(register, query), register.versionColumns), register.row)
        return Array(rows.prefix(query.limit))
    }

    /// The current records whose column holds this identifier, whoever may see them.
    ///
    /// Nobody's permission is asked: for acts that must end what belongs to a record which they end.
    public func everyonesRows(
        _ register: RegisterDefinition, where column: String, is id: Identifier
    ) throws -> [RegisterRow] {
        try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE \(name: column) = \(id.text) AND \(valid) ORDER BY from_seq
            """, register.row)
    }

    /// The identifiers of all records that a query finds, in its order, at most so many.
    public func ids(_ register: RegisterDefinition, _ query: ListQuery, limit: Int) throws -> [Identifier] {
        var query = query
        query.limit = limit
        query.after = nil
        let texts = try connection.rows(
            selection(register, query, ListOrder(register, query), "id")
        ) { $0.text(0) }
        return texts.prefix(limit).compactMap { Identifier($0) }
    }
}
