import Foundation
import Glibc
import Primitives

/// Times work and prints figures in one form.
enum Clock {
    /// Seconds that the body took.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let took = ContinuousClock.now - start
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    /// The median of several runs, in seconds.
    static func median(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
        try (0..<runs).map { _ in try seconds(body) }.sorted()[runs / 2]
    }

    /// One line: what, the figure, what it is held against.
    static func show(_ what: String, _ figure: String, _ note: String = "") {
        let padded = what.padding(toLength: 62, withPad: " ", startingAt: 0)
        print("\(padded) \(figure)\(note.isEmpty ? "" : "   (\(note))")")
    }

    static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f ms", seconds * 1000) }

    static func perSecond(_ count: Int, _ seconds: Double) -> String {
        String(format: "%.0f/s", Double(count) / seconds)
    }

    static let surroundings = Surroundings.seeded(20_260_401) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
