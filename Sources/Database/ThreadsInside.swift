import Glibc
import Synchronization

/// The threads that are inside a `read` or `write` of one database, so that a call inside a call is refused,
/// not a deadlock.
public final class ThreadsInside: Sendable {
    // Thread numbers, not a task-local value: a task that is started inside a `write` runs elsewhere and
    // later, and may well write. At most readers + waiting threads are in here, so a linear search is the
    // fastest.
    private let threads = Mutex<[UInt]>([])

    /// A database that nobody is inside.
    public init() {}

    /// Runs `body` as the one call that this thread makes at a time.
    ///
    /// - Throws: `DatabaseError.unsupported` where this thread is inside already.
    public func enter<Result>(_ body: () throws -> Result) throws -> Result {
        let thread = UInt(pthread_self())
        let isFirst = threads.withLock { threads in
            guard !threads.contains(thread) else { return false }
            threads.append(thread)
            return true
        }
        guard isFirst else {
            throw DatabaseError.unsupported("read or write inside a read or write of the same database")
        }
        defer {
            threads.withLock { threads in
                if let index = threads.firstIndex(of: thread) {
                    threads.swapAt(index, threads.count - 1)
                    threads.removeLast()
                }
            }
        }
        return try body()
    }
}
