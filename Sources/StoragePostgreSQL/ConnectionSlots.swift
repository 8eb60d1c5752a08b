import Database
import Dispatch
import Synchronization

/// A fixed number of connections, each made when it is first needed and used by one thread at a time.
final class ConnectionSlots: Sendable {
    private struct State {
        var idle: [ServerConnection] = []
        var isClosed = false
    }

    private let count: Int
    private let connect: @Sendable () throws -> ServerConnection
    private let places: DispatchSemaphore
    private let state = Mutex(State())

    /// How long a thread waits for its turn before it is told that the database is busy.
    private static let patience = DispatchTimeInterval.seconds(30)

    init(count: Int, connect: @escaping @Sendable () throws -> ServerConnection) {
        self.count = count
        self.connect = connect
        places = DispatchSemaphore(value: count)
    }

    /// Runs `body` on a connection on which `begin` has succeeded.
    ///
    /// A connection that died while nobody used it is replaced, once: nothing has been done on it yet.
    func use<Result>(
        begin: (ServerConnection) throws -> Void, _ body: (ServerConnection) throws -> Result
    ) throws -> Result {
        guard places.wait(timeout: .now() + ConnectionSlots.patience) == .success else {
            throw DatabaseError.busy
        }
        defer { places.signal() }
        let connection = try begun(begin)
        defer { putBack(connection) }
        return try body(connection)
    }

    /// Waits for those who are inside, and ends all connections.
    func close() {
        for _ in 0..<count { places.wait() }
        state.withLock { state in
            state.isClosed = true
            state.idle.removeAll()
        }
        for _ in 0..<count { places.signal() }
    }

    private func begun(_ begin: (ServerConnection) throws -> Void) throws -> ServerConnection {
        if let idle = try takeIdle() {
            do {
                try begin(idle)
                return idle
            } catch DatabaseError.connectionLost {
                // Whatever ended this one, a restarted server for instance, has ended the other idle ones.
                state.withLock { $0.idle.removeAll() }
            } catch {
                putBack(idle)
                throw error
            }
        }
        let connection = try connect()
        do { try begin(connection) } catch {
            putBack(connection)
            throw error
        }
        return connection
    }

    private func takeIdle() throws -> ServerConnection? {
        try state.withLock { state in
            guard !state.isClosed else { throw DatabaseError.connectionLost("the database was closed") }
            return state.idle.popLast()
        }
    }

    private func putBack(_ connection: ServerConnection) {
        // One that is lost, or that stands in a transaction which could not be ended, is ended with its last
        // use here.
        guard !connection.isLost, connection.isIdle else { return }
        state.withLock { state in
            if !state.isClosed { state.idle.append(connection) }
        }
    }
}
