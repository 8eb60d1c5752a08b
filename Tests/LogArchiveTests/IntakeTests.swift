import Foundation
import LogArchive
import Primitives
import Synchronization
import Testing

/// The way from receivers to the disk.
@Suite struct IntakeTests {
    /// A clock that the test turns.
    private final class Clock: Sendable {
        let moment = Mutex(TemporaryArchive.noon)
        func now() -> Instant { moment.withLock { $0 } }
        func forward(_ seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    private final class Seen: Sendable {
        let blocks = DispatchSemaphore(value: 0)
        let problems = DispatchSemaphore(value: 0)
        let records = Mutex(0)
        let sealed = Mutex<[LogArchive.Sealed]>([])
        let failures = Mutex<[LogArchiveError]>([])
    }

    private func intake(_ place: TemporaryArchive, _ clock: Clock, _ seen: Seen, limit: Int = 64 << 20)
        -> LogIntake
    {
        var hooks = LogIntake.Hooks()
        hooks.isDurable = { _, block in
            seen.records.withLock { $0 += block.recordCount }
            seen.blocks.signal()
        }
        hooks.isSealed = { sealed in seen.sealed.withLock { $0.append(sealed) } }
        hooks.failed = { problem in
            seen.failures.withLock { $0.append(problem) }
            seen.problems.signal()
        }
        return LogIntake(place.archive, limit: limit, interval: 0.01, now: { clock.now() }, hooks: hooks)
    }

    private func add(_ intake: LogIntake, _ text: String, source: String = "gateway") {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { bytes in
            _ = intake.wait(source, bytes.count + 1, records: 1) {
                $0.append(bytes, at: $1, mayHoldLineFeeds: true)
            }
        }
    }

    @Test func `what was taken is on the disk when the intake has stopped, and goes on after a new start`()
        throws
    {
        let place = TemporaryArchive()
        defer { place.remove() }
        let (clock, seen) = (Clock(), Seen())
        for round in 0..<3 {
            let intake = intake(place, clock, seen)
            intake.start()
            for number in 0..<1000 { add(intake, "round \(round) line \(number)", source: "s\(number % 3)") }
            intake.stop()
            #expect(seen.records.withLock { $0 } == 1000 * (round + 1))
        }
        #expect(place.archive.places().count == 3)
        #expect(place.archive.search(LogQuestion()).total == 3000)
        #expect(seen.failures.withLock { $0 } == [])
    }

    @Test func `an hour that is over is sealed, by the clock or at the next start`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let (clock, seen) = (Clock(), Seen())
        let first = intake(place, clock, seen)
        first.start()
        add(first, "in the first hour")
        seen.blocks.wait()
        clock.forward(3600)
        add(first, "in the second")
        first.stop()
        #expect(seen.sealed.withLock { $0.map(\.name.hourText) } == ["2026-11-30T12"])
        clock.forward(86_400)
        let second = intake(place, clock, seen)
        second.start()
        second.stop()
        #expect(seen.sealed.withLock { $0.map(\.name.hourText) } == ["2026-11-30T12", "2026-11-30T13"])
        #expect(place.archive.places().map(\.isSealed) == [true, true])
    }

    @Test func `what finds no room is counted in the block after it`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let (clock, seen) = (Clock(), Seen())
        let intake = intake(place, clock, seen, limit: 100)
        let line = [UInt8](repeating: 0x41, count: 60)
        for _ in 0..<5 {
            line.withUnsafeBytes { bytes in
                _ = intake.offer("udp", 61, records: 1) { $0.append(bytes, at: $1, mayHoldLineFeeds: true) }
            }
        }
        intake.start()
        intake.stop()
        let name = try #require(place.archive.places().first?.name)
        #expect(try place.archive.seal(name).statement.records == 1)
        #expect(try place.archive.sealed(name).statement.dropped == 4)
        #expect(intake.currentFigures()["udp"]?.dropped == 4)
    }

    @Test func `where the disk takes nothing, senders wait and nothing is called durable`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        // A file stands where the source's folder has to be.
        try FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
        let blocked = place.folder + "/gateway"
        _ = FileManager.default.createFile(atPath: blocked, contents: nil)
        let (clock, seen) = (Clock(), Seen())
        let intake = intake(place, clock, seen)
        intake.start()
        add(intake, "kept until there is room")
        seen.problems.wait()
        #expect(seen.records.withLock { $0 } == 0)
        try FileManager.default.removeItem(atPath: blocked)
        seen.blocks.wait()
        intake.stop()
        #expect(place.archive.search(LogQuestion()).total == 1)
    }
}
