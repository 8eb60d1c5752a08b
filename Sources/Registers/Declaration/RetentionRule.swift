import Primitives

/// How long a register's records are kept: so many years from the end of the fiscal year in which a day lies.
public struct RetentionRule: Sendable, Hashable {
    /// The column of the day from whose fiscal year the years are counted.
    public let column: String
    /// Years, at least 1.
    public let years: Int

    /// The last day on which a record with this day is kept.
    public func lastDay(of day: Day) -> Day {
        FiscalYear(containing: day).lastDay.adding(months: 12 * years)
    }

    /// The last day that a record may bear whose retention has run out by `today`.
    public func newestExpired(on today: Day) -> Day {
        let year = FiscalYear(containing: today).firstDay
        return year.adding(days: -1).adding(months: -12 * years)
    }
}

extension Field {
    /// The day from whose fiscal year the record's retention is counted, in years; afterwards it may leave by
    /// an approved disposal, and no sooner.
    public func retained(years: Int) -> Self { changed { $0.retentionYears = years } }
}

extension RegisterDefinition {
    /// How long its records are kept; nil where they are kept for good.
    public var retention: RetentionRule? {
        fields.lazy.compactMap { field in
            field.retentionYears.map { RetentionRule(column: field.column, years: $0) }
        }.first
    }
}
