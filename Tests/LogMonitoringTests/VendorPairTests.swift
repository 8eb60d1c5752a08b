import Foundation
import Testing

@testable import LogMonitoring

/// Real logs beside what another program (Apache Metron) read from them. Names differ; the facts must agree.
@Suite(
    .enabled(
        if: Reading.real != nil, "the real inputs are not here: set TORIDE_SHARED to the folder above inputs")
)
struct VendorPairTests {
    /// A name of the other program's, the names of ours of which one must hold the same value, and how theirs
    /// is brought to ours.
    struct Fact: Sendable {
        let theirs: String
        let ours: [String]
        var adapt: @Sendable (String) -> String = { $0 }
    }

    private static let lower: @Sendable (String) -> String = { $0.lowercased() }
    private static let addresses = [
        Fact(theirs: "ip_src_addr", ours: ["source.ip"]),
        Fact(theirs: "ip_dst_addr", ours: ["destination.ip"]),
        Fact(theirs: "ip_src_port", ours: ["source.port"]),
        Fact(theirs: "ip_dst_port", ours: ["destination.port"]),
    ]

    struct Pair: Sendable, CustomTestStringConvertible {
        let folder: String
        let raw: String
        let parsed: String
        let facts: [Fact]
        /// How many of their facts the pair must at least have, so that an empty comparison is no success.
        let least: Int
        /// Their time in milliseconds is the line's own, with nothing guessed.
        let hasTime: Bool
        /// Lines of which the other program takes the sides without looking at the direction: it always
        /// begins at laddr, and at the first endpoint of `Built outbound`. Ours begin where the connection
        /// did.
        var reversed: Set<Int> = []
        var testDescription: String { folder }
    }

    private static let syslog = [
        Fact(theirs: "syslog.header.hostName", ours: ["log.syslog.hostname"]),
        Fact(theirs: "syslog.header.facility", ours: ["log.syslog.facility.code"]),
        Fact(theirs: "syslog.header.severity", ours: ["log.syslog.severity.code"]),
        Fact(theirs: "syslog.header.pri", ours: ["log.syslog.priority"]),
        Fact(theirs: "syslog.header.appName", ours: ["log.syslog.appname"]),
        Fact(theirs: "syslog.header.procId", ours: ["log.syslog.procid"]),
    ]

    static let pairs = [
        Pair(
            folder: "asa", raw: "asa_raw", parsed: "asa_parsed",
            facts: addresses + [
                Fact(theirs: "protocol", ours: ["network.transport"], adapt: lower),
                Fact(theirs: "ciscotag", ours: ["event.code"]) {
                    String($0.split(separator: "-").last ?? "")
                },
                Fact(theirs: "syslog_host", ours: ["log.syslog.hostname"]),
            ], least: 700, hasTime: false, reversed: [20, 54, 67, 88, 89, 92]),
        Pair(
            folder: "bro", raw: "BroExampleOutput", parsed: "BroExampleParsed",
            facts: addresses + [
                Fact(theirs: "uid", ours: ["event.id"]),
                Fact(theirs: "method", ours: ["http.request.method"]),
                Fact(theirs: "host", ours: ["url.domain"]),
                Fact(theirs: "query", ours: ["dns.question.name"]),
                Fact(theirs: "qtype_name", ours: ["dns.question.type"]),
                Fact(theirs: "rcode_name", ours: ["dns.response_code"]),
                Fact(theirs: "proto", ours: ["network.transport"]),
                Fact(theirs: "status_code", ours: ["http.response.status_code", "zeek.status_code"]),
                Fact(theirs: "username", ours: ["user.name"]), Fact(theirs: "protocol", ours: ["zeek.log"]),
            ], least: 150, hasTime: true),
        Pair(
            folder: "leef", raw: "leefOutput", parsed: "leefParsed",
            facts: addresses + [
                Fact(theirs: "DeviceVendor", ours: ["observer.vendor"]),
                Fact(theirs: "DeviceProduct", ours: ["observer.product"]),
                Fact(theirs: "DeviceEvent", ours: ["event.code"]),
                Fact(theirs: "act", ours: ["event.action"]),
                Fact(theirs: "suser", ours: ["user.name"]), Fact(theirs: "usrName", ours: ["user.name"]),
                Fact(theirs: "filePath", ours: ["file.path"]), Fact(theirs: "msg", ours: ["message"]),
                Fact(theirs: "dvc", ours: ["observer.ip"]), Fact(theirs: "name", ours: ["rule.name"]),
            ], least: 20, hasTime: false),
        // Their time of the first line is a mixture of two lines; only the last two are compared (below).
        Pair(
            folder: "snort", raw: "SnortOutput", parsed: "SnortParsed",
            facts: addresses + [
                Fact(theirs: "msg", ours: ["rule.name"]), Fact(theirs: "sig_id", ours: ["rule.id"]),
                Fact(theirs: "protocol", ours: ["network.transport"], adapt: lower),
                Fact(theirs: "ethsrc", ours: ["source.mac"]),
                Fact(theirs: "ethdst", ours: ["destination.mac"]),
            ], least: 25, hasTime: false),
        Pair(
            folder: "squid", raw: "SquidExampleOutput", parsed: "SquidExampleParsed",
            facts: addresses + [
                Fact(theirs: "url", ours: ["url.full"]),
                Fact(theirs: "method", ours: ["http.request.method"]),
                Fact(theirs: "code", ours: ["http.response.status_code"]),
                Fact(theirs: "action", ours: ["event.action"]),
                Fact(theirs: "bytes", ours: ["network.bytes"]),
                Fact(theirs: "full_hostname", ours: ["url.domain"]),
            ], least: 16, hasTime: true),
        Pair(
            folder: "syslog3164", raw: "Syslog3164Output", parsed: "Syslog3164Parsed", facts: syslog,
            least: 390,
            hasTime: false),
        Pair(
            folder: "syslog5424", raw: "Syslog5424Output", parsed: "Syslog5424Parsed",
            facts: syslog + [Fact(theirs: "syslog.message", ours: ["message"])], least: 20, hasTime: true),
    ]

