import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Office
import Primitives

/// Where the server listens and what it may do.
public struct SiteConfiguration: Sendable {
    /// The address to listen on; `127.0.0.1` for this machine alone.
    public var host: String
    /// The TCP port; 0 lets the system choose.
    public var port: Int
    /// Folder with `toride.css` and `toride.js`.
    public var webFolder: String
    /// This program's version, for the footer.
    public var version: String
    /// The secret in the one-time link of the first start; nil where the organization is set up.
    public var setupToken: String?
    /// The detection rules that ship, for the page that switches them.
    public var rules: [ShippedRule] = []
    /// What stands before every path: empty, or a slash and the name of one of many organizations.
    var base = ""

    /// Calls of the API a minute for each token, 1 and more.
    public var apiCallsPerMinute = Self.standardCallsPerMinute

    /// What a program may call where nobody says otherwise: ten a second.
    public static let standardCallsPerMinute = 600

    /// After so many seconds without a part of the next request, a connection is closed: whoever opens many
    /// and says nothing holds none of them for long.
    public var quietSeconds: Int64 = 60

    /// A configuration with every part named.
    public init(host: String, port: Int, webFolder: String, version: String, setupToken: String?) {
        self.host = host
        self.port = port
        self.webFolder = webFolder
        self.version = version
        self.setupToken = setupToken
    }
}

/// Serves the pages of one organization, or of many, over HTTP.
public struct SiteServer: Sendable {
    private enum Served {
        case one(Site)
        case many(openAtOnce: Int, Surroundings, @Sendable () -> [HostedOrganization])
    }

    private let served: Served
    private let configuration: SiteConfiguration
    private let log: Logger

    /// As many as a database has readers: more threads only wait for one another, and take turns on the
    /// cores.
    private static let pagesAtOnce = 4
    /// These wait for the disk.
    private static let changesAtOnce = 24
    /// Each takes 32 MiB and a core.
    private static let hashesAtOnce = 2
    /// Organizations that are opened or closed at the same time.
    private static let openingsAtOnce = 4
    /// Password checks that wait or run in all organizations of one server.
    private static let hashesOfMany = 16
    /// Files and the database need some of the 8,192 descriptors that the service may have.
    private static let connectionsAtOnce = 4096

    /// A server; it listens when it is run.
    ///
    /// - Throws: `Problem` where the web folder cannot be read.
    public init(office: Office, configuration: SiteConfiguration, log: Logger) throws {
        let assets = try SiteAssets(webFolder: configuration.webFolder, version: configuration.version)
        served = .one(
            try Site(office: office, configuration: configuration, log: log, assets: assets).withRoutes())
        self.configuration = configuration
        self.log = log
    }

    /// A server of many organizations, each opened when somebody asks for it.
    ///
    /// - Parameters:
    ///   - organizations: as they are declared now; asked again when an address is not known.
    ///   - openAtOnce: beyond so many, those that were longest unused are closed.
    public init(
        organizations: @escaping @Sendable () -> [HostedOrganization], openAtOnce: Int,
        surroundings: Surroundings, configuration: SiteConfiguration, log: Logger
    ) {
        served = .many(openAtOnce: openAtOnce, surroundings, organizations)
        self.configuration = configuration
        self.log = log
    }

    /// Serves until the process is told to stop; `onReady` hears the port.
    public func run(onReady: @escaping @Sendable (Int) -> Void) async throws {
        switch served {
        case .one(let site): try await run(site, onReady: onReady)
        case .many(let openAtOnce, let surroundings, let organizations):
            let opening = NIOThreadPool(numberOfThreads: Self.openingsAtOnce)
            opening.start()
            let parts = HostedParts(
                configuration: configuration,
                assets: try SiteAssets(webFolder: configuration.webFolder, version: configuration.version),
                limits: GateLimits(hashing: Self.hashesOfMany), opening: opening, surroundings: surroundings,
                log: log)
            let hosting = Hosting(parts, openAtOnce: openAtOnce, organizations: organizations)
            try await serve(onReady: onReady) { request, peer in
                await hosting.respond(to: request, peer: peer)
            }
            await hosting.close()
            try await opening.shutdownGracefully()
        }
    }

    private func run(_ site: Site, onReady: @escaping @Sendable (Int) -> Void) async throws {
        let reading = NIOThreadPool(numberOfThreads: Self.pagesAtOnce)
        let changing = NIOThreadPool(numberOfThreads: Self.changesAtOnce)
        let slow = NIOThreadPool(numberOfThreads: Self.hashesAtOnce)
        let pools = [reading, changing, slow]
        for pool in pools { pool.start() }
        let gate = Gate(site: site, reading: reading, changing: changing, slow: slow, log: log)
        let office = site.office
        try await serve { port in
            onReady(port)
            // Whoever searches first need not wait for all of the text to be read. Where it cannot be read
            // now, the search says so.
            slow.submit { _ in _ = try? office.prepareSearch() }
        } respond: { request, peer in
            await gate.respond(to: request, peer: peer)
        }
        for pool in pools { try await pool.shutdownGracefully() }
    }

    private func serve(
        onReady: @escaping @Sendable (Int) -> Void,
        respond: @escaping @Sendable (Request, String) async -> Response
    ) async throws {
        let application = Application(
            responder: CallbackResponder<ConnectionContext> { request, context in
                await respond(request, context.peer)
            },
            server: .http1(configuration: .init(idleTimeout: .seconds(configuration.quietSeconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                availableConnectionsDelegate: .maximum(
                    Self.connectionsAtOnce, logger: log)),
            onServerRunning: { channel in onReady(channel.localAddress?.port ?? 0) }, logger: log)
        try await application.runService()
    }
}
