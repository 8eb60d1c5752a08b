import Foundation
import Primitives
import Testing

@testable import LogMonitoring

/// Damaged input: cut, overwritten, spliced. Never a crash, never a lost line.
@Suite struct RobustnessTests {
    static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TORIDE_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    private static let rounds = ProcessInfo.processInfo.environment["TORIDE_LONG"] == "1" ? 20_000 : 400

    private func lines(_ format: String) throws -> [[UInt8]] {
        try Reading.sample(format).split(separator: 0x0A).map(Array.init)
    }

    private func damaged(_ line: [UInt8], _ others: [[UInt8]], _ chance: SeededSource) -> [UInt8] {
        var line = line
        switch chance.below(5) {
        case 0: line.removeLast(chance.below(line.count + 1))
        case 1: line.removeFirst(chance.below(line.count + 1))
        case 2:
            for _ in 0...chance.below(6) where !line.isEmpty {
                line[chance.below(line.count)] = UInt8(truncatingIfNeeded: chance.next())
            }
        case 3:
            let other = chance.pick(others)
            line =
                Array(line.prefix(chance.below(line.count + 1))) + other.suffix(chance.below(other.count + 1))
        default:
            let marks: [[UInt8]] = [
                [0x22], [0x5C], [0x3D], [0x5B], [0x7B], [0x20, 0x20], [0x00], [0x83, 0x5C],
            ]
            line.insert(contentsOf: chance.pick(marks), at: chance.below(line.count + 1))
        }
        line.removeAll { $0 == 0x0A }
        return line
    }

    private func hold(_ input: [[UInt8]], _ settings: ReadingSettings, _ what: String, step: Int) {
        let reading = Reading(Array(input.joined(separator: [0x0A])), settings, step: step)
        let blank = input.filter { $0.isEmpty || $0 == [0x0D] }.count
        // The last line without anything behind it is no line.
        let trailing = input.last == [] ? 1 : 0
        let counted = reading.events.count + reading.tally.headingLines + blank - trailing
        #expect(counted == input.count - trailing, "seed \(Self.seed), \(what)")
        for event in reading.events {
            let wanted = input[event.line - 1]
            #expect(
                event.original.elementsEqual(wanted.last == 0x0D ? wanted.dropLast() : wanted[...]), "\(what)"
            )
            for (name, value) in event.fields { _ = (name, value) }
        }
        for line in reading.json {
            #expect(
                (try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil,
                "seed \(Self.seed), \(what): \(line)")
        }
    }

    @Test(arguments: SampleTests.formats)
    func `damaged lines are kept and counted`(format: String) throws {
        let own = try lines(format)
        let others = try SampleTests.formats.flatMap(lines)
        let chance = SeededSource(seed: Self.seed)
        let input = (0..<Self.rounds).map { _ in damaged(chance.pick(own), others, chance) }
        let times = Reading.times
        hold(input, ReadingSettings(times: times), "\(format), recognized", step: 1 + chance.below(5000))
        guard let forced = ReadingSettings(format: format, times: times) else { return }
        hold(input, forced, "\(format), forced", step: 1 + chance.below(5000))
        // And every format must bear what belongs to another.
        hold(
            (0..<Self.rounds).map { _ in chance.pick(others) }, forced, "\(format), others' lines", step: 4096
        )
    }

    @Test(arguments: SampleTests.formats)
    func `noise is kept and counted`(format: String) throws {
        let chance = SeededSource(seed: Self.seed)
        let input = (0..<Self.rounds).map { _ in chance.bytes(chance.below(300)).filter { $0 != 0x0A } }
        guard let forced = ReadingSettings(format: format, times: Reading.times) else { return }
        hold(input, forced, "\(format), noise", step: 999)
    }

    @Test func `a broken quote never harms the next record`() {
        let good = #"date=2026-11-25 time=10:00:00 devid="F" logid="1" srcip=192.0.2.1 msg="fine" tz="+0900""#
        let bad = #"date=2026-11-25 time=10:00:00 devid="F" logid="1" srcip=192.0.2.2 msg="broken tz="+0900"#
        let reading = Reading([good, bad, good].joined(separator: "\n"))
        #expect(reading.faults == [nil, .unclosedQuote, nil])
        #expect(reading.events.map { $0["source.ip"] } == ["1", "2", "1"].map { .text("192.0.2.\($0)") })
        #expect(reading.events[2]["message"] == .text("fine"))
    }

    @Test func `a line without end is cut and every piece is kept`() {
        let long = [UInt8](repeating: 0x61, count: LogReader.longestRecord * 2 + 10)
        let reading = Reading(long + Array("\nshort".utf8))
        #expect(
            reading.events.map { $0.original.count } == [
                LogReader.longestRecord, LogReader.longestRecord, 10, 5,
            ])
        #expect(reading.events.map(\.line) == [1, 1, 1, 2])
        #expect(reading.faults.prefix(3).allSatisfy { $0 == .tooLong })
    }

    @Test func `a line of brackets ends as a finding`() {
        let deep = String(repeating: #"{"a":"#, count: 5000)
        let wide = "{" + (0..<5000).map { #""k\#($0)":1"# }.joined(separator: ",") + "}"
        let reading = Reading([deep, wide].joined(separator: "\n"), as: "json")
        #expect(reading.faults == [.tooDeep, .tooManyFields])
    }
}
