import Foundation
import Glibc
import LogMonitoring

/// `toride-bench sigma`: all Windows rules of the public set on real Windows events, one core.
///
/// The events are held in memory, so that no file system is measured; everything from bytes to alerts is.
enum SigmaFigures {
    static func printAll() throws {
        guard let inputs = inputs() else {
            Clock.show(
                "Sigma on Windows events", "not measured", "the real inputs are not here: set TORIDE_SHARED")
            return
        }
        var rules: RuleSet?
        let files = try ruleFiles(inputs)
        let pipelines = try pipelines()
        let compiled = Clock.seconds { rules = RuleSet(files: files, pipelines: pipelines) }
        guard let rules else { return }
        Clock.show(
            "Sigma: \(rules.rules.count) rules read and compiled, \(rules.refused.count) refused",
            String(format: "%.2f s", compiled))
        let events = try events(inputs)
        let lineCount = events.withUnsafeBufferPointer { lines($0) { _ in } }
        let size = events.count / max(1, lineCount)
        let detector = Detector(rules)
        let first = measure(detector, events)
        Clock.show(
            "Sigma: first pass over \(lineCount) events of \(size) B, filters made on the way",
            String(format: "%.2f s, %d literals", first.seconds, detector.literalCount))
        let runs = (0..<3).map { _ in measure(detector, events) }.sorted { $0.seconds < $1.seconds }
        let best = runs[0]
        let median = runs[1]
        Clock.show(
            "Sigma: JSON to alerts, \(best.matches) matches, one core, median of 3",
            Clock.perSecond(lineCount, median.seconds),
            String(
                format: "%.0f per CPU-second, %.0f MB/s", Double(lineCount) / median.cpuSeconds,
                Double(events.count) / median.seconds / 1e6))
        let counting = Clock.median(3) { _ = events.withUnsafeBufferPointer { lines($0) { _ in } } }
        Clock.show(
            "Sigma: the same bytes, only cut into lines (reference)", Clock.perSecond(lineCount, counting),
            String(format: "detection takes %.1f times as long", median.seconds / counting))
        try detect(
            in: inputs + "/windows-events/events-120k.jsonl.zst", with: rules,
            what: "Sigma: from the packed file, read as logs detect does")
        if CommandLine.arguments.contains("--every-rule") { try compare(rules, events) }
    }

    /// As `toride logs detect` does: the file unpacked, each line read by its format, under our names too.
    static func detect(in path: String, with known: RuleSet? = nil, what: String) throws {
        guard let inputs = inputs() else { return }
        let rules: RuleSet
        if let known {
            rules = known
        } else {
            rules = RuleSet(files: try ruleFiles(inputs), pipelines: try pipelines())
        }
        let detector = Detector(rules)
        _ = try LogFigures.read(path) { _ = detector.match($0) }
        var matches = 0
        let run = try LogFigures.read(path) { matches += detector.match($0).count }
        LogFigures.show(what + ", \(matches) matches", run)
    }

    /// The same alerts with and without the filter, over every event.
    private static func compare(_ rules: RuleSet, _ events: [UInt8]) throws {
        let filtered = Detector(rules)
        let every = Detector(rules, method: .everyRule)
        var different = 0
        var lineCount = 0
        let took = Clock.seconds {
            events.withUnsafeBufferPointer { bytes in
                lineCount = lines(bytes) { line in
                    if filtered.match(json: line) != every.match(json: line) { different += 1 }
                }
            }
        }
        Clock.show("Sigma: every rule compared, without filter", Clock.perSecond(lineCount, took))
        Clock.show("Sigma: events on which the filter changes the answer", "\(different)")
    }

    private struct Measured {
        var seconds: Double
        var cpuSeconds: Double
        var matches: Int
    }

    private static func measure(_ detector: Detector, _ events: [UInt8]) -> Measured {
        var matches = 0
        let cpu = cpuSeconds()
        let seconds = Clock.seconds {
            events.withUnsafeBufferPointer { bytes in
                _ = lines(bytes) { matches += detector.match(json: $0)?.count ?? 0 }
            }
        }
        return Measured(seconds: seconds, cpuSeconds: cpuSeconds() - cpu, matches: matches)
    }

    private static func lines(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var start = 0
        var count = 0
        while start < bytes.count {
            let rest = bytes.count - start
            let newline = memchr(base + start, 0x0A, rest)
            let length = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base + start) } ?? rest
            body(UnsafeBufferPointer(start: base + start, count: length))
            start += length + 1
            count += 1
        }
        return count
    }

    private static func cpuSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }

    // MARK: Inputs

    private static func inputs() -> String? {
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? "../shared"
        return FileManager.default.fileExists(atPath: shared + "/inputs/sigma") ? shared + "/inputs" : nil
    }

    private static func ruleFiles(_ inputs: String) throws -> [(name: String, text: String)] {
        try ["rules", "rules-emerging-threats", "rules-threat-hunting"].flatMap { folder in
            try texts(inputs + "/sigma/" + folder)
        }
    }

    private static func pipelines() throws -> [Pipeline] {
        try texts(LargeOrganization.content + "/pipelines").map { try Pipeline(yaml: $0.text) }
    }

    private static func texts(_ folder: String) throws -> [(name: String, text: String)] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".yml") }.sorted().map {
            ($0, try String(contentsOfFile: folder + "/" + $0, encoding: .utf8))
        }
    }

    /// Unpacked by Debian's `zstdcat`, which is in every machine that builds us.
    private static func events(_ inputs: String) throws -> [UInt8] {
        let unpacking = Process()
        unpacking.executableURL = URL(filePath: "/usr/bin/zstd")
        unpacking.arguments = ["-dc", inputs + "/windows-events/events-120k.jsonl.zst"]
        let pipe = Pipe()
        unpacking.standardOutput = pipe
        try unpacking.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        unpacking.waitUntilExit()
        return [UInt8](data)
    }
}
