import Primitives
import Registers

/// The day or the month of a watch sheet.
public struct WatchPeriod: Sendable, Hashable {
    /// Which of them.
    public let kind: WatchSheet.Kind
    /// `2026-11-30` or `2026-11`.
    public let text: String
    /// Its first day.
    public let first: Day
    /// Its last day.
    public let last: Day

    /// A day.
    public init(day: Day) {
        (kind, text, first, last) = (.day, day.iso, day, day)
    }

    /// The month of a day.
    public init(monthOf day: Day) {
        let parts = day.components
        let begins = Day(year: parts.year, month: parts.month, day: 1) ?? day
        (kind, text) = (.month, String(begins.iso.prefix(7)))
        (first, last) = (begins, begins.adding(months: 1).adding(days: -1))
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        if text.count == 10, let day = Day(iso: text) {
            self.init(day: day)
        } else if text.count == 7, let day = Day(iso: text + "-01") {
            self.init(monthOf: day)
        } else {
            return nil
        }
    }

    /// The title of its sheet.
    public var title: String {
        switch kind {
        case .day: "監視の確認票（日次）\(JapaneseEra.text(first))"
        case .month: "監視の確認票（月次）\(monthName)"
        }
    }

    /// 令和8年11月.
    public var monthName: String {
        let text = JapaneseEra.text(first)
        return text.firstIndex(of: "月").map { String(text[...$0]) } ?? text
    }

    /// Its first moment, in Japan.
    var begins: Instant { LogTime.beginning(of: first) }
    /// The first moment after it.
    var ends: Instant { LogTime.beginning(of: last.adding(days: 1)) }
    /// All of its days.
    var days: [Day] { (0...first.days(until: last)).map { first.adding(days: $0) } }
}
