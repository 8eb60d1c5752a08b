import Foundation
import Glibc
import LogFiles
import LogMonitoring
import Primitives
import Synchronization

/// The detections that ship, on lines of a firewall, a proxy and a name server, from files: bytes to alerts,
/// facts of an organization beside each event.
///
/// Both cores: two files, each with its own run, as two sources that are read side by side.
enum DetectionFigures {
    private static let linesOfEach = 200_000

    static func printAll(in folder: String) throws {
        let rules = RuleSet(files: try shipped("detections"), pipelines: try pipelines())
        let chance = SeededSource(seed: 20_261_126)
        let paths = [folder + "/first.log", folder + "/second.log"]
        for path in paths { try GeneratedLogs.network(path, linesOfEach: linesOfEach / 2, chance) }
        Clock.show(
            "network rules and our own detections", "\(rules.rules.count + rules.behaviours.count)",
            "\(rules.correlations.count) correlations")
        _ = try detect(paths[0], rules)
        let one = try measured([paths[0]], rules)
        Clock.show(
            "firewall, proxy and DNS lines from file, \(one.alerts) alerts, one core",
            Clock.perSecond(one.lines, one.seconds))
        let both = try measured(paths, rules)
        Clock.show(
            "the same, two files on both cores", Clock.perSecond(both.lines, both.seconds),
            "to hold: 1000000/s")
    }

    private static func measured(
        _ paths: [String], _ rules: RuleSet
    ) throws -> (lines: Int, alerts: Int, seconds: Double) {
        let total = Mutex((lines: 0, alerts: 0, failed: false))
        let seconds = Clock.seconds {
            DispatchQueue.concurrentPerform(iterations: paths.count) { number in
                let found = try? detect(paths[number], rules)
                total.withLock { sum in
                    sum.lines += found?.lines ?? 0
                    sum.alerts += found?.alerts ?? 0
                    if found == nil { sum.failed = true }
                }
            }
        }
        let sum = total.withLock { $0 }
        if sum.failed { throw CocoaError(.fileReadUnknown) }
        return (sum.lines, sum.alerts, seconds)
    }

    private static func detect(_ path: String, _ rules: RuleSet) throws -> (lines: Int, alerts: Int) {
        let run = DetectionRun(rules, facts: facts)
        var alerts = 0
        let read = try LogFigures.read(path) { alerts += run.look($0, source: path).count }
        return (read.records, alerts + run.finish().count)
    }

    private static let facts: OrganizationFacts = {
        var facts = OrganizationFacts()
        facts.networks = [
            .init(name: "庁内業務", ranges: ["10.0.0.0/8"], isClosed: false),
            .init(name: "住民情報", ranges: ["172.16.0.0/12"], isClosed: true),
        ]
        facts.flows = [.init(name: "連携", source: "10.0.0.0/8", port: "1-65535")]
        facts.exits = ["198.51.100.7"]
        facts.resolvers = ["203.0.113.0/24"]
        facts.devices = [.init(name: "a", hostNames: ["a"])]
        facts.accounts = (0..<500).map { .init(login: "s\(1_000 + $0)") }
        facts.clouds = ["example.com"]
        facts.ownDomains = ["mizukage-kouiki.example"]
        return facts
    }()

    private static func pipelines() throws -> [Pipeline] {
        try shipped("pipelines").map { try Pipeline(yaml: $0.text) }
    }

    private static func shipped(_ folder: String) throws -> [(name: String, text: String)] {
        let place = LargeOrganization.content + "/" + folder
        let names = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".yml") }.sorted().map {
            ($0, try String(contentsOfFile: place + "/" + $0, encoding: .utf8))
        }
    }
}

extension GeneratedLogs {
    /// Lines of a firewall, a proxy and a name server in turns of a hundred.
    static func network(_ path: String, linesOfEach: Int, _ chance: SeededSource) throws {
        let start = 1_795_568_400
        var text = ""
        for block in stride(from: 0, to: linesOfEach, by: 100) {
            for index in block..<block + 100 {
                text += firewallLine(index, Int64(start) * 1_000_000_000 + Int64(index) * 50_000_000, chance)
            }
            for index in block..<block + 100 {
                let host = "www\(chance.below(60)).site\(chance.below(50)).example"
                text +=
                    "\(start + index / 20).\(100 + index % 900) \(chance.below(900))"
                    + " 10.1.\(chance.below(3)).\(chance.below(200))"
                    + " TCP_MISS/200 \(chance.below(90_000)) GET http://\(host)/p/\(chance.below(1_000)).html"
                    + " s\(1_000 + chance.below(400)) HIER_DIRECT/203.0.113.\(chance.below(250)) text/html\n"
            }
            for index in block..<block + 100 {
                let second = index / 20
                let clock = [10 + second / 3_600, second / 60 % 60, second % 60]
                    .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
                let host = "www\(chance.below(60)).site\(chance.below(50)).example"
                text +=
                    "25-Nov-2026 \(clock).123 queries: info: client"
                    + " @0x7f0012345678 10.1.2.\(chance.below(200))#50000"
                    + " (\(host)): query: \(host) IN A +E(0)K (10.1.0.53)\n"
            }
        }
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
