import Foundation
import Glibc
import Logging
import NIOCore
import Primitives
import Testing

@testable import WebServer

/// The server at a real socket, for what the gate alone cannot show.
@Suite struct SilentLineTests {
    /// Whether the other end closes the line; nil where it has said nothing for half a minute.
    private static func isClosed(_ port: Int, after words: String) throws -> Bool? {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(line) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        let sent = Array(words.utf8)
        try #require(send(line, sent, sent.count, 0) == sent.count)
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(line, &bytes, bytes.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET) { return true }
            if count < 0 { return nil }
        }
    }

    @Test func `a line on which nothing is said is closed`() async throws {
        let site = try TestSite()
        var configuration = site.site.configuration
        configuration.quietSeconds = 1
        let server = try SiteServer(
            office: site.office, configuration: configuration,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let (ports, found) = AsyncStream<Int>.makeStream()
        let serving = Task { try await server.run { found.yield($0) } }
        var opened = ports.makeAsyncIterator()
        let port = try #require(await opened.next())
        for words in [
            "", "GET /sign-in HTTP/1.1\r\nHost: x\r\n", "GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na=b",
        ] {
            let isClosed = try await Task.detached { try Self.isClosed(port, after: words) }.value
            #expect(isClosed == true, "after \(words.debugDescription)")
        }
        serving.cancel()
        _ = try? await serving.value
    }
}
