import Foundation
import Testing

@testable import LogMonitoring

/// What rules make of lines in every format, from bytes to titles of rules.
struct Detected {
    /// Of each event the titles of the rules that are true, by the filter and by asking every rule.
    var titles: [[String]] = []
    var slowTitles: [[String]] = []
    /// Of each event the JSON that `logs read` prints.
    var json: [String] = []

    init(_ rules: RuleSet, _ bytes: [UInt8]) {
        let (filtered, every) = (Detector(rules), Detector(rules, method: .everyRule))
        Reading.each(bytes) { draft in
            titles.append(filtered.match(draft).map { rules.rules[$0.rule].about.title })
            slowTitles.append(every.match(draft).map { rules.rules[$0.rule].about.title })
        }
        json = Reading(bytes).json
    }

    init(
        _ detection: String, _ lines: String..., pipelines: [Pipeline] = [.none],
        source: String = "product: t"
    ) {
        let text = "title: t\nlogsource: {\(source)}\ndetection:\n  \(detection)\n  condition: s\n"
        self.init(
            RuleSet(files: [("t.yml", text)], pipelines: pipelines), Array(lines.joined(separator: "\n").utf8)
        )
    }

    /// Of each event whether any rule is true.
    var found: [Bool] { titles.map { !$0.isEmpty } }
}

@Suite struct DetectionReadingTests {
    private static let fortigate = "date=2026-11-25 time=10:00:00 devid=F logid=1"

    /// A rule for each field of each event: the field has exactly this value.
    private func rules(for events: [LogEvent]) -> (set: RuleSet, count: Int) {
        var documents: [String] = []
        for event in events {
            for (name, value) in event.fields {
                guard let written = Self.written(value) else { continue }
                let quoted = written.replacing("'", with: "''")
                documents.append(
                    "title: \(event.line) \(name)\nlogsource: {product: t}\ndetection:\n"
                        + "  s: {'\(name)|cased': '\(quoted)'}\n  condition: s\n")
            }
        }
        let text = documents.joined(separator: "---\n")
        return (RuleSet(files: [("t", text)], pipelines: [.none]), documents.count)
    }

    /// As a rule writes it, or nil where a line of YAML could not.
    private static func written(_ value: EventValue) -> String? {
        switch value {
        case .text(let text):
            text.isEmpty || text.unicodeScalars.contains { $0.value < 0x20 }
                ? nil
                : text.replacing("\\", with: "\\\\").replacing("*", with: "\\*").replacing("?", with: "\\?")
        case .integer(let number): String(number)
        case .list(let values): values.first.flatMap(written)
        case .number, .boolean, .null: nil
        }
    }

    @Test(arguments: SampleTests.formats)
    func `rules see every field that logs read prints, and nothing else of ours`(format: String) throws {
        let bytes = try Reading.sample(format)
        let reading = Reading(bytes)
        let (rules, count) = rules(for: reading.events)
        try #require(rules.refused.isEmpty, "\(rules.refused)")
        #expect(rules.rules.count == count && count > 10)
        let detected = Detected(rules, bytes)
        let fromJSON = Detector(rules)
        for (number, event) in reading.events.enumerated() {
            let own = rules.rules.map(\.about.title).filter { $0.hasPrefix("\(event.line) ") }
            let missing = Set(own).subtracting(detected.titles[number])
            #expect(missing.isEmpty, "\(format) line \(event.line): \(missing.sorted())")
            #expect(detected.titles[number] == detected.slowTitles[number], "\(format) line \(event.line)")
            var line = detected.json[number]
            let printed = line.withUTF8(fromJSON.match(json:)) ?? []
            let titles = Set(printed.map { rules.rules[$0.rule].about.title })
            let more = Set(detected.titles[number]).subtracting(titles)
            #expect(titles.isSubset(of: detected.titles[number]), "\(format) line \(event.line)")
            // A JSON line is also asked under its own names.
            let isJSON = event.original.contains(UInt8(ascii: "{"))
            #expect(more.isEmpty || isJSON, "\(format) line \(event.line): \(more)")
        }
    }

