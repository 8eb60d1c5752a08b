import Testing

@testable import AuditLedger

@Suite struct CanonicalJSONTests {
    /// Input and output as RFC 8785 and its author's published samples give them; floating point is cut out
    /// of "values" and tested below as what is refused.
    static let vectors: [(name: String, input: String, output: String)] = [
        (
            "RFC 8785 3.2.2, without its numbers",
            #"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
            #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        ),
        (
            "RFC 8785 3.2.3, sorting",
            ##"""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
             "\u00f6": "Latin Small Letter O With Diaeresis"}
            """##,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
                + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
                + "\"\u{1F600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        ),
        (
            "weird",
            ##"""
            {"\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley",
             "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh",
             "</script>": "Browser Challenge"}
            """##,
            "{\"1\":\"One\",\"</script>\":\"Browser Challenge\",\"\u{80}\":\"Control\u{7f}\","
                + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
                + "\"\u{1F602}\":\"Smiley\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        ),
        (
            "structures",
            ##"{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "111": [ { } ],"##
                + ##" "A": { }}"##,
            ##"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}"##
        ),
        (
            "french",
            "{\"peach\": \"a\", \"p\u{e9}ch\u{e9}\": \"b\", \"p\u{ea}che\": \"c\", \"sin\": \"d\"}",
            "{\"peach\":\"a\",\"p\u{e9}ch\u{e9}\":\"b\",\"p\u{ea}che\":\"c\",\"sin\":\"d\"}"
        ),
        (
            "unicode, not normalized", ##"{ "Unnormalized Unicode":"\u1e0d\u0307" }"##,
            "{\"Unnormalized Unicode\":\"\u{1e0d}\u{307}\"}"
        ),
        (
            "whole numbers", "[ 0, -1, 9007199254740991, -9007199254740991 ]",
            "[0,-1,9007199254740991,-9007199254740991]"
        ),
        ("controls", #""\u0000\b\t\n\f\r\u001f\u007f""#, "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7f}\""),
    ]

    @Test(arguments: vectors)
    func `published samples come out in their canonical form`(name: String, input: String, output: String)
        throws
    {
        let value = try CanonicalJSON(parsing: Array(input.utf8), onlyCanonical: false)
        #expect(try value.bytes() == Array(output.utf8), "\(name)")
        #expect(
            try CanonicalJSON(parsing: Array(output.utf8)).bytes() == Array(output.utf8), "\(name), read back"
        )
    }

    @Test(arguments: [
        "1E30", "4.50", "2e-3", "56.0", "9007199254740992", "-9007199254740992", "-0", "01", "+1",
    ])
    func `a number that is not whole and under 2 to the 53 is refused by name`(number: String) {
        #expect(throws: AuditLedgerError.numberRefused(number)) {
            try CanonicalJSON(parsing: Array("[\(number)]".utf8), onlyCanonical: false)
        }
    }

    static let malformed = [
        "", " ", "{", "[1", #"{"a"}"#, #"{"a":1,}"#, "[1,]", "nul", #""a"#, "\"\u{01}\"", #""\x""#,
        #""\u12""#,
        #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "1 2", #"{"a":1,"a":2}"#, #""\u+123""#, "{a:1}",
        "[,]",
        String(repeating: "[", count: 1000),
    ]

    @Test(arguments: malformed)
    func `text that is not JSON is refused`(text: String) {
        #expect(throws: AuditLedgerError.self) {
            try CanonicalJSON(parsing: Array(text.utf8), onlyCanonical: false).bytes()
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: AuditLedgerError.jsonRefused(offset: 1, reason: "a string is not UTF-8")) {
            try CanonicalJSON(parsing: [0x22, 0xFF, 0x22])
        }
    }

    @Test(arguments: [#"{"b":1,"a":2}"#, "[1, 2]", #""\u0041""#, "[1]\n", #""\/""#])
    func `another text for the same value is not canonical`(text: String) throws {
        #expect(throws: AuditLedgerError.self) { try CanonicalJSON(parsing: Array(text.utf8)) }
        _ = try CanonicalJSON(parsing: Array(text.utf8), onlyCanonical: false)
    }

    @Test func `random values survive writing and reading`() throws {
        let seed: UInt64 = 8785
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let value = Self.value(depth: 0, &random)
            let bytes = try value.bytes()
            #expect(try CanonicalJSON(parsing: bytes).bytes() == bytes, "seed \(seed), round \(round)")
        }
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> CanonicalJSON {
        switch Int.random(in: 0...(depth < 4 ? 6 : 4), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2:
            .integer(
                Int.random(in: -CanonicalJSON.largestInteger...CanonicalJSON.largestInteger, using: &random))
        case 3, 4: .string(random.text())
        case 5:
            .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
        default:
            .object(
                (0..<Int.random(in: 0...4, using: &random)).map {
                    CanonicalJSON.Member("\($0)" + random.text(), value(depth: depth + 1, &random))
                })
        }
    }
}
