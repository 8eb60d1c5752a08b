import LogArchive
import Office
import Primitives
import Registers
import Storage

extension LogStation {
    /// Hours that are older than their source's record says they are kept.
    ///
    /// - Parameter days: for sources whose record says nothing; nil keeps theirs.
    func expired(daysUnlessSaid days: Int?) throws -> [(row: RegisterRow, hour: LogHour)] {
        let register = LogOrigin.register
        let kept = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).current(register.definition).map {
                ($0.id, try register.record($0.values).retentionDays)
            }
        }
        let limits = Dictionary(kept.map { ($0.0, $0.1) }) { first, _ in first }
        let today = office.today.daysSince1970
        return try recordedHours().filter { _, hour in
            guard hour.disposedOn == nil, let limit = (limits[hour.source.id] ?? nil) ?? days,
                let number = SegmentName.hour(text: hour.hour)
            else { return false }
            let day = Instant(microseconds: Int64(number) * 3_600_000_000).dayInJapan.daysSince1970
            return today - day > limit
        }.sorted { $0.hour.segment < $1.hour.segment }
    }

    /// Says in the ledger that they go, then removes the bytes: a stop between the two leaves bytes that
    /// nobody misses, never a gap that nobody explains.
    func dispose(_ hours: [(row: RegisterRow, hour: LogHour)]) throws {
        try office.markDisposed(logHours: Set(hours.map(\.row.id)), by: .console)
        for (_, hour) in hours {
            guard let name = SegmentName(path: hour.segment) else { continue }
            try archive.remove(name)
        }
    }
}