    @Test func `a line is asked about as far as it was understood`() {
        let detected = Detected(
            "s: {source.ip: 192.0.2.6}", "\(Self.fortigate) srcip=192.0.2.6 msg=\"never closed",
            "\(Self.fortigate) srcip=192.0.2.7", #"{"source":{"ip":"192.0.2.6"},"x":"cut"#)
        #expect(detected.found == [true, false, true])
    }

    @Test func `a JSON line is asked under its own names and under ours`() {
        let event = #"{"timestamp":"2026-11-25T10:00:00+09:00","event_type":"flow","src_ip":"192.0.2.1"}"#
        #expect(Detected("s: {src_ip: 192.0.2.1}", event).found == [true])
        #expect(Detected("s: {source.ip: 192.0.2.1}", event).found == [true])
        #expect(Detected("s: {toride.format: suricata}", event).found == [true])
        #expect(Detected("s: {source.ip: 192.0.2.2}", event).found == [false])
        #expect(Detected("s: {src_ip: 192.0.2.1}", "<13>Nov 25 10:00:00 h p: " + event).found == [true])
    }

    @Test func `a keyword is found in any line, in values without their escapes too`() {
        let lines = [
            "\(Self.fortigate) msg=\"the word DENIED here\"",
            "\(Self.fortigate) msg=\"nothing\" action=accept",
            "<13>Nov 25 10:00:00 host prog: was denied", "a line of nobody: denied",
        ].joined(separator: "\n")
        #expect(Detected("s: [denied]", lines).found == [true, false, true, true])
        // `allowed` is what we say of `accept`; it does not stand in the line.
        #expect(Detected("s: [allowed]", lines).found == [false, false, false, false])
        let escaped = #"\#(Self.fortigate) msg="he said \"a\" and went" user=x"#
        #expect(Detected(#"s: ['said "a"']"#, escaped).found == [true])
    }

    @Test func `Japanese text is found whatever it came in`() throws {
        let cp932: [UInt8] = [0x8D, 0x5C, 0x90, 0xAC]
        let bytes = Array("\(Self.fortigate) msg=\"".utf8) + cp932 + Array("\"".utf8)
        for detection in ["s: {message: 構成}", "s: {message|contains: 成}", "s: [構成]"] {
            let text = "title: t\nlogsource: {product: t}\ndetection:\n  \(detection)\n  condition: s\n"
            let rules = RuleSet(files: [("t", text)], pipelines: [.none])
            #expect(Detected(rules, bytes).found == [true], "\(detection)")
            #expect(Detected(rules, Array("\(Self.fortigate) msg=\"構成\"".utf8)).found == [true])
        }
    }

    @Test func `numbers that a format reads are numbers for a rule`() {
        let line = "\(Self.fortigate) sentbyte=5000000 rcvdbyte=007 dstport=443 proto=6"
        #expect(Detected("s: {source.bytes|gt: 4000000}", line).found == [true])
        #expect(Detected("s: {network.bytes: 5000007}", line).found == [true])
        #expect(Detected("s: {destination.bytes: 7}", line).found == [true])
        #expect(Detected("s: {network.transport: TCP, destination.port: 443}", line).found == [true])
    }

    @Test func `a time is asked as logs read prints it`() {
        let line = "\(Self.fortigate) tz=+0900"
        #expect(Detected("s: {'@timestamp|hour': 1}", line).found == [true])
        #expect(Detected("s: {'@timestamp|hour': 10}", line).found == [false])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let item: String
        let format: String
        /// Lines of the sample of which it is true.
        let lines: [Int]
        var testDescription: String { "\(source): \(item)" }
    }

    static let rows: [Row] = [
        Row(source: "category: proxy", item: "c-uri|contains: bet.example", format: "squid", lines: [2]),
        Row(source: "category: proxy", item: "cs-method: POST", format: "squid", lines: [7]),
        Row(source: "category: proxy", item: "c-uri|contains: etc", format: "fortigate", lines: [3]),
        Row(source: "category: firewall", item: "action: deny", format: "fortigate", lines: [2]),
        Row(source: "category: firewall", item: "dst_ip: 203.0.113.9", format: "cisco-asa", lines: [4]),
        Row(source: "category: dns", item: "query|endswith: .example.com", format: "bind", lines: [2]),
    ]

    @Test(arguments: rows)
    func `a public rule's names find lines of a device`(row: Row) throws {
        let text = "title: t\nlogsource: {\(row.source)}\ndetection:\n  s: {\(row.item)}\n  condition: s\n"
        let rules = RuleSet(files: [("t", text)], pipelines: DetectionPlaces.pipelines)
        let bytes = try Reading.sample(row.format)
        let events = Reading(bytes).events
        let found = zip(events, Detected(rules, bytes).found).filter(\.1).map(\.0.line)
        #expect(found == row.lines)
    }
}
