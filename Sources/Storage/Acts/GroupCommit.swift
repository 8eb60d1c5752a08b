import Database
import Foundation
import Primitives
import Synchronization

/// The one writer of an organization: acts wait in a queue, up to 64 share one commit, and each is answered
/// after it.
///
/// One that fails takes nothing of the others with it.
public final class GroupCommit: Sendable {
    /// Acts that share one commit at most: more would make the first one wait too long for the last.
    public static let actsPerCommit = 64
    /// Acts that may wait; more are refused at once rather than remembered without bound.
    public static let waitingLimit = 10_000

    private let database: any DatabaseDriver
    private let surroundings: Surroundings
    private let shapes = ShapeTable()
    private let queue: WaitingActs

    /// Starts the writer's thread.
    public init(_ database: any DatabaseDriver, surroundings: Surroundings) {
        self.database = database
        self.surroundings = surroundings
        let queue = WaitingActs()
        self.queue = queue
        let writer = Writer(database: database, surroundings: surroundings, shapes: shapes, queue: queue)
        let thread = Thread { writer.run() }
        thread.name = "toride-writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Performs an act and returns when it is durable. Blocks; never call it on an event loop.
    @discardableResult
    public func perform<Result: Sendable>(
        actor: Identifier?, _ body: @escaping @Sendable (ActWriter) throws -> Result
    ) throws -> Result {
        let done = DispatchSemaphore(value: 0)
        let answer = Answer<Result>()
        try submit(actor: actor, body) { result in
            answer.set(result)
            done.signal()
        }
        done.wait()
        return try answer.value()
    }

    /// Performs an act and returns when it is durable.
    public func performAsync<Result: Sendable>(
        actor: Identifier?, _ body: @escaping @Sendable (ActWriter) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try submit(actor: actor, body) { continuation.resume(with: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Refuses further acts, finishes those that wait and ends the thread.
    public func stop() { queue.close() }

    private func submit<Result: Sendable>(
        actor: Identifier?, _ body: @escaping @Sendable (ActWriter) throws -> Result,
        answer: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) throws {
        let outcome = Answer<Result>()
        let waiting = WaitingAct(
            actor: actor,
            run: { writer in
                do {
                    outcome.set(.success(try body(writer)))
                } catch {
                    outcome.set(.failure(error))
                    throw error
                }
            },
            committed: { answer(outcome.result) },
            failed: { error in answer(.failure(error)) })
        guard queue.add(waiting) else {
            throw Problem(
                "storage.too-busy", "いま込み合っていて受け付けられません。少し待ってから、もう一度お試しください。")
        }
    }
}

/// One act in the queue. `committed` is called once after the commit, or `failed` where there is none.
struct WaitingAct: Sendable {
    let actor: Identifier?
    let run: @Sendable (ActWriter) throws -> Void
    let committed: @Sendable () -> Void
    let failed: @Sendable (any Error) -> Void
}

/// A result that one thread sets and another reads after a signal.
private final class Answer<Value: Sendable>: Sendable {
    private let stored = Mutex<Result<Value, any Error>?>(nil)

    func set(_ result: Result<Value, any Error>) { stored.withLock { $0 = result } }

    var result: Result<Value, any Error> {
        stored.withLock { $0 } ?? .failure(DatabaseError.connectionLost("no answer"))
    }

    func value() throws -> Value { try result.get() }
}

/// The queue between the askers and the writer's thread.
final class WaitingActs: @unchecked Sendable {
    // Every property is touched under the condition's lock.
    private let condition = NSCondition()
    private var acts: [WaitingAct] = []
    private var isClosed = false

    func add(_ act: WaitingAct) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed, acts.count < GroupCommit.waitingLimit else { return false }
        acts.append(act)
        condition.signal()
        return true
    }

    /// The next acts, waiting for the first; nil when closed and empty.
    func next(_ limit: Int) -> [WaitingAct]? {
        condition.lock()
        defer { condition.unlock() }
        while acts.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        let group = Array(acts.prefix(limit))
        acts.removeFirst(group.count)
        return group
    }

    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

/// The loop of the writer's thread.
private struct Writer: Sendable {
    let database: any DatabaseDriver
    let surroundings: Surroundings
    let shapes: ShapeTable
    let queue: WaitingActs

    func run() {
        while let group = queue.next(GroupCommit.actsPerCommit) {
            do {
                try commit(group)
                for act in group { act.committed() }
            } catch {
                for act in group { act.failed(error) }
            }
        }
    }

    /// Tries the group as one; where an act fails, all of it is undone and run again with a savepoint for
    /// each.
    ///
    /// Failures are rare and savepoints are two statements for every act. An act may therefore run twice;
    /// it touches
    /// nothing but its writer.
    private func commit(_ group: [WaitingAct]) throws {
        do {
            try database.write { transaction in
                try write(group, transaction) { act, writer in
                    do { try act.run(writer) } catch { throw ActFailure(cause: error) }
                }
            }
        } catch let failure as ActFailure {
            if case DatabaseError.connectionLost = failure.cause { throw failure.cause }
            // Alone, its own failure is its answer, and the transaction has undone it.
            guard group.count > 1 else { return }
            try database.write { transaction in
                try write(group, transaction) { act, writer in
                    try transaction.savepoint { try act.run(writer) }
                }
            }
        }
    }

    private struct ActFailure: Error {
        let cause: any Error
    }

    private func write(
        _ group: [WaitingAct], _ transaction: any Transaction, _ run: (WaitingAct, ActWriter) throws -> Void
    ) throws {
        var state = try LedgerState(transaction)
        let sizeBefore = state.frontier.size
        for act in group {
            let writer = ActWriter(
                transaction, actor: act.actor, state: state, shapes: shapes, surroundings: surroundings)
            do {
                try run(act, writer)
                state = writer.state
            } catch let failure as ActFailure {
                throw failure
            } catch DatabaseError.connectionLost(let words) {
                throw DatabaseError.connectionLost(words)
            } catch {
                // The act's own failure is its answer; the savepoint has undone it and `state` is as before.
                continue
            }
        }
        if state.frontier.size > sizeBefore || !state.heads.isEmpty { try state.save(transaction) }
    }
}
