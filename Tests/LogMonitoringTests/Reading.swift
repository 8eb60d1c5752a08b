import Foundation
import Primitives

@testable import LogMonitoring

/// Reads bytes as one source and keeps what came out.
struct Reading {
    var events: [LogEvent] = []
    var faults: [ReadingFault?] = []
    /// What `logs read` would print, a line for each event.
    var json: [String] = []
    var tally = ReadingTally()

    /// New Year's Day of 2026 in Japan, at noon.
    static let reference = Instant(microseconds: 1_767_236_400_000_000)

    static var times: TimeSettings { TimeSettings(year: .nearest(reference)) }

    /// - Parameter step: how many bytes the reader gets at once, so that lines are cut anywhere.
    init(
        _ bytes: [UInt8], _ settings: ReadingSettings = ReadingSettings(times: Reading.times),
        step: Int = 1 << 16
    ) {
        var writer = EventJSON()
        tally = Reading.each(bytes, settings, step: step) { draft in
            events.append(draft.event(source: "test"))
            faults.append(draft.fault)
            writer.write(draft, source: "test")
        }
        json = String(decoding: writer.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Gives each event of the bytes to the body.
    @discardableResult
    static func each(
        _ bytes: [UInt8], _ settings: ReadingSettings = ReadingSettings(times: Reading.times),
        step: Int = 1 << 16, _ body: (borrowing EventDraft) -> Void
    ) -> ReadingTally {
        var reader = LogReader(settings, pieceLength: step)
        var from = 0
        while true {
            let count = reader.fill { room in
                let count = min(step, room.count, bytes.count - from)
                room.copyBytes(from: bytes[from..<from + count])
                return count
            }
            from += count
            if count == 0 { reader.finish() }
            while reader.next() { body(reader.draft) }
            if count == 0 { return reader.tally }
        }
    }

    init(_ text: String, _ settings: ReadingSettings = ReadingSettings(times: Reading.times)) {
        self.init(Array(text.utf8), settings)
    }

    init(_ text: String, as format: String) {
        self.init(
            text,
            ReadingSettings(format: format, times: Reading.times) ?? ReadingSettings(times: Reading.times))
    }

    /// The folder of samples: one folder for each format, with sample.log and expected.jsonl.
    static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Samples")

    static func sample(_ format: String) throws -> [UInt8] {
        Array(try Data(contentsOf: samples.appendingPathComponent("\(format)/sample.log")))
    }

    /// The folder of real inputs, where there is one.
    static let real: URL? = ProcessInfo.processInfo.environment["TORIDE_SHARED"].map {
        URL(fileURLWithPath: $0).appendingPathComponent("inputs")
    }
}
