import Foundation
import LogArchive
import LogFiles
import Office
import Primitives
import Storage

/// Files of old logs into the archive, line by line as they are.
struct LogImport {
    private let station: LogStation
    private let now: () -> Instant

    init(_ station: LogStation) {
        self.station = station
        now = station.office.store.surroundings.now
    }

    /// What one file gave.
    struct Outcome: Sendable {
        var sealed: LogArchive.Sealed
        var lines: Int
    }

    /// Takes one file as a segment of its own, sealed and in the ledger when this returns.
    ///
    /// - Parameters:
    ///   - each: gets each block when it is durable.
    ///   - progress: lines so far; false stops, and nothing of the file is kept.
    func take(
        _ path: String, into source: String, each: (LogBlock) -> Void, progress: (Int) -> Bool
    ) throws -> Outcome? {
        let file = try LogFile(path)
        let writer = try station.archive.begin(source: source, at: now())
        var (records, lines) = (PendingRecords(), 0)
        var rest: [UInt8] = []
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { room.deallocate() }
        func flush() throws {
            guard let block = records.take() else { return }
            try writer.append(block)
            each(block)
        }
        do {
            while true {
                let count = try file.read(into: room)
                if count == 0 { break }
                rest += UnsafeRawBufferPointer(rebasing: room[..<count])
                let end = rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                if end > 0, rest.count - end < PendingRecords.longestRecord {
                    let found = rest[..<end].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
                    rest.withUnsafeBytes {
                        records.append(
                            lines: UnsafeRawBufferPointer(rebasing: $0[..<end]), count: found,
                            at: now().microseconds)
                    }
                    lines += found
                    rest.removeSubrange(..<end)
                } else if rest.count > PendingRecords.longestRecord {
                    lines += 1
                    rest.withUnsafeBytes {
                        records.append($0, at: now().microseconds, mayHoldLineFeeds: true)
                    }
                    rest = []
                }
                if records.isFull { try flush() }
                guard progress(lines) else { throw CancellationError() }
            }
            if !rest.isEmpty {
                lines += 1
                rest.withUnsafeBytes { records.append($0, at: now().microseconds, mayHoldLineFeeds: false) }
            }
            try flush()
            try writer.sync()
        } catch {
            try station.archive.abandon(writer)
            if error is CancellationError { return nil }
            throw error
        }
        return Outcome(sealed: try station.archive.finish(writer), lines: lines)
    }
}
