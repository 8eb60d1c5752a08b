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
        options: [
            .init(
                name: "data", value: Words("フォルダー", "DIR"),
                about: Words("団体のデータのフォルダー。", "The organization's data folder.")),
            .database, .schema,
            .init(
                name: "organizations", value: Words("フォルダー", "DIR"),
                about: Words(
                    "一つのサーバーで多くの団体を受け持つときの、団体ごとのフォルダーを集めたフォルダー（--data の代わり）。",
                    "Serve all organizations of this folder instead of --data.")),
            .init(
                name: "open-at-once", value: Words("数", "COUNT"),
                about: Words(
                    "同時に開いておく団体の数（初期値 64）。これを超えると、長く使われていないものから閉じます。",
                    "So many organizations are kept open (default 64).")),
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
        let place = try Listening(invocation)
        guard let organizations = invocation.options["organizations"] else {
            let office = try Wiring.office(invocation)
            try await serveOne(office, invocation, at: place)
            try office.store.close()
            return .done
        }
        guard !invocation.has("data") else { throw WrongUse.surplusArgument("--data") }
        try await serveMany(OrganizationFolder(path: organizations), invocation, at: place)
        return .done
    }

    /// Where the server listens.
    private struct Listening {
        let host: String
        let port: Int
        let isLoopback: Bool

        init(_ invocation: Invocation) throws {
            host = invocation.options["host"] ?? "127.0.0.1"
            port = try ServeCommands.number("port", standard: 8080, 0...65_535, invocation)
            isLoopback = host == "127.0.0.1" || host == "::1" || host == "localhost"
            guard isLoopback || invocation.has("plain-http") else {
                throw Problem(
                    "serve.not-encrypted",
                    "このまま待ち受けると、庁内 LAN を流れるパスワードが暗号化されません。"
                        + "前に TLS の中継（リバースプロキシ）を置くか、閉域で承知のうえなら --plain-http を付けてください。"
                )
            }
        }

        func address(_ bound: Int) -> String {
            "http://\(host.contains(":") ? "[\(host)]" : host):\(bound)"
        }
    }

    private static func serveOne(_ office: Office, _ invocation: Invocation, at place: Listening) async throws
    {
        let token = try office.needsSetup() ? Self.token() : nil
        let server = try SiteServer(
            office: office, configuration: try configuration(invocation, place, setupToken: token),
            log: log(invocation, place))
        let console = invocation.console
        try await run(server, place) { bound in
            let address = place.address(bound)
            console.say(Words("ブラウザーで開いてください：\(address)/", "Open \(address)/"))
            if let token {
                console.say(
                    Words(
                        "はじめの設定（このアドレスは一度きりです）：\(address)/setup/\(token)/1",
                        "First setup, one time only: \(address)/setup/\(token)/1"))
            }
        }
        try office.store.writeCheckpoint()
    }

    /// Every organization is opened when somebody first asks for it; what cannot be declared or opened is
    /// said in the log, and takes no other down.
    private static func serveMany(
        _ folder: OrganizationFolder, _ invocation: Invocation, at place: Listening
    ) async throws {
        let log = log(invocation, place)
        let opener = try Wiring.HostedOpener(invocation)
        let console = invocation.console
        let declared: @Sendable () -> [HostedOrganization] = {
            ((try? folder.entries()) ?? []).compactMap { entry in
                do {
                    let declaration = try entry.declaration.get()
                    return HostedOrganization(
                        name: entry.name, place: try declaration.place,
                        open: { try opener.open(entry.folder, declaration) },
                        needsSetup: { path in
                            console.say(
                                Words(
                                    "\(entry.name) のはじめの設定（一度きりです）：\(declaration.host ?? "")\(path)",
                                    "First setup of \(entry.name), once: \(declaration.host ?? "")\(path)"
                                ))
                        })
                } catch {
                    log.error("\(entry.name) is not served: \(error)")
                    return nil
                }
            }
        }
        let count = try folder.entries().count
        let openAtOnce = try number("open-at-once", standard: 64, 1...10_000, invocation)
        let server = SiteServer(
            organizations: declared, openAtOnce: openAtOnce, surroundings: Wiring.surroundings,
            configuration: try configuration(invocation, place, setupToken: nil), log: log)
        try await run(server, place) { bound in
            console.say(
                Words(
                    "\(count) 団体を受け持ちます：\(place.address(bound))/",
                    "\(count) organizations: \(place.address(bound))/"))
        }
    }

    private static func run(
        _ server: SiteServer, _ place: Listening, onReady: @escaping @Sendable (Int) -> Void
    ) async throws {
        do {
            try await server.run(onReady: onReady)
        } catch  where "\(error)".contains("EADDRINUSE") || "\(error)".contains("in use") {
            throw Problem(
                "serve.port-in-use", "ポート \(place.port) はほかのプログラムが使っています。--port で別の番号を指定してください。")
        }
    }

    private static func configuration(
        _ invocation: Invocation, _ place: Listening, setupToken: String?
    ) throws -> SiteConfiguration {
        let content = try Wiring.contentFolder(invocation.environment)
        var configuration = SiteConfiguration(
            host: place.host, port: place.port, webFolder: content + "/web",
            version: Program.version, setupToken: setupToken)
        configuration.rules = try ShippedRules.read(contentFolder: content)
        configuration.apiCallsPerMinute = try number(
            "api-calls", standard: configuration.apiCallsPerMinute, 1...10_000_000, invocation)
        return configuration
    }

    private static func log(_ invocation: Invocation, _ place: Listening) -> Logger {
        var log = Logger(label: "toride") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = invocation.environment["TORIDE_LOG"].flatMap(Logger.Level.init(rawValue:)) ?? .notice
        if !place.isLoopback { log.warning("serving plain HTTP beyond loopback, as asked by --plain-http") }
        return log
    }

    private static func number(
        _ option: String, standard: Int, _ range: ClosedRange<Int>, _ invocation: Invocation
    ) throws -> Int {
        guard let written = invocation.options[option] else { return standard }
        guard let number = Int(written), range.contains(number) else {
            throw WrongUse.unusableValue(
                option: option, value: written,
                wanted: Words(
                    "\(range.lowerBound) から \(range.upperBound) の数を書いてください。",
                    "Give a number from \(range.lowerBound) to \(range.upperBound)."))
        }
        return number
    }

    private static func token() -> String {
        Wiring.surroundings.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
