import Primitives

/// The days that a criterion may name as `:on`, `:year_start` and so on, all as ISO text.
///
/// A criterion that names anything else is refused when it is loaded, so that no statement meets an unbound
/// name.
public struct CriterionParameters: Sendable, Hashable {
    /// Name without colon → ISO day.
    public let values: [String: String]

    /// The parameters for a verdict on `day`.
    public init(on day: Day) {
        let year = FiscalYear(containing: day)
        values = [
            "on": day.iso,
            "year_start": year.firstDay.iso,
            "year_end": year.lastDay.iso,
            "previous_year_start": year.previous.firstDay.iso,
            "two_days_ago": day.adding(days: -2).iso,
            "one_week_ago": day.adding(days: -7).iso,
            "one_month_ago": Self.firstDay(whose: 1, reaches: day).iso,
            "two_months_ago": Self.firstDay(whose: 2, reaches: day).iso,
            "three_months_ago": Self.firstDay(whose: 3, reaches: day).iso,
            "one_year_ago": Self.firstDay(whose: 12, reaches: day).iso,
        ]
    }

    /// The names that may be used, in alphabetical order.
    public static let names = [
        "on", "one_month_ago", "one_week_ago", "one_year_ago", "previous_year_start", "three_months_ago",
        "two_days_ago", "two_months_ago", "year_end", "year_start",
    ]

    /// Those that a criterion really names: what its result depends on besides the registers.
    public func only(_ names: Set<String>) -> [String: String] { values.filter { names.contains($0.key) } }

    /// The earliest day for which "so many months later" has not passed on `day`.
    ///
    /// Going back twelve months is not enough: from 29 February one lands on the 28th, which has run out a
    /// day before.
    static func firstDay(whose months: Int, reaches day: Day) -> Day {
        var first = day.adding(months: -months)
        while first.adding(months: months) < day { first = first.adding(days: 1) }
        return first
    }
}
