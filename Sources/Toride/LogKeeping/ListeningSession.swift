import Foundation
import LogArchive
import LogReceiving
import Office
import Primitives
import Storage
import Synchronization

/// Doors, files, intake and detection of one `logs listen`.
final class ListeningSession: @unchecked Sendable {
    private let station: LogStation
    private let console: Console
    private let doors: [LogReceiver.Door]
    private let watch: LogWatch?
    private let intake: LogIntake
    private let receiver: LogReceiver
    private let followers: [FileFollower]
    /// Touched by `start` and `stop` only, which one task calls.
    private var timer: (any DispatchSourceTimer)?
    private let lastProblem = Mutex("")

    init(_ invocation: Invocation, _ station: LogStation) throws {
        self.station = station
        console = invocation.console
        doors = try Self.doors(invocation)
        let watch = try LogWatch.make(invocation, station)
        self.watch = watch
        let console = console
        var hooks = LogIntake.Hooks()
        hooks.isDurable = { source, block in watch?.offer(block, source: source) }
        hooks.isSealed = { sealed in
            do {
                try station.record([sealed])
            } catch {
                console.complain(
                    Words(
                        "封をしたログを記録台帳に載せられませんでした（次の起動で載せます）：\(error)",
                        "A sealed hour is not in the ledger yet (the next start enters it): \(error)")[
                            console.language])
            }
        }
        hooks.failed = { console.complain(LogWords.sentence($0)[console.language]) }
        let intake = LogIntake(
            station.archive, now: station.office.store.surroundings.now, hooks: hooks)
        self.intake = intake
        receiver = LogReceiver(intake) { station.folder(sender: $0) }
        followers = try invocation.list("follow").map { pair in
            guard let sign = pair.firstIndex(of: "=") else {
                throw WrongUse.unusableValue(
                    option: "follow", value: pair, wanted: Words("送信元=ファイル の形で書いてください。", "Write SOURCE=FILE.")
                )
            }
            let name = String(pair[..<sign])
            let folder = try (try? station.folder(named: name)) ?? station.register(name, address: nil)
            return FileFollower(
                String(pair[pair.index(after: sign)...]), source: folder, intake,
                state: station.archive.folder + "/\(folder)/followed.json")
        }
        guard !doors.isEmpty || !followers.isEmpty else {
            throw Problem("logs.no-door", "受け取り口がありません。--udp、--tcp、--tls、--follow のどれかを付けてください。")
        }
    }

    func start() throws {
        try DurableFile.makeFolder(station.archive.folder)
        intake.start()
        watch?.start()
        for follower in followers { follower.start() }
        for door in doors {
            let port = try receiver.open(door)
            console.say(Self.words(door, port))
        }
        let source = DispatchSource.makeTimerSource(queue: .global())
        source.schedule(deadline: .now() + 5, repeating: 5)
        source.setEventHandler { [self] in tick() }
        source.resume()
        timer = source
        tick()
    }

    /// Takes what has arrived, makes it durable, raises what was found.
    func stop() throws {
        timer?.cancel()
        receiver.close()
        for follower in followers { follower.stop() }
        intake.stop()
        let raised = try watch?.finish()
        tick()
        let figures = intake.currentFigures().values
        let (records, dropped) = figures.reduce((0, 0)) { ($0.0 + $1.records, $0.1 + $1.dropped) }
        console.say(
            Words("受け取った行 \(records)、捨てた行 \(dropped)。", "\(records) lines received, \(dropped) dropped."))
        if let raised { console.say(raised.sentence) }
    }

    private func tick() {
        do {
            try station.readSources()
            try ListeningStatus(
                at: station.office.store.surroundings.now(), figures: intake.currentFigures(),
                kernelDrops: KernelDrops.count(ports: doors.compactMap(Self.datagramPort))
            ).write(to: station.archive.folder)
            lastProblem.withLock { $0 = "" }
        } catch {
            let text = "\(error)"
            let isNew = lastProblem.withLock { last in
                defer { last = text }
                return last != text
            }
            if isNew { console.complain(text) }
        }
    }

    // MARK: Doors

    private static func doors(_ invocation: Invocation) throws -> [LogReceiver.Door] {
        let certificate = invocation.options["certificate"] ?? ""
        let key = invocation.options["key"] ?? ""
        if invocation.has("tls"), certificate.isEmpty || key.isEmpty {
            throw WrongUse.missingOption(certificate.isEmpty ? "certificate" : "key")
        }
        return try invocation.list("udp").map {
            let at = try place($0, "udp"); return .udp(host: at.0, port: at.1)
        }
            + invocation.list("tcp").map {
                let at = try place($0, "tcp"); return .tcp(host: at.0, port: at.1)
            }
            + invocation.list("tls").map {
                let at = try place($0, "tls")
                return .tls(
                    host: at.0, port: at.1, certificate: certificate, key: key,
                    clients: invocation.options["client-ca"])
            }
    }

    private static func place(_ text: String, _ option: String) throws -> (String, Int) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            throw WrongUse.unusableValue(
                option: option, value: text,
                wanted: Words("アドレス:ポート の形（例 0.0.0.0:514）で書いてください。", "Write HOST:PORT, such as 0.0.0.0:514."))
        }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (host.isEmpty ? "0.0.0.0" : host, port)
    }

    private static func words(_ door: LogReceiver.Door, _ port: Int) -> Words {
        switch door {
        case .udp(let host, _): Words("UDP \(host):\(port) で受け取ります。", "Receiving on UDP \(host):\(port).")
        case .tcp(let host, _): Words("TCP \(host):\(port) で受け取ります。", "Receiving on TCP \(host):\(port).")
        case .tls(let host, _, _, _, _):
            Words("TLS \(host):\(port) で受け取ります。", "Receiving on TLS \(host):\(port).")
        }
    }

    private static func datagramPort(_ door: LogReceiver.Door) -> Int? {
        if case .udp(_, let port) = door { port } else { nil }
    }
}

/// What the receiver says of itself, in a file beside the archive: the pages read it.
struct ListeningStatus: Codable {
    var at: Int64
    var figures: [String: SourceFigures]
    /// Datagrams that the system dropped before we saw them.
    var kernelDrops: Int

    init(at: Instant, figures: [String: SourceFigures], kernelDrops: Int) {
        self.at = at.microseconds
        self.figures = figures
        self.kernelDrops = kernelDrops
    }

    static let file = "listening.json"

    func write(to folder: String) throws {
        try DurableFile.write([UInt8](try JSONEncoder().encode(self)), toPath: folder + "/" + Self.file)
    }
}

/// What the system says of datagrams that found no room: the last column of its table of sockets.
enum KernelDrops {
    static func count(ports: [Int]) -> Int {
        let wanted = Set(ports.filter { $0 > 0 }.map { String($0, radix: 16, uppercase: true) })
        guard !wanted.isEmpty else { return 0 }
        return ["/proc/net/udp", "/proc/net/udp6"].reduce(0) { sum, path in
            let lines =
                FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return lines.split(separator: "\n").dropFirst().reduce(sum) { sum, line in
                let columns = line.split(separator: " ")
                guard columns.count > 12, let port = columns[1].split(separator: ":").last,
                    wanted.contains(String(port.drop { $0 == "0" }))
                else { return sum }
                return sum + (Int(columns[12]) ?? 0)
            }
        }
    }
}
