import Exchange
import Foundation
import Office
import Primitives
import Registers
import Storage
import Synchronization

/// The files that people have sent and not yet taken in, with the work on them.
///
/// Kept in memory only: a restart forgets them, and nothing of them is anywhere until they are taken in.
final class ImportDesk: Sendable {
    /// Files kept at once; the one that was longest untouched makes room.
    static let limit = 16
    /// Files of one account: nobody pushes the others' off the desk, nor fills the memory alone.
    static let limitOfOwner = 2
    /// Work that runs at once: each takes a core and some hundred megabytes.
    static let workers = 2
    /// How long a request waits for the work before it shows the progress instead.
    static let patience = 1.5

    private let jobs = Mutex<[String: ImportJob]>([:])
    private let queue: OperationQueue

    init() {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.workers
    }

    /// Puts a file on the desk and begins to read it.
    func stage(
        _ id: String, _ file: UploadedFile, register: RegisterDefinition, owner: Identifier, at now: Instant
    ) -> ImportJob {
        let job = ImportJob(id: id, fileName: file.name, register: register, owner: owner, at: now)
        jobs.withLock { jobs in
            let own = jobs.values.filter { $0.owner == owner }
            let crowd = own.count >= Self.limitOfOwner ? own : Array(jobs.values)
            if own.count >= Self.limitOfOwner || jobs.count >= Self.limit,
                let oldest = crowd.min(by: { $0.touchedAt < $1.touchedAt })
            {
                oldest.cancel()
                jobs[oldest.id] = nil
            }
            jobs[id] = job
        }
        return job
    }

    /// The file with this id, of this account and register; nil for another's and for a forgotten one.
    func job(_ id: String, register: RegisterDefinition, owner: Identifier, at now: Instant) -> ImportJob? {
        let job = jobs.withLock { $0[id] }
        guard let job, job.owner == owner, job.register.name == register.name else { return nil }
        job.touch(now)
        return job
    }

    /// Takes a file off the desk; work on it ends without a trace.
    func drop(_ job: ImportJob) {
        job.cancel()
        jobs.withLock { $0[job.id] = nil }
    }

    /// Runs work for a job away from the request, and waits a moment for it.
    func run(
        _ job: ImportJob, _ phase: ImportJob.Phase, _ work: @escaping @Sendable (ImportJob) throws -> Void
    ) {
        guard job.begin(phase) else { return }
        let done = DispatchSemaphore(value: 0)
        queue.addOperation {
            do { try work(job) } catch { job.fail(error) }
            done.signal()
        }
        _ = done.wait(timeout: .now() + Self.patience)
    }
}

/// One file on the desk.
final class ImportJob: Sendable {
    /// What is being done with it.
    enum Phase: String, Sendable {
        case reading = "ファイルを読んでいます"
        case planning = "台帳と見比べています"
        case writing = "台帳に書いています"
    }

    /// How it stands.
    enum Stage: Sendable {
        case working(Phase)
        case planned(ImportPlan)
        case failed(Problem)
        case imported(ImportPlan, ImportResult)
    }

    let id: String
    let fileName: String
    let register: RegisterDefinition
    let owner: Identifier
    private let state: Mutex<State>

    private struct State {
        var stage: Stage?
        var touchedAt: Instant
        var isCancelled = false
        var tables: [SheetTable] = []
        var request: ImportRequest?
        var steps = 0
    }

    init(id: String, fileName: String, register: RegisterDefinition, owner: Identifier, at now: Instant) {
        self.id = id
        self.fileName = fileName
        self.register = register
        self.owner = owner
        state = Mutex(State(touchedAt: now))
    }

    var touchedAt: Instant { state.withLock { $0.touchedAt } }
    var stage: Stage? { state.withLock { $0.stage } }
    var tables: [SheetTable] { state.withLock { $0.tables } }
    var request: ImportRequest? { state.withLock { $0.request } }
    /// Rows done in this phase, about.
    var rowsDone: Int { state.withLock { $0.steps } }

    func touch(_ now: Instant) { state.withLock { $0.touchedAt = now } }
    func cancel() { state.withLock { $0.isCancelled = true } }
    func take(_ tables: [SheetTable]) { state.withLock { $0.tables = tables } }
    func ask(_ request: ImportRequest) { state.withLock { $0.request = request } }
    func finish(_ stage: Stage) { state.withLock { $0.stage = stage } }

    /// False where other work on it is still running.
    func begin(_ phase: Phase) -> Bool {
        state.withLock { state in
            if case .working = state.stage { return false }
            state.stage = .working(phase)
            state.steps = 0
            return true
        }
    }

    func enter(_ phase: Phase) {
        state.withLock { state in
            state.stage = .working(phase)
            state.steps = 0
        }
    }

    /// Counts rows and stops the work where somebody has asked for that.
    func goOn(_ rows: Int) throws {
        let isCancelled = state.withLock { state in
            state.steps += rows
            return state.isCancelled
        }
        if isCancelled { throw Self.cancelled }
    }

    var isWanted: Bool { !state.withLock { $0.isCancelled } }

    func fail(_ error: any Error) {
        let problem =
            switch error {
            case let problem as Problem: problem
            case let problems as Problems: problems.all[0]
            case let error as SpreadsheetError: Problem(error.code, error.message, detail: error.detail)
            case is CancellationError: Self.cancelled
            default:
                Problem(
                    "import.failed", "取り込みの途中で問題が起きました。台帳は何も変わっていません。もう一度試し、続くときは設定担当に知らせてください。",
                    detail: "\(error)")
            }
        finish(.failed(problem))
    }

    static let cancelled = Problem("import.cancelled", "取り込みを取りやめました。台帳は何も変わっていません。")
}
