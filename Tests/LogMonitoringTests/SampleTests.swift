import Foundation
import Testing

@testable import LogMonitoring

/// Each format has a sample log of its own and the events that must come out of it.
@Suite struct SampleTests {
    static let formats = ReadingSettings.formatNames

    private static let recording = ProcessInfo.processInfo.environment["TORIDE_RECORD"] == "1"

    @Test func `every format has its samples and every folder of samples its format`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Reading.samples.path)
            .filter { !$0.hasPrefix(".") && $0 != "mixed" }
        #expect(Set(folders) == Set(Self.formats))
        #expect(Self.formats.count == Set(Self.formats).count)
    }

    @Test(arguments: formats)
    func `the sample gives the expected events`(format: String) throws {
        let reading = Reading(try Reading.sample(format))
        let place = Reading.samples.appendingPathComponent("\(format)/expected.jsonl")
        let text = reading.json.joined(separator: "\n") + "\n"
        if Self.recording { try Data(text.utf8).write(to: place) }
        let expected = try String(contentsOf: place, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(reading.json.count == expected.count)
        for (found, wanted) in zip(reading.json, expected) { #expect(found == wanted) }
    }

    @Test(arguments: formats)
    func `a sample is recognized line by line, whatever stood before`(format: String) throws {
        let own = Reading(try Reading.sample(format))
        let names = Set(own.events.map(\.format)).subtracting([LogReader.unknown])
        #expect(names.contains(format), "\(format) was read as \(names)")
        let other = format == "fortigate" ? "squid" : "fortigate"
        let mixed = Reading(try Reading.sample(other) + [0x0A] + Reading.sample(format))
        let tail = mixed.events.suffix(own.events.count)
        #expect(tail.map(\.format) == own.events.map(\.format))
    }

    @Test(arguments: formats)
    func `every line is JSON and keeps every byte of the original`(format: String) throws {
        let bytes = try Reading.sample(format)
        let reading = Reading(bytes)
        for line in reading.json {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for event in reading.events { #expect(event.original.elementsEqual(lines[event.line - 1])) }
    }
}
