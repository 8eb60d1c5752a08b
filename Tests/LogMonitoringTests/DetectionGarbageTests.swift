import Primitives
import Testing

@testable import LogMonitoring

/// Whatever is read ends in an answer.
@Suite struct DetectionGarbageTests {
    private static let event = """
        {"a":"x\\u3042\\\\y","b":{"c":[1,-2.5e3,true,null,{"d":"e"}],"f":{}},"g":[],\
        "h":"\\ud83d\\ude00","i":4688}
        """

    private static let rule = """
        title: t
        id: 3f8d8c2e-6a8e-4b62-8b0b-0c5f6c1f7d10
        logsource: {product: test, category: any}
        detection:
          one: {a|contains|all: ['x*', '?y'], 'b.c|gte': 3, i: [4688, null]}
          two: [{a|re|i: 'x.+y'}, {b|cidr: 10.0.0.0/8}, {h|base64offset|contains: abc}]
          words: [one, 'tw*o']
          condition: 1 of one* and not (two or words)
        ---
        title: c
        correlation: {type: event_count, rules: [t], group-by: [a], timespan: 5m, condition: {gte: 3}}
        """

    private func mutated(_ bytes: [UInt8], _ source: SeededSource) -> [UInt8] {
        var bytes = bytes
        for _ in 0...source.below(4) {
            guard !bytes.isEmpty else { return bytes }
            let place = source.below(bytes.count)
            switch source.below(5) {
            case 0: bytes[place] = UInt8(source.below(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(source.pick(Array("\"\\{}[]:,*|'-&!\n 0u".utf8)), at: place)
            case 3: bytes.removeLast(bytes.count - place)
            default:
                let end = min(bytes.count, place + source.below(30))
                bytes.insert(contentsOf: bytes[place..<end], at: source.below(bytes.count))
            }
        }
        return bytes
    }

    @Test func `broken events are asked or refused, the same with and without filter`() {
        let seed: UInt64 = 11
        let source = SeededSource(seed: seed)
        let rules = RuleSet(files: [("t", Self.rule)], pipelines: [.none])
        let filtered = Detector(rules)
        let every = Detector(rules, method: .everyRule)
        let original = Array(Self.event.utf8)
        for round in 0..<20_000 {
            let bytes = mutated(original, source)
            bytes.withUnsafeBufferPointer { line in
                #expect(filtered.match(json: line) == every.match(json: line), "seed \(seed), round \(round)")
            }
        }
    }

    @Test func `broken rules are compiled or refused`() {
        let seed: UInt64 = 12
        let source = SeededSource(seed: seed)
        let original = Array(Self.rule.utf8)
        var refusedCount = 0
        for _ in 0..<3_000 {
            let text = String(decoding: mutated(original, source), as: UTF8.self)
            let rules = RuleSet(files: [("t", text)], pipelines: [.none])
            refusedCount += rules.refused.isEmpty ? 0 : 1
            var event = Self.event
            _ = event.withUTF8(Detector(rules).match(json:))
        }
        #expect(refusedCount > 500)
    }

    @Test func `aliases that would grow without end are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        #expect(RuleSet(files: [("t", text)], pipelines: []).refused.map(\.refusal.code) == [.unreadable])
    }

    @Test func `an event nested without end is refused`() {
        var event =
            String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
        let rules = RuleSet(files: [("t", Self.rule)], pipelines: [.none])
        #expect(event.withUTF8(Detector(rules).match(json:)) == nil)
    }
}
