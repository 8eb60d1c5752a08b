import Glibc

/// One run of another program, without a shell, that cannot outlive its limits.
enum ChildProcess {
    struct Finished: Equatable {
        /// The exit status, or 128 and the number of the signal that ended it.
        let status: Int32
        let output: [UInt8]
        /// The first 64 KiB of what it complained about.
        let complaints: String
    }

    enum Failure: Error, Equatable {
        case cannotStart(errno: Int32)
        case timedOut
        case outputTooLarge
    }

    private static let mostComplaints = 1 << 16
    /// Messages in English, which are looked into; nothing of our own environment.
    private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8"]

    /// Runs a program to its end and collects what it writes.
    ///
    /// The program gets `input` as its standard input and nothing else that is open here. It leads a process
    /// group of its own, which is killed as a whole when time or output run over, and it is always waited
    /// for.
    static func run(
        _ command: [String], input: Int32, time: Duration, outputBytes: Int
    ) throws(Failure) -> Finished {
        guard let output = OneWayStream(), let complaints = OneWayStream() else {
            throw .cannotStart(errno: errno)
        }
        let process = try start(command, input: input, output: output.writing, complaints: complaints.writing)
        output.closeWriting()
        complaints.closeWriting()
        let deadline = ContinuousClock.now + time
        var streams = [
            Stream(file: output.reading, limit: outputBytes),
            Stream(file: complaints.reading, limit: mostComplaints),
        ]
        do {
            try collect(&streams, until: deadline)
            let status = try wait(for: process, until: deadline)
            return Finished(
                status: status, output: streams[0].bytes,
                complaints: String(decoding: streams[1].bytes, as: UTF8.self))
        } catch {
            kill(-process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            throw error
        }
    }

    private struct Stream {
        let file: Int32
        let limit: Int
        var bytes: [UInt8] = []
        var isOpen = true
    }

    private static func collect(_ streams: inout [Stream], until deadline: ContinuousClock.Instant)
        throws(Failure)
    {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while streams.contains(where: \.isOpen) {
            // A negative descriptor is passed over by poll.
            var polled = streams.map {
                pollfd(fd: $0.isOpen ? $0.file : -1, events: Int16(POLLIN), revents: 0)
            }
            let ready = poll(&polled, nfds_t(polled.count), milliseconds(until: deadline))
            if ready == 0 { throw .timedOut }
            if ready < 0 {
                guard errno == EINTR else { throw .cannotStart(errno: errno) }
                continue
            }
            for index in streams.indices where polled[index].revents != 0 {
                let count = chunk.withUnsafeMutableBytes {
                    read(streams[index].file, $0.baseAddress, $0.count)
                }
                if count > 0 {
                    let room = streams[index].limit - streams[index].bytes.count
                    if count > room, index == 0 { throw .outputTooLarge }
                    streams[index].bytes.append(contentsOf: chunk[..<min(count, max(0, room))])
                } else if count == 0 || errno != EINTR {
                    streams[index].isOpen = false
                }
            }
            if ContinuousClock.now >= deadline { throw .timedOut }
        }
    }

    /// Having closed its output a program is about to end; the short poll only spares the processor.
    private static func wait(for process: pid_t, until deadline: ContinuousClock.Instant) throws(Failure)
        -> Int32
    {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0, errno != EINTR { return 127 }
            if ContinuousClock.now >= deadline { throw .timedOut }
            poll(nil, 0, 2)
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        return Int32(
            clamping: max(
                0, left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1))
    }

    /// What libraries in this process may have opened without close-on-exec; closing one twice does no harm.
    private static func otherOpenFiles() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var files: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let file = Int32(name), file > 2 { files.append(file) }
        }
        return files
    }

    private static func start(
        _ command: [String], input: Int32, output: Int32, complaints: Int32
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, complaints, 2)
        for file in otherOpenFiles() { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &environment)
        guard error == 0 else { throw .cannotStart(errno: error) }
        return process
    }
}

/// A stream whose ends are closed when nobody needs them.
///
/// A pair of sockets instead of a pipe: it is born close-on-exec, so that a program started by another
/// thread in the same moment cannot inherit the writing end and keep it open.
private final class OneWayStream {
    let reading: Int32
    let writing: Int32
    private var writingIsOpen = true

    init?() {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        (reading, writing) = (ends[0], ends[1])
    }

    func closeWriting() {
        if writingIsOpen { close(writing) }
        writingIsOpen = false
    }

    deinit {
        close(reading)
        closeWriting()
    }
}
