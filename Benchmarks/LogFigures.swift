import Foundation
import Glibc
import LogFiles
import LogMonitoring
import Primitives

/// `toride-bench logs`: how fast lines become events, beside what does nothing but look for line ends or a
/// word.
enum LogFigures {
    /// One reading of a file: records, and the seconds it took on the clock and of the processor.
    struct Run {
        let records: Int
        let bytes: Int
        let seconds: Double
        let processorSeconds: Double
    }

    private static let lines = 1_000_000

    static func printAll() throws {
        let folder = NSTemporaryDirectory() + "toride-bench-logs-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/fortigate.log"
        let bytes = try GeneratedLogs.fortigate(path, lines: lines)
        Clock.show(
            "FortiGate lines, generated", "\(lines)", "\(bytes / lines) bytes each, \(bytes >> 20) MiB")
        // The first reading brings the file into the page cache; it is not shown.
        _ = try read(path) { _ in }
        try LogReferences(path: path, bytes: bytes, lines: lines).showAll()
        show("every field found and named, time read", try read(path) { _ in })
        var kept = 0
        show("and an event made that stays", try read(path) { kept += $0.event().fields.isEmpty ? 0 : 1 })
        show("and five values asked for", try read(path) { kept += asked($0.event()) })
        var json = EventJSON()
        show(
            "and JSON written into memory",
            try read(path) { draft in
                json.write(draft, source: path)
                if json.output.count > 1 << 16 { json.removeOutput() }
            })
        if kept == 0 { Clock.show("events kept", "none", "something is wrong") }
        try SigmaFigures.detect(in: path, what: "and all public rules asked, FortiGate lines")
        try windows()
        try DetectionFigures.printAll(in: folder)
    }

    private static let questions = [
        "source.ip", "destination.ip", "destination.port", "event.action", "network.bytes",
    ]
    .map { LogWord($0) }

    private static func asked(_ event: LogEvent) -> Int {
        questions.reduce(0) { $0 + (event.fields[$1] == nil ? 0 : 1) }
    }

    private static func windows() throws {
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? "../shared"
        let path = shared + "/inputs/windows-events/events-120k.jsonl.zst"
        guard FileManager.default.fileExists(atPath: path) else {
            Clock.show("real Windows events", "not measured", "the real inputs are not here")
            return
        }
        show("real Windows events from zstd: fields found, time read", try read(path) { _ in })
    }

    static func read(_ path: String, _ body: (borrowing EventDraft) -> Void) throws -> Run {
        let file = try LogFile(path)
        var reader = LogReader(
            ReadingSettings(times: TimeSettings(year: .notAfter(Instant(microseconds: 0)))))
        var (records, bytes) = (0, 0)
        let before = processorSeconds(RUSAGE_SELF.rawValue)
        let seconds = try Clock.seconds {
            while true {
                let count = try reader.fill { room throws(LogFileError) in try file.read(into: room) }
                bytes += count
                if count == 0 { reader.finish() }
                while reader.next() {
                    records += 1
                    body(reader.draft)
                }
                if count == 0 { break }
            }
        }
        return Run(
            records: records, bytes: bytes, seconds: seconds,
            processorSeconds: processorSeconds(RUSAGE_SELF.rawValue) - before)
    }

    static func processorSeconds(_ whose: __rusage_who_t) -> Double {
        var usage = rusage()
        getrusage(whose, &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    static func show(_ what: String, _ run: Run) {
        let rate = Clock.perSecond(run.records, run.seconds)
        let processor = Clock.perSecond(run.records, max(run.processorSeconds, 1e-6))
        let megabytes = String(format: "%.0f MB/s", Double(run.bytes) / run.seconds / 1e6)
        Clock.show(what, "\(rate), \(processor) of CPU, \(megabytes)")
    }
}
