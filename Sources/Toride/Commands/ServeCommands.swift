import Foundation
import Logging
import Office
import Primitives
import Storage
import WebServer

/// `serve`.
enum ServeCommands {
    static let all = [serve]

    private static let serve = Command(
        "serve", Words("ブラウザーで使う画面を出します。止めるには Ctrl+C。", "Serve the pages. Stop with Ctrl+C."),
        options: Command.Option.organization + [
            .init(
                name: "host", value: Words("アドレス", "HOST"),
                about: Words("待ち受けるアドレス（初期値 127.0.0.1）。", "Default 127.0.0.1.")),
            .init(
                name: "port", value: Words("番号", "PORT"), about: Words("ポート番号（初期値 8080）。", "Default 8080.")),
            .init(
                name: "plain-http", value: nil,
                about: Words(
                    "閉域の庁内 LAN で、暗号化せずに待ち受けることを承知のうえで許します。", "Allow plain HTTP beyond this machine.")),
            .init(
                name: "api-calls", value: Words("回数", "COUNT"),
                about: Words(
                    "連携用の鍵ごとに、1分に受け付ける API の回数（初期値600）。",
                    "Calls of the API a minute for each token (default 600).")),
        ]
    ) { invocation in
        let host = invocation.options["host"] ?? "127.0.0.1"
        let port = invocation.options["port"] ?? "8080"
        guard let number = Int(port), (0...65_535).contains(number) else {
            throw WrongUse.unusableValue(
                option: "port", value: port,
                wanted: Words("0 から 65535 の数を書いてください。", "Give a number from 0 to 65535."))
        }
        let isLoopback = host == "127.0.0.1" || host == "::1" || host == "localhost"
        guard isLoopback || invocation.has("plain-http") else {
            throw Problem(
                "serve.not-encrypted",
                "このまま待ち受けると、庁内 LAN を流れるパスワードが暗号化されません。"
                    + "前に TLS の中継（リバースプロキシ）を置くか、閉域で承知のうえなら --plain-http を付けてください。"
            )
        }
        let office = try Wiring.office(invocation)
        try await run(office, invocation, host: host, port: number, isPlain: !isLoopback)
        try office.store.close()
        return .done
    }

    private static func run(
        _ office: Office, _ invocation: Invocation, host: String, port: Int, isPlain: Bool
    ) async throws {
        var log = Logger(label: "toride") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = invocation.environment["TORIDE_LOG"].flatMap(Logger.Level.init(rawValue:)) ?? .notice
        if isPlain { log.warning("serving plain HTTP beyond loopback, as asked by --plain-http") }
        let token = try office.needsSetup() ? Self.token() : nil
        var configuration = SiteConfiguration(
            host: host, port: port, webFolder: try Wiring.contentFolder(invocation.environment) + "/web",
            version: Program.version, setupToken: token)
        if let written = invocation.options["api-calls"] {
            guard let calls = Int(written), (1...10_000_000).contains(calls) else {
                throw WrongUse.unusableValue(
                    option: "api-calls", value: written,
                    wanted: Words("1 以上の数を書いてください。", "Give a number from 1 on."))
            }
            configuration.apiCallsPerMinute = calls
        }
        let server = try SiteServer(office: office, configuration: configuration, log: log)
        let console = invocation.console
        do {
            try await server.run { bound in
                let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(bound)"
                console.say(Words("ブラウザーで開いてください：\(address)/", "Open \(address)/"))
                if let token {
                    console.say(
                        Words(
                            "はじめの設定（このアドレスは一度きりです）：\(address)/setup/\(token)/1",
                            "First setup, one time only: \(address)/setup/\(token)/1"))
                }
            }
        } catch  where "\(error)".contains("EADDRINUSE") || "\(error)".contains("in use") {
            throw Problem(
                "serve.port-in-use", "ポート \(port) はほかのプログラムが使っています。--port で別の番号を指定してください。")
        }
        try office.store.writeCheckpoint()
    }

    private static func token() -> String {
        Wiring.surroundings.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
