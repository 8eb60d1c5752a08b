import Database
import Hummingbird
import Logging
import NIOPosix
import Office
import Primitives
import Synchronization

/// One organization of many while the server runs: closed, or open with threads, limits and a database of its
/// own, so that its trouble stays its own.
final class HostedSite: Sendable {
    /// Requests inside at once; more are turned away, so that nobody fills the server alone.
    static let requestsAtOnce = 64
    /// So long a database that could not be opened is left alone: each try may hold a thread for seconds.
    static let patience = Duration.seconds(10)
    private static let pagesAtOnce = 2
    private static let changesAtOnce = 8
    private static let hashesAtOnce = 1

    private enum Stage {
        case closed
        case opening(Task<Opened, any Error>)
        case open(Opened)
        case failed(Problem, until: ContinuousClock.Instant)
    }

    private struct State {
        var stage = Stage.closed
        var inside = 0
        var usedAt = ContinuousClock.now
        var setupToken: String?
    }

    /// What is there while it is open.
    struct Opened: Sendable {
        let gate: Gate
        fileprivate let pools: [NIOThreadPool]
    }

    let organization: HostedOrganization
    private let shared: HostedParts
    private let sessions: Sessions
    private let limits: GateLimits
    private let state = Mutex(State())

    init(_ organization: HostedOrganization, _ shared: HostedParts) {
        self.organization = organization
        self.shared = shared
        // Beyond opening and closing: nobody has to sign in again because an organization was closed
        // meanwhile.
        sessions = Sessions(surroundings: shared.surroundings)
        limits = shared.limits.share()
    }

    /// Whether it is open, and when it was last asked for; nil while somebody is inside.
    var idleSince: ContinuousClock.Instant? {
        state.withLock { state in
            guard case .open = state.stage, state.inside == 0 else { return nil }
            return state.usedAt
        }
    }

    var isOpen: Bool { state.withLock { if case .open = $0.stage { true } else { false } } }

    /// Answers a request, opening the organization first where it is closed.
    ///
    /// - Parameter opened: called where this request had it opened.
    func respond(to request: Request, peer: String, opened: @Sendable () async -> Void) async -> Response {
        let isFull = state.withLock { state in
            state.inside += 1
            state.usedAt = .now
            return state.inside > Self.requestsAtOnce
        }
        defer {
            state.withLock { state in
                state.inside -= 1
                state.usedAt = .now
            }
        }
        guard !isFull else { return shared.response(shared.unavailable(organization.base, nil)) }
        do {
            let (gate, isNew) = try await gate()
            if isNew { await opened() }
            return await gate.respond(to: request, peer: peer)
        } catch let problem as Problem {
            return shared.response(shared.unavailable(organization.base, problem))
        } catch {
            return shared.response(shared.unavailable(organization.base, nil))
        }
    }

    /// How a request gets in.
    private enum Entry: Sendable {
        case now(Gate)
        case after(Task<Opened, any Error>, isNew: Bool)
        case never(Problem)
    }

    private func gate() async throws -> (gate: Gate, isNew: Bool) {
        let entry = state.withLock { state -> Entry in
            switch state.stage {
            case .open(let opened): return .now(opened.gate)
            case .opening(let task): return .after(task, isNew: false)
            case .failed(let problem, let until) where ContinuousClock.now < until: return .never(problem)
            case .closed, .failed:
                let task = Task { try await self.open() }
                state.stage = .opening(task)
                return .after(task, isNew: true)
            }
        }
        switch entry {
        case .now(let gate): return (gate, false)
        case .after(let task, let isNew): return (try await task.value.gate, isNew)
        case .never(let problem): throw problem
        }
    }

    private func open() async throws -> Opened {
        do {
            let opened = try await shared.opening.runIfActive { try self.openedNow() }
            state.withLock { $0.stage = .open(opened) }
            return opened
        } catch {
            let problem =
                error as? Problem ?? (error as? DatabaseError)?.problemOfReading
                ?? Problem("organization.unusable", "この団体のデータを開けません。設定担当に知らせてください。", detail: "\(error)")
            shared.log.error("\(organization.name) cannot be opened: \(problem.code) \(problem.detail)")
            state.withLock { $0.stage = .failed(problem, until: .now + Self.patience) }
            throw problem
        }
    }

    private func openedNow() throws -> Opened {
        let office = try organization.open()
        do {
            var configuration = shared.configuration
            configuration.base = organization.base
            configuration.setupToken = try office.needsSetup() ? setupToken() : nil
            let site = try Site(
                office: office, configuration: configuration, log: shared.log, sessions: sessions,
                assets: shared.assets
            ).withRoutes()
            let pools = [Self.pagesAtOnce, Self.changesAtOnce, Self.hashesAtOnce]
                .map { NIOThreadPool(numberOfThreads: $0) }
            for pool in pools { pool.start() }
            let gate = Gate(
                site: site, reading: pools[0], changing: pools[1], slow: pools[2], log: shared.log,
                limits: limits)
            return Opened(gate: gate, pools: pools)
        } catch {
            try? office.store.close()
            throw error
        }
    }

    /// The secret of the first start; the same however often it is opened, so that the link stays good.
    private func setupToken() -> String {
        let (token, isNew) = state.withLock { state in
            if let token = state.setupToken { return (token, false) }
            let bytes = shared.surroundings.random(16)
            let token = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            state.setupToken = token
            return (token, true)
        }
        if isNew { organization.needsSetup("\(organization.base)/setup/\(token)/1") }
        return token
    }

    /// Closes it where nobody is inside; whoever comes next opens it again.
    func closeIfIdle() async { await close(onlyIdle: true) }

    /// Closes it; at the end of the server.
    func close() async { await close(onlyIdle: false) }

    private func close(onlyIdle: Bool) async {
        let opened = state.withLock { state -> Opened? in
            guard case .open(let opened) = state.stage, !onlyIdle || state.inside == 0 else { return nil }
            state.stage = .closed
            return opened
        }
        guard let opened else { return }
        let store = opened.gate.site.office.store
        let name = organization.name
        do {
            try await shared.opening.runIfActive {
                try store.writeCheckpoint()
                try store.close()
            }
        } catch { shared.log.warning("\(name) was not closed in order: \(error)") }
        for pool in opened.pools { try? await pool.shutdownGracefully() }
    }
}
