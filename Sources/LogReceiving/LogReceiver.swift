import LogArchive
import NIOCore
import NIOPosix
import NIOSSL
import Primitives

/// Listens for syslog over UDP, TCP and TLS (RFC 3164, 5424, 6587, 5425, 5426) and hands what comes to the
/// intake.
///
/// TCP and TLS senders are held up while the intake is full; datagrams are dropped then, and counted.
public final class LogReceiver: Sendable {
    /// Where to listen.
    public enum Door: Sendable {
        case udp(host: String, port: Int)
        case tcp(host: String, port: Int)
        /// - Parameters:
        ///   - certificate: a PEM file with the server's chain.
        ///   - key: a PEM file.
        ///   - clients: a PEM file with those who may sign senders' certificates; nil asks senders for none.
        case tls(host: String, port: Int, certificate: String, key: String, clients: String?)
    }

    private let intake: LogIntake
    private let source: @Sendable (String) -> String
    private let streams = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let datagrams = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// - Parameter source: the name of the source's folder for a sender's address.
    public init(_ intake: LogIntake, source: @escaping @Sendable (String) -> String) {
        self.intake = intake
        self.source = source
    }

    /// Opens a door and returns the port: the system's choice where 0 was asked for.
    ///
    /// - Throws: `ReceivingProblem`.
    public func open(_ door: Door) throws(ReceivingProblem) -> Int {
        do {
            switch door {
            case .udp(let host, let port): return try openDatagrams(host, port)
            case .tcp(let host, let port): return try openStreams(host, port, nil)
            case .tls(let host, let port, let certificate, let key, let clients):
                return try openStreams(host, port, try Self.context(certificate, key, clients))
            }
        } catch {
            throw ReceivingProblem(door: door, reason: "\(error)")
        }
    }

    /// Closes all doors and connections.
    public func close() {
        try? streams.syncShutdownGracefully()
        try? datagrams.syncShutdownGracefully()
    }

    private func openStreams(_ host: String, _ port: Int, _ tls: NIOSSLContext?) throws -> Int {
        let (intake, source) = (intake, source)
        let channel = try ServerBootstrap(group: streams)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    let peer = channel.remoteAddress?.ipAddress ?? "unknown"
                    try channel.pipeline.syncOperations.addHandler(StreamReception(intake, source(peer)))
                }
            }
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 1 << 16, maximum: 1 << 18)
            )
            .bind(host: host, port: port).wait()
        return channel.localAddress?.port ?? port
    }

    private func openDatagrams(_ host: String, _ port: Int) throws -> Int {
        let (intake, source) = (intake, source)
        let channel = try DatagramBootstrap(group: datagrams)
            .channelOption(.socketOption(.so_reuseaddr), value: 1)
            .channelOption(.socketOption(.so_rcvbuf), value: 16 << 20)
            .channelOption(.datagramVectorReadMessageCount, value: 64)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64 << 16))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramReception(intake, source))
                }
            }
            .bind(host: host, port: port).wait()
        return channel.localAddress?.port ?? port
    }

    private static func context(_ certificate: String, _ key: String, _ clients: String?) throws
        -> NIOSSLContext
    {
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        settings.minimumTLSVersion = .tlsv12
        if let clients {
            settings.certificateVerification = .noHostnameVerification
            settings.trustRoots = .file(clients)
        }
        return try NIOSSLContext(configuration: settings)
    }
}

/// Why a door could not be opened.
public struct ReceivingProblem: Error, Sendable {
    public let door: LogReceiver.Door
    /// For the operator.
    public let reason: String
}

/// One connection. Handing records over may wait, which holds up the sender.
private final class StreamReception: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let intake: LogIntake
    private let source: String
    private var frames = SyslogFrames()

    init(_ intake: LogIntake, _ source: String) {
        self.intake = intake
        self.source = source
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unwrapInboundIn(data).withUnsafeReadableBytes { bytes in frames.add(bytes, take) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        frames.finish(take)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func take(_ part: SyslogFrames.Part) {
        switch part {
        case .lines(let lines, let count):
            intake.wait(source, lines.count, records: count) { $0.append(lines: lines, count: count, at: $1) }
        case .record(let record):
            intake.wait(source, record.count + 1, records: 1) {
                $0.append(record, at: $1, mayHoldLineFeeds: true)
            }
        }
    }
}

/// Datagrams, one record each, from whoever sends.
private final class DatagramReception: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    private let intake: LogIntake
    private let source: @Sendable (String) -> String
    private var lastPeer: (address: SocketAddress, source: String)?

    init(_ intake: LogIntake, _ source: @escaping @Sendable (String) -> String) {
        self.intake = intake
        self.source = source
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let name = name(of: envelope.remoteAddress)
        envelope.data.withUnsafeReadableBytes { bytes in
            // Many senders end the datagram as they would a line; the line feed is no part of the message.
            let record = bytes.last == 0x0A ? UnsafeRawBufferPointer(rebasing: bytes.dropLast()) : bytes
            intake.offer(name, record.count + 1, records: 1) {
                $0.append(record, at: $1, mayHoldLineFeeds: true)
            }
        }
    }

    private func name(of peer: SocketAddress) -> String {
        if let lastPeer, lastPeer.address == peer { return lastPeer.source }
        let name = source(peer.ipAddress ?? "unknown")
        lastPeer = (peer, name)
        return name
    }
}
