/// A statement that was enqueued has failed when it was run, after whoever enqueued it had gone on.
///
/// It is not a `DatabaseError`, because whoever meets it need not be the one at fault: nothing of the
/// transaction is kept, and what is to be told apart is run again, each statement waited for.
public struct LateFailure: Error {
    /// What the database refused.
    public let cause: DatabaseError

    /// The failure of a statement that was enqueued.
    public init(cause: DatabaseError) { self.cause = cause }
}
