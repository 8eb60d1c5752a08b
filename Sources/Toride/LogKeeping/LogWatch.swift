import Foundation
import LogArchive
import LogMonitoring
import Office
import Primitives
import Registers
import Storage
import Synchronization

/// Holds kept lines against the detections of the organization, and raises what they find.
///
/// What is offered waits in bounded memory for one thread; whoever offers waits when it is full.
final class LogWatch: @unchecked Sendable {
    /// What came of it.
    struct Raised: Sendable {
        /// New alerts that people see.
        var alerts = 0
        /// Taken into alerts that were open.
        var merged = 0
        var silent = 0
        var events = 0

        var sentence: Words {
            Words(
                "イベント \(events) 件を検知ルールに当て、新しい警報 \(alerts) 件、続きの警報 \(merged) 件、試運転のもの \(silent) 件でした。",
                "\(events) events held against the detections: "
                    + "\(alerts) new alerts, \(merged) continued, \(silent) on trial."
            )
        }
    }

    private let station: LogStation
    private let invocation: Invocation
    private let now: @Sendable () -> Instant
    private let queue = DispatchQueue(label: "log-watch")
    private let room = DispatchSemaphore(value: blocksAtOnce)
    private static let blocksAtOnce = 128

    // Touched on the queue only.
    private var run: DetectionRun
    private var fingerprint: [String]
    private var readers: [String: SourceReader] = [:]
    private var gathering = AlertGathering()
    private var raised = Raised()
    private var timer: (any DispatchSourceTimer)?
    private var isLive = false
    private var earlierEvents = 0

    /// - Returns: nil where the command asks for no detection.
    static func make(_ invocation: Invocation, _ station: LogStation) throws -> LogWatch? {
        invocation.has("no-detection") ? nil : try LogWatch(invocation, station)
    }

    private init(_ invocation: Invocation, _ station: LogStation) throws {
        self.station = station
        self.invocation = invocation
        now = station.office.store.surroundings.now
        fingerprint = try Self.fingerprint(invocation, station.office)
        run = try Self.run(invocation, station.office)
        if !run.waiting.isEmpty {
            invocation.console.complain(
                Words(
                    "台帳を待っている検知ルールが \(run.waiting.count) 件あります（内訳は logs detect で出ます）。",
                    "\(run.waiting.count) detections wait for registers (logs detect names them).")[
                        invocation.language])
        }
    }

    // MARK: From outside

    /// Looks at a block now; for files, whose lines came when they were written.
    func look(_ block: LogBlock, source: String) { queue.sync { see(block, source) } }

    /// Looks at a block as it comes; waits while too many wait.
    func offer(_ block: LogBlock, source: String) {
        room.wait()
        queue.async { [self] in
            see(block, source)
            room.signal()
        }
    }

    /// Raises what is found every few seconds, asks what the time alone decides, and takes up changed rules
    /// and registers.
    func start() {
        queue.sync {
            isLive = true
            let source = DispatchSource.makeTimerSource(queue: queue)
            source.schedule(deadline: .now() + 5, repeating: 5)
            source.setEventHandler { [self] in tick() }
            source.resume()
            timer = source
        }
    }

    /// Decides what is left and raises it.
    func finish() throws -> Raised {
        try queue.sync {
            timer?.cancel()
            for alert in run.finish() { gathering.add(alert, line: nil, source: nil, now: now()) }
            try raise()
            raised.events = earlierEvents + run.detector.eventCount
            return raised
        }
    }

    // MARK: On the queue

    /// The reader of one source: what a heading says of the lines after it is remembered.
    private final class SourceReader {
        var reader: LogReader
        let name: String
        let day: Day

        init(_ name: String, _ now: Instant) {
            self.name = name
            day = now.dayInJapan
            reader = LogReader(ReadingSettings(times: TimeSettings(year: .nearest(now))))
        }
    }

    private func see(_ block: LogBlock, _ source: String) {
        let moment = now()
        if readers[source] == nil || isLive && readers[source]?.day != moment.dayInJapan {
            readers[source] = SourceReader(station.name(folder: source), moment)
        }
        guard let reader = readers[source] else { return }
        let received = isLive ? Instant(microseconds: block.firstReceipt) : nil
        let lines = block.readableLines
        var given = 0
        repeat {
            given += reader.reader.fill { room in
                let count = min(room.count, lines.count - given)
                let from = lines.startIndex + given
                room.copyBytes(from: lines[from..<from + count])
                return count
            }
            while reader.reader.next() {
                for alert in run.look(reader.reader.draft, source: reader.name, received: received) {
                    let line = String(decoding: reader.reader.draft.bytes.buffer, as: UTF8.self)
                    gathering.add(alert, line: line, source: source, now: moment)
                }
            }
        } while given < lines.count
    }

    private func tick() {
        do {
            for alert in run.decide(at: now()) { gathering.add(alert, line: nil, source: nil, now: now()) }
            try raise()
            let current = try Self.fingerprint(invocation, station.office)
            guard current != fingerprint else { return }
            let fresh = try Self.run(invocation, station.office)
            for alert in run.finish() { gathering.add(alert, line: nil, source: nil, now: now()) }
            earlierEvents += run.detector.eventCount
            (run, fingerprint) = (fresh, current)
        } catch {
            // The old rules go on; the next tick tries again.
            invocation.console.complain("\(error)")
        }
    }

    private func raise() throws {
        guard !gathering.isEmpty else { return }
        var kept = gathering
        let count = try station.office.raise(kept.take(), by: .console)
        gathering = AlertGathering()
        raised.alerts += count.made
        raised.merged += count.merged
        raised.silent += count.silent
    }

    // MARK: Rules and facts

    /// The shipped detections that are on or on trial here, with what the registers say.
    private static func run(_ invocation: Invocation, _ office: Office) throws -> DetectionRun {
        let today = office.today
        let register = RuleSetting.register
        let settings = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).current(register.definition).map {
                try register.record($0.values)
            }
        }
        let states = Dictionary(settings.map { ($0.ruleID, $0.state(on: today)) }) { first, _ in first }
        let rules = try RuleFiles.ruleSet(invocation, [DetectionRules.shippedFolder(invocation)]) { about in
            (states[about.id ?? about.title] ?? (about.guidance?.setting == .off ? .off : .on)) != .off
        }
        return DetectionRun(rules, facts: try RegisteredFacts(office, today: today).facts)
    }

    /// Changes when a rule's file, a register that rules ask, a setting, or the day does.
    private static func fingerprint(_ invocation: Invocation, _ office: Office) throws -> [String] {
        let folder = try DetectionRules.shippedFolder(invocation)
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.sorted() ?? []
        let files = names.map { name in
            let path = folder + "/" + name
            let changed =
                (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            return "\(name) \(changed?.timeIntervalSince1970 ?? 0)"
        }
        let registers = FactRegister.allCases.map(\.rawValue) + [RuleSetting.registerName]
        let heads = try office.store.database.read { connection in
            try connection.rows("SELECT register, changed_seq FROM register_heads ORDER BY register") {
                "\($0.text(0)) \($0.integer(1))"
            }
        }
        return files + heads.filter { head in registers.contains { head.hasPrefix($0 + " ") } }
            + [office.today.iso]
    }
}
