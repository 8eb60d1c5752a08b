import Primitives

/// When a requirement falls due, computed from its occasions and its last proof; never typed in by anybody.
public struct Schedule: Sendable, Hashable {
    /// The calendar months 1...12 by whose end it is due in each fiscal year, April first; empty for other
    /// rhythms.
    let yearlyMonths: [Int]
    private let occasions: [Occasion]

    /// The schedule with these occasions.
    public init(_ occasions: [Occasion]) {
        self.occasions = occasions
        let months = occasions.compactMap { if case .yearly(let month) = $0 { month } else { nil } }
        yearlyMonths = Set(months).sorted { ($0 + 8) % 12 < ($1 + 8) % 12 }
    }

    /// The due days within a fiscal year, ascending; empty where it is not a yearly duty.
    public func dueDays(in year: FiscalYear) -> [Day] { yearlyMonths.map { year.lastDay(ofMonth: $0) } }

    /// The last day of the fiscal year's duty: until then last year's proof carries. Nil where it is not a
    /// yearly duty.
    public func yearlyDue(in year: FiscalYear) -> Day? { dueDays(in: year).last }

    /// The next day on which proof is owed.
    ///
    /// A proof covers the period in which it lies (the fiscal year, or its part up to the due day where
    /// several are set), however early or late in it; the next due day is that of the following period.
    ///
    /// - Parameters:
    ///   - lastProof: the day of the last proof; nil where there never was one.
    ///   - day: the day of the verdict; used only where there is no proof.
    /// - Returns: nil where nothing recurs by the calendar, and for other rhythms than the yearly one without
    ///   a proof.
    public func due(afterProof lastProof: Day?, on day: Day) -> Day? {
        guard yearlyMonths.isEmpty else { return yearly(lastProof, day) }
        guard let lastProof else { return nil }
        let steps = occasions.compactMap { Self.end(of: $0, after: lastProof) }
        return steps.min()
    }

    private func yearly(_ lastProof: Day?, _ day: Day) -> Day? {
        guard let lastProof else {
            let days = dueDays(in: FiscalYear(containing: day))
            return days.first { $0 >= day } ?? days.last
        }
        let year = FiscalYear(containing: lastProof)
        let days = dueDays(in: year)
        let period = days.dropLast().firstIndex { lastProof <= $0 } ?? days.count - 1
        return period + 1 < days.count ? days[period + 1] : dueDays(in: year.next).first
    }

    private static func end(of occasion: Occasion, after proof: Day) -> Day? {
        let month = proof.components.month
        let year = FiscalYear(containing: proof)
        switch occasion {
        case .quarterly:
            let next = year.lastDay(ofMonth: [3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12][month - 1])
            return next.adding(days: 1).adding(months: 3).adding(days: -1)
        case .monthly:
            return year.lastDay(ofMonth: month).adding(days: 1).adding(months: 1).adding(days: -1)
        case .weekly: return proof.adding(days: 7)
        case .daily: return proof.adding(days: 1)
        case .yearly, .continuous, .onChange, .onTransfer, .perEvent, .atStart, .atEnd: return nil
        }
    }
}

/// How a due day lies to the day of the verdict: what Home sorts by.
public enum Standing: Sendable, Hashable {
    /// So many days past it, 1 or more.
    case late(days: Int)
    case today
    /// So many days to go, 1 or more.
    case coming(days: Int)

    /// How `due` lies to `day`.
    public init(due: Day, on day: Day) {
        let left = day.days(until: due)
        self = left == 0 ? .today : left < 0 ? .late(days: -left) : .coming(days: left)
    }
}

extension Requirement {
    /// When it falls due.
    public var dueSchedule: Schedule { Schedule(schedule) }
}
