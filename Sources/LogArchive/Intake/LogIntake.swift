import Foundation
import Primitives

/// Between those who receive lines and the disk: bounded memory, group commit, hours turned and sealed.
///
/// Receivers call `offer` or `wait` from any thread; one thread writes, one seals. What is taken is on the
/// disk within `interval` and a write; what found no room is counted in the source's next block.
public final class LogIntake: @unchecked Sendable {
    /// What the intake tells while it works. Called from its own threads.
    public struct Hooks: Sendable {
        /// A block is durable.
        public var isDurable: @Sendable (String, LogBlock) -> Void = { _, _ in }
        /// A segment is sealed.
        public var isSealed: @Sendable (LogArchive.Sealed) -> Void = { _ in }
        /// Something failed; it is tried again.
        public var failed: @Sendable (LogArchiveError) -> Void = { _ in }

        public init() {}
    }

    /// Bytes that may wait for the disk, all sources together.
    public let limit: Int
    private let archive: LogArchive
    private let interval: TimeInterval
    private let now: @Sendable () -> Instant
    private let hooks: Hooks
    private let condition = NSCondition()
    private var pending: [String: SourcePending] = [:]
    private var waitingBytes = 0
    private var asked: [@Sendable () -> Void] = []
    private var isStopping = false
    private var hasEnded = false
    private var figures: [String: SourceFigures] = [:]
    private let sealing = DispatchQueue(label: "log-archive.sealing")

    private struct SourcePending {
        var full: [PendingRecords] = []
        var current = PendingRecords()
    }

    /// - Parameters:
    ///   - limit: bytes that may wait for the disk.
    ///   - interval: seconds between commits where little arrives.
    public init(
        _ archive: LogArchive, limit: Int = 64 << 20, interval: TimeInterval = 0.1,
        now: @escaping @Sendable () -> Instant, hooks: Hooks
    ) {
        self.archive = archive
        self.limit = limit
        self.interval = interval
        self.now = now
        self.hooks = hooks
    }

    /// Begins to write: goes on with segments of this hour that were left open, and seals older ones.
    public func start() {
        for place in archive.places() where !place.isSealed { adopt(place.name) }
        let thread = Thread { [self] in run() }
        thread.name = "log-archive.writing"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Takes whole lines or drops them where there is no room; never waits.
    ///
    /// - Returns: false where they were dropped, and counted.
    @discardableResult
    public func offer(
        _ source: String, _ byteCount: Int, records: Int, _ add: (inout PendingRecords, Int64) -> Void
    )
        -> Bool
    {
        condition.lock()
        defer { condition.unlock() }
        guard waitingBytes + byteCount <= limit, !isStopping else {
            pending[source, default: SourcePending()].current.drop(records)
            figures[source, default: SourceFigures()].dropped += records
            return false
        }
        take(source, byteCount, records, add)
        return true
    }

    /// Takes whole lines, and waits while there is no room: whoever sends is held up.
    ///
    /// - Returns: false where the intake has stopped; nothing was taken.
    @discardableResult
    public func wait(
        _ source: String, _ byteCount: Int, records: Int, _ add: (inout PendingRecords, Int64) -> Void
    )
        -> Bool
    {
        condition.lock()
        defer { condition.unlock() }
        while waitingBytes > 0, waitingBytes + byteCount > limit, !isStopping { condition.wait() }
        guard !isStopping else { return false }
        take(source, byteCount, records, add)
        return true
    }

    private func take(
        _ source: String, _ byteCount: Int, _ records: Int, _ add: (inout PendingRecords, Int64) -> Void
    ) {
        let moment = now()
        var entry = pending.removeValue(forKey: source) ?? SourcePending()
        add(&entry.current, moment.microseconds)
        if entry.current.isFull {
            entry.full.append(entry.current)
            entry.current = PendingRecords()
        }
        pending[source] = entry
        waitingBytes += byteCount
        figures[source, default: SourceFigures()].note(records, byteCount, moment)
        if waitingBytes > limit / 8 { condition.broadcast() }
    }

    /// Records of each source since the start.
    public func currentFigures() -> [String: SourceFigures] {
        condition.lock()
        defer { condition.unlock() }
        return figures
    }

    /// Calls the body once all that was taken before is durable.
    public func whenDurable(_ body: @escaping @Sendable () -> Void) {
        condition.lock()
        asked.append(body)
        condition.unlock()
    }

    /// Writes what waits, seals nothing, and returns when all is durable.
    public func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
        condition.unlock()
        sealing.sync {}
    }

    // MARK: The writing thread

    private var writers: [String: SegmentWriter] = [:]
    private var lastMark: [String: (minute: Int64, blocks: Int)] = [:]
    private var waitingForDurable: [@Sendable () -> Void] = []
    /// What could not be written yet, the oldest first.
    private var unwritten: [(source: String, block: LogBlock)] = []
    private static let largestSegment = 1 << 30

