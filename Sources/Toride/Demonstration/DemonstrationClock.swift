import Primitives
import Synchronization

/// A clock that the demonstration moves through its year, so that its history looks as if it had been lived.
final class DemonstrationClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ day: Day) { moment = Mutex(Self.morning(day)) }

    var now: Instant {
        moment.withLock { moment in
            moment = moment.adding(seconds: 7)
            return moment
        }
    }

    /// Goes on to nine o'clock of the day, never back.
    func move(to day: Day) {
        moment.withLock { $0 = max($0, Self.morning(day)) }
    }

    private static func morning(_ day: Day) -> Instant {
        Instant(microseconds: Int64(day.daysSince1970) * 86_400_000_000)
    }
}
