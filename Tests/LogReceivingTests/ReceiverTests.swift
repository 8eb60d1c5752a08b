import Foundation
import Glibc
import LogArchive
import LogReceiving
import Primitives
import Testing

/// Real sockets on loopback.
@Suite struct ReceiverTests {
    /// One for each record that is durable.
    private let arrived = DispatchSemaphore(value: 0)

    private func withReceiver(_ body: (LogReceiver, LogIntake, LogArchive) throws -> Void) throws {
        let archive = LogArchive(folder: NSTemporaryDirectory() + "toride-receiver-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: archive.folder) }
        var hooks = LogIntake.Hooks()
        let arrived = arrived
        hooks.isDurable = { _, block in for _ in 0..<block.recordCount { arrived.signal() } }
        let intake = LogIntake(
            archive, interval: 0.01,
            now: { Instant(microseconds: 1_796_040_000_000_000) }, hooks: hooks)
        intake.start()
        let receiver = LogReceiver(intake) { "from-" + $0 }
        try body(receiver, intake, archive)
    }

    private func connected(_ port: Int, _ kind: __socket_type) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
        try #require(socket >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        return socket
    }

    private func send(_ socket: Int32, _ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return }
            sent += count
        }
    }

    private func wait(records: Int) { for _ in 0..<records { arrived.wait() } }

    @Test func `lines over TCP arrive whole, in order, under their sender's name`() throws {
        try withReceiver { receiver, intake, archive in
            let port = try receiver.open(.tcp(host: "127.0.0.1", port: 0))
            let socket = try connected(port, SOCK_STREAM)
            let lines = (0..<20_000).map { "<134>line \($0)" }
            send(socket, lines.joined(separator: "\n") + "\n18 <134>counted frame")
            close(socket)
            wait(records: 20_001)
            receiver.close()
            intake.stop()
            var question = LogQuestion()
            question.limit = 30_000
            let answer = archive.search(question)
            #expect(answer.total == 20_001)
            #expect(answer.hits.allSatisfy { $0.source == "from-127.0.0.1" })
            let found = answer.hits.sorted { $0.record < $1.record }.map {
                String(decoding: $0.raw, as: UTF8.self)
            }
            #expect(found == lines + ["<134>counted frame"])
        }
    }

    @Test func `datagrams are records`() throws {
        try withReceiver { receiver, intake, archive in
            let port = try receiver.open(.udp(host: "127.0.0.1", port: 0))
            let socket = try connected(port, SOCK_DGRAM)
            for number in 0..<50 { send(socket, "<13>datagram \(number)\n") }
            close(socket)
            wait(records: 50)
            receiver.close()
            intake.stop()
            #expect(archive.search(LogQuestion()).total == 50)
        }
    }

    @Test func `a door that is taken says so`() throws {
        try withReceiver { receiver, intake, _ in
            let port = try receiver.open(.tcp(host: "127.0.0.1", port: 0))
            #expect(throws: ReceivingProblem.self) { try receiver.open(.tcp(host: "127.0.0.1", port: port)) }
            #expect(throws: ReceivingProblem.self) {
                try receiver.open(
                    .tls(host: "127.0.0.1", port: 0, certificate: "/none", key: "/none", clients: nil))
            }
            receiver.close()
            intake.stop()
        }
    }
}
