import Testing

@testable import LogMonitoring

@Suite struct DetectionConditionTests {
    static let detections = """
        selection_a: {A: 1}
          selection_b: {B: 1}
          filter_c: {C: 1}
          _hidden: {D: 1}
          condition: 
        """

    @Test(arguments: [
        ("selection_a and selection_b", "AB", true), ("selection_a and selection_b", "A", false),
        ("selection_a or selection_b and filter_c", "A", true),
        ("selection_a or selection_b and filter_c", "B", false),
        ("(selection_a or selection_b) and filter_c", "A", false),
        ("not selection_a and selection_b", "B", true), ("not selection_a and selection_b", "AB", false),
        ("not (selection_a and selection_b)", "A", true), ("not not selection_a", "A", true),
        ("1 of selection_*", "B", true), ("1 of selection_*", "C", false),
        ("all of selection_*", "AB", true), ("all of selection_*", "A", false),
        ("any of selection_*", "A", true), ("1 of them", "C", true), ("1 of them", "D", false),
        ("all of them", "ABC", true), ("all of them", "AB", false), ("_hidden", "D", true),
        ("selection_a and not 1 of filter_*", "A", true), ("selection_a and not 1 of filter_*", "AC", false),
        ("1 of selection_* and not filter_c", "BC", false), ("selection_a AND selection_b", "AB", true),
    ])
    func `a condition means what it says`(_ condition: String, _ present: String, _ expected: Bool) throws {
        let rule = try DetectionSample(Self.detections + condition)
        let event = "{" + present.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        #expect(rule.matches(event) == expected, "\(condition) of \(present)")
    }

    @Test(arguments: [
        "", "selection_x", "selection_a and", "(selection_a", "selection_a)", "1 of nothing_*", "2 of them",
        "selection_a | count() > 5", "selection_a selection_b", "1 of",
    ])
    func `a condition that cannot be read is refused`(_ condition: String) {
        let rules = DetectionSample.rules(Self.detections + "'\(condition)'")
        #expect(rules.refused.count == 1, "\(condition)")
        #expect(rules.rules.isEmpty)
    }

    @Test func `keywords are looked for in everything the event says`() throws {
        let rule = try DetectionSample("keywords: ['rm -rf', 'C:\\tmp\\\\*x']\n  condition: keywords")
        #expect(rule.matches("{\"a\":\"sudo RM -RF /\"}"))
        #expect(rule.matches("{\"a\":{\"b\":[1,\"c:\\\\tmp\\\\yx\"]}}"))
        #expect(!rule.matches("{\"rm -rf\":\"key\",\"a\":\"rm\",\"b\":\" -rf\"}"))
    }

    @Test(arguments: [
        ("{\"a\":\"xx sekurlsa::logon\"}", true), ("{\"a\":\"SEKURLSA::x\"}", true),
        ("{\"a\":\"\\u0073ekurlsa::\"}", true), ("{\"a\":\"C:\\\\mimilib.DLL\"}", true),
        ("{\"a\":\"mimilib.dll\"}", false), ("{\"sekurlsa::\":\"x\"}", false),
        ("{\"a\":[{\"b\":\"sekurlsa::\"}]}", true),
    ])
    func `a keyword is found however JSON writes it`(_ event: String, _ expected: Bool) throws {
        let rule = try DetectionSample("keywords: ['sekurlsa::', '\\mimilib.dll']\n  condition: keywords")
        #expect(rule.matches(event) == expected, "\(event)")
    }

    @Test func `all keywords may stand in different fields`() throws {
        let rule = try DetectionSample("keywords:\n    '|all': [one, two]\n  condition: keywords")
        #expect(rule.matches("{\"a\":\"one\",\"b\":\"two\"}"))
        #expect(!rule.matches("{\"a\":\"one\"}"))
    }

