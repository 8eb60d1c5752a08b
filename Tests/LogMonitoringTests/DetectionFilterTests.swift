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

    @Test func `the automaton finds what a search finds`() {
        let source = SeededSource(seed: 7)
        for _ in 0..<200 {
            let literals = Set(
                (0..<12).map { _ in (0...source.below(4)).map { _ in UInt8(97 + source.below(3)) } })
            let sorted = literals.sorted { $0.lexicographicallyPrecedes($1) }
            let text = (0..<40).map { _ in UInt8((source.below(2) == 0 ? 97 : 65) + source.below(3)) }
            var found: Set<[Int]> = []
            text.withUnsafeBufferPointer { bytes in
                LiteralAutomaton(sorted).scan(bytes) { literal, start, end in
                    found.insert([literal, start, end])
                }
            }
            let lower = TextFolding.folded(text)
            var expected: Set<[Int]> = []
            for (number, literal) in sorted.enumerated() {
                for start in 0...(lower.count - literal.count)
                where Array(lower[start..<start + literal.count]) == literal {
                    expected.insert([number, start, start + literal.count])
                }
            }
            #expect(found == expected)
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
