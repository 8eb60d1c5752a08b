/// A moment on the clock of the organization.
struct LocalTime {
    /// Days since 1970.
    let day: Int
    /// After midnight.
    let minute: Int

    init(microseconds: Int64, zone: Int) {
        let seconds = Self.floored(microseconds, 1_000_000) + Int64(zone)
        day = Int(Self.floored(seconds, 86_400))
        minute = Int(seconds - Int64(day) * 86_400) / 60
    }

    var hour: Int { minute / 60 }

    /// 0 is Sunday; the first day of 1970 was a Thursday.
    var weekday: Int { ((day + 4) % 7 + 7) % 7 }

    private static func floored(_ number: Int64, _ by: Int64) -> Int64 {
        number >= 0 ? number / by : -((by - 1 - number) / by)
    }
}
