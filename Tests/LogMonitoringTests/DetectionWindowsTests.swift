import Foundation
import LogFiles
import Testing

@testable import LogMonitoring

/// What rules see of real Windows events, where a value stands under the line's own name and under ours and
/// its escapes are undone once for both.
@Suite(.enabled(if: DetectionPlaces.inputs != nil, Comment(rawValue: DetectionPlaces.absent)))
struct DetectionWindowsTests {
    private static let eventCount = 3_000

    /// Gives the first events of the real file to the body.
    private func each(_ body: (borrowing EventDraft) throws -> Void) throws {
        let inputs = try #require(DetectionPlaces.inputs)
        let file = try LogFile(inputs + "/windows-events/events-120k.jsonl.zst")
        var reader = LogReader(ReadingSettings(times: Reading.times))
        var count = 0
        while try reader.fill({ room throws(LogFileError) in try file.read(into: room) }) > 0 {
            while reader.next() {
                try body(reader.draft)
                count += 1
                if count == Self.eventCount { return }
            }
        }
        Issue.record("only \(count) events are there")
    }

    @Test func `every value is the one that the event has when it is read slowly`() throws {
        let rules = DetectionPlaces.publicRuleSet
        let table = EventTable(rules.names.index())
        let (reader, fields) = (JSONEventReader(), DraftFields(table.index, rules))
        var (compared, escaped) = (0, 0)
        try each { draft in
            let body = draft.bytes.buffer(draft.bytes.trimmed(draft.body))
            try #require(reader.read(body, into: table))
            fields.fill(table, draft, isJSON: true)
            for place in 0..<draft.count where draft[place].kind != .consumed {
                let slot = draft[place]
                guard case .text(let text) = slot.value(in: draft.bytes.buffer, given: draft.given) else {
                    continue
                }
                for wanted in table.index.slots(ofText: slot.name.text) {
                    compared += 1
                    if slot.kind == .jsonText { escaped += 1 }
                    #expect(
                        values(table, Int(wanted)).contains(text), "line \(draft.line), \(slot.name.text)")
                }
            }
        }
        #expect(compared > 20_000 && escaped > 2_000, "\(compared) values, \(escaped) with escapes")
    }

    private func values(_ table: EventTable, _ slot: Int) -> [String] {
        var found: [String] = []
        var value = table.firstValue(slot)
        while value >= 0 {
            found.append(LogText.text(table.raw(value)))
            value = Int(table.values[value].next)
        }
        return found
    }

    @Test func `the filter changes no answer on events under both names`() throws {
        let rules = DetectionPlaces.publicRuleSet
        let (filtered, every) = (Detector(rules), Detector(rules, method: .everyRule))
        var matches = 0
        try each { draft in
            let found = filtered.match(draft)
            matches += found.count
            #expect(found == every.match(draft), "line \(draft.line)")
        }
        #expect(matches > 0)
    }

    @Test(arguments: [
        #"plain"#, #"C:\\Windows\\x"#, #"a\"b\/c\n\t\r\b\f"#, #"\u3042\ud83d\ude00"#, #"\ud83d"#, #"\u00zz"#,
        #"\u12"#, #"\q\"#, #"\\\\"#, #"\udc00x\uD83D\u0041"#,
    ])
    func `both ways of undoing escapes give the same`(_ written: String) {
        let bytes = Array(written.utf8)
        let arena = Arena()
        defer { withExtendedLifetime(arena) {} }
        bytes.withUnsafeBufferPointer { part in
            #expect(Array(JSONEscapes.undone(part, arena)) == Unescaping.json(part))
        }
    }
}
