import Foundation
import Primitives
import Testing

@testable import LogMonitoring

/// The filter may only make detection faster.
@Suite struct DetectionFilterTests {
    @Test(
        .enabled(if: DetectionPlaces.inputs != nil, Comment(rawValue: DetectionPlaces.absent)))
    func `the filter changes no answer on real events`() throws {
        let events = try WindowsEvents.everyHundredth()
        let rules = DetectionPlaces.publicRuleSet
        let filtered = Detector(rules)
        let every = Detector(rules, method: .everyRule)
        var matchCount = 0
        for event in events {
            let quick = try #require(event.withUnsafeBufferPointer(filtered.match(json:)))
            let slow = try #require(event.withUnsafeBufferPointer(every.match(json:)))
            #expect(quick == slow, "\(String(decoding: event.prefix(300), as: UTF8.self))")
            matchCount += quick.count
        }
        #expect(events.count == 1_200)
        #expect(matchCount > 10)
    }

    @Test func `the filter changes no answer on random rules and events`() throws {
        let seed: UInt64 = 20_261_125
        let source = SeededSource(seed: seed)
        let words = ["a", "ab", "abc", "b", "bc", "cab", "A", "aB", "あ", "Ä", "ä", "x*y", "c?b", "1", "10"]
        let modifiers = [
            "", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|neq", "|re",
        ]
        func item() -> String {
            let values = (0...source.below(3)).map { _ in "'\(source.pick(words))'" }
            return "'F\(source.below(3))\(source.pick(modifiers))': [\(values.joined(separator: ", "))]"
        }
        for round in 0..<60 {
            var text = ""
            for number in 0..<20 {
                let parts = (0..<3).map {
                    "  s\($0): {\(item())\(source.below(2) == 0 ? ", " + item() : "")}"
                }
                let condition = source.pick([
                    "s0 and s1 and not s2", "s0 or s1", "1 of s*", "all of s*", "not s0 and (s1 or s2)", "s0",
                ])
                text += "title: r\(number)\nlogsource: {product: t}\ndetection:\n"
                text += parts.joined(separator: "\n").replacing("  s", with: "    s")
                text += "\n    condition: \(condition)\n---\n"
            }
            let rules = RuleSet(files: [("t", text)], pipelines: [.none])
            let filtered = Detector(rules)
            let every = Detector(rules, method: .everyRule)
            for _ in 0..<30 {
                let fields = (0..<3).filter { _ in source.below(4) > 0 }.map { field in
                    "\"F\(field)\":\"\((0...source.below(4)).map { _ in source.pick(words) }.joined())\""
                }
                var event = "{\(fields.joined(separator: ","))}"
                let (quick, slow) = event.withUTF8 { (filtered.match(json: $0), every.match(json: $0)) }
                #expect(quick == slow, "seed \(seed), round \(round): \(event)")
            }
        }
    }

    @Test func `the finder finds what a search finds`() {
        let source = SeededSource(seed: 7)
        func letters(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(97 + source.below(3)) } }
        for round in 0..<400 {
            let literals = Set(
                (0..<20).map { _ in
                    LiteralFinder.Literal(
                        bytes: letters(1 + source.below(7)), atStart: source.below(4) == 0,
                        atEnd: source.below(4) == 0)
                })
            let listed = Array(literals)
            let text = letters(source.below(40)).map { source.below(2) == 0 ? $0 : $0 - 32 }
            var found: Set<Int> = []
            text.withUnsafeBufferPointer { bytes in LiteralFinder(listed).scan(bytes) { found.insert($0) } }
            let expected = listed.indices.filter { Self.stands(listed[$0], in: TextFolding.folded(text)) }
            #expect(found == Set(expected), "round \(round)")
        }
    }

    private static func stands(_ literal: LiteralFinder.Literal, in text: [UInt8]) -> Bool {
        guard text.count >= literal.bytes.count else { return false }
        let last = text.count - literal.bytes.count
        return (0...last).contains { start in
            Array(text[start..<start + literal.bytes.count]) == literal.bytes
                && (!literal.atStart || start == 0) && (!literal.atEnd || start == last)
        }
    }
}

/// Real Windows events, one in a hundred.
enum WindowsEvents {
    static func everyHundredth() throws -> [[UInt8]] {
        let inputs = try #require(DetectionPlaces.inputs)
        let unpacking = Process()
        unpacking.executableURL = URL(filePath: "/usr/bin/zstd")
        unpacking.arguments = ["-dc", inputs + "/windows-events/events-120k.jsonl.zst"]
        let pipe = Pipe()
        unpacking.standardOutput = pipe
        try unpacking.run()
        let data = try #require(try pipe.fileHandleForReading.readToEnd())
        unpacking.waitUntilExit()
        var events: [[UInt8]] = []
        var number = 0
        var start = data.startIndex
        while start < data.endIndex {
            let end = data[start...].firstIndex(of: 0x0A) ?? data.endIndex
            if number % 100 == 0 { events.append([UInt8](data[start..<end])) }
            number += 1
            start = end + 1
        }
        return events
    }
}
