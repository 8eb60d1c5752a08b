import LogFiles

@testable import LogMonitoring

/// Reads the beginning of a large packed file as the command does.
enum RealFile {
    /// Events, those with a fault, and those with a time and a code.
    static func count(_ path: String, limit: Int) throws(LogFileError) -> (Int, Int, Int) {
        let file = try LogFile(path)
        var reader = LogReader(ReadingSettings(times: Reading.times))
        var (count, known) = (0, 0)
        while try reader.fill({ room throws(LogFileError) in try file.read(into: room) }) > 0 {
            while reader.next() {
                count += 1
                let event = reader.draft.event()
                if event.timestamp != nil, event["event.code"] != nil, event.format == "windows" {
                    known += 1
                }
                if count == limit { return (count, reader.tally.faultCount, known) }
            }
        }
        return (count, reader.tally.faultCount, known)
    }
}
