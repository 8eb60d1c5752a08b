import CLibPQ
import Database

/// Statements that were sent one behind the other and whose answers have not been taken yet.
struct Pipeline {
    var isOpen = false
    var sent: [SQL] = []
    /// Rows that those changed whose answers have been taken.
    var changedRows = 0
    /// The first failure since the transaction, or the savepoint around it, began.
    var failure: LateFailure?

    /// Statements sent before their answers are taken: those answers, which are short, must fit into the
    /// line's buffers, so that the server never waits for us to read while we wait for it to read.
    static let limit = 512
    /// After so many the server is told to begin, so that it works while we make the next ones.
    static let share = 16
}

extension ServerConnection {
    /// Runs statements one after the other without waiting for each answer: a round trip for a group, not
    /// for each.
    ///
    /// - Throws: the first failure; the statements after it were not run, those before it were.
    func executeAll(_ statements: [SQL]) throws -> Int {
        try settle()
        pipeline.changedRows = 0
        do {
            try enqueue(statements)
            try settle()
        } catch let failure as LateFailure {
            // Nothing had been sent before these, so that it is one of them.
            pipeline.failure = nil
            throw failure.cause
        }
        return pipeline.changedRows
    }

    /// Sends statements; their answers are taken by `settle`.
    ///
    /// - Throws: `LateFailure` for one that was sent before, `DatabaseError` for one that cannot be sent.
    func enqueue(_ statements: [SQL]) throws {
        if pipeline.failure != nil { try settle() }
        finishReceiving()
        for sql in statements {
            if pipeline.sent.count >= Pipeline.limit { try settle() }
            let name = try knownName(of: sql)
            if !pipeline.isOpen {
                guard PQenterPipelineMode(handle) == 1 else { throw error(of: nil, sql: "") }
                pipeline.isOpen = true
            }
            try send(sql, name: name)
            pipeline.sent.append(sql)
            // Where this cannot be sent, the connection is lost, and the answers will tell.
            if pipeline.sent.count.isMultiple(of: Pipeline.share) { PQflush(handle) }
        }
    }

    /// Waits until all statements that were sent have been run.
    ///
    /// - Throws: `LateFailure` with the first failure, again and again until it is undone;
    ///   `DatabaseError.connectionLost`.
    func settle() throws {
        if let failure = pipeline.failure { throw failure }
        guard pipeline.isOpen else { return }
        let failure = takeAnswers()
        if isLost { throw failure ?? error(of: nil, sql: "") }
        guard let failure else { return }
        if case .connectionLost = failure { throw failure }
        let late = LateFailure(cause: failure)
        pipeline.failure = late
        throw late
    }

    /// Takes what answers there are, because all is to be undone.
    func abandonPipeline() {
        if pipeline.isOpen { _ = takeAnswers() }
        pipeline.failure = nil
    }

    private func takeAnswers() -> DatabaseError? {
        PQpipelineSync(handle)
        var failure: DatabaseError?
        for sql in pipeline.sent where !isLost {
            while let result = PQgetResult(handle) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                    pipeline.changedRows += ServerConnection.changedRows(result)
                case PGRES_PIPELINE_ABORTED: break
                default: failure = failure ?? error(of: result, sql: sql.withNumberedParameters)
                }
            }
        }
        while !isLost, let result = PQgetResult(handle) {
            let isSync = PQresultStatus(result) == PGRES_PIPELINE_SYNC
            PQclear(result)
            if isSync { break }
        }
        PQexitPipelineMode(handle)
        pipeline.sent.removeAll(keepingCapacity: true)
        pipeline.isOpen = false
        return failure
    }

    /// Lays out the values and tells the name of the statement, which is prepared where it is new: for that
    /// the pipeline is left.
    private func knownName(of sql: SQL) throws -> String? {
        statementCount += 1
        try parameters.set(sql)
        if let name = prepared.name(of: sql, types: parameters.types, now: statementCount) { return name }
        guard PreparedNames.isWorthPreparing(sql) else { return nil }
        try settle()
        return try preparedName(of: sql)
    }
}
