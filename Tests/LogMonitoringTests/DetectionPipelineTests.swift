import Testing

@testable import LogMonitoring

/// The pipelines that ship.
@Suite struct DetectionPipelineTests {
    @Test func `every pipeline that ships can be read`() throws {
        let files = DetectionPlaces.files(
            under: DetectionPlaces.package + "/Content/pipelines", ending: ".yml")
        #expect(files.count >= 3)
        for file in files { _ = try Pipeline(yaml: DetectionPlaces.text(file)) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let item: String
        let event: String
        var isFound = true
        var testDescription: String { "\(source): \(item)" }
    }

    private static let sysmon = "\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":1"

    static let rows: [Row] = [
        Row(
            source: "product: windows, category: process_creation", item: "Image|endswith: cmd.exe",
            event: "{\(sysmon),\"Image\":\"c:\\\\cmd.exe\"}"),
        Row(
            source: "product: windows, category: process_creation", item: "Image|endswith: cmd.exe",
            event: "{\"Channel\":\"security\",\"EventID\":4688,\"NewProcessName\":\"c:\\\\cmd.exe\"}"),
        Row(
            source: "product: windows, category: process_creation", item: "Image|endswith: cmd.exe",
            event: "{\"winlog\":{\"channel\":\"Microsoft-Windows-Sysmon/Operational\",\"event_data\":"
                + "{\"Image\":\"c:\\\\cmd.exe\"}},\"event\":{\"code\":\"1\"}}"),
        Row(
            source: "product: windows, category: process_creation", item: "Image|endswith: cmd.exe",
            event: "{\"Channel\":\"Security\",\"EventID\":4689,\"NewProcessName\":\"c:\\\\cmd.exe\"}",
            isFound: false),
        Row(
            source: "product: windows, service: windefend", item: "ThreatName|contains: eicar",
            event: "{\"Event\":{\"System\":{\"Channel\":\"Microsoft-Windows-Windows Defender/Operational\"},"
                + "\"EventData\":{\"Threat Name\":\"EICAR\"}}}"),
        Row(
            source: "category: antivirus", item: "Signature|contains: eicar",
            event: "{\"Channel\":\"Microsoft-Windows-Windows Defender/Operational\",\"EventID\":1116,"
                + "\"Threat Name\":\"EICAR\"}"),
        Row(
            source: "category: proxy", item: "c-uri|contains: evil",
            event: "{\"toride\":{\"format\":\"squid\"},\"url\":{\"full\":\"http://evil.example/\"}}"),
        Row(
            source: "category: proxy", item: "c-uri|contains: evil",
            event:
                "{\"toride\":{\"format\":\"fortigate\"},\"url\":{\"path\":\"/evil\",\"domain\":\"a\"}}"
        ),
        Row(
            source: "category: proxy", item: "c-uri|contains: evil",
            event: "{\"toride\":{\"format\":\"web-combined\"},\"url\":{\"full\":\"http://evil/\"}}",
            isFound: false),
        Row(
            source: "category: webserver", item: "cs-uri-query|contains: '../'",
            event: "{\"toride\":{\"format\":\"web-combined\"},\"url\":{\"original\":\"/a/../../etc\"}}"),
        Row(
            source: "category: dns", item: "query|endswith: .evil.example",
            event: "{\"toride\":{\"format\":\"bind\"},\"dns\":{\"question\":{\"name\":\"a.evil.example\"}}}"),
        Row(
            source: "category: firewall", item: "dst_port: 4444",
            event:
                "{\"toride\":{\"format\":\"fortigate\"},\"destination\":{\"ip\":\"192.0.2.1\",\"port\":4444}}"
        ),
        Row(
            source: "product: zeek, service: http", item: "status_code: 500",
            event: "{\"zeek\":{\"log\":\"http\"},\"http\":{\"response\":{\"status_code\":500}}}"),
        Row(
            source: "product: zeek, service: dce_rpc", item: "operation: NetrX",
            event: "{\"zeek\":{\"log\":\"dce_rpc\",\"operation\":\"NetrX\"}}"),
        Row(
            source: "product: linux, service: auditd", item: "exe|endswith: /nc",
            event: "{\"toride\":{\"format\":\"auditd\"},\"process\":{\"executable\":\"/usr/bin/nc\"}}"),
        Row(
            source: "product: linux, service: sudo", item: "USER: '#-*'",
            event: "{\"toride\":{\"format\":\"sudo\"},\"user\":{\"effective\":{\"name\":\"#-1\"}}}"),
    ]

    @Test(arguments: rows)
    func `a public rule's names find our events`(_ row: Row) throws {
        let text = "title: t\nlogsource: {\(row.source)}\ndetection:\n  s:\n    \(row.item)\n  condition: s\n"
        let rules = RuleSet(files: [("t", text)], pipelines: DetectionPlaces.pipelines)
        try #require(rules.refused.isEmpty && rules.unrouted.isEmpty, "\(rules.refused) \(rules.unrouted)")
        var event = row.event
        let asked = event.withUTF8(Detector(rules).match(json:))
        let found = try #require(asked, "no JSON: \(row.event)")
        #expect(!found.isEmpty == row.isFound)
    }

    @Test(.enabled(if: DetectionPlaces.inputs != nil, Comment(rawValue: DetectionPlaces.absent)))
    func `most public rules have a log source here`() {
        let waiting = DetectionPlaces.publicRuleSet.unrouted.count
        #expect(waiting * 6 < max(6, DetectionPlaces.publicRuleSet.rules.count), "\(waiting) wait")
    }

    @Test(arguments: [
        "fields: [a", "nothing: 1", "sources: [{source: {product: x}}]", "applies-to: {vendor: x}", "[]",
    ])
    func `a pipeline that cannot be understood is refused`(_ text: String) {
        #expect(throws: RuleRefusal.self) { try Pipeline(yaml: text) }
    }
}
