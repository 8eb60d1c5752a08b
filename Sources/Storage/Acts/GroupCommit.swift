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
        guard queue.add(AskedAct(actor: actor, body, answer: answer)) else {
            throw Problem(
                "storage.too-busy", "いま込み合っていて受け付けられません。少し待ってから、もう一度お試しください。")
        }
    }
}

/// One act in the queue.
protocol WaitingAct: AnyObject, Sendable {
    var actor: Identifier? { get }
    /// Runs the act and keeps what came of it; may be called twice, and then the second time counts.
    func run(_ writer: ActWriter) throws
    /// Keeps that the act has failed, though it may have taken no notice itself.
    func undone(_ error: any Error)
    /// Answers what came of the act; called once after the commit.
    func answerCommitted()
    /// Answers that nothing was kept; called once where there is no commit.
    func answerFailed(_ error: any Error)
}

/// `@unchecked Sendable`: the outcome is touched by the writer's thread alone; the rest does not change.
private final class AskedAct<Value: Sendable>: WaitingAct, @unchecked Sendable {
    let actor: Identifier?
    private let body: @Sendable (ActWriter) throws -> Value
    private let answer: @Sendable (Result<Value, any Error>) -> Void
    private var outcome: Result<Value, any Error>?

    init(
        actor: Identifier?, _ body: @escaping @Sendable (ActWriter) throws -> Value,
        answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        self.actor = actor
        self.body = body
        self.answer = answer
    }

    func run(_ writer: ActWriter) throws { outcome = .success(try body(writer)) }

    func undone(_ error: any Error) { outcome = .failure(error) }

    func answerCommitted() { answer(outcome ?? .failure(DatabaseError.connectionLost("no answer"))) }

    func answerFailed(_ error: any Error) { answer(.failure(error)) }
}

/// A result that one thread sets and another reads after a signal.
private final class Answer<Value: Sendable>: Sendable {
    private let stored = Mutex<Result<Value, any Error>?>(nil)

    func set(_ result: Result<Value, any Error>) { stored.withLock { $0 = result } }

    func value() throws -> Value {
        try (stored.withLock { $0 } ?? .failure(DatabaseError.connectionLost("no answer"))).get()
    }
}

/// The queue between the askers and the writer's thread.
final class WaitingActs: @unchecked Sendable {
    // Every property is touched under the condition's lock.
    private let condition = NSCondition()
    private var acts: [any WaitingAct] = []
    private var isClosed = false

    func add(_ act: any WaitingAct) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed, acts.count < GroupCommit.waitingLimit else { return false }
        acts.append(act)
        condition.signal()
        return true
    }

    /// The next acts, waiting for the first; nil when closed and empty.
    func next(_ limit: Int) -> [any WaitingAct]? {
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
    private let answers = DispatchQueue(label: "toride-answers", qos: .userInitiated)

    init(database: any DatabaseDriver, surroundings: Surroundings, shapes: ShapeTable, queue: WaitingActs) {
        self.database = database
        self.surroundings = surroundings
        self.shapes = shapes
        self.queue = queue
    }

    func run() {
        while let group = queue.next(GroupCommit.actsPerCommit) {
            do {
                try commit(group)
                answer(group) { $0.answerCommitted() }
            } catch {
                answer(group) { $0.answerFailed(error) }
            }
        }
    }

    /// Answers a group; many on another thread, because waking everyone who waits takes as long as a part of
    /// the next commit.
    private func answer(_ group: [any WaitingAct], _ each: @escaping @Sendable (any WaitingAct) -> Void) {
        if group.count < Self.fewAnswers { return group.forEach(each) }
        answers.async { group.forEach(each) }
    }

    private static let fewAnswers = 8

    /// Tries the group as one; where an act fails, all of it is undone and run again with a savepoint for
    /// each.
    ///
    /// Failures are rare and savepoints are two statements for every act. An act may therefore run twice;
    /// it touches nothing but its writer.
    private func commit(_ group: [any WaitingAct]) throws {
        do {
            try durably { try writeTogether(group, $0) }
        } catch let failure as TogetherFailure {
            if case DatabaseError.connectionLost = failure.cause { throw failure.cause }
            // Alone, its own failure is its answer, and the transaction has undone it.
            guard group.count > 1 || failure.cause is LateFailure else { throw failure.cause }
            try durably { try writeApart(group, $0) }
        } catch is LateFailure {
            try durably { try writeApart(group, $0) }
        }
    }

    /// Writes, and finds out what became of it where the answer to COMMIT was lost.
    ///
    /// The question is asked under the write lock, which the lost transaction holds for as long as it is
    /// neither kept nor undone.
    /// - Throws: `DatabaseError.connectionLost` where nothing was kept, `outcomeUnknown` where nobody
    ///   answers.
    private func durably(_ body: (any Transaction) throws -> LedgerTrace?) throws {
        var trace: LedgerTrace?
        do { try database.write { trace = try body($0) } } catch DatabaseError.outcomeUnknown(let words) {
            guard let trace, let isKept = try? database.write({ try trace.isIn($0) }) else {
                throw DatabaseError.outcomeUnknown(words)
            }
            if !isKept { throw DatabaseError.connectionLost(words) }
        }
    }

    /// A failure before COMMIT was asked for, after which the same can be tried in another way.
    private struct TogetherFailure: Error {
        let cause: any Error
    }

    /// The acts one after the other; nobody waits for a statement's answer before the next act is run.
    private func writeTogether(
        _ group: [any WaitingAct], _ transaction: any Transaction
    ) throws -> LedgerTrace? {
        let state = try LedgerState(transaction)
        let gathering = GatheringTransaction(transaction)
        do {
            for act in group { try act.run(writer(act, gathering, state)) }
            try gathering.flush()
            try state.save(transaction)
        } catch {
            throw TogetherFailure(cause: error)
        }
        return state.trace
    }

    /// The acts one after the other, each in its savepoint and with its own failure.
    private func writeApart(
        _ group: [any WaitingAct], _ transaction: any Transaction
    ) throws -> LedgerTrace? {
        let state = try LedgerState(transaction)
        let gathering = GatheringTransaction(transaction)
        for act in group {
            let mark = state.mark
            do {
                try gathering.savepoint { try act.run(writer(act, gathering, state)) }
            } catch DatabaseError.connectionLost(let words) {
                throw DatabaseError.connectionLost(words)
            } catch {
                act.undone(error)
                state.putBack(mark)
            }
        }
        try state.save(transaction)
        return state.trace
    }

    private func writer(
        _ act: any WaitingAct, _ transaction: GatheringTransaction, _ state: LedgerState
    ) -> ActWriter {
        ActWriter(
            transaction, actor: act.actor, state: state, shapes: shapes,
            surroundings: surroundings)
    }
}
