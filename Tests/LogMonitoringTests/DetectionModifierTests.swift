import Testing

@testable import LogMonitoring

/// Each modifier, with what must match and what must not.
@Suite struct DetectionModifierTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let item: String
        let matches: [String]
        let misses: [String]
        var testDescription: String { item }
    }

    static let texts: [Row] = [
        Row(
            item: "F: cmd.exe", matches: ["cmd.exe", "CMD.EXE"], misses: ["cmd_exe", "xcmd.exe", "cmd.exe "]),
        Row(item: "F: ''", matches: [""], misses: [" ", "a"]),
        Row(item: "F: 'a*'", matches: ["a", "ab", "A\\n"], misses: ["ba", ""]),
        Row(item: "F: 'a?c'", matches: ["abc", "aあc"], misses: ["ac", "abbc"]),
        Row(item: "F: '*'", matches: ["", "x"], misses: []),
        Row(item: "F: 'a\\*c'", matches: ["a*c"], misses: ["abc", "a\\\\*c"]),
        Row(item: "F: 'a\\\\*c'", matches: ["a\\\\c", "a\\\\bc"], misses: ["a*c", "ac"]),
        Row(item: "F: 'C:\\Windows\\x'", matches: ["c:\\\\windows\\\\X"], misses: ["c:windowsx"]),
        Row(item: "F: '\\\\\\\\host'", matches: ["\\\\\\\\host"], misses: ["\\\\host"]),
        Row(item: "F: '*a*b*c'", matches: ["abc", "xaybzc", "aabbcc"], misses: ["acb", "abcd"]),
        Row(item: "F: ['x', 'y']", matches: ["x", "Y"], misses: ["xy"]),
        Row(item: "F|contains: bc", matches: ["abcd", "BC"], misses: ["b", "cb"]),
        Row(item: "F|contains: 'b*d'", matches: ["abcde"], misses: ["db"]),
        Row(item: "F|contains|all: [b, d]", matches: ["abcd", "db"], misses: ["b", "d"]),
        Row(item: "F|startswith: ab", matches: ["abc", "AB"], misses: ["cab", "a"]),
        Row(item: "F|endswith: bc", matches: ["abc", "BC"], misses: ["bcd", "c"]),
        Row(item: "F|cased: Ab", matches: ["Ab"], misses: ["ab", "AB"]),
        Row(item: "F|contains|cased: Ab", matches: ["xAby"], misses: ["xaby"]),
        Row(item: "F: ÄÖ", matches: ["äö", "ÄÖ"], misses: ["ao"]),
        Row(item: "F|contains: 侵入", matches: ["不正侵入を検知"], misses: ["不正進入"]),
        Row(item: "F|re: 'a+b$'", matches: ["xaab"], misses: ["AAB", "abx"]),
        Row(item: "F|re|i: 'a+b$'", matches: ["xAAb"], misses: ["abx"]),
        Row(item: "F|re: 'a.b'", matches: ["a b"], misses: ["a\\nb"]),
        Row(item: "F|re|s: 'a.b'", matches: ["a\\nb"], misses: ["ab"]),
        Row(item: "F|re: '^b'", matches: ["b"], misses: ["a\\nb"]),
        Row(item: "F|re|m: '^b'", matches: ["a\\nb"], misses: ["ab"]),
        Row(item: "F|re|startswith: 'a|b'", matches: ["bx"], misses: ["xb"]),
        Row(item: "F|re|endswith: 'a|b'", matches: ["xb"], misses: ["bx"]),
        Row(item: "F|base64: foobar", matches: ["Zm9vYmFy"], misses: ["foobar", "xZm9vYmFy"]),
        Row(item: "F|base64|contains: foobar", matches: ["-e Zm9vYmFy "], misses: ["Zm9vYmF"]),
        Row(
            item: "F|base64offset|contains: 'http://'", matches: ["aHR0cDovLz", "h0dHA6Ly", "odHRwOi8v"],
            misses: ["http://"]),
        Row(item: "F|wide|base64offset|contains: ping", matches: ["cABpAG4AZw"], misses: ["cGluZw"]),
        Row(item: "F|utf16le|base64: ab", matches: ["YQBiAA=="], misses: ["AGEAYg=="]),
        Row(item: "F|utf16be|base64: ab", matches: ["AGEAYg=="], misses: ["YQBiAA=="]),
        Row(item: "F|utf16|base64: ab", matches: ["//5hAGIA"], misses: ["YQBiAA=="]),
        Row(
            item: "F|windash|contains: ' -f '", matches: ["a -f b", "a /f b", "a –f b", "a —f b", "a ―f b"],
            misses: ["a f b", "a +f b"]),
        Row(item: "F|contains|windash: '-a-b'", matches: ["/a-b"], misses: ["/a/b"]),
        Row(
            item: "F|cidr: 192.168.0.0/23", matches: ["192.168.1.255", "::ffff:192.168.0.1"],
            misses: ["192.168.2.0", "192.168.0", "x"]),
        Row(item: "F|cidr: 'fe80::/10'", matches: ["fe80::1", "FEBF::"], misses: ["fec0::1", "10.0.0.1"]),
        Row(item: "F|cidr: 10.0.0.1", matches: ["10.0.0.1"], misses: ["10.0.0.2"]),
        Row(item: "F|lt: 10", matches: ["9", "-1", "9.5"], misses: ["10", "x", "", "0x1"]),
        Row(item: "F|lte: 10", matches: ["10"], misses: ["10.5"]),
        Row(item: "F|gt: 1.5", matches: ["2"], misses: ["1.5", "1"]),
        Row(item: "F|gte: 10", matches: ["10", "1e2"], misses: ["9"]),
        Row(item: "F|neq: a", matches: ["b", ""], misses: ["a", "A"]),
        Row(item: "F|neq: [a, b]", matches: ["c"], misses: ["a", "b"]),
        Row(item: "F|contains|neq: a", matches: ["b"], misses: ["cab"]),
        Row(
            item: "F|hour: 9", matches: ["2026-11-25T09:41:00Z", "2026-11-25 09:41"],
            misses: ["2026-11-25", "9"]),
        Row(item: "F|hour|gte: 20", matches: ["2026-11-25T20:00:00Z"], misses: ["2026-11-25T19:59:59Z"]),
        Row(item: "F|minute: 41", matches: ["2026-11-25T09:41:00Z"], misses: ["2026-11-25T09:40:41Z"]),
        Row(item: "F|day: 25", matches: ["2026-11-25"], misses: ["2026-11-24"]),
        Row(item: "F|month: 11", matches: ["2026-11-25"], misses: ["2026-12-25"]),
        Row(item: "F|year: 2026", matches: ["2026-11-25"], misses: ["2025-11-25"]),
        Row(item: "F|week: 53", matches: ["2026-12-31", "2027-01-03"], misses: ["2027-01-04"]),
        Row(item: "F|exists: true", matches: ["", "x"], misses: []),
        Row(item: "F|exists: false", matches: [], misses: ["", "x"]),
        Row(item: "F|fieldref: G", matches: ["same", "SAME"], misses: ["other", "same2"]),
        Row(item: "F|fieldref|startswith: G", matches: ["same2"], misses: ["2same"]),
        Row(item: "F|fieldref|endswith: G", matches: ["2same"], misses: ["same2"]),
        Row(item: "F|fieldref|contains: G", matches: ["1same2"], misses: ["sam"]),
        Row(item: "F|fieldref|neq: G", matches: ["other"], misses: ["same"]),
    ]

    @Test(arguments: texts)
    func `a modifier matches what it says and nothing else`(_ row: Row) throws {
        let rule = try DetectionSample(item: row.item)
        for value in row.matches {
            #expect(rule.matches("{\"F\":\"\(value)\",\"G\":\"same\"}"), "\(row.item) should match \(value)")
        }
        for value in row.misses {
            #expect(
                !rule.matches("{\"F\":\"\(value)\",\"G\":\"same\"}"), "\(row.item) should not match \(value)")
        }
    }

    static let values: [Row] = [
        Row(item: "F: null", matches: ["{}", "{\"F\":null}"], misses: ["{\"F\":\"\"}", "{\"F\":0}"]),
        Row(
            item: "F: 4688", matches: ["{\"F\":4688}", "{\"F\":\"4688\"}", "{\"F\":4688.0}"],
            misses: ["{\"F\":46880}"]),
        Row(item: "F: 1.5", matches: ["{\"F\":1.5}", "{\"F\":1.50}"], misses: ["{\"F\":1}"]),
        Row(
            item: "F: true", matches: ["{\"F\":true}", "{\"F\":\"True\"}"],
            misses: ["{\"F\":false}", "{\"F\":1}"]),
        Row(item: "F|contains: 68", matches: ["{\"F\":4688}"], misses: ["{\"F\":4588}"]),
        Row(item: "F: b", matches: ["{\"F\":[\"a\",\"b\"]}"], misses: ["{\"F\":[\"ab\"]}", "{\"F\":[]}"]),
        Row(item: "F|contains|all: [a, b]", matches: ["{\"F\":[\"a\",\"b\"]}"], misses: ["{\"F\":[\"a\"]}"]),
        Row(item: "F|exists: true", matches: ["{\"F\":null}", "{\"F\":\"\"}"], misses: ["{}", "{\"f\":1}"]),
        Row(item: "F|exists: false", matches: ["{}"], misses: ["{\"F\":null}"]),
        Row(item: "F: '*'", matches: ["{\"F\":0}"], misses: ["{}", "{\"F\":null}"]),
        Row(item: "F|neq: a", matches: ["{}"], misses: ["{\"F\":\"a\"}"]),
        Row(
            item: "F.G: x", matches: ["{\"F\":{\"G\":\"x\"}}", "{\"F.G\":\"x\"}"], misses: ["{\"G\":\"x\"}"]),
        Row(item: "F.G: x", matches: ["{\"F\":[{\"G\":\"y\"},{\"G\":\"x\"}]}"], misses: ["{\"F\":[\"x\"]}"]),
        Row(item: "F: あ", matches: ["{\"F\":\"\\u3042\"}"], misses: ["{\"F\":\"\\\\u3042\"}"]),
        Row(item: "F: 😀", matches: ["{\"F\":\"\\ud83d\\ude00\"}"], misses: ["{\"F\":\"\\ud83d\"}"]),
    ]

    @Test(arguments: values)
    func `values of other kinds are compared as the specification says`(_ row: Row) throws {
        let rule = try DetectionSample(item: row.item)
        for event in row.matches { #expect(rule.matches(event), "\(row.item) should match \(event)") }
        for event in row.misses { #expect(!rule.matches(event), "\(row.item) should not match \(event)") }
    }

    @Test(arguments: [
        ("F|nothing: a", RuleRefusal.Code.modifier), ("F|re: '('", .regularExpression),
        ("F|cidr: 10.0.0.0/33", .value),
        ("F|lt: abc", .value), ("F|base64: 'a*'", .value), ("F|exists: maybe", .value), ("F|i: a", .modifier),
        ("F|contains|re: a", .modifier), ("F|hour: noon", .value), ("F|fieldref: 'a*'", .value),
        ("F|expand: '%unknown%'", .placeholder), ("F|windash: '-a -b -c -d'", .value), ("F: []", .value),
        ("F: {G: a}", .value),
    ])
    func `what cannot mean anything is refused with its reason`(_ item: String, _ code: RuleRefusal.Code) {
        let rules = DetectionSample.rules("selection:\n    \(item)\n  condition: selection")
        #expect(rules.refused.map(\.refusal.code) == [code], "\(item): \(rules.refused)")
    }

    @Test func `a placeholder is filled by the pipeline`() throws {
        var pipeline = Pipeline.none
        pipeline.placeholders = ["admins": ["root", "adm_*"]]
        let rule = try DetectionSample(item: "F|expand: '%admins%'", pipeline: pipeline)
        #expect(rule.matches("{\"F\":\"Root\"}"))
        #expect(rule.matches("{\"F\":\"adm_x\"}"))
        #expect(!rule.matches("{\"F\":\"user\"}"))
    }

    @Test func `an expression that would run for years ends and is reported`() throws {
        let rules = DetectionSample.rules("selection:\n    F|re: '^(x+x+)+y$'\n  condition: selection")
        let detector = Detector(rules)
        let event = "{\"F\":\"\(String(repeating: "x", count: 5_000))!y\"}"
        var copy = event
        let found = copy.withUTF8(detector.match(json:))
        #expect(found?.isEmpty == true)
        #expect(detector.cutExpressions == [0: 1])
    }
}

/// A rule of one detection, asked both ways; they must agree.
struct DetectionSample {
    let filtered: Detector
    let every: Detector

    init(item: String, pipeline: Pipeline = .none) throws {
        try self.init("selection:\n    \(item)\n  condition: selection", pipeline: pipeline)
    }

    init(_ detection: String, pipeline: Pipeline = .none) throws {
        let rules = Self.rules(detection, pipeline: pipeline)
        try #require(rules.refused.isEmpty, "\(rules.refused)")
        filtered = Detector(rules)
        every = Detector(rules, method: .everyRule)
    }

    static func rules(_ detection: String, pipeline: Pipeline = .none) -> RuleSet {
        let text = "title: t\nlogsource: {product: test}\ndetection:\n  \(detection)\n"
        return RuleSet(files: [("t.yml", text)], pipelines: [pipeline])
    }

    func matches(_ event: String) -> Bool {
        var first = event
        var second = event
        let quick = first.withUTF8(filtered.match(json:))
        let slow = second.withUTF8(every.match(json:))
        #expect(quick != nil, "no JSON: \(event)")
        #expect(quick == slow, "the filter changes the answer for \(event)")
        return quick?.isEmpty == false
    }
}