    private func adopt(_ name: SegmentName) {
        let current = SegmentName.hour(of: now())
        guard name.hour >= current, writers[name.source] == nil else { return seal(name) }
        do throws(LogArchiveError) {
            writers[name.source] = try SegmentWriter(continuing: name, in: archive.folder)
        } catch {
            hooks.failed(error)
        }
    }

    private func run() {
        while true {
            condition.lock()
            if !isStopping, waitingBytes <= limit / 8 {
                _ = condition.wait(until: Date(timeIntervalSinceNow: interval))
            }
            let taken = pending
            pending.removeAll(keepingCapacity: true)
            waitingForDurable += asked
            asked.removeAll()
            let isLast = isStopping
            condition.unlock()
            gather(taken)
            write()
            if unwritten.isEmpty {
                for body in waitingForDurable { body() }
                waitingForDurable.removeAll()
            }
            turn()
            guard isLast else { continue }
            condition.lock()
            let isDone = pending.isEmpty
            condition.unlock()
            if isDone { break }
        }
        writers.removeAll()
        condition.lock()
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    private func gather(_ taken: [String: SourcePending]) {
        for (source, entry) in taken.sorted(by: { $0.key < $1.key }) {
            for var records in entry.full + [entry.current] {
                if let block = records.take() { unwritten.append((source, block)) }
            }
        }
    }

    private func write() {
        guard !unwritten.isEmpty else { return }
        var written: [(source: String, block: LogBlock)] = []
        var failure: LogArchiveError?
        var touched: Set<String> = []
        for (source, block) in unwritten where failure == nil {
            do throws(LogArchiveError) {
                try writer(source, for: block).append(block)
                touched.insert(source)
                written.append((source, block))
            } catch {
                failure = error
            }
        }
        for source in touched {
            do throws(LogArchiveError) {
                try writers[source]?.sync()
            } catch {
                // Whether it is on the disk is unknown: it is not given out as durable, and the segment is
                // begun anew.
                failure = error
                writers[source] = nil
            }
        }
        let durable = written.filter { writers[$0.source] != nil }
        unwritten = written.filter { writers[$0.source] == nil } + unwritten.dropFirst(written.count)
        let freed = durable.reduce(0) { $0 + $1.block.payload.count }
        for (source, block) in durable { hooks.isDurable(source, block) }
        condition.lock()
        waitingBytes = max(0, waitingBytes - freed)
        condition.broadcast()
        condition.unlock()
        if let failure {
            hooks.failed(failure)
            condition.lock()
            if !isStopping { _ = condition.wait(until: Date(timeIntervalSinceNow: 0.5)) }
            let isLast = isStopping
            condition.unlock()
            if isLast { unwritten.removeAll() }
        }
    }

    private func writer(_ source: String, for block: LogBlock) throws(LogArchiveError) -> SegmentWriter {
        let hour = SegmentName.hour(of: Instant(microseconds: block.firstReceipt))
        if let writer = writers[source] {
            if hour <= writer.name.hour, writer.length < Self.largestSegment { return writer }
            finish(source)
        }
        let writer = try archive.begin(source: source, at: Instant(microseconds: block.firstReceipt))
        writers[source] = writer
        return writer
    }

    private func finish(_ source: String) {
        guard let writer = writers.removeValue(forKey: source) else { return }
        lastMark[source] = nil
        do throws(LogArchiveError) {
            try writer.sync()
        } catch {
            hooks.failed(error)
        }
        writer.close()
        seal(writer.name)
    }

    /// Ends the segments of hours that are over, and notes running roots once a minute.
    private func turn() {
        let moment = now()
        let (hour, minute) = (
            SegmentName.hour(of: moment), moment.microseconds.flooredDivision(by: 60_000_000)
        )
        for (source, writer) in writers {
            if writer.name.hour < hour {
                finish(source)
            } else if lastMark[source]?.minute != minute {
                let blocks = writer.frontier.size
                defer { lastMark[source] = (minute, blocks) }
                guard let last = lastMark[source], last.blocks != blocks else { continue }
                do throws(LogArchiveError) {
                    try RunningRoots.note(writer, at: moment, in: archive.folder)
                } catch {
                    hooks.failed(error)
                }
            }
        }
    }

    private func seal(_ name: SegmentName) {
        sealing.async { [self] in
            do throws(LogArchiveError) {
                hooks.isSealed(try archive.seal(name))
            } catch {
                hooks.failed(error)
            }
        }
    }
}

/// What came from one source since the start.
public struct SourceFigures: Codable, Hashable, Sendable {
    public var records = 0
    public var bytes = 0
    public var dropped = 0
    /// Microseconds since 1970; 0 where nothing came.
    public var lastReceipt: Int64 = 0

    public init() {}

    mutating func note(_ records: Int, _ bytes: Int, _ moment: Instant) {
        self.records += records
        self.bytes += bytes
        lastReceipt = moment.microseconds
    }
}