    @Test func `a list of maps is one of them, a map is all of it`() throws {
        let rule = try DetectionSample("s:\n    - {A: 1, B: 1}\n    - {C: 1}\n  condition: s")
        #expect(rule.matches("{\"A\":1,\"B\":1}"))
        #expect(rule.matches("{\"C\":1}"))
        #expect(!rule.matches("{\"A\":1}"))
    }

    @Test func `a filter takes back what its rules find, and only theirs`() {
        let rule = "title: r\nid: r1\nlogsource: {product: test}\ndetection: {s: {A: 1}, condition: s}\n"
        let other = "title: o\nid: r2\nlogsource: {product: test}\ndetection: {s: {A: 1}, condition: s}\n"
        let filter = """
            title: f
            logsource: {product: test}
            filter:
              rules: [r1]
              s: {User: backup}
              condition: not s
            """
        let rules = RuleSet(
            files: [("a.yml", rule), ("b.yml", other), ("f.yml", filter)], pipelines: [.none])
        #expect(rules.refused.isEmpty)
        let detector = Detector(rules)
        func found(_ event: String) -> [String] {
            var copy = event
            return (copy.withUTF8(detector.match(json:)) ?? []).map { rules.rules[$0.rule].about.title }
        }
        #expect(found("{\"A\":1}") == ["r", "o"])
        #expect(found("{\"A\":1,\"User\":\"backup\"}") == ["o"])
    }

    @Test func `a filter for a rule that is not there is reported`() {
        let filter =
            "title: f\nlogsource: {product: t}\nfilter: {rules: [gone], s: {A: 1}, condition: not s}\n"
        #expect(RuleSet(files: [("f", filter)], pipelines: []).refused.map(\.refusal.code) == [.reference])
    }

    @Test func `a pipeline renames, routes and drops`() throws {
        let pipeline = try Pipeline(
            yaml: """
                title: t
                fields: {Image: [process.executable, Image]}
                sources:
                  - source: {category: process_creation}
                    streams:
                      - where: {kind: [start, begin]}
                      - where: {kind: audit}
                        fields: {Image: exe}
                drop:
                  - {rules: [r2], reason: too loud}
                """)
        func rule(_ id: String, _ source: String) -> String {
            "title: \(id)\nid: \(id)\nlogsource: {\(source)}\n"
                + "detection: {s: {Image|endswith: sh}, condition: s}\n"
        }
        let process = "category: process_creation"
        let rules = RuleSet(
            files: [("a", rule("r1", process)), ("b", rule("r2", process)), ("c", rule("r3", "product: x"))],
            pipelines: [pipeline])
        #expect(rules.dropped.map(\.reason) == ["too loud"])
        #expect(rules.unrouted.map(\.title) == ["r3"])
        let detector = Detector(rules)
        func count(_ event: String) -> Int {
            var copy = event
            return copy.withUTF8(detector.match(json:))?.count ?? -1
        }
        #expect(count("{\"kind\":\"start\",\"process\":{\"executable\":\"/bin/sh\"}}") == 1)
        #expect(count("{\"kind\":\"BEGIN\",\"Image\":\"/bin/sh\"}") == 1)
        #expect(count("{\"kind\":\"audit\",\"exe\":\"/bin/sh\"}") == 1)
        #expect(count("{\"kind\":\"audit\",\"Image\":\"/bin/sh\"}") == 0)
        #expect(count("{\"Image\":\"/bin/sh\"}") == 0)
    }

    @Test func `an event of a log format is asked as well`() throws {
        let rules = DetectionSample.rules(
            "s: {source.ip|cidr: 10.0.0.0/8}\n  k: [denied]\n  condition: s and k")
        let lines = ["10.1.2.3 action=DENIED", "10.1.2.3 action=accept", "11.1.2.3 action=DENIED"].map {
            "date=2026-11-25 time=10:00:00 devid=F logid=1 srcip=\($0)"
        }
        let detected = Detected(rules, Array(lines.joined(separator: "\n").utf8))
        #expect(detected.found == [true, false, false])
    }
}
