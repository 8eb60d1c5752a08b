/// 年度: April 1 to March 31, named by the year in which it begins (地方自治法208条).
public struct FiscalYear: Hashable, Sendable, Comparable {
    /// The Gregorian year of its April.
    public let year: Int

    /// The fiscal year that begins in April of `year`.
    public init(_ year: Int) { self.year = year }

    /// The fiscal year in which the day lies.
    public init(containing day: Day) {
        let (year, month, _) = day.components
        self.init(month >= 4 ? year : year - 1)
    }

    /// April 1.
    public var firstDay: Day { Day(year: year, month: 4, day: 1) ?? Day(daysSince1970: 0) }

    /// March 31 of the next Gregorian year.
    public var lastDay: Day { next.firstDay.adding(days: -1) }

    /// The fiscal year after this one.
    public var next: FiscalYear { FiscalYear(year + 1) }

    /// The fiscal year before this one.
    public var previous: FiscalYear { FiscalYear(year - 1) }

    /// The last day of a calendar month (1 to 12) within this fiscal year.
    public func lastDay(ofMonth month: Int) -> Day {
        let calendarYear = month >= 4 ? year : year + 1
        let length = Day.length(ofMonth: month, year: calendarYear)
        return Day(year: calendarYear, month: month, day: length) ?? lastDay
    }

    /// 令和8年度.
    public var japanese: String { JapaneseEra.year(firstDay) + "度" }

    public static func < (left: FiscalYear, right: FiscalYear) -> Bool { left.year < right.year }
}