    private static func reversed(_ facts: [Fact]) -> [Fact] {
        facts.map { fact in
            Fact(
                theirs: fact.theirs,
                ours: fact.ours.map { name in
                    name.hasPrefix("source.")
                        ? name.replacing("source.", with: "destination.")
                        : name.replacing("destination.", with: "source.")
                }, adapt: fact.adapt)
        }
    }

    private func text(_ value: EventValue?) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .list(let values): values.compactMap { text($0) }.joined(separator: ",")
        case .null, nil: nil
        }
    }

    private func theirs(_ value: Any) -> String? {
        if let list = value as? [Any] { return list.compactMap(theirs).joined(separator: ",") }
        return (value as? String) ?? (value as? NSNumber)?.stringValue
    }

    @Test(arguments: pairs)
    func `the facts agree with another program's`(pair: Pair) throws {
        let folder = try #require(Reading.real).appendingPathComponent("vendor-logs/\(pair.folder)")
        let raw = Array(try Data(contentsOf: folder.appendingPathComponent("raw/\(pair.raw)")))
        let parsed = try String(
            contentsOf: folder.appendingPathComponent("parsed/\(pair.parsed)"), encoding: .utf8
        )
        .split(separator: "\n")
        let reading = Reading(raw)
        #expect(reading.events.count >= parsed.count)
        var compared = 0
        for (line, event) in zip(parsed, reading.events) {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            for fact in pair.reversed.contains(event.line) ? Self.reversed(pair.facts) : pair.facts {
                guard let found = object[fact.theirs].flatMap(theirs), !found.isEmpty, found != "-" else {
                    continue
                }
                let ours = fact.ours.compactMap { text(event[$0]) }
                compared += 1
                #expect(
                    ours.contains(fact.adapt(found)),
                    "\(pair.folder) line \(event.line), \(fact.theirs): theirs \(found), ours \(ours)")
            }
            if pair.hasTime, let stamp = object["timestamp"] as? NSNumber {
                #expect(
                    event.timestamp.map { $0.microseconds / 1000 } == stamp.int64Value,
                    "\(pair.folder) \(event.line)")
            }
        }
        #expect(compared >= pair.least, "\(pair.folder): only \(compared) facts")
    }

    @Test func `real windows events are read to the last one`() throws {
        let file = try #require(Reading.real).appendingPathComponent("windows-events/events-120k.jsonl.zst")
        let (count, faults, known) = try RealFile.count(file.path, limit: 20_000)
        #expect(count == 20_000 && faults == 0 && known == 20_000)
    }

    @Test func `the real firewall lines are all understood`() throws {
        let folder = try #require(Reading.real).appendingPathComponent("vendor-logs/SampleInput")
        let reading = Reading(Array(try Data(contentsOf: folder.appendingPathComponent("PaloaltoOutput"))))
        #expect(reading.tally.counted == ["paloalto": reading.events.count])
        #expect(reading.tally.faultCount == 0)
        #expect(
            reading.events.allSatisfy {
                $0["source.ip"] != nil && $0["event.action"] != nil && $0.timestamp != nil
            })
    }
}
