import CLibPQ
import Database

/// One connection to the server, with the statements that it has prepared.
///
/// `@unchecked Sendable`: the slots hand a connection to one thread at a time; nothing in here is shared.
final class ServerConnection: @unchecked Sendable {
    let handle: OpaquePointer
    var statementCount = 0
    /// Up to which change of tables its prepared statements are known to be good.
    var generation = 0
    var prepared = PreparedNames()
    var parameters = ServerParameters()
    var pipeline = Pipeline()
    private var stream: RowStream?

    /// - Throws: `DatabaseError.cannotOpen` where nobody answers or the account is a superuser, whom no role
    ///   and no grant would hold: one organization's statements could then reach another's rows.
    init(_ address: ServerAddress, allowSuperuser: Bool) throws(DatabaseError) {
        // A line that was cut without a word is given up after a minute, not after the system's hours. What
        // the address says itself comes later and so holds.
        let quiet = [
            ("keepalives_idle", "20"), ("keepalives_interval", "10"), ("keepalives_count", "4"),
            ("tcp_user_timeout", "60000"),
        ]
        let keywords =
            quiet.map(\.0) + ["connect_timeout", "fallback_application_name", "dbname", "client_encoding"]
        let values = quiet.map(\.1) + ["10", "toride", address.text, "UTF8"]
        guard let handle = ServerConnection.connect(keywords, values) else {
            throw .cannotOpen(address.shown, "out of memory")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw .cannotOpen(address.shown, ServerFailure(connection: handle).words)
        }
        // Notices would go to standard error, unasked.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        let isSuperuser = PQparameterStatus(handle, "is_superuser").map { String(cString: $0) } != "off"
        if isSuperuser && !allowSuperuser {
            throw .cannotOpen(address.shown, "the account is a superuser; give an ordinary account")
        }
    }

    deinit { PQfinish(handle) }

    /// Whether nothing more will be answered.
    var isLost: Bool { PQstatus(handle) == CONNECTION_BAD }

    /// Whether the line stands, as far as can be told without asking.
    ///
    /// A server that ends a connection says so unasked and hangs up: the first look takes in its words, the
    /// second meets the end of the line.
    var stands: Bool {
        finishReceiving()
        return PQconsumeInput(handle) == 1 && PQconsumeInput(handle) == 1 && !isLost
    }

    /// Whether no transaction is open and the next one can begin.
    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Runs statements of our own, several at once, with nothing bound; the tag of the last, such as
    /// `COMMIT`.
    @discardableResult
    func command(_ text: String) throws -> String {
        finishReceiving()
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result, sql: text)
        return String(cString: PQcmdStatus(result))
    }

    /// Runs a statement to its end; the number of rows that it changed.
    func execute(_ sql: SQL) throws -> Int {
        try settle()
        finishReceiving()
        statementCount += 1
        try parameters.set(sql)
        let name = try preparedName(of: sql)
        let types = parameters.types
        let result = parameters.withPointers { pointers in
            if let name {
                PQexecPrepared(
                    handle, name, Int32(types.count), pointers.values, pointers.lengths, pointers.formats, 1)
            } else {
                PQexecParams(
                    handle, sql.withNumberedParameters, Int32(types.count), types, pointers.values,
                    pointers.lengths, pointers.formats, 1)
            }
        }
        defer { PQclear(result) }
        try check(result, sql: sql)
        return ServerConnection.changedRows(result)
    }

    /// Calls `body` for each row while the rows come in, so that a large answer is never whole in memory.
    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try settle()
        finishReceiving()
        statementCount += 1
        try parameters.set(sql)
        try send(sql, name: try preparedName(of: sql))
        PQsetSingleRowMode(handle)
        let stream = RowStream()
        self.stream = stream
        defer { if self.stream === stream { self.stream = nil } }
        var failure: DatabaseError?
        do {
            while let result = stream.next(from: handle) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_SINGLE_TUPLE: try body(ServerRow(result: result, row: 0))
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
                default: failure = error(of: result, sql: sql.withNumberedParameters)
                }
            }
        } catch {
            stream.discardRest(from: handle)
            throw error
        }
        if let failure { throw failure }
    }

    /// Sends a statement without waiting for its answer, which its sender then takes off the line.
    func send(_ sql: SQL, name: String?) throws {
        let types = parameters.types
        let isSent = parameters.withPointers { pointers in
            if let name {
                PQsendQueryPrepared(
                    handle, name, Int32(types.count), pointers.values, pointers.lengths, pointers.formats, 1)
            } else {
                PQsendQueryParams(
                    handle, sql.withNumberedParameters, Int32(types.count), types, pointers.values,
                    pointers.lengths, pointers.formats, 1)
            }
        }
        if isSent == 0 { throw error(of: nil, sql: sql.withNumberedParameters) }
    }

    /// Forgets all prepared statements, because tables have changed: an old plan with another result is
    /// refused.
    func forgetStatements() throws {
        if prepared.removeAll() { try command("DEALLOCATE ALL") }
    }

    func error(of result: OpaquePointer?, sql: String) -> DatabaseError {
        let failure = result.map { ServerFailure(result: $0) } ?? ServerFailure(connection: handle)
        return failure.databaseError(sql: sql, isLost: isLost)
    }

    /// Where rows of another statement are still coming in, keeps them aside for whoever reads them.
    func finishReceiving() {
        stream?.keepRest(from: handle)
        stream = nil
    }

    private func check(_ result: OpaquePointer?, sql: @autoclosure () -> SQL) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default: throw error(of: result, sql: sql().withNumberedParameters)
        }
    }

    private func check(_ result: OpaquePointer?, sql: String) throws {
        try check(result, sql: SQL(unboundText: sql))
    }

    /// The name under which the server knows the statement; nil for statements that are run as they come
    /// (DDL).
    func preparedName(of sql: SQL) throws -> String? {
        let types = parameters.types
        if let name = prepared.name(of: sql, types: types, now: statementCount) { return name }
        guard PreparedNames.isWorthPreparing(sql) else { return nil }
        for old in prepared.removeOldest() { try command("DEALLOCATE \(old)") }
        let name = prepared.newName()
        let result = PQprepare(handle, name, sql.withNumberedParameters, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result, sql: sql)
        prepared.insert(sql, types: types, name, now: statementCount)
        return name
    }

    static func changedRows(_ result: OpaquePointer?) -> Int {
        guard PQresultStatus(result) == PGRES_COMMAND_OK || PQnfields(result) > 0 else { return 0 }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    private static func connect(_ keywords: [String], _ values: [String]) -> OpaquePointer? {
        // libpq wants arrays of C strings with nil at the end; the copies live until it has read them.
        let copies = (keywords + values).map { Array($0.utf8CString) }
        func withAddresses(
            _ index: Int, _ addresses: [UnsafePointer<CChar>?]
        ) -> OpaquePointer? {
            guard index < copies.count else {
                return PQconnectdbParams(
                    addresses.prefix(keywords.count) + [nil], addresses.suffix(values.count) + [nil], 1)
            }
            return copies[index].withUnsafeBufferPointer {
                withAddresses(index + 1, addresses + [$0.baseAddress])
            }
        }
        return withAddresses(0, [])
    }
}
