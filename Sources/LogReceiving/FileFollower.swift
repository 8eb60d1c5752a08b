import Foundation
import Glibc
import LogArchive

/// Follows a log file through rotation: renamed and made anew, or copied and cut back to nothing.
///
/// Where it had got to is kept in a file beside the archive, written after the lines were durable: what a
/// stop leaves behind is read again rather than lost.
public final class FileFollower: @unchecked Sendable {
    private let path: String
    private let source: String
    private let intake: LogIntake
    private let state: String
    private let interval: TimeInterval
    private var descriptor: Int32 = -1
    private var place = Place()
    private var rest: [UInt8] = []
    private let condition = NSCondition()
    private var isStopping = false
    private let done = DispatchSemaphore(value: 0)

    /// Which file, and how far it was read.
    struct Place: Codable, Hashable {
        var device: UInt64 = 0
        var inode: UInt64 = 0
        var offset = 0
    }

    /// - Parameters:
    ///   - state: the file that keeps how far it was read; where there is none, the file is read from its
    ///     beginning.
    ///   - interval: seconds between two looks.
    public init(
        _ path: String, source: String, _ intake: LogIntake, state: String, interval: TimeInterval = 0.25
    ) {
        self.path = path
        self.source = source
        self.intake = intake
        self.state = state
        self.interval = interval
    }

    public func start() {
        if let kept = FileManager.default.contents(atPath: state),
            let place = try? JSONDecoder().decode(Place.self, from: kept)
        {
            self.place = place
        }
        let thread = Thread { [self] in
            condition.lock()
            while !isStopping {
                condition.unlock()
                look()
                condition.lock()
                if !isStopping { _ = condition.wait(until: Date(timeIntervalSinceNow: interval)) }
            }
            condition.unlock()
            look()
            if descriptor >= 0 { close(descriptor) }
            done.signal()
        }
        thread.name = "log-receiving.following"
        thread.start()
    }

    /// Returns when what the file holds now was taken. The intake is to be stopped after this.
    public func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        condition.unlock()
        done.wait()
    }

    private func look() {
        if descriptor < 0, !openFile() { return }
        read()
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        if UInt64(status.st_dev) != place.device || UInt64(status.st_ino) != place.inode {
            // The old file was renamed; the rest of it was read just now.
            finishFile()
            if openFile() { read() }
        } else if Int(status.st_size) < place.offset {
            // Copied and cut back: the same file begins anew.
            finishLine()
            place.offset = 0
            lseek(descriptor, 0, SEEK_SET)
            read()
        }
    }

    private func openFile() -> Bool {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return false }
        var status = stat()
        fstat(opened, &status)
        let found = Place(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        let goesOn =
            found.device == place.device && found.inode == place.inode && place.offset <= Int(status.st_size)
        place = Place(device: found.device, inode: found.inode, offset: goesOn ? place.offset : 0)
        lseek(opened, off_t(place.offset), SEEK_SET)
        descriptor = opened
        return true
    }

    private func read() {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { room.deallocate() }
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            guard count > 0 else { break }
            rest += UnsafeRawBufferPointer(rebasing: room[..<count])
            take()
        }
    }

    /// Hands over the whole lines.
    private func take() {
        guard let end = rest.lastIndex(of: 0x0A) else {
            if rest.count >= SyslogFrames.longestRecord { finishLine() }
            return
        }
        let lines = Array(rest[...end])
        let count = lines.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
        let isTaken = lines.withUnsafeBytes { bytes in
            intake.wait(source, bytes.count, records: count) { $0.append(lines: bytes, count: count, at: $1) }
        }
        guard isTaken else { return }
        rest.removeSubrange(...end)
        place.offset += lines.count
        keepPlace()
    }

    /// A last line without a line feed is a record too, once nothing can follow it.
    private func finishLine() {
        guard !rest.isEmpty else { return }
        let bytes = rest
        bytes.withUnsafeBytes { bytes in
            _ = intake.wait(source, bytes.count + 1, records: 1) {
                $0.append(bytes, at: $1, mayHoldLineFeeds: false)
            }
        }
        place.offset += rest.count
        rest = []
        keepPlace()
    }

    private func finishFile() {
        finishLine()
        close(descriptor)
        descriptor = -1
    }

    private func keepPlace() {
        let (place, state) = (place, state)
        intake.whenDurable {
            guard let bytes = try? JSONEncoder().encode(place) else { return }
            try? bytes.write(to: URL(fileURLWithPath: state), options: .atomic)
        }
    }
}
