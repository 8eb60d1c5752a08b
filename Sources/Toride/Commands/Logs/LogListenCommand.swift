import Foundation
import LogArchive
import LogReceiving
import Office
import Primitives
import Storage

/// `logs listen`: receives, keeps, detects, until it is told to stop.
enum LogListenCommand {
    static let all = [listen]

    private static let listen = Command(
        "logs listen",
        Words(
            "機器が送るログ（syslog）を受け取り、保存し、検知ルールに当てます。止めるには Ctrl+C。",
            "Receive syslog, keep it, and hold it against the detections. Stop with Ctrl+C."),
        options: Command.Option.organization + [
            .init(
                name: "udp", value: door,
                about: Words("UDP で待ち受けるアドレス（例 0.0.0.0:514）。", "UDP address (such as 0.0.0.0:514)."),
                isList: true),
            .init(
                name: "tcp", value: door,
                about: Words("TCP で待ち受けるアドレス（例 0.0.0.0:601）。", "TCP address (such as 0.0.0.0:601)."),
                isList: true),
            .init(
                name: "tls", value: door,
                about: Words(
                    "TLS で待ち受けるアドレス（例 0.0.0.0:6514）。--certificate と --key が要ります。",
                    "TLS address (such as 0.0.0.0:6514); needs --certificate and --key."), isList: true),
            .init(
                name: "certificate", value: file,
                about: Words("サーバ証明書（PEM、中間証明書も続けて）。", "Certificate chain, PEM.")),
            .init(name: "key", value: file, about: Words("証明書の秘密鍵（PEM）。", "Private key, PEM.")),
            .init(
                name: "client-ca", value: file,
                about: Words(
                    "送り手の証明書を発行する認証局（PEM）。付けると、証明書のない送り手を断ります。",
                    "Authority of senders' certificates; senders without one are refused.")),
            .init(
                name: "follow", value: Words("送信元=ファイル…", "SOURCE=FILE…"),
                about: Words("増えていくログのファイルを追いかけます。", "Follow files that grow."), isList: true),
            .noDetection,
        ]
    ) { invocation in
        let station = try LogStation(invocation)
        let office = station.office
        try station.catchUp()
        let session = try ListeningSession(invocation, station)
        try session.start()
        await StopSignal.wait()
        try session.stop()
        try office.store.close()
        return .done
    }

    private static let door = Words("アドレス:ポート…", "HOST:PORT…")
    private static let file = Words("ファイル", "FILE")
}

/// Waits for Ctrl+C or for the service manager.
enum StopSignal {
    static func wait() async {
        await withCheckedContinuation { continuation in
            let queue = DispatchQueue(label: "stop-signal")
            let sources = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                return DispatchSource.makeSignalSource(signal: number, queue: queue)
            }
            let once = Once()
            for source in sources {
                source.setEventHandler {
                    guard once.isFirst() else { return }
                    for each in sources { each.cancel() }
                    continuation.resume()
                }
                source.resume()
            }
        }
    }

    private final class Once: @unchecked Sendable {
        // Only touched on the signals' queue.
        private var hasPassed = false
        func isFirst() -> Bool {
            defer { hasPassed = true }
            return !hasPassed
        }
    }
}
