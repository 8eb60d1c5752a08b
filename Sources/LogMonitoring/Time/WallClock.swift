import Primitives

/// A date and time as a device wrote it, not yet a moment: the zone is still to be said, perhaps the year
/// too.
struct WallClock {
    var year: Int?
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    /// Seconds east of Greenwich.
    var zone: Int?
    var assumptions: EventTime.Assumptions = []

    /// The moment, with everything that is missing taken from the settings; nil where the calendar or the
    /// clock has no such place. A leap second counts as the next one.
    func time(_ settings: TimeSettings) -> EventTime? {
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        var time = EventTime()
        time.assumptions = assumptions
        let offset = zone ?? settings.zone
        if zone == nil {
            time.assumptions.insert(.zone)
            time.zone = offset
        }
        let clock = Int64(hour * 3600 + minute * 60 + second - offset) * 1_000_000 + Int64(microsecond)
        if let year {
            guard let days = WallClock.days(year, month, day) else { return nil }
            time.microseconds = Int64(days) * 86_400_000_000 + clock
        } else {
            guard let found = yearless(clock, settings.year) else { return nil }
            time.assumptions.insert(.year)
            time.year = found.year
            time.microseconds = found.microseconds
        }
        return time
    }

    private func yearless(_ clock: Int64, _ rule: TimeSettings.YearRule) -> (year: Int, microseconds: Int64)?
    {
        let reference =
            switch rule {
            case .notAfter(let instant), .nearest(let instant): instant
            }
        let about = reference.dayInJapan.components.year
        // Eight years on each side, because only every fourth (or after 1896 and before 1904 eighth) has a
        // 29th of February.
        let moments = (-8...8).compactMap { step -> (year: Int, microseconds: Int64)? in
            WallClock.days(about + step, month, day).map {
                (about + step, Int64($0) * 86_400_000_000 + clock)
            }
        }
        switch rule {
        case .notAfter(let instant):
            return moments.last { $0.microseconds <= instant.microseconds + 86_400_000_000 }
        case .nearest(let instant):
            return moments.min {
                ($0.microseconds - instant.microseconds).magnitude
                    < ($1.microseconds - instant.microseconds).magnitude
            }
        }
    }

    /// Days since 1970-01-01; nil where the calendar has no such day. Years 1 to 9999.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
        if day > 28, day > length(month, year) { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
