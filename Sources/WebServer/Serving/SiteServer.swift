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

/// Serves one organization's pages over HTTP.
public struct SiteServer: Sendable {
    private let site: Site
    private let configuration: SiteConfiguration
    private let log: Logger

    /// As many as a database has readers: more threads only wait for one another, and take turns on the
    /// cores.
    private static let pagesAtOnce = 4
    /// These wait for the disk.
    private static let changesAtOnce = 24
    /// Each takes 32 MiB and a core.
    private static let hashesAtOnce = 2
    /// Files and the database need some of the 8,192 descriptors that the service may have.
    private static let connectionsAtOnce = 4096

    /// A server; it listens when it is run.
    ///
    /// - Throws: `Problem` where the web folder cannot be read.
    public init(office: Office, configuration: SiteConfiguration, log: Logger) throws {
        site = try Site(office: office, configuration: configuration, log: log).withRoutes()
        self.configuration = configuration
        self.log = log
    }

    /// Serves until the process is told to stop; `onReady` hears the port.
    public func run(onReady: @escaping @Sendable (Int) -> Void) async throws {
        let reading = NIOThreadPool(numberOfThreads: Self.pagesAtOnce)
        let changing = NIOThreadPool(numberOfThreads: Self.changesAtOnce)
        let slow = NIOThreadPool(numberOfThreads: Self.hashesAtOnce)
        let pools = [reading, changing, slow]
        for pool in pools { pool.start() }
        let gate = Gate(site: site, reading: reading, changing: changing, slow: slow, log: log)
        let application = Application(
            responder: CallbackResponder<ConnectionContext> { request, context in
                await gate.respond(to: request, peer: context.peer)
            },
            server: .http1(configuration: .init(idleTimeout: .seconds(configuration.quietSeconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                availableConnectionsDelegate: .maximum(
                    Self.connectionsAtOnce, logger: log)),
            onServerRunning: { [office = site.office] channel in
                onReady(channel.localAddress?.port ?? 0)
                // Whoever searches first need not wait for all of the text to be read. Where it cannot be
                // read now, the search says so.
                try? await slow.runIfActive { try? office.prepareSearch() }
            }, logger: log)
        try await application.runService()
        for pool in pools { try await pool.shutdownGracefully() }
    }
}
