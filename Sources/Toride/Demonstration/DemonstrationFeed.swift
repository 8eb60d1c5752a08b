import LogArchive
import Office
import Primitives

/// Takes a day of the demonstration's logs in as if it had been received then: kept, sealed hour by hour, in
/// the ledger, and held against the detections.
struct DemonstrationFeed {
    private let station: LogStation
    private let clock: DemonstrationClock

    init(_ office: Office, _ clock: DemonstrationClock, folder: String) throws {
        station = try LogStation(office, folder: folder)
        self.clock = clock
    }

    func take(_ logs: DemonstrationLogs, day: Day, _ invocation: Invocation) throws -> LogWatch.Raised {
        clock.move(to: day)
        let watch = try LogWatch.make(invocation, station)
        let midnight = Int64(day.daysSince1970) * 86_400 - 9 * 3600
        var rest = try logs.sources.map { (folder: try station.folder(named: $0.name), lines: $0.lines[...]) }
        var sealed: [LogArchive.Sealed] = []
        for hour in 1...24 {
            for index in rest.indices {
                let lines = rest[index].lines.prefix { $0.second < hour * 3600 || hour == 24 }
                guard !lines.isEmpty else { continue }
                rest[index].lines = rest[index].lines.dropFirst(lines.count)
                let begin = Instant(microseconds: (midnight + Int64(hour - 1) * 3600) * 1_000_000)
                let writer = try station.archive.begin(source: rest[index].folder, at: begin)
                for block in Self.blocks(lines, midnight) {
                    try writer.append(block)
                    watch?.look(block, source: rest[index].folder)
                }
                sealed.append(try station.archive.finish(writer))
            }
        }
        let raised = try watch?.finish() ?? LogWatch.Raised()
        clock.move(to: day.adding(days: 1))
        try station.record(sealed)
        return raised
    }

    private static func blocks(
        _ lines: ArraySlice<(second: Int, text: String)>, _ midnight: Int64
    ) -> [LogBlock] {
        var (pending, found) = (PendingRecords(), [LogBlock]())
        for line in lines {
            let at = (midnight + Int64(line.second)) * 1_000_000
            var text = line.text
            text.withUTF8 { pending.append(UnsafeRawBufferPointer($0), at: at, mayHoldLineFeeds: false) }
            if pending.isFull, let block = pending.take() { found.append(block) }
        }
        if let block = pending.take() { found.append(block) }
        return found
    }
}
