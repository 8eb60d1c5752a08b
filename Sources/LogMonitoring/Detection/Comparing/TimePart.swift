import Primitives

/// A part of a date that stands in a field. As written: no zone is converted.
public enum TimePart: String, Sendable, Hashable, CaseIterable {
    case minute, hour, day, week, month, year

    /// The part of `2026-11-25T09:41:07…` or `2026-11-25 09:41:07…`; nil where the text is no such date.
    ///
    /// The week is that of ISO 8601, 1...53: it begins on Monday, and week 1 has the year's first Thursday.
    func value(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count >= 10, text.count <= 64 else { return nil }
        let head = String(decoding: text.prefix(10), as: UTF8.self)
        guard let day = Day(iso: Substring(head)) else { return nil }
        switch self {
        case .year: return Int(head.prefix(4))
        case .month: return Int(head.dropFirst(5).prefix(2))
        case .day: return Int(head.dropFirst(8))
        case .week: return Self.week(of: day)
        case .hour: return Self.pair(text, 11).flatMap { $0 < 24 ? $0 : nil }
        case .minute: return text.count > 15 ? Self.pair(text, 14).flatMap { $0 < 60 ? $0 : nil } : nil
        }
    }

    private static func pair(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
        guard text.count >= place + 2, [0x54, 0x20].contains(text[10]) else { return nil }
        let high = text[place] &- 48
        let low = text[place + 1] &- 48
        return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
    }

    private static func week(of day: Day) -> Int? {
        // 1970-01-01 was a Thursday. The week's Thursday lies in the year that the week belongs to.
        let number = Int(day.daysSince1970)
        let weekday = ((number + 3) % 7 + 7) % 7
        let thursday = Day(daysSince1970: number - weekday + 3)
        guard let newYear = Day(iso: thursday.iso.prefix(4) + "-01-01") else { return nil }
        return (Int(thursday.daysSince1970) - Int(newYear.daysSince1970)) / 7 + 1
    }
}
