import CLibPQ
import Database

extension ServerConnection {
    /// Runs statements one after the other without waiting for each answer: a round trip for a group, not
    /// for each.
    ///
    /// - Throws: the first failure; the statements after it in its group were not run, those before it were.
    func executeAll(_ statements: [SQL]) throws -> Int {
        try prepareAll(statements)
        var changed = 0
        var start = 0
        while start < statements.count {
            // Short groups: the server's answers to one fit into the line's buffers, so that it never waits
            // for us to read while we wait for it to read.
            var end = start
            var bytes = 0
            while end < statements.count, end - start < 128, bytes < 65_536 {
                bytes += statements[end].approximateByteCount
                end += 1
            }
            changed += try executeGroup(statements[start..<end])
            start = end
        }
        return changed
    }

    private func executeGroup(_ statements: ArraySlice<SQL>) throws -> Int {
        guard PQenterPipelineMode(handle) == 1 else { throw error(of: nil, sql: "") }
        var failure: (any Error)?
        var sent = 0
        for sql in statements {
            do {
                try sendPrepared(sql)
                sent += 1
            } catch {
                failure = error
                break
            }
        }
        PQpipelineSync(handle)
        var changed = 0
        for sql in statements.prefix(sent) {
            while let result = PQgetResult(handle) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK: changed += ServerConnection.changedRows(result)
                case PGRES_PIPELINE_ABORTED: break
                default: failure = failure ?? error(of: result, sql: sql.withNumberedParameters)
                }
            }
            if isLost { break }
        }
        while !isLost, let result = PQgetResult(handle) {
            let isSync = PQresultStatus(result) == PGRES_PIPELINE_SYNC
            PQclear(result)
            if isSync { break }
        }
        PQexitPipelineMode(handle)
        if let failure { throw failure }
        if isLost { throw error(of: nil, sql: "") }
        return changed
    }
}

extension SQL {
    fileprivate var approximateByteCount: Int {
        values.reduce(64) { sum, value in
            switch value {
            case .null: sum + 4
            case .integer: sum + 12
            case .text(let text): sum + text.utf8.count
            case .bytes(let bytes): sum + bytes.count
            }
        }
    }
}
