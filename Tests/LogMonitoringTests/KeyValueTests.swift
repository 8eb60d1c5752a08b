import Primitives
import Testing

@testable import LogMonitoring

/// The fast way through `key=value` finds what the careful one finds.
@Suite struct KeyValueTests {
    private static let keys = [
        "date", "time", "srcip", "srcintfrole", "a", "eventtime", "sixteen-bytes-key", "seventeen-bytes-ke",
        "an-even-longer-key-of-somebody", "action", "srcintf", "srcintfrol", "x",
    ]

    private static func value(_ chance: SeededSource) -> String {
        let length = chance.pick([1, 2, 7, 8, 15, 16, 17, 31, 63, 64, 65, 200])
        let text = (0..<length).map { _ in chance.pick(Array("abc019.:/-=")) }
        return chance.below(2) == 0
            ? String(text) : "\"" + String(text.map { $0 == "c" ? " " : $0 }) + "\""
    }

    /// Every line has its keys in another order, some left out: the guess is right, wrong, and right again.
    @Test func `a line is read the same with its keys in any order`() {
        let chance = SeededSource(seed: RobustnessTests.seed)
        let table = KeyTable(
            prefix: "t.", rules: [KeyRule("srcip", "source.ip"), KeyRule("a", "event.action")])
        let reading = KeyValueReading(keys: table)
        for round in 0..<2_000 {
            var keys = Self.keys
            if round % 3 == 0 {
                keys = keys.map { ($0, chance.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
            }
            keys.removeLast(chance.below(4))
            let line = keys.map { $0 + "=" + Self.value(chance) }.joined(separator: " ")
            // What stands behind a record must not matter: here another record that goes on like it.
            let bytes =
                Array(line.utf8) + Array(" action=x srcip=1".utf8) + [UInt8](repeating: 0x3D, count: 128)
            bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                let record = Bytes(base: base, count: line.utf8.count)
                let fast = slots(record) { reading.read(record, 0..<record.count, into: &$0) }
                let careful = slots(record) { reading.readCarefully(record, 0..<record.count, into: &$0) }
                #expect(fast == careful, "\(line)")
                #expect(fast.count == keys.count)
            }
        }
    }

    private func slots(_ record: Bytes, _ read: (inout EventDraft) -> ReadingFault?) -> [String] {
        var draft = EventDraft()
        draft.begin(record, line: 1)
        let fault = read(&draft)
        var found = (0..<draft.count).map { "\(draft[$0].name.text)=\(record.text(draft[$0].range))" }
        if let fault { found.append("\(fault)") }
        return found
    }

    @Test(
        arguments: [
            ("0", 0), ("7", 7), ("12345678", 12_345_678), ("00000001", 1), ("99999999", 99_999_999),
            ("123", 123),
            ("", nil), ("12a", nil), ("-1", nil), ("1/", nil), ("1:", nil), ("123456789", nil), (" 1", nil),
        ] as [(String, Int64?)])
    func `short numbers are read at once`(_ text: String, _ number: Int64?) {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0x39, count: 64)
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            #expect(Bytes(base: base, count: text.utf8.count).shortNumber(0..<text.utf8.count) == number)
        }
    }
}
