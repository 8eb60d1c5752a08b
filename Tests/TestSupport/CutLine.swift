import Database
import Foundation
import Glibc
import StoragePostgreSQL
import Synchronization

/// A line to the PostgreSQL server that is cut where a test says so: a socket that hands on bytes both ways.
public final class CutLine: Sendable {
    /// What happens to what is sent.
    public enum State: Sendable {
        /// All of it arrives.
        case whole
        /// COMMIT arrives, its answer does not.
        case losesAnswerToCommit
        /// COMMIT does not arrive.
        case losesCommit
        /// Nobody gets through.
        case cut
    }

    /// Only POSIX calls fail here.
    struct Failed: Error { let call: String }

    private struct Shared {
        var state = State.whole
        var afterwards = State.whole
        var open: [Int32] = []
    }

    private let folder: String
    private let server: String
    private let listener: Int32
    private let shared = Mutex(Shared())

    /// A line to the server of the tests.
    public init() throws {
        let address = try PostgreSQLServer.address()
        guard let start = address.range(of: "host=") else { throw Failed(call: "address") }
        server = String(address[start.upperBound...].prefix { $0 != "&" })
        folder = "/tmp/toride-line-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let isBound = Self.withAddress(folder) { bind(listener, $0, $1) } == 0
        guard listener >= 0, isBound, listen(listener, 64) == 0 else { throw Failed(call: "listen") }
        let thread = Thread { [weak self, listener] in
            while case let client = accept(listener, nil, nil), client >= 0 { self?.serve(client) }
        }
        thread.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The schema of a place, reached through this line.
    public func open(_ place: DatabasePlace) throws -> any FencedDatabase {
        let address = try PostgreSQLServer.address().replacing("host=" + server, with: "host=" + folder)
        return try PostgreSQLDatabase(url: address, schema: place.name)
    }

    /// From now on; what is lost is lost once, and then it is as `afterwards` says.
    public func set(_ state: State, afterwards: State = .whole) {
        let ended = shared.withLock { shared in
            shared.state = state
            shared.afterwards = afterwards
            return state == .cut ? shared.open : []
        }
        for end in ended { shutdown(end, Int32(SHUT_RDWR)) }
    }

    private func serve(_ client: Int32) {
        let up = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let isCut = shared.withLock { shared in
            if shared.state != .cut { shared.open += [client, up] }
            return shared.state == .cut
        }
        let isConnected = Self.withAddress(server) { connect(up, $0, $1) } == 0
        guard !isCut, isConnected else {
            close(client)
            close(up)
            return
        }
        let swallows = Flag()
        let asks = Thread { [weak self] in
            Self.pump(from: client, to: up) { bytes in
                guard let self, Self.endsTransaction(bytes) else {
                    return true
                }
                return self.shared.withLock { shared in
                    let state = shared.state
                    if state == .losesCommit || state == .losesAnswerToCommit {
                        shared.state = shared.afterwards
                    }
                    if state == .losesAnswerToCommit { swallows.raise() }
                    return state != .losesCommit
                }
            }
        }
        let answers = Thread { Self.pump(from: up, to: client) { _ in !swallows.isRaised } }
        asks.start()
        answers.start()
    }

    /// The whole word: a transaction also begins with READ COMMITTED.
    private static func endsTransaction(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("COMMIT\0")
    }

    /// Hands on until one end closes, or until `hands` says that this and all after it are lost.
    private static func pump(from source: Int32, to target: Int32, _ hands: ([UInt8]) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(source, &buffer, buffer.count), count > 0 {
            guard hands(Array(buffer[..<count])) else { break }
            var sent = 0
            while sent < count {
                let written = buffer[sent..<count].withUnsafeBytes {
                    send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard written > 0 else { break }
                sent += written
            }
        }
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(target, Int32(SHUT_RDWR))
    }

    private static func withAddress<Result>(
        _ folder: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            path.copyBytes(from: Array((folder + "/.s.PGSQL.5432").utf8).prefix(path.count - 1))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

private final class Flag: Sendable {
    private let raised = Mutex(false)
    var isRaised: Bool { raised.withLock { $0 } }
    func raise() { raised.withLock { $0 = true } }
}
