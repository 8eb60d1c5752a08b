import CLibPQ
import Database

/// What the server, or the line to it, answered where a statement was not done.
struct ServerFailure {
    /// SQLSTATE; empty where the answer never came from a server.
    let state: String
    /// The engine's words. A data exception (class 22) quotes the value that it could not use, so of those
    /// only the state is told: values belong into no log.
    let words: String

    init(result: OpaquePointer) {
        let state = PQresultErrorField(result, ServerFailure.stateField).map { String(cString: $0) } ?? ""
        let primary = PQresultErrorField(result, ServerFailure.primaryField).map { String(cString: $0) }
        self.state = state
        words = state.hasPrefix("22") ? "data exception \(state)" : (primary ?? "no words given")
    }

    /// A failure of the connection itself.
    init(connection: OpaquePointer) {
        state = ""
        words = String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: "; ")
    }

    /// The case that tells callers what to do about it.
    func databaseError(sql: String, isLost: Bool) -> DatabaseError {
        switch state {
        // admin_shutdown, crash_shutdown, cannot_connect_now: the server ends the connection after these
        // words.
        case _ where isLost || state.hasPrefix("08"), "57P01", "57P02", "57P03": .connectionLost(words)
        case _ where state.hasPrefix("23"): .constraint(words)
        case "55P03", "40001", "40P01": .busy
        case "57014": .statement("limit of time reached", sql: sql)
        case "25P02":
            .statement(
                "an earlier statement failed; only a savepoint around it can be carried on after", sql: sql)
        default: .statement(words, sql: sql)
        }
    }

    // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY, which C writes as characters.
    private static let stateField = Int32(UInt8(ascii: "C"))
    private static let primaryField = Int32(UInt8(ascii: "M"))
}
