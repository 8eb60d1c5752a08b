import Database
import Primitives
import Registers

/// Reads records for one viewer. The permission is in every statement; nothing is filtered after paging or
/// counting.
public struct RecordReader {
    /// The connection; one snapshot.
    public let connection: any Connection
    /// Who asks.
    public let viewer: Viewer
    /// Only what the ledger held up to this many entries; nil reads what is current.
    public let knownSize: Int?

    /// A reader on one snapshot for one viewer, as of now or as of a ledger size.
    public init(_ connection: any Connection, viewer: Viewer, knownSize: Int? = nil) {
        self.connection = connection
        self.viewer = viewer
        self.knownSize = knownSize
    }

    var valid: SQL { Validity.condition(knownSize) }

    func allowed(_ register: RegisterDefinition) -> SQL {
        register.condition(for: .read).sql(for: viewer)
    }

    /// The record as the viewer may see it; nil where there is none or it may not be seen.
    public func row(_ register: RegisterDefinition, id: Identifier) throws -> RegisterRow? {
        try connection.firstRow(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE id = \(id.text) AND \(valid) AND \(allowed(register))
            """, register.row)
    }

    /// All versions, oldest first. The current version must be visible to the viewer (the last one, where
    /// it is closed).
    public func versions(_ register: RegisterDefinition, id: Identifier) throws -> [RegisterRow] {
        let rows = try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE id = \(id.text) ORDER BY from_seq
            """, register.row)
        guard let last = rows.last else { return [] }
        let condition = register.condition(for: .read)
        let mayRead = condition.allows(viewer) { column in
            register.index(of: column).map { last.values[$0] } ?? .null
        }
        return mayRead ? rows : []
    }

    /// The first record of a list; nil where it is empty.
    public func first(_ register: RegisterDefinition, _ query: ListQuery) throws -> RegisterRow? {
        var query = query
        query.limit = 1
        return try connection.firstRow(
            selection(register, query, ListOrder(register, query), register.versionColumns), register.row)
    }

    /// One page of a list.
    public func page(_ register: RegisterDefinition, _ query: ListQuery) throws -> ListPage {
        let order = ListOrder(register, query)
        let rows = try connection.rows(
            selection(register, query, order, register.versionColumns), register.row)
        let hasMore = rows.count > query.limit
        let shown = Array(rows.prefix(query.limit))
        let next =
            hasMore
            ? shown.last.map { order.cursor(after: $0.id, $0.values[order.field], register) } : nil
        // A list that is whole on its first page has been counted by reading it.
        let isWhole = order.place == nil && !hasMore
        return ListPage(rows: shown, next: next, total: isWhole ? rows.count : try count(register, query))
    }

    /// The statement for a page and one row more.
    func selection(
        _ register: RegisterDefinition, _ query: ListQuery, _ order: ListOrder, _ columns: SQL
    ) -> SQL {
        let found: SQL = """
            FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query))\(order.after)
            ORDER BY \(order.sql) LIMIT \(query.limit + 1)
            """
        if order.isIndexed { return "SELECT \(columns) \(found)" }
        // All that is found has to be sorted: by the key alone, and the columns (with names behind links,
        // each a question of its own) only for the few that are shown.
        return """
            SELECT \(columns) FROM \(name: register.table)
            WHERE from_seq IN (SELECT from_seq \(found)) ORDER BY \(order.sql)
            """
    }

    /// How many records the viewer may see, with the query's filter.
    public func count(_ register: RegisterDefinition, _ query: ListQuery = ListQuery()) throws -> Int {
        Int(try connection.integer("SELECT \(total(register, query))") ?? 0)
    }

    /// The versions of these records that the viewer may see, in no order; those that may not be seen are
    /// missing.
    public func rows(_ register: RegisterDefinition, ids: Set<String>) throws -> [RegisterRow] {
        guard !ids.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT \(register.versionColumns) FROM \(name: register.table)
            WHERE id IN (\(SQL.list(ids))) AND \(valid) AND \(allowed(register))
            """, register.row)
    }

    /// The text that stands for each record in lists and links; those that may not be seen are missing.
    public func labels(_ register: RegisterDefinition, ids: Set<String>) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        var labels: [String: String] = [:]
        try connection.forEachRow(
            """
            SELECT id, \(name: register.labelColumn) FROM \(name: register.table)
            WHERE id IN (\(SQL.list(ids))) AND \(valid) AND \(allowed(register))
            """
        ) { labels[$0.text(0)] = $0.text(1) }
        return labels
    }

    /// The number of what a query finds, as a value of a SELECT.
    func total(_ register: RegisterDefinition, _ query: ListQuery) -> SQL {
        if knownSize == nil, query.findsAll, register.condition(for: .read).isUnconditional(for: viewer) {
            return "(SELECT current_count FROM register_heads WHERE register = \(register.name))"
        }
        return """
            (SELECT COUNT(*) FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query)))
            """
    }

    func filterCondition(_ register: RegisterDefinition, _ query: ListQuery) -> SQL {
        var condition: SQL = ""
        if query.isForWriting { condition += " AND \(register.condition(for: .write).sql(for: viewer))" }
        for (column, value) in query.filters.sorted(by: { $0.key < $1.key })
        where register.index(of: column) != nil {
            condition += value == .null ? " AND \(name: column) IS NULL" : " AND \(name: column) = \(value)"
        }
        let searched = register.fields.filter { $0.isSearched && !$0.isHidden }
        for word in query.words where !searched.isEmpty {
            let found = searched.map { containing($0.column, word) }.joined(separator: " OR ")
            condition += " AND (\(found))"
        }
        for link in query.linkFilters where register.index(of: link.column) != nil {
            let target = link.target
            let named = link.words.map { " AND " + containing(target.labelColumn, $0) }.joined(separator: "")
            condition +=
                """
                 AND \(name: link.column) IN (SELECT id FROM \(name: target.table)
                WHERE \(valid) AND \(allowed(target))\(named))
                """
        }
        return condition + sql(query.conditions, register)
    }

    func containing(_ column: String, _ word: String) -> SQL {
        switch connection.dialect {
        case .sqlite: "INSTR(LOWER(\(name: column)), LOWER(\(word))) > 0"
        case .postgresql: "STRPOS(LOWER(\(name: column)), LOWER(\(word))) > 0"
        }
    }
}

/// Which versions a reader sees: what is current, or what the ledger held at a size.
enum Validity {
    static func condition(_ knownSize: Int?) -> SQL {
        guard let knownSize else { return "to_seq IS NULL" }
        return "from_seq < \(knownSize) AND (to_seq IS NULL OR to_seq >= \(knownSize))"
    }
}
