import HTTPTypes
import Hummingbird
import Logging
import NIOPosix
import Office
import Primitives
import Synchronization
import WebPages

/// Many organizations in one server: finds whose a request is, by host name or by the first part of its path,
/// and keeps so many of them open as the machine can bear.
final class Hosting: Sendable {
    private struct State {
        var sites: [HostedOrganization.Place: HostedSite] = [:]
        var lookedAt = ContinuousClock.now
    }

    /// How often an address that nobody has is looked up among what was added meanwhile.
    private static let lookAgain = Duration.seconds(5)

    private let shared: HostedParts
    private let organizations: @Sendable () -> [HostedOrganization]
    private let openAtOnce: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - organizations: all of them as they are declared now; of two at one place neither is served.
    ///   - openAtOnce: beyond so many, whichever was longest unused is closed.
    init(
        _ shared: HostedParts, openAtOnce: Int, organizations: @escaping @Sendable () -> [HostedOrganization]
    ) {
        self.shared = shared
        self.openAtOnce = max(1, openAtOnce)
        self.organizations = organizations
        lookAround()
    }

    func respond(to request: Request, peer: String) async -> Response {
        if request.method == .get, let asset = shared.assets.reply(request.uri.path) {
            return shared.response(asset)
        }
        guard let site = site(request) else { return shared.response(shared.nobody) }
        return await site.respond(to: request, peer: peer) { await self.makeRoom() }
    }

    /// Whose the request is: the host's, if one has it, and then whatever the path; otherwise the path's.
    private func site(_ request: Request) -> HostedSite? {
        let places = Self.places(authority: request.head.authority, path: request.uri.path)
        if let known = known(places) { return known }
        let isDue = state.withLock { state in
            guard ContinuousClock.now - state.lookedAt > Self.lookAgain else { return false }
            state.lookedAt = .now
            return true
        }
        guard isDue else { return nil }
        lookAround()
        return known(places)
    }

    private func known(_ places: [HostedOrganization.Place]) -> HostedSite? {
        let sites = state.withLock { $0.sites }
        return places.lazy.compactMap { sites[$0] }.first
    }

    static func places(authority: String?, path: String) -> [HostedOrganization.Place] {
        var places: [HostedOrganization.Place] = []
        if let authority {
            // An IPv6 address stands in brackets; what follows a colon behind them is the port.
            let host =
                authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
            places.append(.host(host.lowercased()))
        }
        if let first = path.split(separator: "/", maxSplits: 1).first, path.hasPrefix("/\(first)") {
            places.append(.path(String(first)))
        }
        return places
    }

    /// Takes up what is declared now; what is known stays as it is.
    private func lookAround() {
        let declared = Dictionary(grouping: organizations(), by: \.place)
        for (_, several) in declared where several.count > 1 {
            let names = several.map(\.name).sorted().joined(separator: ", ")
            shared.log.error("\(names) are declared at one place; none of them is served")
        }
        state.withLock { state in
            for (place, several) in declared where several.count == 1 && state.sites[place] == nil {
                state.sites[place] = HostedSite(several[0], shared)
            }
        }
    }

    /// Closes those that were longest unused, down to the limit.
    private func makeRoom() async {
        let all = state.withLock { Array($0.sites.values) }
        let surplus = all.count { $0.isOpen } - openAtOnce
        guard surplus > 0 else { return }
        let idle = all.compactMap { site in site.idleSince.map { (site, $0) } }.sorted { $0.1 < $1.1 }
        for (site, _) in idle.prefix(surplus) { await site.closeIfIdle() }
    }

    func close() async {
        for site in state.withLock({ Array($0.sites.values) }) { await site.close() }
    }
}

/// What all organizations of a server share.
struct HostedParts: Sendable {
    let configuration: SiteConfiguration
    let assets: SiteAssets
    let limits: GateLimits
    /// Opens and closes organizations.
    let opening: NIOThreadPool
    let surroundings: Surroundings
    let log: Logger

    /// An address of no organization, whose names are told to nobody.
    var nobody: Reply { page("", ProblemPage(status: 404, sentence: "このアドレスの団体はありません。アドレスを確かめてください。"), 404) }

    /// An organization that cannot be used now. Whoever asks is a stranger yet: of a problem with its data,
    /// which may name places on this machine, the code alone is told.
    func unavailable(_ base: String, _ problem: Problem?) -> Reply {
        let sentence = problem.map { problem in
            problem.code.hasPrefix("storage.")
                ? problem.sentence : "この団体の記録を開けません。設定担当に、下の番号を知らせてください。"
        }
        return page(base, ProblemPage(status: 503, code: problem?.code ?? "", sentence: sentence), 503)
    }

    private func page(_ base: String, _ page: ProblemPage, _ status: Int) -> Reply {
        var frame = PageFrame(organization: "Toride", formToken: "", version: configuration.version)
        frame.base = base
        return .html(frame.render(page), status: status)
    }

    func response(_ reply: Reply) -> Response { Gate.response(reply, base: "", streaming: opening) }
}
